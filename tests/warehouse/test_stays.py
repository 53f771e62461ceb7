"""Stays in a stage, checked by hand: what a deal did over the weeks, and what was known of it on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from analyzer.figures.figure_query import dated_scope
from analyzer.model import Query, Selection
from analyzer.warehouse import Warehouse
from tests.figures.frames import rows
from tests.pipelines import NOV_2, NOV_9, NOV_16, STAGES, Row, warehouse

NOV_23 = date(2026, 11, 23)
WEEKS = (NOV_2, NOV_9, NOV_16, NOV_23)
OTHER = [Row(day, "other", "Decision", region="North") for day in WEEKS]  # a deal at every snapshot


def deal(*stages: str | None, key: str = "X", **values: Any) -> list[Row]:
    """One deal's rows on 2, 9, 16 and 23 Nov; None where it is not there."""
    return [Row(day, key, stage, **values) for day, stage in zip(WEEKS, stages, strict=False) if stage]


def house_of(found: Sequence[Row]) -> Warehouse:
    return warehouse([*found, *OTHER], STAGES)


def known(
    house: Warehouse, *columns: str, as_of: date = NOV_23, key: str = "X", **selection: Any
) -> list[tuple[Any, ...]]:
    """The columns of the deal's stays as they were known on that day."""
    asked = (
        "select * from known_stay join opportunity using (opportunity_key)"
        " where opportunity_id = $key order by opportunity_key, place"
    )
    role = selection.pop("role", None)
    scope = dated_scope(Selection(as_of, **selection), role)
    found = house.run(Query("known", asked, {"key": key}, scope))
    return [tuple(_plain(cell) for cell in row) for row in rows(found, *columns)]


def _plain(cell: Any) -> Any:
    return cell.date() if hasattr(cell, "date") else cell


def test_one_stay_a_stage_in_order_of_time_with_what_was_before_and_after() -> None:
    house = house_of(deal("Lead", "Lead", "Contact", "Won"))
    assert known(
        house,
        "place",
        "stage",
        "first_seen",
        "last_seen",
        "previous_stage",
        "next_stage",
        "next_seen",
    ) == [
        (1, "Lead", NOV_2, NOV_9, None, "Contact", NOV_16),
        (2, "Contact", NOV_16, NOV_16, "Lead", "Won", NOV_23),
        (3, "Won", NOV_23, NOV_23, "Contact", None, None),
    ]
    assert known(house, "kind", "layer", "position", "previous_layer", "next_kind", "next_layer") == [
        ("open", 1, 1, None, "open", 2),
        ("open", 2, 2, 1, "won", 7),
        ("won", 7, 8, 2, None, None),
    ]


def test_leaving_a_stage_and_returning_makes_a_new_stay() -> None:
    house = house_of(deal("Lead", "Contact", "Lead", "Lead"))
    assert known(house, "place", "stage", "first_seen", "last_seen") == [
        (1, "Lead", NOV_2, NOV_2),
        (2, "Contact", NOV_9, NOV_9),
        (3, "Lead", NOV_16, NOV_23),
    ]


def test_a_week_without_the_deal_breaks_no_stay() -> None:
    house = house_of(deal("Lead", None, "Lead", "Contact"))
    assert known(house, "stage", "first_seen", "last_seen", "next_seen") == [
        ("Lead", NOV_2, NOV_16, NOV_23),
        ("Contact", NOV_23, NOV_23, None),
    ]


def test_a_row_without_a_stage_is_as_if_the_deal_were_not_there() -> None:
    blank = replace(Row(NOV_9, "X", ""), stage=None)  # type: ignore[arg-type]
    house = house_of([*deal("Lead", None, "Lead"), blank])
    assert known(house, "stage", "first_seen", "last_seen") == [("Lead", NOV_2, NOV_16)]


def test_a_deal_that_is_gone_is_not_open_now_and_has_not_ended() -> None:
    house = house_of(deal("Lead", "Lead"))
    assert known(house, "last_seen", "ended_on", "is_open_now") == [(NOV_9, None, False)]


def test_a_closed_deal_is_not_open_now() -> None:
    house = house_of(deal("Lead", "Lead", "Lead", "Lost"))
    assert known(house, "stage", "ended_on", "is_open_now") == [("Lead", NOV_23, False), ("Lost", None, False)]


def test_lines_are_added_and_the_last_one_gives_stage_and_values() -> None:
    lines = [
        Row(NOV_9, "X", "Lead", Decimal("1.10"), product="Alpha", region="East"),
        Row(NOV_9, "X", "Contact", Decimal("2.20"), product="Beta", region="West"),
        Row(NOV_16, "X", "Contact", Decimal("4.00"), product="Beta", region="West"),
        Row(NOV_16, "X", "Contact", None, product="Alpha", region="East"),
        Row(NOV_23, "X", "Needs", None, product="Alpha"),
        Row(NOV_23, "X", "Needs", None, product="Beta"),
    ]
    assert known(house_of(lines), "stage", "first_seen", "last_seen", "amount", "product", "region") == [
        ("Contact", NOV_9, NOV_16, 4.0, "Alpha", "East"),
        ("Needs", NOV_23, NOV_23, None, "Beta", "(blank)"),
    ]
    assert known(house_of(lines), "amount", "product", "region", as_of=NOV_9) == [(3.3, "Beta", "West")]


def test_the_day_that_the_data_gives_tells_since_when() -> None:
    entered_on = date(2026, 10, 20)
    house = house_of(deal("Lead", "Lead", stage_entered_on=entered_on))
    assert known(house, "since", "since_at_least") == [(entered_on, None)]


def test_without_it_the_first_snapshot_of_the_stay_does() -> None:
    assert known(house_of(deal(None, "Lead", "Lead")), "since", "since_at_least") == [(NOV_9, None)]


def test_at_the_first_snapshot_of_all_a_stay_is_known_from_below_only() -> None:
    assert known(house_of(deal("Lead", "Lead")), "since", "since_at_least") == [(None, NOV_2)]


def test_a_day_after_it_was_last_seen_is_not_believed() -> None:
    house = house_of(deal(None, "Lead", stage_entered_on=NOV_16))
    assert known(house, "since") == [(NOV_9,)]


@pytest.mark.parametrize(
    ("entered_on", "days"),
    [(date(2026, 11, 11), 2), (NOV_9, 0), (NOV_16, 7), (NOV_2, 7), (NOV_23, 7), (None, 7)],
)
def test_a_stay_ends_on_the_day_the_data_gives_for_the_next_if_it_lies_between(
    entered_on: date | None, days: int
) -> None:
    house = house_of([*deal(None, "Lead"), Row(NOV_16, "X", "Contact", stage_entered_on=entered_on)])
    assert known(house, "stage", "days", "ended_on")[0] == ("Lead", days, NOV_16)
    assert known(house, "stage", "days", "left_on", as_of=NOV_9) == [("Lead", 0, None)]


LATER = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("values", "closing_day"),
    [
        ({"closed_on": date(2026, 11, 4), "expected_close": NOV_2}, date(2026, 11, 4)),
        ({"closed_on": NOV_23, "expected_close": NOV_2}, NOV_23),
        ({"closed_on": LATER, "expected_close": NOV_2}, NOV_2),
        ({"closed_on": LATER, "expected_close": LATER, "stage_entered_on": date(2026, 11, 5)}, date(2026, 11, 5)),
        ({"expected_close": LATER}, NOV_9),
    ],
)
def test_a_closing_day_is_never_one_to_come(values: dict[str, date], closing_day: date) -> None:
    won = [Row(day, "X", "Won", **values) for day in WEEKS[1:]]  # type: ignore[arg-type]
    assert known(house_of([*deal("Lead"), *won]), "kind", "closing_day") == [("open", None), ("won", closing_day)]


def test_nobody_knows_when_a_deal_closed_that_was_closed_at_the_first_snapshot() -> None:
    assert known(house_of(deal("Lost", "Lost")), "closing_day") == [(None,)]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (NOV_2, [("Lead", NOV_2, 10.0, "East", None, True)]),
        (NOV_9, [("Lead", NOV_9, 20.0, "West", None, True)]),
        (NOV_16, [("Lead", NOV_9, 20.0, "West", NOV_16, False), ("Contact", NOV_16, 30.0, "West", None, True)]),
    ],
)
def test_nothing_is_later_than_the_review(as_of: date, expected: list[Any]) -> None:
    history = [
        Row(NOV_2, "X", "Lead", Decimal(10), region="East"),
        Row(NOV_9, "X", "Lead", Decimal(20), region="West"),
        Row(NOV_16, "X", "Contact", Decimal(30), region="West"),
        Row(NOV_23, "X", "Contact", Decimal(40), region="East"),
    ]
    columns = ("stage", "last_seen", "amount", "region", "ended_on", "is_open_now")
    assert known(house_of(history), *columns, as_of=as_of) == expected


def test_a_deal_away_at_the_review_is_as_it_was_last_seen_and_not_open() -> None:
    history = [replace(row, amount=Decimal(row.snapshot_date.day)) for row in deal("Lead", None, "Lead")]
    house = house_of(history)
    assert known(house, "last_seen", "amount", "is_open_now", as_of=NOV_9) == [(NOV_2, 2.0, False)]


def test_filters_and_member_go_by_the_values_known_at_the_review() -> None:
    house = house_of([Row(NOV_2, "X", "Lead", region="East"), Row(NOV_9, "X", "Lead", region="West", extra_1="Gold")])
    east = {"region": ("East",)}
    assert known(house, "member", as_of=NOV_2, members=east, role="region") == [("East",)]
    assert known(house, "member", as_of=NOV_9, members=east) == []
    assert known(house, "member", as_of=NOV_9, role="extra_1") == [("Gold",)]
    assert known(house, "member", as_of=NOV_2, role="extra_1") == [("(blank)",)]
    assert known(house, "member") == [("",)]


def test_stays_in_a_stage_that_is_placed_nowhere_are_in_no_figure() -> None:
    house = house_of(deal("Lead", "Limbo", "Contact"))
    assert known(house, "stage", "previous_stage", "previous_layer") == [
        ("Lead", None, None),
        ("Contact", "Limbo", None),
    ]


def test_rows_in_any_order_give_the_same_stays() -> None:
    history = [*deal("Lead", "Contact", "Lead", "Won"), *deal(None, "Needs", "Needs", key="A")]
    columns = ("stage", "first_seen", "last_seen", "next_stage")
    assert known(house_of(history[::-1]), *columns) == known(house_of(history), *columns)
    assert known(house_of(history[::-1]), *columns, key="A") == [("Needs", NOV_9, NOV_16, None)]


def test_without_any_row_there_is_no_stay() -> None:
    assert known(warehouse([], STAGES), "stage") == []
