"""The forecast's own record: which forecasts are looked back at, what came of them, and that none knew of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from analyzer import figures
from analyzer.advice.forecast import Backtest, backtest, forecast
from analyzer.advice.forecast.looking_back import LookingBack
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.advice.forecast.pipelines import THIRD, at, house_with, steady, wednesday
from tests.pipelines import Row

WEEKS = 20


@pytest.fixture(scope="module")
def house() -> Iterator[Warehouse]:
    held = house_with(steady(WEEKS))
    yield held
    held.close()


@pytest.fixture(scope="module")
def record(house: Warehouse) -> Backtest:
    return backtest(house, at(WEEKS - 1), Settings(), runs=200)


def test_each_earlier_snapshot_is_forecast_to_a_day_that_is_over(record: Backtest) -> None:
    # Week 3 is the first with three before it, and the first with five wins since the first snapshot. The third
    # quarter ends in week 12; from week 12 on the fourth is not over in week 19: 4 weeks ahead until week 15.
    rows = record.rows
    assert [(day.date(), kind) for day, kind in zip(rows["as_of"], rows["horizon"], strict=True)] == [
        *((wednesday(week), "quarter") for week in range(3, 12)),
        *((wednesday(week), "weeks") for week in range(12, 16)),
    ]
    assert set(rows["ends_on"][:9].dt.date) == {THIRD[1]}
    assert list(rows["days"]) == [7 * (12 - week) for week in range(3, 12)] + [28] * 4


def test_what_came_is_what_was_won_after_that_day(record: Backtest) -> None:
    assert list(record.rows["actual"]) == [200.0 * (12 - week) for week in range(3, 12)] + [800.0] * 4


def test_the_record_adds_up(record: Backtest) -> None:
    rows, own = record.rows, record.own
    assert own.forecasts == record.weighted.forecasts == len(rows)
    assert own.wape == pytest.approx((rows["predicted"] - rows["actual"]).abs().sum() / rows["actual"].sum())
    assert own.bias == pytest.approx((rows["predicted"] - rows["actual"]).sum() / rows["actual"].sum())
    assert own.wape < 0.2
    assert record.weighted.coverage is None


def test_a_forecast_knows_nothing_of_what_came_after_it(record: Backtest) -> None:
    row = record.rows.iloc[4]  # week 7
    then = house_with(steady(8))
    told = forecast(then, at(7), Settings(runs=4000)).periods[0]
    assert row["predicted"] == pytest.approx(told.expected - told.won_so_far, rel=0.08)  # of 200 runs
    assert row["weighted"] == pytest.approx(told.weighted - told.won_so_far)


def test_a_win_that_was_entered_late_counts_as_missed(house: Warehouse) -> None:
    # all that was won in weeks 9 and 10 stands in the list only from week 11 on
    late = [row for row in steady(WEEKS) if row.stage != "Won" or row.snapshot_date not in _DAYS]
    late += [row for row in map(_entered_late, steady(WEEKS)) if row is not None]
    found = backtest(house_with(late), at(WEEKS - 1), Settings(), runs=100).rows
    in_week_10 = found[found["as_of"] == pd.Timestamp(wednesday(10))].iloc[0]
    assert in_week_10["actual"] == 400 + 400


_DAYS = {wednesday(9), wednesday(10)}


def _entered_late(row: Row) -> Row | None:
    return replace(row, snapshot_date=wednesday(11)) if row.stage == "Won" and row.snapshot_date in _DAYS else None


def test_of_many_snapshots_some_are_taken_evenly(house: Warehouse) -> None:
    rows = backtest(house, at(WEEKS - 1), Settings(), at_most=3, runs=100).rows
    assert [day.date() for day in rows["as_of"]] == [wednesday(3), wednesday(9), wednesday(15)]


def test_too_little_behind_it_says_what_is_needed(house: Warehouse) -> None:
    found = backtest(house, at(5), Settings())
    assert found.rows.empty and found.own.wape is None
    assert [str(need) for need in found.needs] == [
        "3 earlier forecasts whose time is over, each with 4 snapshots before it; there are 0."
    ]


def test_looking_back_counts_as_each_review_would(house: Warehouse) -> None:
    back = LookingBack.of(house, at(WEEKS - 1), Settings(rate_weeks=6), wednesday(0))
    for week in (5, 12):
        for figure in (figures.step_counts, figures.entries):
            asked = figure(at(week), Settings(rate_weeks=6))
            pd.testing.assert_frame_equal(back.run(asked), house.run(asked))
