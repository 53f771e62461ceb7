"""What was won day by day and the weighted pipeline: by hand, and against plain Python."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer import figures
from analyzer.warehouse import Warehouse
from tests.figures import forecast_oracle
from tests.figures.frames import rows
from tests.pipelines import NOV_2, NOV_9, NOV_16, SELECTION, STAGES, Row, table, warehouse

BY_NAME = {stage.name: stage for stage in STAGES}
DATES = [NOV_2, NOV_9, NOV_16]


def test_what_was_won_stands_on_its_closing_day(house: Warehouse) -> None:
    found = house.run(figures.won_by_day(SELECTION))
    assert [(day.date(), deals, amount) for day, deals, amount in rows(found, "won_on", "deals", "amount")] == [
        (date(2026, 6, 1), 1, 1000.0), (date(2026, 11, 12), 1, 450.0), (NOV_16, 1, 60.0),
    ]  # fmt: skip
    by_region = house.run(figures.won_by_day(SELECTION, "region"))
    assert [member for (member,) in rows(by_region, "member")] == ["East", "West", "West"]
    earlier = house.run(figures.won_by_day(replace(SELECTION, as_of=NOV_9)))
    assert rows(earlier, "deals", "amount") == [(1, 1000.0)]


@pytest.mark.parametrize(
    ("values", "won_on"),
    [
        ({"closed_on": NOV_2, "expected_close": NOV_9}, NOV_2),
        ({"expected_close": NOV_9}, NOV_9),
        ({"closed_on": date(2027, 1, 1), "expected_close": date(2027, 1, 1)}, NOV_16),  # days to come tell nothing
        ({}, NOV_16),
    ],
)
def test_without_a_closing_day_the_next_best_tells(values: dict[str, date], won_on: date) -> None:
    deal = [Row(NOV_2, "X", "Lead"), Row(NOV_16, "X", "Won", Decimal(5), **values)]  # type: ignore[arg-type]
    found = warehouse(deal, STAGES).run(figures.won_by_day(SELECTION))
    assert [day.date() for (day,) in rows(found, "won_on")] == [won_on]


def test_nobody_knows_the_day_of_what_was_won_at_the_first_snapshot() -> None:
    assert warehouse([Row(NOV_2, "X", "Won", Decimal(5))], STAGES).run(figures.won_by_day(SELECTION)).empty


def test_a_win_counts_after_it_left_the_list_and_not_when_it_was_taken_back() -> None:
    deals = [
        *(Row(NOV_2, key, "Lead") for key in "XY"),
        *(Row(NOV_9, key, "Won", Decimal(5)) for key in "XY"),
        Row(NOV_16, "Y", "Trial"),
    ]
    assert rows(warehouse(deals, STAGES).run(figures.won_by_day(SELECTION)), "deals", "amount") == [(1, 5.0)]


def test_the_weighted_pipeline_by_hand() -> None:
    deals = [
        # of the three that stood in Proposal and closed, one was won
        *(Row(NOV_2, key, "Proposal", Decimal(10)) for key in "123"),
        Row(NOV_9, "1", "Won", Decimal(10)),
        *(Row(NOV_9, key, "Lost", Decimal(10)) for key in "23"),
        Row(NOV_16, "A", "Proposal", Decimal(300), expected_close=date(2026, 12, 1), probability=0.5),
        Row(NOV_16, "B", "Proposal", Decimal(300), expected_close=date(2026, 12, 1)),
        Row(NOV_16, "C", "Proposal", None, created_on=NOV_2),
        Row(NOV_16, "D", "Lead", Decimal(70)),
    ]
    found = warehouse(deals, STAGES).run(figures.weighted_pipeline(SELECTION, 30.4))
    days = [(None if day is None else day.date()) for (day,) in rows(found, "due_on")]
    assert days == [None, date(2026, 12, 1), date(2026, 12, 2)]
    names = ("layer", "deals", "amount", "weighted_amount", "wins_without_amount", "deals_without_chance")
    assert rows(found, *names) == [
        (1, 1, 70.0, None, None, 1),
        (4, 2, 600.0, pytest.approx(250), None, 0),
        (4, 1, None, None, pytest.approx(1 / 3), 0),
    ]


NEAR = st.none() | st.sampled_from([*DATES, date(2026, 12, 1)])


@st.composite
def histories(draw: st.DrawFn) -> list[Row]:
    found = []
    for number in range(draw(st.integers(1, 8))):
        own = {name: draw(NEAR) for name in ("created_on", "closed_on", "expected_close")}
        for day in DATES:
            stage = draw(st.none() | st.sampled_from([stage.name for stage in STAGES]))
            for _ in range(draw(st.sampled_from([1, 1, 2])) if stage else 0):
                amount = draw(st.none() | st.integers(0, 300).map(Decimal))
                chance = draw(st.sampled_from([None, 0.0, 0.4]))
                found.append(Row(day, f"deal {number}", str(stage), amount, probability=chance, **own))  # type: ignore[arg-type]
    return found or [Row(NOV_16, "X", "Lead")]


@pytest.fixture(scope="module")
def empty_house() -> Iterator[Warehouse]:
    held = Warehouse(memory_limit="500MB")
    yield held
    held.close()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deals=histories(), as_of=st.sampled_from(DATES))
def test_the_figures_agree_with_plain_python(empty_house: Warehouse, deals: list[Row], as_of: date) -> None:
    empty_house.load(table(deals), STAGES, ())
    selection = replace(SELECTION, as_of=as_of)
    won = rows(empty_house.run(figures.won_by_day(selection)), "won_on", "deals", "amount")
    expected = forecast_oracle.won_by_day(deals, BY_NAME, as_of)
    assert {day.date(): (deals, amount) for day, deals, amount in won} == {
        day: (count, None if amount is None else float(amount)) for day, (count, amount) in expected.items()
    }
    weighed = empty_house.run(figures.weighted_pipeline(selection, 30))
    told = {
        (layer, day.date() if day else None): (deals, pytest.approx(amount or 0.0))
        for layer, day, deals, amount in rows(weighed, "layer", "due_on", "deals", "weighted_amount")
    }
    assert told == forecast_oracle.weighted_pipeline(deals, BY_NAME, as_of, 30)
