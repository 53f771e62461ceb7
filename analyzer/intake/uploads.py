"""All files of a job into raw sheets, and those that mend others into mends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import duckdb

from analyzer.errors import AnalyzerError
from analyzer.intake.answer import Intake
from analyzer.intake.corrections import Mend
from analyzer.intake.job import Job
from analyzer.intake.mended_rows import is_mended, mends_in
from analyzer.intake.raw_sheet import RawSheet
from analyzer.intake.reading.database import close_to_files
from analyzer.intake.reading.sheets import read_sheets
from analyzer.intake.refused import Refused, with_refused
from analyzer.intake.report import IntakeReport
from analyzer.intake.source import SourceFile
from analyzer.intake.understanding import understand
from analyzer.message import Message

Tell = Callable[[Message, float, str | None], None]

_SHARE_OF_READING = 0.6
_MOST_SHOWN, _LEAST_SHOWN = 10_000, 20  # rejected rows of all sheets, and of each


class Uploads:
    """What the files of a job hold.

    refused: files that could not be read. mends: what files that only mend others changed; they are applied already.
    mended_by: those files. notes: what is to be said of it.

    Raises why, where none of the files could be read. tell is called with each file and the share that is done.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, job: Job, tell: Callable[[str, float], None]) -> None:
        self.refused: list[Refused] = []
        self.mends: tuple[Mend, ...] = ()
        self.mended_by: tuple[str, ...] = ()
        self.notes: list[Message] = []
        self._connection, self._job = connection, job
        self._by_file: dict[str, list[RawSheet]] = {}
        for position, file in enumerate(job.files):
            tell(file.name, position / len(job.files))
            self._read(file)
        self._mend()
        if self.refused and not self.sheets:
            raise self.refused[0].error

    @property
    def sheets(self) -> list[RawSheet]:
        """All sheets, in the order of the files."""
        return [sheet for sheets in self._by_file.values() for sheet in sheets]

    def _read(self, file: SourceFile) -> None:
        mends = self._job.corrections.with_mends(self.mends).mends_of(file.name)
        try:
            sheets = read_sheets(self._connection, file.path, file.name, self._job.limits, mends)
        except AnalyzerError as error:
            self.refused.append(Refused(file.name, error))
            return
        self._by_file[file.name] = [replace(sheet, added_on=file.added_on) for sheet in sheets]

    def _mend(self) -> None:
        """Let sheets that mend others do so; the files that they change are read again."""
        mended = [sheet for sheet in self.sheets if is_mended(sheet)]
        for sheet in mended:
            self._by_file.pop(sheet.file, None)
        for sheet in mended:
            self._mend_by(sheet)
        self._read_again({mend.file for mend in self.mends})

    def _mend_by(self, sheet: RawSheet) -> None:
        try:
            mends = mends_in(sheet, self.sheets)
        except AnalyzerError as error:
            self.refused.append(Refused(sheet.file, error))
            return
        self.mends += mends
        self.mended_by += (sheet.file,)
        self.notes.append(Message("{file}: {rows} rows were put right with it.", file=sheet.file, rows=len(mends)))

    def _read_again(self, names: Iterable[str]) -> None:
        for file in self._job.files:
            if file.name in names:
                self._read(file)


def intake_of(connection: duckdb.DuckDBPyConnection, job: Job, tell: Tell) -> Intake:
    """What comes of a job. ``tell`` is called with each step, the share that is done, and the file it is about.

    Raises `UnreadableFile`, `FileTooLarge` or `NothingToAnalyze`.
    """
    reading = Message("Reading {file}")
    uploads = Uploads(
        connection, job, lambda file, share: tell(reading.saying(file=file), _SHARE_OF_READING * share, file)
    )
    close_to_files(connection)
    tell(Message("Understanding columns, stages and dates"), _SHARE_OF_READING, None)
    understood = understand(connection, uploads.sheets, job.settings, job.today, job.corrections)
    report = with_refused(understood.report, uploads.refused)
    report = replace(_within_reason(report), notes=(*report.notes, *uploads.notes))
    return replace(understood, report=report, mends=uploads.mends, mended_by=uploads.mended_by)


def _within_reason(report: IntakeReport) -> IntakeReport:
    """The report with no more rejected rows than a server can hold for each of its visitors, however many files."""
    most = max(_LEAST_SHOWN, _MOST_SHOWN // max(1, len(report.sheets)))
    return replace(report, sheets=tuple(replace(sheet, rejected=sheet.rejected[:most]) for sheet in report.sheets))
