"""The forecast, by hand where the weeks are all alike, and where it must not be made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from analyzer.advice.forecast import Forecast, forecast
from analyzer.advice.forecast.weighted import Weighted, Won
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.advice.forecast.pipelines import FOURTH, THIRD, at, house_with, steady, wednesday, with_targets
from tests.pipelines import Row

# 9 September is week 9: two deals of 100 were won on each Wednesday from 8 July on, ten times, those of the first
# snapshot too, as they have their day. Wednesdays to come in the third quarter: 16, 23, 30 September.
NINTH = at(9)
TARGETS = with_targets(1000, THIRD, FOURTH)


@pytest.fixture(scope="module")
def house() -> Iterator[Warehouse]:
    held = house_with(steady(10), TARGETS)
    yield held
    held.close()


@pytest.fixture(scope="module")
def told(house: Warehouse) -> Forecast:
    return forecast(house, NINTH, TARGETS)


def test_what_comes_every_week_is_forecast_to_come_on(told: Forecast) -> None:
    this, following = told.periods
    assert (this.quarter.starts_on, following.quarter.starts_on) == (THIRD[0], FOURTH[0])
    assert (this.won_so_far, following.won_so_far) == (2000, 0)
    # three and thirteen Wednesdays; what is believed before counting any deals raises it a little, as does a last day
    assert this.expected == pytest.approx(2000 + 3 * 200, rel=0.03)
    assert following.expected == pytest.approx(13 * 200, rel=0.15)
    assert this.low < this.expected < this.high


def test_the_chance_of_the_target(told: Forecast) -> None:
    this = told.periods[0]
    assert this.target == 2000 and this.chance == 1.0  # reached already
    far = with_targets(5000, THIRD)
    beyond = forecast(house_with(steady(10), far), NINTH, far).periods
    assert beyond[0].chance == 0.0
    assert (beyond[1].target, beyond[1].chance) == (None, None)


def test_the_weighted_pipeline_stands_beside_by_hand(told: Forecast) -> None:
    # Half of all deals that ever stood anywhere are won. Expected to close by 30 September: those in Negotiation
    # (on the 16th), Proposal and Needs (on the 23rd and 30th), 4 x 100 each; Contact and Lead come in October.
    this, following = told.periods
    assert this.weighted == pytest.approx(2000 + 3 * 400 / 2)
    assert following.weighted == pytest.approx(2 * 400 / 2)


def test_the_curve_begins_at_what_was_won_and_ends_with_the_next_quarter(told: Forecast) -> None:
    curve = told.curve
    assert curve["day"].iloc[0] == pd.Timestamp(wednesday(9)) and curve["day"].iloc[-1] == pd.Timestamp(FOURTH[1])
    assert tuple(curve.iloc[0][["expected", "low", "high"]]) == (2000, 2000, 2000)
    assert curve["expected"].is_monotonic_increasing
    end = told.periods[0].quarter.ends_on
    assert curve.set_index("day")["expected"][str(end)] == pytest.approx(told.periods[0].expected)
    assert told.won["amount"].iloc[-1] == 2000 and told.won["day"].iloc[0] == pd.Timestamp(wednesday(0))


def test_what_comes_later_does_not_change_the_forecast_of_an_earlier_day(told: Forecast) -> None:
    # the same pipeline ten weeks on, and all that was done in them
    later = house_with([*steady(20), Row(wednesday(12), "X", "Won", Decimal(9999), closed_on=wednesday(12))], TARGETS)
    again = forecast(later, NINTH, TARGETS)
    assert again.periods == told.periods


def test_too_few_snapshots_or_wins_say_what_they_need(house: Warehouse) -> None:
    early = forecast(house, at(2), Settings())
    assert early.periods == () and early.curve.empty
    assert [str(need) for need in early.needs] == [
        "4 snapshots to learn from (loaded: 3).",
        "5 deals won since the first snapshot (seen: 4).",
    ]
    lost = house_with(steady(10, won_of=99))  # of each week's four deals the first is won
    assert not forecast(lost, NINTH, Settings()).needs
    none = house_with([row for row in steady(10) if row.stage != "Won"])
    assert [str(need) for need in forecast(none, NINTH, Settings()).needs] == [
        "5 deals won since the first snapshot (seen: 0)."
    ]


def test_without_any_amount_deals_are_counted() -> None:
    blank = [Row(row.snapshot_date, row.opportunity_id, row.stage, created_on=row.created_on) for row in steady(10)]
    told = forecast(house_with(blank, TARGETS), NINTH, TARGETS)
    assert told.in_deals
    this = told.periods[0]
    # without closing days those of the first snapshot may have been won any time
    assert this.won_so_far == 18 and this.expected == pytest.approx(18 + 3 * 2, rel=0.03)
    assert this.target is None and this.chance is None


def test_deals_without_an_amount_weigh_as_much_as_won_ones() -> None:
    by_day = pd.DataFrame(
        {
            "won_on": pd.to_datetime(["2025-01-01", "2026-08-03", "2026-08-04"]),
            "deals": [1, 2, 1],
            "amount": [900.0, 300.0, float("nan")],
            "deals_with_amount": [1, 2, 0],
        }
    )
    won = Won(by_day)
    assert won.mean_amount(date(2026, 9, 7)) == 150  # that of January 2025 is more than a year ago
    assert won.between(date(2026, 8, 1), date(2026, 8, 31)) == 300
    rows = pd.DataFrame(
        {
            "due_on": pd.to_datetime(["2026-09-10", "2026-11-10", None]),
            "deals": [2, 1, 1],
            "wins": [1.0, 0.5, float("nan")],
            "weighted_amount": [50.0, 20.0, float("nan")],
            "wins_without_amount": [0.5, float("nan"), float("nan")],
        }
    )
    weighted = Weighted(rows, 150.0)
    assert weighted.due(None, date(2026, 9, 30)) == 50 + 0.5 * 150
    assert weighted.due(date(2026, 9, 30), date(2026, 12, 31)) == 20
    assert Weighted(rows, 150.0, in_deals=True).due(None, date(2026, 12, 31)) == 1.5
    assert Weighted(rows.assign(wins=float("nan")), 150.0).due(None, date(2026, 12, 31)) is None


def test_on_the_last_day_of_a_quarter_it_is_what_was_won() -> None:
    told = forecast(house_with(steady(13), TARGETS), at(12), TARGETS).periods[0]
    assert told.won_so_far == told.expected == told.low == told.high == 2600
    assert told.chance == 1.0


def test_a_filter_is_obeyed_and_the_target_is_that_of_the_member(house: Warehouse) -> None:
    east = forecast(house, NINTH.narrowed("region", "East"), TARGETS).periods[0]
    assert (east.won_so_far, east.target) == (1000, 1000)
    assert forecast(house, NINTH.narrowed("product", "Alpha"), TARGETS).periods == ()


def test_open_deals_without_a_chance_are_said_to_be_out_of_the_weighted_pipeline() -> None:
    # nobody has closed a deal that stood in Decision, and of the others half were won
    deals = [*steady(10), Row(wednesday(9), "X", "Decision", Decimal(900)), Row(wednesday(9), "Y", "Decision")]
    notes = [note for note in forecast(house_with(deals, TARGETS), NINTH, TARGETS).notes if "weighted" in note.text]
    assert [note.values["n"] for note in notes] == [2]
    assert not [note for note in forecast(house_with(steady(10)), NINTH, Settings()).notes if "weighted" in note.text]
