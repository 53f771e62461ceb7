"""What a reading says: of single files, of stages; and what has to be read again."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from analyzer.errors import UnreadableFile
from analyzer.intake import Intake
from analyzer.intake.report import IntakeReport
from analyzer.model import Stage
from analyzer.settings import Settings
from analyzer.workspace.held import Held

READING_SETTINGS = (
    "currency",
    "fiscal_year_start",
    "week_start",
    "stages",
    "columns",
    "stage_labels",
    "same_as",
    "snapshot_dates",
    "date_orders",
    "rates",
)


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


def stages_in_force(stages: tuple[Stage, ...], proposed: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """The user's stages where they cover those in the data, else those that intake proposes."""
    covered = {stage.name for stage in proposed} <= {stage.name for stage in stages}
    return stages if covered else proposed


def reads_differently(one: Settings, other: Settings) -> bool:
    """Whether files mean something else with the other settings."""
    return any(getattr(one, name) != getattr(other, name) for name in READING_SETTINGS)
