"""One visitor's data, from their files to the warehouse that answers for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from analyzer.advice.ledger import Decision
from analyzer.errors import AnalyzerError
from analyzer.intake import Intake, Progress, SourceFile, read
from analyzer.intake.corrections import Corrections, Fill, Mend, Removal
from analyzer.intake.report import IntakeReport
from analyzer.intake.tables.assembly import SCHEMA
from analyzer.model import Query, Stage, Target
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from analyzer.workspace import one_file
from analyzer.workspace.arriving import continued, with_copies
from analyzer.workspace.file_days import of_these_files
from analyzer.workspace.folder import Folder
from analyzer.workspace.held import Held, Upload
from analyzer.workspace.kept_files import KeptFiles
from analyzer.workspace.reading import reads_differently, stages_in_force, stop_where_refused, without_mended
from analyzer.workspace.targets import in_force, still_dismissed, with_settings

Watch = Callable[[Progress], None]

_NOTHING = Intake(SCHEMA.empty_table(), (), (), None, IntakeReport(()))


class Workspace:
    """What one visitor has uploaded and set; a `model.Engine` over it. Nothing outlives `close`.

    Each change either succeeds, or raises what `intake.read` and `Warehouse.load` raise and leaves all as it was.
    settings: in force, with the targets that came in files. report: what intake says of the files; None before any.
    stages: in force, the user's or else those that intake proposes. not_saved: why what is here could not be saved to
    the folder on disk, where there is one; None where it was. read: what reads files, as `intake.read` does.
    """

    def __init__(
        self, settings: Settings | None = None, warehouse: Warehouse | None = None, read: Callable[..., Intake] = read
    ) -> None:
        self.settings = settings or Settings()
        self.report: IntakeReport | None = None
        self.stages: tuple[Stage, ...] = self.settings.stages
        self._held = Held(self.settings)
        self._held_of_shown = Held(self.settings)
        self._shown: tuple[SourceFile, ...] = ()
        self._read: Intake = _NOTHING
        self._warehouse = warehouse or Warehouse()
        self._read_files = read
        self._kept = KeptFiles()
        self._folder: Folder | None = None
        self._changing = threading.RLock()
        self.not_saved: AnalyzerError | None = None

    @classmethod
    def open(
        cls,
        folder: Path,
        today: date | None = None,
        progress: Watch | None = None,
        read: Callable[..., Intake] = read,
    ) -> Workspace:
        """The workspace that ``folder`` keeps, an empty one at first; from now on each change is saved there.

        Raises `CannotKeep` where the folder cannot be opened, `UnreadableFile` where it is damaged.
        """
        workspace = cls(read=read)
        try:
            workspace._open(Folder(folder), today or date.today(), progress)
        except BaseException:
            workspace.close()
            raise
        return workspace

    @property
    def saved_at(self) -> datetime | None:
        """When all that is here was saved to the folder on disk; None where it was not, or there is no such folder."""
        return self._folder.saved_at if self._folder and not self.not_saved else None

    @property
    def uploads(self) -> tuple[Upload, ...]:
        """What was uploaded, in the order it came."""
        return self._held.uploads

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """Where the data comes from, in the order it was added."""
        return self._held.files or self._shown

    @property
    def corrections(self) -> Corrections:
        """What was mended, filled and taken out."""
        return self._held.corrections

    @property
    def notes(self) -> str:
        """The manager's own words, kept with the rest."""
        return self._held.notes

    @notes.setter
    def notes(self, text: str) -> None:
        with self._changing:
            self._held = replace(self._held, notes=text)
            self.save()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The ledger, by number; while something else than uploads is shown, what was decided on that."""
        return (self._held_of_shown if self._is_shown else self._held).decisions

    def decide(self, decision: Decision) -> None:
        """Put a decision into the ledger, under the next number."""
        self._decide(lambda held: held.with_decision(decision))

    def redecide(self, decision: Decision) -> None:
        """Let another state of a decision stand, as with somebody else who is to do it."""
        self._decide(lambda held: held.with_changed(decision))

    def withdraw(self, number: int, today: date) -> None:
        """Take a decision back; it stays in the ledger, and says so."""
        for decision in self.decisions:
            if decision.number == number:
                self.redecide(decision.withdrawn(today))

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets in force, typed and from files."""
        return self.settings.targets

    @property
    def currency(self) -> str | None:
        """The currency that amounts are in, where it is known."""
        return self.settings.currency or self._read.currency

    @property
    def extra_roles(self) -> tuple[str, ...]:
        """The headers of the columns kept as extra roles, in the order of `model.EXTRA_ROLES`."""
        return self._read.extra_roles

    def show(self, intake: Intake, files: Sequence[SourceFile] = ()) -> None:
        """Show what was read already, in place of all uploads; ``files`` are where it was read from, if it was."""
        with self._changes():
            self._hold(_set_by_hand(self._held), intake)
            self._shown = tuple(files)

    def add(
        self, files: Sequence[SourceFile], today: date, progress: Watch | None = None, settings_hold: bool = False
    ) -> tuple[str, ...]:
        """Keep a copy of the files, and read all that are kept; the first ones take the place of what was shown.

        A file that `write` wrote is a workspace to continue: its uploads come first, and its settings hold, but where
        ``settings_hold`` says that those in force do.
        Returns the names of files that were here already.
        """
        with self._changes():
            had = _set_by_hand(self._held) if self._is_shown else self._held
            followed, new = continued(had, files, self._kept.keep, today)
            followed = replace(followed, settings=had.settings) if settings_hold else followed
            held, already = with_copies(followed, new, self._kept.keep, today)
            if held != had:
                self._change(held, today, progress)
        return already

    def undo(self, number: int, today: date, progress: Watch | None = None) -> None:
        """Take back the upload of that number, as if it had never come; without a last one nothing is left."""
        with self._changes():
            self._change(self._held.without_upload(number), today, progress)

    def mend(self, mends: Iterable[Mend], today: date, progress: Watch | None = None) -> None:
        """Put other text into cells of the files."""
        self._correct(lambda had: had.with_mends(mends), today, progress)

    def accept(self, fills: Iterable[Fill], today: date, progress: Watch | None = None) -> None:
        """Fill blanks of deals."""
        self._correct(lambda had: had.with_fills(fills), today, progress)

    def take_back(self, fills: Iterable[Fill], today: date, progress: Watch | None = None) -> None:
        """Leave blank again what `accept` filled."""
        self._correct(lambda had: had.without_fills(fills), today, progress)

    def remove(self, day: date, file: str | None, today: date, progress: Watch | None = None) -> None:
        """Keep the snapshot of ``day`` out, that of one file or of all."""
        sheets = self.report.sheets if self.report else ()
        files = [file] if file else [sheet.file for sheet in sheets if day in sheet.snapshot_dates]
        self._correct(lambda had: had.with_removals(Removal(name, day) for name in files), today, progress)

    def put_back(self, day: date, today: date, progress: Watch | None = None, file: str | None = None) -> None:
        """Let in again what `remove` kept out, of one file or of all."""
        self._correct(lambda had: had.put_back(day, file), today, progress)

    def answer(self, settings: Settings, today: date, progress: Watch | None = None) -> None:
        """Put settings in force, and read the files again where the settings change what the files mean."""
        with self._changes():
            held = with_settings(self._held, settings, self._read.targets)
            if self.files and reads_differently(self._held.settings, settings):
                self._change(held, today, progress)
                return
            self._held, self.settings = held, in_force(held, self._read.targets)
            self.stages = stages_in_force(settings.stages, self._read.stages)
            self._warehouse.place_stages(self.stages)
            self._warehouse.set_targets(self.settings.targets)
            self.save()

    def start_over(self) -> None:
        """Forget all uploads, settings, corrections, notes and decisions, in the folder on disk too."""
        with self._changes():
            self._hold(Held(Settings()), _NOTHING)
            self._shown, self.report, self._held_of_shown = (), None, Held(Settings())
            self.save()

    def write(self, path: Path, language: str | None = None) -> None:
        """Write everything as one file, which `add` knows again. Raises `CannotKeep`.

        language: what it speaks when it is opened; None for what the settings say.
        """
        with self._changing:
            settings = replace(self._held.settings, language=language or self._held.settings.language)
            one_file.write(replace(self._held, settings=settings), path)

    def save(self) -> None:
        """Save to the folder on disk, where there is one; `not_saved` says why where that failed."""
        if self._folder is None:
            return
        try:
            self._folder.save(self._held if self._held.uploads else _set_by_hand(self._held))
            self.not_saved = None
        except AnalyzerError as error:
            self.not_saved = error

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

    def _decide(self, change: Callable[[Held], Held]) -> None:
        with self._changing:
            if self._is_shown:
                self._held_of_shown = change(self._held_of_shown)
                return
            self._held = change(self._held)
            self.save()

    @property
    def _is_shown(self) -> bool:
        """Whether something else than uploads is shown."""
        return self.report is not None and not self._held.uploads

    @contextmanager
    def _changes(self) -> Iterator[None]:
        """One change at a time; in the end only copies are kept of files that are held."""
        with self._changing:
            try:
                yield
            finally:
                self._kept.keep_only(self._held.files)

    def _correct(self, change: Callable[[Corrections], Corrections], today: date, progress: Watch | None) -> None:
        with self._changes():
            self._change(replace(self._held, corrections=change(self._held.corrections)), today, progress)

    def _open(self, folder: Folder, today: date, progress: Watch | None) -> None:
        held = folder.load(self._kept.keep)
        if held is not None and held.uploads:
            self._change(held, today, progress)
        elif held is not None:
            self._hold(held, _NOTHING)
            self.report = None
        self._folder = folder

    def _change(self, held: Held, today: date, progress: Watch | None) -> None:
        """Read what is to be held, and put it in force."""
        files = held.files or self._shown
        if not files:
            self._hold(still_dismissed(held, ()), _NOTHING)
            self.report = None
            self.save()
            return
        held = replace(held, settings=of_these_files(held.settings, held.files))
        found = self._read_files(files, held.settings, today, progress, corrections=held.corrections)
        stop_where_refused(found.report, new={file.name for file in files} - {file.name for file in self.files})
        held = replace(held, settings=replace(held.settings, shapes=found.shapes)) if held.uploads else held
        self._hold(without_mended(still_dismissed(held, found.targets), found), found)
        self.save()

    def _hold(self, held: Held, intake: Intake) -> None:
        settings = in_force(held, intake.targets)
        stages = stages_in_force(settings.stages, intake.stages)
        self._warehouse.load(intake.snapshots, stages, settings.targets)
        self._held, self._read = held, replace(intake, snapshots=_NOTHING.snapshots)
        self._shown = () if held.uploads else self._shown
        self._held_of_shown = Held(held.settings) if held.uploads else self._held_of_shown
        self.settings, self.report, self.stages = settings, intake.report, stages


def _set_by_hand(held: Held) -> Held:
    """What does not come of the files that are shown."""
    return Held(held.settings, notes=held.notes, last_number=held.last_number, decisions=held.decisions)
