"""Dwell, conversion, the sales cycle and what else tells of health: by hand, and against plain Python."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer import figures
from analyzer.model import BLANK, Role, Selection, Stage
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.figures import health_oracle as oracle
from tests.figures.frames import rows
from tests.pipelines import NOV_2, NOV_9, NOV_16, STAGES, Row, table, warehouse

BY_NAME = {stage.name: stage for stage in STAGES}
NOV_23 = date(2026, 11, 23)
WEEKS = (NOV_2, NOV_9, NOV_16, NOV_23)
REVIEW = Selection(as_of=NOV_23, compare_to=NOV_16)
ALL_JUDGED = Settings(few_dwells=1)


def deal(key: str, *stages: str | None, amount: int | None = None, **values: Any) -> list[Row]:
    """One deal's rows on 2, 9, 16 and 23 Nov; None where it is not there."""
    priced = None if amount is None else Decimal(amount)
    return [Row(day, key, stage, priced, **values) for day, stage in zip(WEEKS, stages, strict=False) if stage]


def ask(found: Sequence[Row], query: Any, *columns: str, stages: Sequence[Stage] = STAGES) -> list[tuple[Any, ...]]:
    return rows(warehouse(found, stages).run(query), *columns)


# --- dwell

# In Contact on 23 Nov: A since 9 Nov, 14 days; B since 2 Nov by its own date, 21; C at least since the first snapshot,
# 21; D since today, 0. E was there from 9 to 23 Nov, 14 days; F from 16 to 23 Nov, 7; G left it, who knows since when.
CONTACT = [
    *deal("A", "Lead", "Contact", "Contact", "Contact", amount=10),
    *deal("B", "Contact", "Contact", "Contact", "Contact", amount=20, stage_entered_on=NOV_2),
    *deal("C", "Contact", "Contact", "Contact", "Contact"),
    *deal("D", None, None, None, "Contact", amount=40),
    *deal("E", "Lead", "Contact", "Contact", "Won"),
    *deal("F", "Lead", "Lead", "Contact", "Lead"),
    *deal("G", "Contact", "Contact", "Needs"),
]


def test_dwell_by_hand() -> None:
    found = ask(CONTACT, figures.dwell(REVIEW, ALL_JUDGED), "stage", "deals", "deals_dated", "deals_at_least",
                "mean_days", "median_days", "completed", "completed_median_days", "benchmark_days", "beyond",
                "beyond_amount")  # fmt: skip
    # completed: 14 and 7 days; longer than 10.5 are A, B and C, and C has no amount
    assert found[1] == ("Contact", 4, 4, 1, 14.0, 17.5, 2, 10.5, 10.5, 3, 30.0)
    # F is back in Lead since today; A left it after at least a week, E and F likewise: none of the three is counted
    assert found[0] == ("Lead", 1, 1, 0, 0.0, 0.0, 0, None, None, None, None)
    # G left Needs for nowhere; it is neither open nor over
    assert found[2] == ("Needs", 0, 0, 0, None, None, 0, None, None, None, None)
    assert [row[0] for row in found] == [stage.name for stage in STAGES if stage.kind == "open"]


@pytest.mark.parametrize(("days", "beyond"), [(20, 2), (21, 0)])
def test_a_benchmark_of_ones_own_stands_before_the_usual_and_is_passed_only_by_more(days: int, beyond: int) -> None:
    stages = [replace(stage, benchmark_days=days) if stage.name == "Contact" else stage for stage in STAGES]
    found = ask(CONTACT, figures.dwell(REVIEW, ALL_JUDGED), "benchmark_days", "benchmark_is_set", "beyond",
                stages=stages)  # fmt: skip
    assert found[1] == (float(days), True, beyond)


@pytest.mark.parametrize(("few", "benchmark"), [(2, 10.5), (3, None)])
def test_few_completed_dwells_make_no_benchmark(few: int, benchmark: float | None) -> None:
    found = ask(CONTACT, figures.dwell(REVIEW, Settings(few_dwells=few)), "benchmark_days", "benchmark_completed")
    assert found[1] == (benchmark, 2)


def test_members_are_held_against_what_is_usual_for_all() -> None:
    found = [replace(row, rep="Ann" if row.opportunity_id in "ABE" else "Bob") for row in CONTACT]
    by_rep = ask(found, figures.dwell(REVIEW, ALL_JUDGED, "rep"), "member", "stage", "deals", "completed_median_days",
                 "benchmark_days")  # fmt: skip
    assert by_rep == [
        ("Ann", "Contact", 2, 14.0, 10.5),
        ("Bob", "Lead", 1, None, None),
        ("Bob", "Contact", 2, 7.0, 10.5),
    ]


def test_at_the_very_first_snapshot_no_dwell_is_known() -> None:
    first = Selection(as_of=NOV_2)
    assert ask(deal("A", "Lead"), figures.dwell(first, ALL_JUDGED), "deals", "deals_dated", "mean_days")[0] == (
        1, 0, None
    )  # fmt: skip


# --- the sales cycle


def test_the_sales_cycle_by_hand() -> None:
    october = date(2026, 10, 1)
    history = [
        *deal("A", "Lead", "Won", amount=100, created_on=october, closed_on=date(2026, 11, 5)),  # 35 days; gone since
        *deal("B", "Lead", "Lead", "Won", amount=300, created_on=october),  # closed on 16 Nov: 46 days
        *deal("C", "Won", "Won", "Won", "Won", created_on=october, expected_close=date(2026, 10, 31)),  # 30; no amount
        *deal("D", "Won", "Won", "Won", "Won", amount=9, created_on=date(2025, 1, 1), closed_on=date(2025, 11, 23)),
        *deal("E", "Lost", "Lost"),  # nobody knows when
        *deal("F", "Lead", "Lead", "Lead", "Lost", amount=50),
        *deal("G", "Lead", "Won", "Won", "Lead", amount=70, created_on=october),  # reopened
        *deal("H", "Lead"),  # vanished
        *deal("I", None, "Won", "Won", "Won", amount=200, created_on=NOV_16, closed_on=NOV_9),  # before it was created
    ]
    columns = ("won", "lost", "won_undated", "lost_undated", "won_dated", "median_days", "won_priced", "won_amount",
               "mean_won_amount", "open_count", "open_amount")  # fmt: skip
    assert ask(history, figures.sales_cycle(REVIEW), *columns) == [
        (4, 1, 0, 1, 3, 35.0, 3, 600.0, 200.0, 1, 70.0)
    ]  # fmt: skip


@pytest.mark.parametrize(("closed_on", "won"), [(NOV_23 - timedelta(days=364), 1), (NOV_23 - timedelta(days=365), 0)])
def test_a_deal_counts_for_a_year_from_its_closing_day(closed_on: date, won: int) -> None:
    history = [*deal("A", "Won", "Won", "Won", "Won", closed_on=closed_on), *deal("B", None, None, None, "Lead")]
    assert ask(history, figures.sales_cycle(REVIEW), "won", "open_count") == [(won, 1)]


def test_what_happens_after_the_review_is_not_known_yet() -> None:
    history = deal("A", "Lead", "Lead", "Won", closed_on=NOV_16, created_on=NOV_2)
    assert ask(history, figures.sales_cycle(replace(REVIEW, as_of=NOV_9)), "won", "open_count") == [(0, 1)]


def test_without_any_deal_there_is_no_cycle() -> None:
    assert ask([], figures.sales_cycle(REVIEW), "won") == []


# --- the layers over the weeks


def test_the_trend_of_the_layers_by_hand() -> None:
    history = [
        *deal("A", "Lead", "Lead", "Proposal", amount=10),
        *deal("B", None, "Trial", "Trial", amount=30),  # shares layer 4 with Proposal
        *deal("C", "Won", "Won", "Won", amount=99),
        *deal("D", None, None, "Needs"),
    ]
    found = ask(history, figures.layer_trend(replace(REVIEW, as_of=NOV_16)), "snapshot_date", "layer", "count",
                "amount", "share")  # fmt: skip
    told = {(day.date(), layer): tuple(more) for day, layer, *more in found}
    assert sorted({layer for _, layer in told}) == [1, 2, 3, 4, 5, 6]
    assert told[NOV_2, 1] == (1, 10.0, 1.0)
    assert (told[NOV_9, 1], told[NOV_9, 4]) == ((1, 10.0, 0.25), (1, 30.0, 0.75))
    assert (told[NOV_16, 1], told[NOV_16, 3], told[NOV_16, 4]) == ((0, 0.0, 0.0), (1, None, None), (2, 40.0, 1.0))


def test_without_any_amount_the_layers_are_counted() -> None:
    history = [*deal("A", "Lead"), *deal("B", "Lead"), *deal("C", "Needs"), *deal("D", "Needs")]
    found = ask(history, figures.layer_trend(REVIEW), "layer", "share", "share_by")
    assert found[:3] == [(1, 0.5, "count"), (2, 0.0, "count"), (3, 0.5, "count")]


# --- any pipeline

MEMBERS: dict[Role, list[str | None]] = {"region": ["East", "West", None], "rep": ["Ann", "Bob"]}
NEAR = st.none() | st.sampled_from([date(2025, 11, 20), date(2026, 10, 1), NOV_2, NOV_9, NOV_16, NOV_23])
OFTEN_OPEN = ["Lead", "Lead", "Contact", "Contact", "Needs", "Proposal", "Trial", "Decision", "Won", "Lost"]


@st.composite
def histories(draw: st.DrawFn) -> list[Row]:
    """Up to eight deals that go to and fro, are away at times, and change hands."""
    found = []
    for number in range(draw(st.integers(1, 8))):
        created_on = draw(NEAR)
        for day in WEEKS:
            stage = draw(st.none() | st.sampled_from(OFTEN_OPEN) | st.sampled_from(OFTEN_OPEN))
            for _ in range(draw(st.sampled_from([1, 1, 1, 2])) if stage else 0):
                own = {role: draw(st.sampled_from(names)) for role, names in MEMBERS.items()}
                own |= {name: draw(NEAR) for name in ("closed_on", "expected_close", "stage_entered_on")}
                amount = draw(st.none() | st.integers(0, 300).map(Decimal))
                found.append(Row(day, f"deal {number}", str(stage), amount, created_on=created_on, **own))  # type: ignore[arg-type]
    return found


@pytest.fixture(scope="module")
def empty_house() -> Iterator[Warehouse]:
    held = Warehouse(memory_limit="500MB")
    yield held
    held.close()


def told(found: Any, keys: int, *columns: str) -> dict[Any, Any]:
    """The rows by their first columns, as plain values."""
    plain = [tuple(cell.date() if hasattr(cell, "date") else cell for cell in row) for row in rows(found, *columns)]
    return {row[0] if keys == 1 else row[:keys]: row[keys:] for row in plain}


def near(expected: dict[Any, Any]) -> dict[Any, Any]:
    return {
        key: tuple(pytest.approx(cell) if cell is not None else None for cell in row) for key, row in expected.items()
    }


SHUFFLED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SHUFFLED
@given(
    deals=histories(),
    as_of=st.sampled_from(WEEKS),
    region=st.sampled_from([None, "East", BLANK]),
    few=st.integers(1, 3),
)
def test_the_figures_on_health_agree_with_plain_python(
    empty_house: Warehouse, deals: list[Row], as_of: date, region: str | None, few: int
) -> None:
    empty_house.load(table(deals), STAGES, ())
    selection = Selection(as_of)
    selection = selection.narrowed("region", region) if region else selection
    created = oracle.known_created(deals)
    for role in (None, "rep"):
        found = empty_house.run(figures.dwell(selection, Settings(few_dwells=few), role))
        columns = ("member", "stage", "deals", "deals_dated", "deals_at_least", "mean_days", "sd_days", "median_days",
                   "completed", "completed_median_days", "benchmark_days", "beyond", "beyond_amount")  # fmt: skip
        assert told(found, 2, *columns) == near(oracle.dwell(deals, BY_NAME, selection, role, few))
        found = empty_house.run(figures.sales_cycle(selection, role))
        assert told(found, 1, *found.columns) == near(oracle.sales_cycle(deals, BY_NAME, selection, role, created))
        found = empty_house.run(figures.layer_trend(selection, role))
        columns = ("member", "snapshot_date", "layer", "count", "amount", "share")
        assert told(found, 3, *columns) == near(oracle.layer_trend(deals, BY_NAME, selection, role))
