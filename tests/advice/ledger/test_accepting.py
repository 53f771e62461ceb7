"""An action becomes a decision only with a name, a day to come, and a reason for each guard that stands against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from math import exp
from typing import Any

import numpy as np
import pytest

from analyzer.advice import Assessment, Check
from analyzer.advice.actions import Action, Arrivals, Pace, StuckDeal
from analyzer.advice.ledger import Decision, Override, accept, as_json, from_json, numbered
from analyzer.advice.ledger.predicted import moved_up, new_deals
from analyzer.errors import AnalyzerError, GuardStands
from analyzer.message import Message
from analyzer.model import Selection
from analyzer.settings import Settings

NOV_16, NOV_23, NOV_30 = date(2026, 11, 16), date(2026, 11, 23), date(2026, 11, 30)
SAID = Message("any")
ASSESSED = Assessment("push", "", SAID, SAID, None, 0, None, (), ())
G2 = Check("G2", "", "yes", Message("Wes works 6 hard deals"), {"hard_deals": np.int64(6), "share": float("nan")})


def stuck(key: str, pace: Pace | None = Pace(0.02, 0.01)) -> StuckDeal:  # noqa: B008
    return StuckDeal(
        key, None, "Acme", "Wes", "East", "Alpha", "Retail", "Web", "large", "Needs", 3, 100.0, 50, 21.0, pace
    )


def action(*deals: StuckDeal, **values: Any) -> Action:
    given = {"rep": "Wes", "due_on": NOV_23, "hours": 2.0 * len(deals), "why": SAID, "customers": ("Acme",), **values}
    return Action("push", "region", "East", deals=deals, **given)


def accepted(of: Action, **values: Any) -> Decision:
    given = {"by": "Mei", "today": NOV_23, **values}
    return accept(of, ASSESSED, Selection(NOV_16), Settings(push_effect=0.5), **given)


def test_a_decision_says_what_by_whom_until_when_and_on_what() -> None:
    found = accepted(action(stuck("A"), evidence={"n": 12}), assigned_to=" Ann ", due_on=NOV_30)
    assert (found.by, found.assigned_to, found.due_on, found.decided_on) == ("Mei", "Ann", NOV_30, NOV_16)
    narrowed = accept(
        action(stuck("A")), ASSESSED, Selection(NOV_16).narrowed("product", "Alpha"), Settings(), by="Mei", today=NOV_23
    )
    assert (dict(narrowed.filters), dict(found.filters)) == ({"product": ("Alpha",)}, {})
    assert (found.verdict, found.hours, dict(found.evidence)) == ("push", 2.0, {"n": 12})
    assert (accepted(action(stuck("A"))).assigned_to, accepted(action(stuck("A"))).due_on) == ("Wes", NOV_23)


def test_a_guard_without_a_reason_refuses_and_with_one_is_kept_with_it() -> None:
    guarded = action(stuck("A"), guards=(G2,))
    for reasons in ({}, {"G2": "  "}, {"G1": "another guard"}):
        with pytest.raises(GuardStands, match="Wes works 6 hard deals") as refused:
            accepted(guarded, reasons=reasons)
        assert refused.value.next_step is not None
    found = accepted(guarded, reasons={"G2": " He asked for it. "})
    assert found.overrides == (Override("G2", "He asked for it.", {"hard_deals": 6, "share": None}),)
    kept = numbered(found, 1)
    assert from_json(as_json(kept)) == kept


@pytest.mark.parametrize(
    "wrong", [{"by": " "}, {"due_on": NOV_16}, {"due_on": date(2026, 11, 1)}], ids=["nobody", "today", "past"]
)
def test_without_a_name_or_a_day_to_come_it_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(AnalyzerError) as refused:
        accepted(action(stuck("A")), **wrong)
    assert refused.value.next_step is not None


def test_adding_needs_somebody_to_do_it() -> None:
    adding = replace(action(), kind="add", rep=None, new_deals=3)
    with pytest.raises(AnalyzerError, match="who is to do it"):
        accepted(adding)
    assert accepted(adding, assigned_to="Ann").assigned_to == "Ann"
    assert accepted(action(stuck("A"), stuck("B"), rep=None)).assigned_to is None  # each deal's own rep


def test_what_is_expected_of_a_push_is_the_sum_of_the_chances_by_the_due_date() -> None:
    found = accepted(action(stuck("A"), stuck("B")), due_on=NOV_30)
    without = 0.02 / 0.03 * (1 - exp(-0.03 * 14))
    pushed = 0.03 / 0.04 * (1 - exp(-0.04 * 14))
    assert found.deals[0].chance_without == pytest.approx(without)
    assert found.deals[0].chance_with == pytest.approx(pushed)
    assert (found.expected_without, found.expected_with) == pytest.approx((2 * without, 2 * pushed))


def test_where_nothing_was_seen_of_such_deals_nothing_is_predicted() -> None:
    found = accepted(action(stuck("A"), stuck("B", pace=None)))
    assert (found.expected_without, found.expected_with, found.low, found.high) == (None, None, None, None)
    assert found.deals[1].chance_with is None and found.deals[0].chance_with is not None
    assert accepted(replace(action(), kind="add", new_deals=3)).expected_with is None


def test_the_band_of_a_push_holds_80_percent_of_what_can_happen() -> None:
    chances = [0.1, 0.35, 0.5, 0.8, 0.05, 0.6]
    found = moved_up([chance / 2 for chance in chances], chances)
    by_count = dict.fromkeys(range(7), 0.0)
    for outcome in product([0, 1], repeat=6):
        weights = [chance if up else 1 - chance for up, chance in zip(outcome, chances, strict=True)]
        by_count[sum(outcome)] += float(np.prod(weights))
    below = np.cumsum(list(by_count.values()))
    assert found.low == next(n for n in range(7) if below[n] >= 0.1)
    assert found.high == next(n for n in range(7) if below[n] >= 0.9)
    assert moved_up([], [0.5]).low == 0


def test_new_deals_are_the_usual_ones_and_those_asked_for() -> None:
    found = new_deals(Arrivals(count=40, days=70), asked=5, days=14)
    assert (found.without, found.with_it) == (8.0, 13.0)
    lots = np.random.default_rng(2)
    drawn = lots.poisson(lots.gamma(40.5, 1 / 70, 200_000) * 14) + 5
    assert (found.low, found.high) == tuple(np.quantile(drawn, [0.1, 0.9]))
    nothing = new_deals(Arrivals(count=0, days=70), asked=2, days=7)
    assert (nothing.without, nothing.low, nothing.high) == (0.0, 2.0, 2.0)
