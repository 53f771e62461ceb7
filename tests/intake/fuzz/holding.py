"""What must hold of every answer, whatever the file was."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.errors import AnalyzerError
from analyzer.intake.answer import Intake
from analyzer.intake.report import SheetReport


def complaints_of_error(error: AnalyzerError) -> list[str]:
    """A refusal is a sentence, and says what to do."""
    found = [] if str(error.what).strip() else ["an error without a sentence"]
    return found if error.next_step and str(error.next_step).strip() else [*found, f"no next step after: {error.what}"]


def complaints_of_report(intake: Intake) -> list[str]:
    """No row is lost: each is loaded, rejected or not data, and what is loaded is in the snapshots."""
    found = [complaint for sheet in intake.report.sheets for complaint in _of_sheet(sheet)]
    kinds = {sheet.table for sheet in intake.report.sheets}
    loaded = sum(sheet.rows_loaded for sheet in intake.report.sheets if sheet.table == "opportunities")
    if "stage_history" not in kinds and loaded != intake.snapshots.num_rows:
        found.append(f"{loaded} rows loaded, and {intake.snapshots.num_rows} in the snapshots")
    names = {stage.name for stage in intake.stages}
    if strangers := set(intake.snapshots["stage"].to_pylist()) - names:
        found.append(f"stages that are not listed: {strangers}")
    return [*found, *("a question without a sentence" for item in intake.report.questions if not str(item.message))]


def _of_sheet(sheet: SheetReport) -> Iterator[str]:
    told = (sheet.rows_loaded, sheet.rows_rejected, sheet.rows_not_data)
    if sheet.rows_read != sum(told):
        yield f"{sheet.rows_read} rows read, but {told} loaded, rejected and not data"
    if min(told) < 0:
        yield f"less than no rows: {told}"
    if len(sheet.rejected) > sheet.rows_rejected:
        yield f"{len(sheet.rejected)} rejected rows shown of {sheet.rows_rejected}"
    if not all(str(note).strip() for note in (*sheet.notes, *(row.reason for row in sheet.rejected))):
        yield "a note or a reason without words"
