"""The time of the quarter: learnt from full quarters only, flat where it is flat, and used by every step of a run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analyzer.advice.simulation import expected, simulate
from analyzer.advice.simulation.rates import Moves
from analyzer.advice.simulation.restlessness import Drift, Pulse, drift
from analyzer.advice.simulation.season import FLAT_SEASON, PARTS, Season, part_of, watched
from analyzer.model import Quarter
from tests.advice.simulation.funnels import alpha, funnel, stock

FIRST = date(2025, 12, 31)  # steps of a week from there: thirteen in the first quarter of 2026
LONG_AGO = date(2000, 1, 1)
# Of 1,000 open deals 100 are won in a week, in the last three weeks of a quarter 200.
LATE = (100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 200, 200, 200)


def told(won: tuple[int, ...], lost: int = 50) -> pd.DataFrame:
    """`watched` of 1,000 deals in layer 5 in each week, of which so many are won."""
    ends = [FIRST + timedelta(weeks=week + 1) for week in range(len(won))]
    steps = pd.DataFrame({"snapshot_date": pd.to_datetime(ends), "days": 7})
    steps["previous_date"] = steps["snapshot_date"] - pd.Timedelta(days=7)
    counted = [
        (day, 5, place, deals)
        for day, some in zip(ends, won, strict=True)
        for place, deals in (("won", some), ("lost", lost), ("6", 100), ("5", 1000 - some - lost - 100))
    ]
    moves = pd.DataFrame(counted, columns=["snapshot_date", "from_layer", "to_place", "deals"])
    return watched(moves.assign(snapshot_date=pd.to_datetime(moves["snapshot_date"])), steps, Quarter.of)


def test_a_quarter_has_four_parts_counted_back_from_its_end() -> None:
    quarter = Quarter(date(2026, 1, 1), date(2026, 3, 31))
    days = (date(2026, 1, 1), date(2026, 1, 27), date(2026, 1, 28), date(2026, 3, 10), date(2026, 3, 11))
    assert [part_of(day, quarter) for day in days] == [0, 0, 1, 2, 3]


def test_one_full_quarter_is_believed_by_half_and_two_by_two_thirds() -> None:
    # 1,600 won in 13 weeks: 123.1 a week usually, so 1.625 times as many in the last weeks, 0.8125 before
    one, two = (Season.of(told(LATE * quarters), LONG_AGO) for quarters in (1, 2))
    assert (one.quarters, two.quarters) == (1, 2)
    assert one.won[3] == pytest.approx(1 + 0.625 / 2, abs=0.02)
    assert two.won[3] == pytest.approx(1 + 0.625 * 2 / 3, abs=0.02)
    assert one.gone == (1.0,) * PARTS
    assert one.last_weeks == pytest.approx(one.won[3] / one.won[0], rel=0.01)


def test_flat_histories_and_unfinished_quarters_stay_flat() -> None:
    chance = np.random.default_rng(1)
    flat = told(tuple(chance.binomial(1000, 0.1, 26).tolist()))
    assert Season.of(flat, LONG_AGO).is_flat
    assert Season.of(told(LATE[:12]), LONG_AGO) == FLAT_SEASON
    assert Season.of(told(LATE[6:]), LONG_AGO) == FLAT_SEASON  # the first weeks were not watched


def test_usual_is_the_mean_of_the_steps_that_tell_the_rates() -> None:
    # the rates come from the last three weeks alone: there the chances are as counted, before them less
    season = Season.of(told(LATE), FIRST + timedelta(weeks=10))
    assert season.won[3] == pytest.approx(1)
    assert season.won[0] < 0.8


SEASON = Season(won=(0.5, 1.0, 1.0, 2.0), gone=(1.0, 1.0, 1.0, 0.0), quarters=4)
CLOSING = {6: {"won": 0.1, "gone": 0.1}}


def test_runs_and_expectation_know_the_time_of_the_quarter() -> None:
    # the quarter ends in 21 days: 20% of 1,000 a week are won there and none is lost; after it 5% and 10%
    held = stock((0, 0, 0, 0, 0, 1000), 1)
    fourth = Quarter(date(2026, 10, 1), date(2026, 12, 31))
    start = replace(funnel(held, chances=CLOSING), as_of=date(2026, 12, 10), quarter=fourth, season=SEASON)
    ran = simulate(start, (28,), runs=4000).without
    left = 0.8**3
    assert ran.won[3].mean() == pytest.approx(1000 * (1 - left), rel=0.01)
    assert ran.won[4].mean() - ran.won[3].mean() == pytest.approx(1000 * left * 0.05, rel=0.05)
    exactly = expected(start, (28,), draws=1)[1]
    assert exactly.won[-1, 0] == pytest.approx(1000 * (1 - left) + 1000 * left * 0.05, rel=1e-3)
    assert exactly.open[-1, 5, 0] == pytest.approx(1000 * left * 0.85, rel=1e-3)


def test_chances_times_more_are_never_more_than_all() -> None:
    moves = Moves.of(np.array([[[0.2], [0.6], [0.2]]])).in_season(3.0, 1.0)
    assert moves.leave.tolist() == [[1.0]]
    assert moves.to[0, 1:, 0] == pytest.approx([0.9, 0.1])


# --- how the chances drift


def test_the_drift_by_hand() -> None:
    # months of four weeks: 400, 400, 600, 400 of 1,000 a week won; with what was behind each, expected 400, 400, 466.7
    weeks = (100,) * 8 + (150,) * 4 + (100,) * 4
    found = drift(Pulse.of(told(weeks), FLAT_SEASON), 7)
    off = [0 - 1 / 400 - 1 / 400, 0.25 - 1 / 400 - 1 / 800, (400 / 466.67 - 1) ** 2 - 1 / 466.67 - 1 / 1400]
    assert found.won == pytest.approx(sum(off) / (3 + 3), rel=1e-3)
    assert (found.gone, found.moved) == (0, 0)


def test_what_was_known_of_the_quarter_when_it_began_is_no_drift() -> None:
    steady = LATE * 4
    known, unknown = (
        drift(pulse, 7).won for pulse in (Pulse.foreseen(told(steady)), Pulse.of(told(steady), FLAT_SEASON))
    )
    assert known < unknown / 2


def test_a_drift_widens_the_band_and_leaves_the_mean() -> None:
    held = stock((0, 0, 0, 0, 0, 1000), 1)
    calm = replace(funnel(held), alpha=alpha({6: {"won": 0.02, "gone": 0.01}}))
    won = [simulate(replace(calm, drift=some), (28,), runs=4000).without.won[-1] for some in (Drift(), Drift(won=0.05))]
    assert won[1].std() > 1.5 * won[0].std()
    assert won[1].mean() == pytest.approx(won[0].mean(), rel=0.03)
