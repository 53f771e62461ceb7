"""Targets in wide form: a column for each period, or for each member."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from analyzer.intake.answer import Intake
from analyzer.settings import Settings
from tests.intake.tables import assert_nothing_is_lost, notes_of, rows_of, understood

DEALS = ("deals.csv", ("id", "stage", "region"), [("1", "Lead", "East"), ("2", "Lead", "West"), ("3", "Won", "East")])
FIRST = (date(2026, 1, 1), date(2026, 3, 31))
SECOND = (date(2026, 4, 1), date(2026, 6, 30))


def with_targets(
    name: str, headers: Sequence[str], rows: Sequence[Sequence[str | None]], settings: Settings | None = None
) -> Intake:
    intake = understood(DEALS, (name, headers, rows), settings=settings)
    assert_nothing_is_lost(intake)
    return intake


def targets_of(intake: Intake) -> list[tuple[object, ...]]:
    return [(item.role, item.member, item.starts_on, item.ends_on, item.amount) for item in intake.targets]


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        ("targets.csv", ("Region", "2026Q1", "2026Q2")),
        ("targets.csv", ("Region", "Q1 2026", "Q2 2026")),
        ("targets.csv", ("Region", "1Q26", "2Q26")),
        ("quotas 2026.csv", ("Region", "Q1", "Q2")),
        ("b.xlsx/2026目标", ("大区", "1季度", "2季度")),
        ("b.xlsx/目标", ("大区", "2026年第一季度", "2026年第二季度")),
        ("plan.csv", ("Region", "Q1 2026 target", "Q2 2026 target")),
        ("targets.csv", ("Region", "2026-01-01", "2026-04-01")),
        ("targets.csv", ("", "2026Q1 (EUR)", "2026Q2 (EUR)")),
    ],
)
def test_a_column_for_each_quarter_sets_a_target_for_each(name: str, headers: tuple[str, ...]) -> None:
    intake = with_targets(name, headers, [("East", "1000", "2,000.00"), ("West", "300", None)])
    assert targets_of(intake) == [
        ("region", "East", *FIRST, Decimal(1000)), ("region", "East", *SECOND, Decimal(2000)),
        ("region", "West", *FIRST, Decimal(300)),
    ]  # fmt: skip
    assert [sheet.table for sheet in intake.report.sheets] == ["opportunities", "targets"]


@pytest.mark.parametrize(("name", "header"), [("b.xlsx/Targets", "2026 Q1"), ("plan.csv", "Q1 2026 quota")])
def test_one_quarter_is_enough_where_it_is_called_a_target(name: str, header: str) -> None:
    intake = with_targets(name, ("Region", header), [("East", "5"), ("West", "7")])
    assert targets_of(intake) == [("region", "East", *FIRST, 5), ("region", "West", *FIRST, 7)]


def test_quarters_of_a_fiscal_year_start_with_it() -> None:
    intake = with_targets(
        "t.csv", ("Region", "FY26-Q1 target", "FY26-Q2 target"), [("East", "5", "6")], Settings(fiscal_year_start=4)
    )
    assert targets_of(intake) == [
        ("region", "East", date(2025, 4, 1), date(2025, 6, 30), 5),
        ("region", "East", date(2025, 7, 1), date(2025, 9, 30), 6),
    ]  # fmt: skip


def test_a_column_for_each_month_sets_a_target_for_each() -> None:
    intake = with_targets("targets.csv", ("Region", "Jan-26", "Feb-26"), [("East", "5", "6")])
    assert [item[2:] for item in targets_of(intake)] == [
        (date(2026, 1, 1), date(2026, 1, 31), 5), (date(2026, 2, 1), date(2026, 2, 28), 6),
    ]  # fmt: skip


def test_the_year_may_stand_in_a_column_of_its_own() -> None:
    rows = [("East", "2026", "5", "6"), ("East", "FY27", "7", "8"), ("West", "soon", "9", "9")]
    intake = with_targets("targets.csv", ("Region", "Year", "Q1", "Q2"), rows)
    assert [(item.starts_on.year, item.amount) for item in intake.targets] == [
        (2026, 5),
        (2026, 6),
        (2027, 7),
        (2027, 8),
    ]
    (rejected,) = intake.report.sheets[1].rejected
    assert (rejected.row, rejected.field, rejected.value) == (4, "period", "soon")


def test_a_column_that_sums_up_the_others_sets_no_target() -> None:
    headers = ("Region", "2026Q1", "2026Q2", "2026H1", "2026", "Total")
    assert len(with_targets("targets.csv", headers, [("East", "5", "6", "11", "11", "11")]).targets) == 2


def test_quarters_without_their_year_are_not_used_and_it_is_said_why() -> None:
    intake = with_targets("targets.csv", ("Region", "Q1", "Q2"), [("East", "5", "6")])
    assert intake.targets == ()
    assert "they need their year, in a column “Year” or in the name" in notes_of(intake, 1)


def test_the_role_is_found_by_the_members_it_shares_with_the_deals() -> None:
    intake = with_targets("targets.csv", ("Team", "2026Q1", "2026Q2"), [("EAST", "5", "6"), ("West", "7", "8")])
    assert {(item.role, item.member) for item in intake.targets} == {("region", "East"), ("region", "West")}


@pytest.mark.parametrize("name", ["targets.csv", "plan.csv"])
def test_a_column_for_each_region_with_a_row_for_each_quarter(name: str) -> None:
    rows = [("2026Q1", "5", "1,5 Mio", "1500005"), ("Q2 2026", "6", None, "6")]
    intake = with_targets(name, ("Quarter", "East", "West", "Total"), rows)
    assert targets_of(intake) == [
        ("region", "East", *FIRST, 5), ("region", "West", *FIRST, 1500000), ("region", "East", *SECOND, 6),
    ]  # fmt: skip


def test_a_cell_that_is_no_amount_rejects_its_row_and_a_word_for_none_sets_no_target() -> None:
    rows = [("East", "many", "6"), ("West", "TBD", "8"), (None, "1", "1")]
    intake = with_targets("targets.csv", ("Region", "2026Q1", "2026Q2"), rows)
    assert targets_of(intake) == [("region", "West", *SECOND, 8)]
    assert [(row.row, row.field) for row in intake.report.sheets[1].rejected] == [(2, "amount"), (4, "member")]


def test_a_member_that_stands_twice_is_replaced_by_the_later_row() -> None:
    rows = [("East", "5", "6"), ("East", "7", "8")]
    intake = with_targets("targets.csv", ("Region", "2026Q1", "2026Q2"), rows)
    assert [item.amount for item in intake.targets] == [7, 8]
    assert [row.row for row in intake.report.sheets[1].rejected] == [2]


def test_the_header_may_give_the_unit_of_targets() -> None:
    intake = with_targets("t.csv", ("大区", "2026Q1目标(万元)", "2026Q2目标(万元)"), [("East", "5", "6.5")])
    assert [item.amount for item in intake.targets] == [50000, 65000]


def test_sales_by_quarter_that_speak_of_no_target_are_none() -> None:
    intake = with_targets("history.csv", ("Region", "2026Q1", "2026Q2"), [("East", "5", "6"), ("West", "7", "8")])
    assert intake.targets == ()
    assert rows_of(intake, "region") == [("East",), ("West",), ("East",)]


def test_a_row_that_a_later_one_replaces_only_in_part_stays() -> None:
    rows = [("East", "5", "6"), ("East", "7", None)]
    intake = with_targets("targets.csv", ("Region", "2026Q1", "2026Q2"), rows)
    assert sorted(item.amount for item in intake.targets) == [6, 7]
    assert intake.report.sheets[1].rejected == ()


def test_a_quarter_that_its_months_make_up_is_not_counted_beside_them() -> None:
    months = [("East", f"2026-0{month}", "300") for month in (1, 2, 3)]
    intake = with_targets("targets.csv", ("Region", "Period", "Target"), [("East", "2026Q1", "900"), *months])
    assert [target.amount for target in intake.targets] == [300, 300, 300]
    rejected = intake.report.sheets[1].rejected
    assert [(row.row, str(row.reason)[:15]) for row in rejected] == [(2, "Shorter periods")]


def test_a_quarter_stands_beside_a_part_of_its_months() -> None:
    rows = [("East", "2026Q1", "900"), ("East", "2026-01", "300")]
    intake = with_targets("targets.csv", ("Region", "Period", "Target"), rows)
    assert [target.amount for target in intake.targets] == [900, 300]


def test_what_was_achieved_of_a_target_makes_no_second_one() -> None:
    rows = [("East", "2026Q1", "900", "100", "2026-01-09"), ("East", "2026Q1", "950", "250", "2026-01-16")]
    intake = with_targets("targets.csv", ("Region", "Period", "Target", "Achieved", "Updated on"), rows)
    assert [target.amount for target in intake.targets] == [950]
