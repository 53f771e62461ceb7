"""Files of an upload that could not be read, while others could."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyzer.errors import AnalyzerError
from analyzer.intake.report import IntakeReport, SheetReport


@dataclass(frozen=True)
class Refused:
    """A file that was left out. error: why, as it would have been raised had it come alone."""

    file: str
    error: AnalyzerError

    def reported(self) -> SheetReport:
        """The file in the report: not a row of it was read, and its notes say why and what to do."""
        notes = tuple(said for said in (self.error.what, self.error.next_step) if said is not None)
        return SheetReport(self.file, None, "not_used", 0, 0, 0, 0, notes=notes)


def with_refused(report: IntakeReport, refused: Sequence[Refused]) -> IntakeReport:
    """The report that also tells of the files which were left out, before all others."""
    files = (*report.refused, *(item.file for item in refused))
    return replace(report, sheets=(*(item.reported() for item in refused), *report.sheets), refused=files)
