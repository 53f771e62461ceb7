"""Rates with their intervals, velocity and the course of wins, each by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from analyzer.advice.health import conversion_rates, velocity, win_incidence, win_rates
from analyzer.settings import Settings
from tests.figures.frames import rows

SETTINGS = Settings(few_deals=20, few_wins=8)


def stages(*judged_reached_lost: tuple[int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(judged_reached_lost, columns=["judged", "reached", "lost"])


def cycle(**values: Any) -> pd.DataFrame:
    """A row of `figures.sales_cycle`: of 40 closed deals 10 were won, in 50 days, at 1,000 each; 10 are open."""
    usual = {
        "member": "",
        "won": 10,
        "lost": 30,
        "won_undated": 0,
        "lost_undated": 0,
        "won_dated": 10,
        "median_days": 50.0,
        "mean_won_amount": 1000.0,
        "open_count": 10,
    }
    return pd.DataFrame([{**usual, **values}])


# --- conversion


def test_the_interval_of_a_conversion_is_wilsons() -> None:
    found = conversion_rates(stages((10, 5, 2), (40, 0, 40)), SETTINGS)
    # (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), z = 1.96
    assert found["low"].tolist() == [pytest.approx(0.2366, abs=1e-4), 0.0]
    assert found["high"].tolist() == pytest.approx([0.7634, 0.0876], abs=1e-4)
    assert rows(found, "rate", "waiting") == [(0.5, 3), (0.0, 0)]


@pytest.mark.parametrize(("judged", "is_judged"), [(19, False), (20, True)])
def test_a_rate_from_few_deals_is_shown_and_not_judged(judged: int, is_judged: bool) -> None:
    assert rows(conversion_rates(stages((judged, 5, 0)), SETTINGS), "rate", "is_judged") == [(5 / judged, is_judged)]


def test_where_all_deals_are_too_young_there_is_no_rate() -> None:
    found = conversion_rates(stages((0, 0, 0)), Settings(few_deals=0))
    assert rows(found, "rate", "low", "high", "is_judged") == [(None, None, None, False)]


# --- win rate


def test_the_win_rate_is_of_closed_deals() -> None:
    found = win_rates(cycle(), SETTINGS)
    assert rows(found, "won", "closed", "rate", "is_judged", "is_undated") == [(10, 40, 0.25, True, False)]
    assert (found["low"].iloc[0], found["high"].iloc[0]) == pytest.approx((0.1419, 0.4019), abs=1e-4)


def test_closed_deals_that_nobody_can_date_count_only_where_there_are_no_others() -> None:
    columns = ("won", "closed", "rate", "is_undated")
    undated = {"won_undated": 3, "lost_undated": 1}
    assert rows(win_rates(cycle(**undated), SETTINGS), *columns) == [(10, 40, 0.25, False)]
    assert rows(win_rates(cycle(won=0, lost=0, **undated), SETTINGS), *columns) == [(3, 4, 0.75, True)]


def test_without_closed_deals_there_is_no_win_rate() -> None:
    assert rows(win_rates(cycle(won=0, lost=0), SETTINGS), "rate", "is_judged") == [(None, False)]


# --- velocity


def test_velocity_and_its_levers_by_hand() -> None:
    found = velocity(cycle(), SETTINGS)
    assert found["velocity"].tolist() == [50.0]  # 10 x 1,000 x 25% / 50 days
    levers = ("with_open_count", "with_mean_won_amount", "with_win_rate", "with_cycle_days")
    assert found[list(levers)].iloc[0].tolist() == pytest.approx([55, 55, 55, 50 / 0.9])
    assert found["is_judged"].tolist() == [True]


def test_a_win_rate_cannot_get_beyond_one() -> None:
    found = velocity(cycle(won=95, lost=5), SETTINGS)
    assert (found["velocity"].iloc[0], found["with_win_rate"].iloc[0]) == pytest.approx((190, 200))


@pytest.mark.parametrize(
    "unknown", [{"median_days": None}, {"median_days": 0.0}, {"mean_won_amount": None}, {"won": 0, "lost": 0}]
)
def test_velocity_is_not_known_where_one_of_its_parts_is_not(unknown: dict[str, Any]) -> None:
    frame = cycle(**unknown).astype({"median_days": "float64", "mean_won_amount": "float64"})
    assert velocity(frame, SETTINGS)["velocity"].isna().all()


@pytest.mark.parametrize(
    ("values", "is_judged"), [({"won_dated": 8}, True), ({"won_dated": 7}, False), ({"lost": 9}, False)]
)
def test_velocity_of_few_deals_is_not_judged(values: dict[str, Any], is_judged: bool) -> None:
    assert velocity(cycle(**values), SETTINGS)["is_judged"].tolist() == [is_judged]


# --- the course of wins


def times(*found: tuple[int, str, int]) -> pd.DataFrame:
    return pd.DataFrame(found, columns=["days", "outcome", "deals"])


def incidence(found: Sequence[tuple[int, str, int]], few: int = 1) -> pd.DataFrame:
    return win_incidence(times(*found), Settings(few_deals=few))


# Eight deals. By day 2: 1 of 8 won, 1 lost, 1 followed no more. Day 4: 5 are left, 2 are won: 6/8 x 2/5 = 0.3 more.
# Day 5: 3 are left and one is lost: 6/8 x 3/5 x 1/3 = 0.15. Day 9: 1 is left, and won: 6/8 x 3/5 x 2/3 = 0.3 more.
TIED = [(2, "won", 1), (2, "lost", 1), (2, "open", 1), (4, "won", 2), (5, "lost", 1), (5, "open", 1), (9, "won", 1)]


def test_the_course_of_wins_by_hand_with_ties_and_deals_still_open() -> None:
    found = incidence(TIED, few=5)
    assert found["days"].tolist() == [2, 4, 5, 9]
    assert found["at_risk"].tolist() == [8, 5, 3, 1]
    assert found["won"].tolist() == pytest.approx([0.125, 0.425, 0.425, 0.725])
    assert found["lost"].tolist() == pytest.approx([0.125, 0.125, 0.275, 0.275])
    assert found["is_judged"].tolist() == [True, True, False, False]


def test_lost_deals_are_not_taken_for_deals_that_may_still_be_won() -> None:
    # of ten deals five are lost on the first day: 1 - Kaplan-Meier would say that all of the rest are won, 100%
    found = incidence([(1, "lost", 5), (2, "won", 5)])
    assert found["won"].iloc[-1] == pytest.approx(0.5)


def test_without_open_deals_the_interval_is_that_of_a_share() -> None:
    found = incidence([(3, "won", 30), (9, "lost", 70)])
    share, error = 0.3, math.sqrt(0.3 * 0.7 / 100)
    apart = 1.959964 * error / abs(share * math.log(share))
    assert found["low"].iloc[0] == pytest.approx(share ** math.exp(apart), abs=1e-6)
    assert found["high"].iloc[0] == pytest.approx(share ** math.exp(-apart), abs=1e-6)


def test_no_interval_before_the_first_win_and_where_nobody_is_left() -> None:
    found = incidence([(1, "lost", 2), (3, "won", 4), (5, "open", 3), (9, "won", 1)])
    assert found["low"].isna().tolist() == [True, False, False, True]
    assert found["high"].isna().tolist() == [True, False, False, True]
    inside = found.dropna()
    assert ((inside["low"] < inside["won"]) & (inside["won"] < inside["high"])).all()


def test_nothing_won_or_nothing_known_makes_no_course() -> None:
    assert incidence([]).empty
    waiting = incidence([(3, "open", 4)])
    assert rows(waiting, "days", "at_risk", "won", "lost", "low") == [(3, 4, 0.0, 0.0, None)]
    assert incidence([(3, "lost", 4)])[["won", "lost"]].to_numpy().tolist() == [[0.0, 1.0]]
