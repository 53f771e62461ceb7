"""How fast stuck deals get going again: exits over the days in which they could have moved."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pandas as pd
import pytest

from analyzer import figures
from analyzer.advice.actions import Pace
from analyzer.advice.actions.paces import Paces, losses
from analyzer.advice.actions.stuck import longest_waiting, moved_deals, stuck_deals
from analyzer.model import Selection
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.courses import WEEKS, deal
from tests.pipelines import STAGES, warehouse


def stays(*told: tuple[str, str, float, float]) -> pd.DataFrame:
    """Stage, outcome, days there and days beyond; the benchmark is 20 days, and all ended on the day of the review."""
    frame = pd.DataFrame(told, columns=["stage", "outcome", "dwell_days", "days_beyond"])
    return frame.assign(benchmark_days=20.0, days_ago=0)


OUTCOMES = stays(
    ("Lead", "open", 30.0, 10.0),  # 10 days in the first band, to 30
    ("Lead", "moved_up", 25.0, 5.0),  # 5 days, and up
    ("Needs", "lost", 50.0, 15.0),  # seen from day 35 only: 5 days to 40, then 10 more, and lost
    ("Needs", "won", 18.0, 0.0),  # never beyond
)
WHOLE = (1.5 / 50, 1.5 / 50)  # one up and one lost in 30 days, with half an exit in a benchmark's 20 days more
PRIOR = 5 * 30 / 3  # five stays of the average length at the pace of the band before
ALL_THE_SAME = Settings(conversion_weeks=1_000_000)  # however long ago


def in_bands() -> list[tuple[float, float]]:
    """All stages together: days, exits up and exits elsewhere in each band, weighed with the band before."""
    found, rate = [], WHOLE
    for days, up, other in ((15, 1, 0), (5, 0, 0), (10, 0, 1), (0, 0, 0), (0, 0, 0)):
        rate = (up + rate[0] * PRIOR) / (days + PRIOR), (other + rate[1] * PRIOR) / (days + PRIOR)
        found.append(rate)
    return found


def test_the_pace_is_exits_by_days_at_risk_and_a_band_seen_little_is_as_the_one_before() -> None:
    rates = Paces.of(OUTCOMES, ALL_THE_SAME).rates
    assert [rates[None, band] for band in range(5)] == [pytest.approx(rate) for rate in in_bands()]


def test_a_stage_has_as_many_times_the_pace_of_all_as_it_had_exits_over_those_expected() -> None:
    rates, in_all = Paces.of(OUTCOMES, ALL_THE_SAME).rates, in_bands()
    of_lead = (1 + 1) / (15 * in_all[0][0] + 1), 1 / (15 * in_all[0][1] + 1)
    of_needs = 1 / (5 * in_all[1][0] + 10 * in_all[2][0] + 1), 2 / (5 * in_all[1][1] + 10 * in_all[2][1] + 1)
    for band, (up, other) in enumerate(in_all):
        assert rates["Lead", band] == pytest.approx((up * of_lead[0], other * of_lead[1]))
        assert rates["Needs", band] == pytest.approx((up * of_needs[0], other * of_needs[1]))


def test_what_lies_back_counts_half_for_each_few_weeks() -> None:
    old, new = stays(("Lead", "moved_up", 21.0, 1.0)), stays(("Lead", "lost", 21.0, 1.0))
    frame = pd.concat([old.assign(days_ago=28), new])
    up, other = Paces.of(frame, Settings(conversion_weeks=4)).rates[None, 0]
    day = 28 / log(2) * (1 - 0.5 ** (1 / 28))  # the last one, a little less than a whole
    whole = [(exits + 0.5) / (1.5 * day + 20) for exits in (0.5, 1)]
    wanted = [(exits + rate * 5) / (1.5 * day + 5) for exits, rate in zip((0.5, 1), whole, strict=True)]
    assert (up, other) == pytest.approx(tuple(wanted))
    twice = Paces.of(frame.assign(days_ago=frame["days_ago"] + 28), Settings(conversion_weeks=4)).rates[None, 0]
    assert twice[1] < other  # less is known, so the pace is nearer to half an exit in the time of the benchmark


def test_a_single_day_without_an_exit_promises_hardly_more_than_half_an_exit_in_the_time_of_the_benchmark() -> None:
    pace = Paces.of(stays(("Lead", "open", 21.0, 1.0)), ALL_THE_SAME).pace("Lead", 21, 20)
    assert pace is not None
    assert 0.05 < pace.chance(7) < 7 * 0.5 / 20


def test_deals_that_moved_on_are_lost_again_as_those_of_later_stages_are() -> None:
    told = [("Lead", 1, 40, 9), ("Contact", 2, 30, 3), ("Needs", 3, 10, 1), ("Needs", 3, 10, 2)]
    found = losses(pd.DataFrame(told, columns=["stage", "position", "deal_weeks", "lost"]), days=7)
    assert found == {
        "Lead": pytest.approx(6 / 50 / 7), "Contact": pytest.approx(3 / 20 / 7), "Needs": 0.0,
    }  # fmt: skip
    pace = Paces.of(OUTCOMES, ALL_THE_SAME, found).pace("Contact", 36, 20)
    assert pace is not None and pace.following is not None
    assert pace.lost == pace.following.lost == found["Contact"]


def test_no_day_at_risk_is_no_pace() -> None:
    assert Paces.of(OUTCOMES.assign(days_beyond=0.0), Settings()).pace("Lead", 25, 20) is None


def test_a_deal_goes_through_the_bands_that_are_ahead_of_it() -> None:
    paces = Paces.of(OUTCOMES, ALL_THE_SAME)
    found = paces.pace("Lead", 36, 20)
    assert found is not None and found.following is not None and found.following.following is not None
    assert (found.after, found.following.after, found.following.following.after) == (4, 20, 40)
    assert (found.up, found.other) == paces.rates["Lead", 1]
    unknown = paces.pace("Another stage", 500, 20)
    assert unknown is not None and (unknown.up, unknown.after, unknown.following) == (
        paces.rates[None, 4][0],
        float("inf"),
        None,
    )


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
    paces = Paces.of(frame, ALL_THE_SAME)
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
    back = lots.exponential(1 / 0.05, 100_000)
    still_up = float(((up < other) & (up <= 14) & (up + back > 14)).mean())
    assert Pace(0.03, 0.01, lost=0.05).chance(14) == pytest.approx(still_up, abs=0.006)
    assert Pace(0.03, 0.01, 5, Pace(0.03, 0.01, lost=0.05), 0.05).chance(14) == pytest.approx(still_up, abs=0.006)
    assert Pace(0.03, 0.02, lost=0.05).chance(14) == pytest.approx(0.03 * exp(-0.7) * 14)
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
