"""One visitor's data, from their files to the warehouse that answers for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from analyzer.intake import Intake, Progress, SourceFile, read
from analyzer.intake.report import IntakeReport
from analyzer.kept_files import KeptFiles
from analyzer.model import Query, Stage, Target
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse

Watch = Callable[[Progress], None]

READING_SETTINGS = (
    "currency",
    "week_start",
    "stages",
    "columns",
    "stage_labels",
    "same_as",
    "snapshot_dates",
    "date_orders",
    "rates",
)


class Workspace:
    """What one visitor has uploaded and set; a `model.Engine` over it. Nothing outlives `close`.

    settings: in force, with the targets that came in files. report: what intake says of the files; None before any.
    files: where the data comes from, in the order they were added. stages: in force, the user's or else those that
    intake proposed.
    """

    def __init__(self, settings: Settings | None = None, warehouse: Warehouse | None = None) -> None:
        self.settings = settings or Settings()
        self.report: IntakeReport | None = None
        self.files: tuple[SourceFile, ...] = ()
        self.stages: tuple[Stage, ...] = self.settings.stages
        self._warehouse = warehouse or Warehouse()
        self._kept = KeptFiles()
        self._proposed: tuple[Stage, ...] = ()
        self._said_currency: str | None = None
        self._from_files: frozenset[Target] = frozenset()
        self._is_shown = False
        self._changing = threading.RLock()

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets in force, typed and from files."""
        return self.settings.targets

    @property
    def currency(self) -> str | None:
        """The currency that amounts are in, where it is known."""
        return self.settings.currency or self._said_currency

    def show(self, intake: Intake, files: Sequence[SourceFile] = ()) -> None:
        """Show what was read already, in place of all else; ``files`` are where it was read from, if it was.

        Raises what `Warehouse.load` raises; then everything stays as it was.
        """
        with self._changing:
            had = self.files
            self._hold(intake, tuple(files), self._without_targets_from_files(), frozenset())
            self._kept.forget(had)
            self._is_shown = True

    def add(self, files: Sequence[SourceFile], today: date, progress: Watch | None = None) -> None:
        """Keep a copy of the files, and read all that are kept; the first ones take the place of what was shown.

        Raises what `intake.read` and `Warehouse.load` raise; then everything stays as it was.
        """
        with self._changing:
            had: tuple[SourceFile, ...] = () if self._is_shown else self.files
            known: frozenset[Target] = frozenset() if self._is_shown else self._from_files
            settings = self._without_targets_from_files() if self._is_shown else self.settings
            kept = self._kept.with_added(had, files)
            try:
                self._hold(read(kept, settings, today, progress), kept, settings, known)
            except BaseException:
                self._kept.forget(file for file in kept if file not in had)
                raise
            self._is_shown = False

    def answer(self, settings: Settings, today: date, progress: Watch | None = None) -> None:
        """Put settings in force, and read the files again where the settings change what the files mean.

        Raises what `add` raises; then the settings stay as they were.
        """
        with self._changing:
            if self.files and _reads_differently(self.settings, settings):
                self._hold(read(self.files, settings, today, progress), self.files, settings, self._from_files)
                return
            self.settings = settings
            self.stages = _in_force(settings.stages, self._proposed)
            self._warehouse.place_stages(self.stages)
            self._warehouse.set_targets(settings.targets)

    def run(self, query: Query) -> pd.DataFrame:
        """The rows of the answer; see `Warehouse.run`."""
        return self._warehouse.run(query)

    def definitions(self) -> str:
        """The text of the relations that figures read from."""
        return self._warehouse.definitions()

    def close(self) -> None:
        """Let go of the data, its memory and the kept files."""
        self._warehouse.close()
        self._kept.close()

    def _hold(
        self, intake: Intake, files: tuple[SourceFile, ...], settings: Settings, known: frozenset[Target]
    ) -> None:
        arrived = [target for target in intake.targets if target not in known]
        settings = replace(settings, targets=with_arrived(settings.targets, arrived))
        stages = _in_force(settings.stages, intake.stages)
        self._warehouse.load(intake.snapshots, stages, settings.targets)
        self.settings, self.report, self.files, self.stages = settings, intake.report, files, stages
        self._proposed, self._said_currency = intake.stages, intake.currency
        self._from_files = known | frozenset(arrived)

    def _without_targets_from_files(self) -> Settings:
        typed = tuple(target for target in self.settings.targets if target not in self._from_files)
        return replace(self.settings, targets=typed)


def with_arrived(typed: Iterable[Target], arrived: Iterable[Target]) -> tuple[Target, ...]:
    """Typed targets and those from files: where both speak of the same days of a member, the typed one stands."""
    standing = tuple(typed)
    return standing + tuple(part for target in arrived for part in _left_of(target, standing))


def _left_of(target: Target, standing: Iterable[Target]) -> tuple[Target, ...]:
    parts: tuple[Target, ...] = (target,)
    for other in standing:
        if (other.role, other.member) == (target.role, target.member):
            parts = tuple(left for part in parts for left in part.outside(other.starts_on, other.ends_on))
    return parts


def _in_force(stages: tuple[Stage, ...], proposed: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """The user's stages where they cover those in the data, else those that intake proposes."""
    covered = {stage.name for stage in proposed} <= {stage.name for stage in stages}
    return stages if covered else proposed


def _reads_differently(one: Settings, other: Settings) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in READING_SETTINGS)
