"""How long the top of the funnel lasts where new deals fell, by hand, and how it is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from analyzer.advice.arriving import Arrivals
from analyzer.advice.assessment import assessed
from analyzer.advice.inputs import Inputs, Rates
from analyzer.advice.lasting import MOST_WEEKS, weeks_to_last
from tests.advice.rules.numbers import SETTINGS, level, weeks, with_level

# A quarter of the deals at the top leaves it each week. Of 128 new deals 72 came there: 40 are there, 70 left, and 38
# were there at first.
LEAVING = Rates("Lead", 160, 30, 120, 25, layer=1, lost=10, lost_before=5)
FALLEN, HALVED = weeks([20] * 6 + [8]), weeks([60] * 6 + [30])


def leads(amount: float = 130_000.0, **more: Any) -> Inputs:
    return with_level(1, level(40, amount, 10), **{"steps": FALLEN, "rates": (LEAVING,), "at_first": {1: 38}, **more})


def lasts(inputs: Inputs, new: int = 8) -> float | None:
    return weeks_to_last(inputs, Arrivals(new, 7, 20, 7), 80_000.0, SETTINGS)


def test_the_weeks_until_the_limit_by_hand():
    # 40 deals, of which 24.6 make the limit; each week a quarter goes and 8 x 72 / 128 come: 34.5 30.4 27.3 25.0 23.2
    assert lasts(leads()) == 5
    assert lasts(leads(amount=90_000.0)) == 1  # 35.6 make the limit
    slow = replace(leads(), steps=tuple(replace(step, days=14) for step in FALLEN))
    assert weeks_to_last(slow, Arrivals(8, 14, 20, 14), 80_000.0, SETTINGS) == 10  # as many steps, of two weeks each


def test_it_lasts_where_as_many_come_as_the_limit_needs():
    assert lasts(leads(), new=10) < MOST_WEEKS  # 22.5 are there in the end
    assert lasts(leads(), new=11) == MOST_WEEKS  # 24.75


@pytest.mark.parametrize(
    "unknown",
    [{"rates": ()}, {"rates": (replace(LEAVING, stood=10, stood_before=9),)}, {"rates": (replace(LEAVING, layer=2),)}],
)
def test_without_enough_deals_nobody_knows(unknown):
    assert lasts(leads(**unknown)) is None


def test_few_deals_lately_are_judged_by_all_before_too():
    few = replace(LEAVING, stood=19, advanced=0, lost=0)  # 30 of 139 ever; 128 new, of which 32 came to the top
    assert lasts(leads(rates=(few,))) == 3  # 33.4 28.2 24.1


NOT_YET = (
    "Neither the total nor the conversion is in trouble yet. But new deals fell by 0.5: at this pace the top of the "
)
NEITHER = "Neither the total nor the conversion is in trouble."


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        (leads(steps=HALVED), f"{NOT_YET}funnel, 1.3 of the quarter's target today, falls below 0.8 in about 7 weeks."),
        (
            leads(steps=HALVED, amount=90_000.0),
            f"{NOT_YET}funnel, 0.9 of the quarter's target today, falls below 0.8 in a week or two.",
        ),
        (
            leads(steps=weeks([200] * 6 + [100]), at_first={1: 0}),
            f"{NEITHER} But new deals fell by 0.5; even at this pace the top of the funnel, 1.3 of the quarter's "
            "target today, stays above 0.8 for half a year.",
        ),
        (
            leads(steps=HALVED, rates=()),
            f"{NEITHER} But new deals fell by 0.5; the top of the funnel still holds 1.3 of the quarter's target "
            "(limit 0.8).",
        ),
        (leads(steps=weeks([200] * 6 + [160])), NEITHER),  # by 20%, just the limit
        (leads(steps=HALVED, target=0.0), NEITHER),  # nothing is left to win, so that nothing can run short
        (leads(steps=HALVED, amount=79_000.0), "The trouble is the total, not the conversion."),
    ],
)
def test_the_cause_says_when_the_total_will_be_too_small(inputs, said):
    assert str(assessed(inputs, SETTINGS).cause) == said


def test_what_is_stuck_may_soon_be_too_little_as_well():
    stuck = leads()
    stuck = replace(stuck, levels={**stuck.levels, 3: level(100, 50_000.0, 400)})
    found = assessed(stuck, SETTINGS)
    assert (found.verdict, found.check("S1").number("weeks_to_last")) == ("push", 5)
    assert str(found.cause).startswith("The trouble is the conversion, and soon the total too. But new deals fell by")
    lasting = assessed(replace(stuck, rates=()), SETTINGS)
    assert str(lasting.cause).startswith("The trouble is the conversion, not the total. But new deals fell by")
