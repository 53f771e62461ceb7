"""Three-valued logic: what is not known stays not known, unless the rest settles it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.advice.answers import Check, all_of, any_of
from analyzer.advice.compare import is_less, is_more
from analyzer.advice.difficulty import difficulty_role
from analyzer.advice.verdict import verdict_of
from analyzer.message import Message

YES, NO, UNKNOWN = "yes", "no", "not_enough_data"
ANSWERS = st.sampled_from([YES, NO, UNKNOWN])


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, NO, NO, YES),
        (YES, UNKNOWN, UNKNOWN, YES),
        (NO, NO, NO, NO),
        (NO, UNKNOWN, NO, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_all_and_any_by_hand(one, other, both, either):
    assert all_of(one, other) == all_of(other, one) == both
    assert any_of(one, other) == any_of(other, one) == either


@given(answers=st.lists(ANSWERS, min_size=1, max_size=4))
def test_what_is_said_holds_whatever_the_unknown_would_turn_out_to_be(answers):
    for combine in (all_of, any_of):
        choices = [[YES, NO] if answer == UNKNOWN else [answer] for answer in answers]
        outcomes = {combine(*known) for known in itertools.product(*choices)}
        assert combine(*answers) == (outcomes.pop() if len(outcomes) == 1 else UNKNOWN)


@pytest.mark.parametrize(
    ("total", "stuck", "verdict"),
    [
        (YES, YES, "both"), (YES, NO, "add"), (YES, UNKNOWN, "add"),
        (NO, YES, "push"), (NO, NO, "hold"), (NO, UNKNOWN, "not_enough_data"),
        (UNKNOWN, YES, "push"), (UNKNOWN, NO, "not_enough_data"), (UNKNOWN, UNKNOWN, "not_enough_data"),
    ],
)  # fmt: skip
def test_the_verdict_of_two_signals(total, stuck, verdict):
    assert verdict_of(total, stuck) == verdict


def test_floats_that_are_written_differently_are_equal():
    assert not is_less(0.1 + 0.2 - 1e-16, 0.1 + 0.2) and not is_more(0.1 + 0.2, 0.3)
    assert is_less(79_999.99, 80_000) and is_more(80_000.01, 80_000)


def test_a_number_of_the_evidence_is_a_number_or_nothing():
    check = Check("S1", "", "no", Message("any"), {"n": 3, "member": "East", "target": None})
    assert [check.number(name) for name in ("n", "member", "target")] == [3.0, None, None]


@pytest.mark.parametrize(
    ("headers", "role"),
    [
        (("Priority", "Difficulty"), "extra_2"), (("销售难度",), "extra_1"), (("難度", "x"), "extra_1"),
        (("Deal difficulty",), "extra_1"), (("Hardware",), None), (("Priority",), None), ((), None),
    ],
)  # fmt: skip
def test_a_header_that_means_difficulty(headers, role):
    assert difficulty_role(headers) == role
