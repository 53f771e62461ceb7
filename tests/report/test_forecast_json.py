"""The shape of `forecast` in figures.json, and that it holds what the figures say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from analyzer.advice.forecast import backtest, forecast, outlook
from analyzer.language import Language
from analyzer.report.forecast_json import forecast_json
from tests.advice.forecast.pipelines import FOURTH, THIRD, at, house_with, steady, with_targets

SETTINGS = with_targets(140, THIRD, FOURTH)
REVIEW = at(13)


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    found = forecast_json(house_with(steady(14), SETTINGS), REVIEW, SETTINGS, Language("en"))
    return dict(json.loads(json.dumps(found, allow_nan=False)))


def test_the_periods_are_those_of_the_forecast(written: dict[str, Any]) -> None:
    told = forecast(house_with(steady(14), SETTINGS), REVIEW, SETTINGS)
    this, following = written["periods"]
    assert (this["starts_on"], this["ends_on"]) == ("2026-10-01", "2026-12-31")
    assert this["expected"] == pytest.approx(told.periods[0].expected, abs=0.01)
    assert this["chance"] == told.periods[0].chance
    assert following.keys() == {
        "starts_on", "ends_on", "won_so_far", "expected", "low", "high", "weighted", "target", "chance",
    }  # fmt: skip
    assert following["target"] is None  # of 2027


def test_the_record_and_the_outlook_are_written(written: dict[str, Any]) -> None:
    house = house_with(steady(14), SETTINGS)
    record = backtest(house, REVIEW, SETTINGS)
    assert written["backtest"]["forecast"]["wape"] == pytest.approx(record.own.wape)
    assert len(written["backtest"]["rows"]) == len(record.rows)
    (whole,) = outlook(house, REVIEW, SETTINGS)
    assert whole.trouble is not None
    assert written["outlook"]["trouble"]["required"] == pytest.approx(420) == whole.trouble.required
    assert len(written["outlook"]["weeks"]) == len(whole.weeks)
    assert {(row["role"], row["member"]) for row in written["outlook_by_member"]} == {
        ("region", "East"), ("region", "West"),
    }  # fmt: skip


def test_too_little_data_leaves_it_empty_and_says_why() -> None:
    written = forecast_json(house_with(steady(2)), at(1), SETTINGS, Language("en"))
    assert (written["periods"], written["backtest"]["rows"], written["outlook_by_member"]) == ([], [], [])
    assert written["outlook"]["trouble"] is None and written["outlook"]["in_time"] is None
    assert "4 snapshots to learn from (loaded: 2)." in written["needs"]
    assert json.dumps(written, allow_nan=False)
