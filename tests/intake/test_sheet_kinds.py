"""What a sheet is taken for, and which sheets are passed over."""

from __future__ import annotations

import duckdb
import pytest

from analyzer.intake.answer import Intake
from analyzer.intake.raw_sheet import RawSheet
from analyzer.intake.understanding import understand
from analyzer.settings import Settings
from tests.intake.tables import TODAY, assert_nothing_is_lost, notes_of, raw_sheet, understood

HEADERS = ("id", "stage", "amount", "region")
DEALS = ("book.xlsx/Deals", HEADERS, [("1", "Lead", "1", "East"), ("2", "Won", "2", "West"), ("3", "Lead", "4", None)])


def _kinds(intake: Intake) -> list[str]:
    assert_nothing_is_lost(intake)
    return [sheet.table for sheet in intake.report.sheets]


@pytest.mark.parametrize(
    "headers", [("Row Labels", "Count of Deals", "Sum of Amount"), ("行标签", "计数项:商机", "求和项:金额")]
)
def test_a_pivot_table_is_passed_over_wherever_it_stands(headers: tuple[str, ...]) -> None:
    pivot = ("book.xlsx/Pivot", headers, [("Lead", "2", "5"), ("Won", "1", "2")])
    assert _kinds(understood(pivot, DEALS)) == ["not_used", "opportunities"]


def test_a_name_in_another_language_is_no_sum() -> None:
    headers = ("Nombre de la oportunidad", "Etapa", "Importe")
    assert _kinds(understood(("Oportunidades.csv", headers, [("A", "Prospección", "5")]))) == ["opportunities"]


def test_a_list_of_choices_adds_nothing() -> None:
    choices = ("book.xlsx/Lists", ("Region", "Stage", "Product"),
               [("East", "Lead", "P"), ("West", "Won", "Q"), (None, "Lost", "R"), (None, None, "S")])  # fmt: skip
    intake = understood(choices, DEALS)
    assert _kinds(intake) != ["opportunities", "opportunities"]
    assert intake.snapshots["product"].null_count == 3
    assert "may be chosen" in notes_of(intake)


def _with_hidden(sheet: str) -> Intake:
    connection = duckdb.connect(config={"threads": 1})
    rows = DEALS[2]
    shown = raw_sheet(connection, HEADERS, rows, "book.xlsx", "Deals")
    hidden = raw_sheet(connection, HEADERS, [(row[0], "Lead", "9", None) for row in rows], "book.xlsx", sheet)
    hidden = RawSheet(**{**vars(hidden), "hidden": True})
    return understand(connection, [hidden, shown], Settings(), TODAY)


def test_a_hidden_copy_gives_way_to_the_sheet_that_is_shown() -> None:
    intake = _with_hidden("Deals (old)")
    assert _kinds(intake) == ["not_used", "opportunities"]
    assert "shows another sheet of the same deals" in notes_of(intake)
    assert not intake.report.questions


def test_a_hidden_sheet_with_a_day_of_its_own_is_read() -> None:
    assert _kinds(_with_hidden("2026-11-09")) == ["opportunities", "opportunities"]


def test_a_log_may_tell_only_to_which_stage_a_deal_went() -> None:
    steps = [(f"D-{deal}", stage, f"2026-{month:02}-{deal + 1:02}", "100")
             for deal in range(6) for stage, month in (("Lead", 8), ("Proposal", 9), ("Closed Won", 10))]  # fmt: skip
    intake = understood(("OpportunityHistory.csv", ("OpportunityId", "StageName", "CreatedDate", "Amount"), steps))
    assert _kinds(intake) == ["stage_history"]
    assert len(set(intake.snapshots["snapshot_date"].to_pylist())) > 5


def test_weekly_snapshots_are_no_log() -> None:
    rows = [(f"D-{deal}", "Lead" if week < 2 else "Won", f"2026-11-{2 + 7 * week:02}")
            for week in range(3) for deal in range(6)]  # fmt: skip
    intake = understood(("weeks.csv", ("id", "stage", "date"), rows))
    assert _kinds(intake) == ["opportunities"]
    assert intake.snapshots.num_rows == 18


def test_the_same_headers_mean_the_same_in_the_files_of_several_weeks() -> None:
    headers = ("Tunnus", "Vaihe", "Arvo")
    long = [(f"FI-{at:03}", ("Lead", "Won")[at % 2], str(700 + at * at * 31)) for at in range(12)]
    short = [("FI-003", "Lead", "40"), ("FI-004", "Won", "50")]
    intake = understood(("deals 2026-11-09.csv", headers, long), ("deals 2026-11-16.csv", headers, short))
    both = [{item.header: item.field for item in sheet.columns} for sheet in intake.report.sheets]
    assert both[0] == both[1] == {"Tunnus": "opportunity_id", "Vaihe": "stage", "Arvo": "amount"}
    assert "As in deals 2026-11-09.csv" in str([str(item.reason) for item in intake.report.sheets[1].columns])


def test_a_few_deals_each_in_another_stage_are_no_list_of_stages() -> None:
    headers = ("流水号", "销售阶段", "预计签单金额", "成交概率")
    deals = ("商机.csv", headers, [("A1", "需求确认", "5", "30%"), ("A2", "方案报价", "6", "50%")])
    assert _kinds(understood(deals)) == ["opportunities"]
