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


# --- conversion

MONTH = Settings(conversion_days=14)

# Judged on 23 Nov are the deals that came to Contact by 9 Nov: A got to Needs; B skipped to Trial; C was lost; D waits;
# E went back; F was won. G came on 16 Nov and has got on already: too young all the same. D, E, F were there at first.
ENTRIES = [
    *deal("A", "Lead", "Contact", "Needs", "Lost"),
    *deal("B", "Lead", "Contact", "Trial", "Trial"),
    *deal("C", "Lead", "Contact", "Lost", "Lost"),
    *deal("D", "Contact", "Contact", "Contact", "Contact"),
    *deal("E", "Contact", "Lead", "Contact", "Lead"),
    *deal("F", "Contact", "Contact", "Won"),
    *deal("G", "Lead", "Lead", "Contact", "Needs"),
]


def test_conversion_by_hand() -> None:
    columns = ("stage", "entered", "too_young", "judged", "reached", "lost", "at_first_sight")
    found = ask(ENTRIES, figures.conversion(REVIEW, MONTH), *columns)
    assert found == [
        ("Lead", 5, 0, 5, 5, 0, 4),  # E came to it from above, and got to Contact again
        ("Contact", 7, 1, 6, 3, 1, 3),
        ("Needs", 2, 2, 0, 0, 0, 0),
        ("Trial", 1, 1, 0, 0, 0, 0),
    ]


@pytest.mark.parametrize(("days", "judged"), [(7, 7), (8, 6), (14, 6), (15, 3)])
def test_a_deal_is_judged_from_so_many_days_on(days: int, judged: int) -> None:
    found = ask(ENTRIES, figures.conversion(REVIEW, Settings(conversion_days=days)), "stage", "judged")
    assert dict(found)["Contact"] == judged


def test_what_got_further_counts_whoever_has_it_then() -> None:
    history = [Row(NOV_2, "X", "Lead", rep="Ann"), Row(NOV_9, "X", "Contact", rep="Bob")]
    ann = replace(REVIEW.narrowed("rep", "Ann"), as_of=NOV_9)
    asked = figures.conversion(ann, Settings(conversion_days=7))
    assert ask(history, asked, "stage", "judged", "reached") == [("Lead", 1, 1)]


def test_another_stage_of_the_same_layer_is_no_conversion() -> None:
    history = deal("A", "Proposal", "Trial", "Trial", "Trial")
    assert ask(history, figures.conversion(REVIEW, MONTH), "stage", "reached") == [("Proposal", 0), ("Trial", 0)]


def test_cohorts_are_months_of_entry() -> None:
    history = [
        *deal("A", "Lead", "Contact", stage_entered_on=date(2026, 10, 31)),
        *deal("B", None, "Lead", "Contact"),
        *deal("C", "Lead", "Lead", stage_entered_on=date(2026, 10, 1)),
    ]
    asked = figures.conversion(REVIEW, MONTH, cohorts=True)
    found = [(day.date(), *more) for stage, day, *more in
             ask(history, asked, "stage", "cohort", "judged", "reached") if stage == "Lead"]  # fmt: skip
    assert found == [(date(2026, 10, 1), 2, 1), (date(2026, 11, 1), 1, 1)]


# --- outcomes by days since created


def test_outcome_times_by_hand() -> None:
    history = [
        *deal("A", "Lead", "Won", created_on=NOV_2, closed_on=date(2026, 11, 5)),  # won after 3 days
        *deal("B", None, "Lead", "Lost", created_on=NOV_9),  # lost after 7
        *deal("C", None, "Lead", "Lead", "Lead", created_on=NOV_9),  # followed for 14
        *deal("D", None, "Lead", created_on=NOV_2),  # vanished, followed for 7
        *deal("E", "Lead", "Lead", "Won", created_on=date(2026, 11, 1)),  # one of those that lasted
        *deal("F", None, "Lead", "Lead", "Lead"),
    ]
    asked = figures.outcome_times(REVIEW)
    columns = ("days", "outcome", "deals")
    assert ask(history, asked, *columns) == [(3, "won", 1), (7, "lost", 1), (7, "open", 1), (14, "open", 1)]
    # an export that keeps what closed since 1 November tells of E too
    kept = deal("Z", "Lost", "Lost", "Lost", "Lost", created_on=date(2026, 1, 1), closed_on=date(2026, 11, 1))
    assert ask([*history, *kept], asked, *columns)[-1] == (15, "won", 1)


# --- pushes of the expected close


def planned(key: str, *days: date | None, amount: int | None = None, **values: Any) -> list[Row]:
    priced = None if amount is None else Decimal(amount)
    return [
        Row(seen, key, "Lead", priced, expected_close=day, **values) for seen, day in zip(WEEKS, days, strict=False)
    ]


def test_pushes_by_hand() -> None:
    december, later, latest = date(2026, 12, 1), date(2026, 12, 11), date(2026, 12, 31)
    history = [
        *planned("A", december, later, later, latest, amount=10),  # twice, 10 and 20 days
        *planned("B", later, december, december, later, amount=20),  # pulled in, then pushed by 10
        *planned("C", december, None, None, later),  # by 10, with a gap; no amount
        *planned("D", december, december, december, december, amount=40),
        *planned("E", None, None, None, None, amount=80),  # no plan
        *planned("F", december, later),  # gone
    ]
    columns = ("deals", "amount", "pushed_deals", "pushes", "median_days_pushed", "pushed_amount")
    assert ask(history, figures.close_pushes(REVIEW), *columns) == [(4, 70.0, 3, 4, 10.0, 30.0)]
    none = planned("D", december, december, december, december, amount=40)
    assert ask(none, figures.close_pushes(REVIEW), *columns) == [(1, 40.0, 0, 0, None, 0.0)]
    assert ask(planned("E", None, None, None, None), figures.close_pushes(REVIEW), *columns) == []


# --- detours


def test_detours_by_hand() -> None:
    history = [
        *deal("A", "Lead", "Needs", "Lead", "Needs", amount=10),  # skip, back and round, skip and round
        *deal("B", "Trial", "Proposal", amount=20),  # back within layer 4
        *deal("C", "Proposal", "Trial", "Negotiation", amount=40),  # no detour
        *deal("D", "Lead", "Lost", "Lead", amount=80),  # reopened: no move between open stages
    ]
    columns = ("kind", "moves", "deals", "amount")
    assert ask(history, figures.detours(REVIEW), *columns) == [
        ("skip", 2, 1, 10.0),
        ("regression", 2, 2, 30.0),
        ("round_trip", 2, 1, 10.0),
    ]
    assert ask(deal("C", "Lead", "Contact"), figures.detours(REVIEW), *columns)[0] == ("skip", 0, 0, 0.0)
    assert ask(deal("C", "Lead"), figures.detours(replace(REVIEW, as_of=NOV_2)), *columns) == []


# --- the deals beyond the benchmark


def test_overdue_deals_are_those_that_dwell_counts_with_what_is_known_of_them() -> None:
    found = ask(CONTACT, figures.overdue_deals(REVIEW, ALL_JUDGED), "opportunity_id", "stage", "dwell_days",
                "dwell_is_minimum", "benchmark_days", "amount", "deals_in_all", "amount_in_all")  # fmt: skip
    assert found == [
        ("B", "Contact", 21, False, 10.5, 20.0, 3, 30.0),
        ("A", "Contact", 14, False, 10.5, 10.0, 3, 30.0),
        ("C", "Contact", 21, True, 10.5, None, 3, 30.0),
    ]
    assert ask(CONTACT, figures.overdue_deals(REVIEW, ALL_JUDGED, stage="Lead"), "opportunity_id") == []


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


SHUFFLED = settings(max_examples=24, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SHUFFLED
@given(
    deals=histories(),
    as_of=st.sampled_from(WEEKS),
    region=st.sampled_from([None, "East", BLANK]),
    few=st.integers(1, 3),
    role=st.sampled_from([None, "rep"]),
    by_cohort=st.booleans(),
)
def test_the_figures_on_health_agree_with_plain_python(
    empty_house: Warehouse,
    deals: list[Row],
    as_of: date,
    region: str | None,
    few: int,
    role: Role | None,
    by_cohort: bool,
) -> None:
    empty_house.load(table(deals), STAGES, ())
    selection = Selection(as_of)
    selection = selection.narrowed("region", region) if region else selection
    created = oracle.known_created(deals)
    found = empty_house.run(figures.dwell(selection, Settings(few_dwells=few), role))
    columns = ("member", "stage", "deals", "deals_dated", "deals_at_least", "mean_days", "sd_days", "median_days",
               "completed", "completed_median_days", "benchmark_days", "beyond", "beyond_amount")  # fmt: skip
    assert told(found, 2, *columns) == near(oracle.dwell(deals, BY_NAME, selection, role, few))
    columns = ("stage", "benchmark_days", "benchmark_is_set", "benchmark_completed")
    asked = Settings(few_dwells=few)
    own, alone = (empty_house.run(ask(selection, asked)) for ask in (figures.dwell, figures.benchmarks))
    assert rows(alone, *columns) == rows(own, *columns)
    found = empty_house.run(figures.sales_cycle(selection, role))
    assert told(found, 1, *found.columns) == near(oracle.sales_cycle(deals, BY_NAME, selection, role, created))
    found = empty_house.run(figures.layer_trend(selection, role))
    columns = ("member", "snapshot_date", "layer", "count", "amount", "share")
    assert told(found, 3, *columns) == near(oracle.layer_trend(deals, BY_NAME, selection, role))
    asked = figures.conversion(selection, Settings(conversion_days=few * 7), role, by_cohort)
    columns = ("member", "stage", "cohort", "entered", "too_young", "judged", "reached", "lost",
               "at_first_sight")  # fmt: skip
    expected = oracle.conversion(deals, BY_NAME, selection, role, few * 7, by_cohort)
    assert told(empty_house.run(asked), 3, *columns) == expected
    pushes = empty_house.run(figures.close_pushes(selection, role))
    assert told(pushes, 1, *pushes.columns) == near(oracle.close_pushes(deals, BY_NAME, selection, role))
    moves = empty_house.run(figures.detours(selection, role))
    assert told(moves, 2, *moves.columns) == near(oracle.detours(deals, BY_NAME, selection, role))
    times = empty_house.run(figures.outcome_times(selection))
    expected = oracle.outcome_times(deals, BY_NAME, selection, created)
    assert told(times, 2, *times.columns) == {place: (count,) for place, count in expected.items()}
    late = empty_house.run(figures.overdue_deals(selection, Settings(few_dwells=few)))
    columns = ("opportunity_id", "stage", "dwell_days", "dwell_is_minimum", "benchmark_days")
    assert told(late, 1, *columns) == oracle.overdue(deals, BY_NAME, selection, few)
