"""What came with the files that were dropped: an export, a workspace that goes on, or rows that were mended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analyzer.intake import SourceFile
from analyzer.intake.report import IntakeReport
from analyzer.intake.tables.sheet_reports import is_replaced
from analyzer.message import Message
from analyzer.screen import mending
from analyzer.screen.session import Visitor, Watch


def add(visitor: Visitor, files: Sequence[SourceFile], watch: Watch) -> None:
    """Add the files to what the visitor has; ``visitor.said`` tells what that came to, where it is not plain."""
    report, mended_before = visitor.report, visitor.workspace.corrections.mends
    uploads_before = 0 if visitor.on_sample else len(visitor.workspace.uploads)
    already = visitor.add(files, watch)
    workspace = visitor.workspace
    came = len(workspace.uploads) - uploads_before
    mends = [mend for mend in workspace.corrections.mends if mend not in mended_before]
    if already and not came:
        visitor.said = Message("{files} is here already: nothing was added twice.", files=list(already))
    elif _continues(visitor, files, already):
        visitor.said = Message(
            "Your workspace goes on, with answers, corrections, decisions and notes. Uploads in it now: {uploads}.",
            uploads=len(workspace.uploads),
        )
    elif mends:
        visitor.said = mending.outcome(mends, report, visitor.report)
    elif replaced := sorted(_replaced(visitor.report) - _replaced(report)):
        visitor.said = Message(
            "The same day came again, {days}: the new rows stand. To have the former ones back, undo this upload.",
            days=replaced,
        )


def _replaced(report: IntakeReport) -> set[date]:
    """The days whose snapshot gave way to a later one."""
    return {day for sheet in report.sheets for day in sheet.snapshot_dates if is_replaced(sheet, day)}


def _continues(visitor: Visitor, files: Sequence[SourceFile], already: Sequence[str]) -> bool:
    """Whether one of the files was a workspace: it is none of the files that are held, and was not refused."""
    known = {file.name for file in visitor.workspace.files} | {*already} | {*visitor.report.refused}
    return any(file.name.lower().endswith(".zip") and file.name not in known for file in files)
