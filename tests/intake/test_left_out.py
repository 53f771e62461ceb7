"""Rows that stay out for no fault of their own are counted by their reason, beside those that can be put right."""

from __future__ import annotations

from analyzer.intake.report import SheetReport
from analyzer.settings import Settings
from tests.intake.tables import assert_nothing_is_lost, understood

HEADERS = ("Deal ID", "Stage", "Amount")
ROWS = [(str(at), "Lead", str(at * 100)) for at in range(1, 41)]


def reasons(sheet: SheetReport) -> dict[str, int]:
    return {str(reason): rows for reason, rows in sheet.left_out}


def test_every_row_that_a_later_sheet_replaces_is_counted_though_few_are_shown() -> None:
    intake = understood(("a 2026-11-16.csv", HEADERS, ROWS), ("b 2026-11-16.csv", HEADERS, ROWS[:2]))
    first, second = intake.report.sheets
    assert reasons(first) == {"A later file or sheet has the same day and replaces this one.": 40}
    assert first.rows_rejected == 40 > len(first.rejected)
    assert second.left_out == ()
    assert_nothing_is_lost(intake)


def test_a_row_at_fault_is_not_among_them() -> None:
    intake = understood(("a 2026-11-16.csv", HEADERS, [*ROWS, ("99", "Lead", "lots")]))
    (sheet,) = intake.report.sheets
    assert (sheet.rows_rejected, sheet.left_out) == (1, ())


def test_a_row_whose_stage_was_left_out_says_so_and_does_not_wait() -> None:
    rows = [*ROWS, ("99", "Zorp", "5")]
    waits = understood(("a 2026-11-16.csv", HEADERS, rows))
    answered = understood(("a 2026-11-16.csv", HEADERS, rows), settings=Settings(stage_labels={"zorp": ""}))
    said = [str(intake.report.sheets[0].rejected[0].reason) for intake in (waits, answered)]
    assert said == ["The row waits until its stage is placed.", "You said to leave its stage out."]
    assert not answered.report.questions
