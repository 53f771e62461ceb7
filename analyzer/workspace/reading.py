"""What a reading says of single files: which could not be read, and which only mended others."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from analyzer.errors import UnreadableFile
from analyzer.intake import Intake
from analyzer.intake.report import IntakeReport
from analyzer.workspace.held import Held


def stop_where_refused(report: IntakeReport, new: Set[str]) -> None:
    """Raises why, where none of the new files could be read, or one of those that were read before could not.

    new: names of the files that were not there before; where there are some that could be read, others may be left out.
    """
    refused = [sheet for sheet in report.sheets if sheet.file in report.refused]
    lost = [sheet for sheet in refused if sheet.file not in new] or (refused if new <= {*report.refused} else [])
    if lost:
        raise UnreadableFile(*lost[0].notes[:2])


def without_mended(held: Held, found: Intake) -> Held:
    """What is held without the files that could not be read, and with the mends of those that only mended others."""
    left = held.without_files({*found.report.refused, *found.mended_by})
    return replace(left, corrections=left.corrections.with_mends(found.mends))
