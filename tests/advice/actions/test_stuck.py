"""How fast stuck deals get going again: exits over the days in which they could have moved."""

from __future__ import annotations

from math import exp

import numpy as np
import pandas as pd
import pytest

from analyzer import figures
from analyzer.advice.actions import Pace
from analyzer.advice.actions.stuck import Paces, longest_waiting, moved_deals, stuck_deals
from analyzer.model import Selection
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.courses import WEEKS, deal
from tests.pipelines import STAGES, warehouse


def stays(*told: tuple[str, str, float, float]) -> pd.DataFrame:
    """Stage, outcome, days there and days beyond; the benchmark is 20 days."""
    frame = pd.DataFrame(told, columns=["stage", "outcome", "dwell_days", "days_beyond"])
    return frame.assign(benchmark_days=20.0)


OUTCOMES = stays(
    ("Lead", "open", 30.0, 10.0),  # 10 days in the first band, to 30
    ("Lead", "moved_up", 25.0, 5.0),  # 5 days, and up
    ("Needs", "lost", 50.0, 15.0),  # seen from day 35 only: 5 days to 40, then 10 more, and lost
    ("Needs", "won", 18.0, 0.0),  # never beyond
)
WHOLE = (1.5 / 30, 1.5 / 30)  # one up and one lost in 30 days, with half an exit more
PRIOR = 2 * 30 / 3  # two stays of the average length


def test_the_pace_is_exits_by_days_at_risk_in_each_band() -> None:
    rates = Paces.of(OUTCOMES, Settings(shrink_strength=0)).rates
    assert rates[None, 0] == pytest.approx(((1 + WHOLE[0] * PRIOR) / (15 + PRIOR), WHOLE[1] * PRIOR / (15 + PRIOR)))
    assert rates[None, 1] == pytest.approx((WHOLE[0] * PRIOR / (5 + PRIOR), WHOLE[1] * PRIOR / (5 + PRIOR)))
    assert rates[None, 2] == pytest.approx((WHOLE[0] * PRIOR / (10 + PRIOR), (1 + WHOLE[1] * PRIOR) / (10 + PRIOR)))
    assert rates[None, 4] == pytest.approx(WHOLE)
    assert rates["Lead", 0] == pytest.approx((1 / 15, 0.0))
    assert rates["Needs", 2] == pytest.approx((0.0, 1 / 10))
    assert rates["Lead", 2] == rates[None, 2]  # never seen there


def test_a_stage_that_was_seen_little_is_drawn_to_all_stages() -> None:
    rates = Paces.of(OUTCOMES, Settings(shrink_strength=4)).rates
    up = rates[None, 0][0]
    assert rates["Lead", 0][0] == pytest.approx((1 + up * 40) / (15 + 40))


def test_no_day_at_risk_is_no_pace() -> None:
    assert Paces.of(OUTCOMES.assign(days_beyond=0.0), Settings()).pace("Lead", 25, 20) is None


def test_a_deal_goes_through_the_bands_that_are_ahead_of_it() -> None:
    paces = Paces.of(OUTCOMES, Settings(shrink_strength=0))
    found = paces.pace("Lead", 36, 20)
    assert found is not None and found.following is not None and found.following.following is not None
    assert (found.after, found.following.after, found.following.following.after) == (4, 20, 40)
    assert (found.up, found.other) == paces.rates["Lead", 1]
    unknown = paces.pace("Another stage", 500, 20)
    assert unknown is not None and (unknown.up, unknown.after, unknown.following) == (WHOLE[0], float("inf"), None)


def test_what_is_expected_happens_where_deals_get_slower_the_longer_they_stand() -> None:
    lots = np.random.default_rng(11)

    def course(size: int) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
        """Days until each leaves, day by day slower, and whether upwards."""
        left, up = np.full(size, 400.0), lots.random(size) < 0.75
        for day in range(20, 400):
            goes = (left == 400) & (lots.random(size) < 0.06 * (20 / day) ** 1.5)
            left[goes] = day
        return left, up

    left, up = course(10_000)
    seen_to = lots.integers(20, 200, 10_000)
    dwell = np.minimum(left, seen_to)
    outcome = np.where(left > seen_to, "open", np.where(up, "moved_up", "lost"))
    frame = stays(*zip(["Lead"] * 10_000, outcome, dwell, dwell - 20.0, strict=True))
    paces = Paces.of(frame, Settings())
    left, up = course(10_000)
    ages = lots.integers(21, 150, 10_000)
    for days in (7, 28):
        there = [at for at in range(10_000) if left[at] > ages[at]]
        pace = [paces.pace("Lead", float(ages[at]), 20) for at in there]
        expected = sum(one.chance(days) for one in pace if one)
        happened = sum(bool(up[at]) and left[at] <= ages[at] + days for at in there)
        assert expected == pytest.approx(happened, rel=0.12)


def test_the_chance_to_move_up_competes_with_leaving_otherwise() -> None:
    assert Pace(0.02, 0.0).chance(7) == pytest.approx(1 - exp(-0.14))
    lots = np.random.default_rng(3)
    up, other = lots.exponential(1 / 0.03, 100_000), lots.exponential(1 / 0.01, 100_000)
    assert Pace(0.03, 0.01).chance(14) == pytest.approx(float(((up < other) & (up <= 14)).mean()), abs=0.006)
    assert Pace(0.02, 0.01).chance(14, lift=0.5) == Pace(0.03, 0.01).chance(14)
    assert Pace(0.0, 0.0).chance(30) == 0.0
    in_two = Pace(0.03, 0.01, 5, Pace(0.03, 0.01))
    assert in_two.chance(14) == pytest.approx(Pace(0.03, 0.01).chance(14))
    slower = Pace(0.03, 0.01, 5, Pace(0.0, 0.0))
    assert slower.chance(14) == slower.chance(5) == Pace(0.03, 0.01).chance(5)


def test_most_money_that_waited_longest_comes_first_and_each_deal_moved_once() -> None:
    lines = [
        *deal("A", "LLLLLLLLLLL", 100), *deal("B", "LLLLLLLLLLL", 300), *deal("C", "...LLLLLLLL", None),
        *deal("D", "..LLCCCCNNN", 50), *deal("E", "LLLCCCCCCCC", 50),
    ]  # fmt: skip
    house: Warehouse = warehouse(lines, STAGES)
    settings = Settings(few_dwells=1)
    frame = house.run(figures.stuck_deals(Selection(WEEKS[-1]), settings))
    assert [deal.opportunity_id for deal in stuck_deals(longest_waiting(frame), Paces.of(frame, settings))] == [
        "B",
        "A",
        "E",
        "C",
    ]
    moved = moved_deals(frame)
    assert list(zip(moved["opportunity_id"], moved["stage"], strict=True)) == [("D", "Contact"), ("E", "Lead")]
    house.close()
