"""Decisions as JSON: the same again, and nothing taken from a file that is not what it should be."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from analyzer.advice.ledger import as_json, from_json, numbered, united
from tests.advice.ledger.decisions import NOV_16, NOV_23, decision, followed

PUSH = numbered(decision(followed("A"), followed("B", amount=None)), 1)
ADD = numbered(
    decision(
        kind="add",
        new_deals=5,
        filters=MappingProxyType({"product": ("A", "(blank)")}),
        expected_without=None,
        expected_with=None,
        low=None,
        high=None,
    ),
    2,
)


@pytest.mark.parametrize("one", [PUSH, ADD, PUSH.withdrawn(NOV_23)])
def test_a_decision_is_the_same_after_a_file(one: Any) -> None:
    assert from_json(json.loads(json.dumps(as_json(one)))) == one


BROKEN: dict[str, Callable[[dict[str, Any]], Any]] = {
    "a list": lambda told: [told],
    "nothing": lambda _: None,
    "a field is missing": lambda told: {key: value for key, value in told.items() if key != "by"},
    "another kind": lambda told: {**told, "kind": "wait"},
    "another verdict": lambda told: {**told, "verdict": ["push"]},
    "a number that is true": lambda told: {**told, "number": True},
    "number 0": lambda told: {**told, "number": 0},
    "a day that is a number": lambda told: {**told, "due_on": 5},
    "hours that are text": lambda told: {**told, "hours": "2"},
    "hours beyond all": lambda told: {**told, "hours": 10**400},
    "no number": lambda told: {**told, "low": float("nan")},
    "a code of other signs": lambda told: {**told, "code": "../" * 10 + "ab"},
    "deals that are text": lambda told: {**told, "deals": "AB"},
    "a layer that is won": lambda told: _with_deal(told, layer=7),
    "a chance above one": lambda told: _with_deal(told, chance_with=1.5),
    "a name that is a list": lambda told: _with_deal(told, customer=["Acme"]),
    "a filter on no role": lambda told: {**told, "filters": {"planet": ["Mars"]}},
    "a filter on a number": lambda told: {**told, "filters": {"region": [5]}},
    "evidence that is a list": lambda told: {**told, "evidence": [1]},
    "evidence with a table": lambda told: {**told, "evidence": {"n": {"a": 1}}},
    "an override without a reason": lambda told: {**told, "overrides": [{"guard": "G1", "evidence": {}}]},
}


def _with_deal(told: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return {**told, "deals": [{**told["deals"][0], **changed}]}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_decision_is_refused(kind: str) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_json(BROKEN[kind](json.loads(json.dumps(as_json(PUSH)))))


def test_two_ledgers_hold_each_decision_once_and_the_newer_state_of_it() -> None:
    shared, theirs, ours = numbered(decision(followed("A")), 1), numbered(decision(by="Li"), 2), numbered(decision(), 2)
    reassigned = replace(shared, assigned_to="Wes")
    both = united([shared, theirs], [reassigned, ours])
    found = [(one.number, one.by, one.assigned_to) for one in both]
    assert found == [(1, "Mei 张", "Wes"), (2, "Li", None), (3, "Mei 张", None)]
    assert united(both, [reassigned, ours]) == both


def test_what_was_withdrawn_in_either_stays_withdrawn() -> None:
    one = numbered(decision(), 1)
    assert united([one.withdrawn(NOV_16)], [one])[0].withdrawn_at == NOV_16
    assert united([one], [one.withdrawn(NOV_23)])[0].withdrawn_at == NOV_23
    assert one.withdrawn(NOV_16).withdrawn(NOV_23).withdrawn_at == NOV_16
