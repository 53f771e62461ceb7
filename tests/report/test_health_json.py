"""The shape of `health` in figures.json, with numbers checked by hand."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from analyzer.model import Selection
from analyzer.report.health_json import health_json
from analyzer.settings import Settings
from tests.pipelines import STAGES, Row, warehouse

WEEKS = [date(2026, 9, 7) + timedelta(weeks=week) for week in range(11)]
REVIEW = Selection(as_of=WEEKS[-1], compare_to=WEEKS[-2])
SETTINGS = Settings(few_deals=4, few_wins=2, few_dwells=2)


def deal(key: str, *stages: tuple[int, str], amount: int = 100, **values: Any) -> list[Row]:
    """One deal with the number of weeks in each stage, one after the other from the first snapshot on."""
    found, entered = [], 0
    for weeks, stage in stages:
        dated = {**values, "created_on": WEEKS[0], "stage_entered_on": WEEKS[entered]}
        found += [Row(day, key, stage, Decimal(amount), **dated) for day in WEEKS[entered : entered + weeks]]
        entered += weeks
    return found


# Lead to Needs after 2 and 4 weeks; won after 6 weeks at 100, after 10 at 300; one lost after 5; one waits in Lead.
DEALS = [
    *deal("A", (2, "Lead"), (4, "Needs"), (5, "Won")),
    *deal("B", (4, "Lead"), (6, "Needs"), (1, "Won"), amount=300),
    *deal("C", (5, "Lead"), (6, "Lost")),
    *deal("D", (11, "Lead"), amount=50, expected_close=date(2027, 1, 31)),
]


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    return dict(json.loads(json.dumps(health_json(warehouse(DEALS, STAGES), REVIEW, SETTINGS), allow_nan=False)))


def test_dwell_and_conversion_are_written_stage_by_stage(written: dict[str, Any]) -> None:
    lead = written["dwell"][0]
    assert lead == {
        "stage": "Lead", "layer": 1, "deals": 1, "deals_dated": 1, "mean_days": 70.0, "median_days": 70.0,
        "completed": 3, "benchmark_days": 28.0, "benchmark_is_set": False, "beyond": 1, "beyond_amount": 50.0,
    }  # fmt: skip
    conversion = written["conversion"][0]
    assert (conversion["entered"], conversion["judged"], conversion["reached"]) == (4, 4, 2)
    assert (conversion["lost"], conversion["waiting"], conversion["rate"], conversion["is_judged"]) == (1, 1, 0.5, True)
    assert conversion["low"] == pytest.approx(0.15, abs=0.001)
    assert conversion["high"] == pytest.approx(0.85, abs=0.001)


def test_rates_and_velocity_are_written_once(written: dict[str, Any]) -> None:
    assert written["win_rate"]["rate"] == pytest.approx(2 / 3)
    assert written["win_rate"]["is_judged"] is False
    assert written["sales_cycle"] == {"won_dated": 2, "median_days": 56.0}
    assert written["velocity"]["a_day"] == pytest.approx(1 * 200 * (2 / 3) / 56, abs=0.005)
    assert set(written["velocity"]["with_10_percent_better"]) == {
        "open_count", "mean_won_amount", "win_rate", "cycle_days",
    }  # fmt: skip


def test_the_course_of_wins_is_written_at_round_days_as_far_as_it_goes(written: dict[str, Any]) -> None:
    assert [(row["days"], row["won"], row["lost"]) for row in written["win_incidence"]] == [
        (60, pytest.approx(0.25), pytest.approx(0.25)),
    ]  # fmt: skip


def test_pushes_detours_and_layers_are_written(written: dict[str, Any]) -> None:
    assert written["pushes"] == {
        "deals": 1, "pushed_deals": 0, "pushes": 0, "median_days_pushed": None, "pushed_amount": 0.0,
    }  # fmt: skip
    assert written["detours"][0] == {"kind": "skip", "moves": 2, "deals": 2, "amount": 400.0}
    newest = [row for row in written["layer_trend"] if row["snapshot_date"] == WEEKS[-1].isoformat()]
    assert newest[0] == {
        "snapshot_date": "2026-11-16", "layer": 1, "count": 1, "amount": 50.0, "share": 1.0,
    }  # fmt: skip


def test_without_deals_everything_is_empty_or_null() -> None:
    empty = health_json(warehouse([], ()), REVIEW, SETTINGS)
    assert all(value in ([], None) for value in empty.values())
