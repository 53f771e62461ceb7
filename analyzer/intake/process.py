"""An upload is read in a process of its own, which may die of it without harm to anybody."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from analyzer.errors import AnalyzerError
from analyzer.intake.answer import Intake, read_answer
from analyzer.intake.confined_process import ConfinedProcess, failure
from analyzer.intake.corrections import AS_IT_STANDS, Corrections
from analyzer.intake.job import FAILURE, REPORT, Job
from analyzer.intake.refused import Refused, with_refused
from analyzer.intake.source import NO_LIMITS_GIVEN, Limits, Progress, SourceFile
from analyzer.settings import Settings

_MOST_DEATHS = 3


def read(
    files: Sequence[SourceFile],
    settings: Settings,
    today: date,
    progress: Callable[[Progress], None] | None = None,
    limits: Limits = NO_LIMITS_GIVEN,
    corrections: Corrections = AS_IT_STANDS,
    start: Callable[[], ReadingProcess] | None = None,
) -> Intake:
    """What the files hold, corrected, as one table of snapshots, with the report on how it was understood.

    progress is called in the caller's thread. start: gives a process that waits for its job; by default a new one. It
    is gone when this returns or raises.
    Raises `UnreadableFile`, `FileTooLarge` or `NothingToAnalyze`, with a sentence that names the file.
    """
    ends_at = time.monotonic() + limits.wall_seconds
    job = Job(tuple(files), settings, today, limits, corrections)
    refused: list[Refused] = []
    while True:
        try:
            found = _read_once(job, progress or (lambda _: None), start or ReadingProcess)
            return replace(found, report=with_refused(found.report, refused))
        except _DiedOfAFile as died:
            refused.append(Refused(died.file, died.error))
            job = _without(job, died.file, ends_at)
            if not job.files or job.limits.wall_seconds <= 0 or len(refused) > _MOST_DEATHS:
                raise refused[0].error from None


def _without(job: Job, name: str, ends_at: float) -> Job:
    files = tuple(file for file in job.files if file.name != name)
    return replace(job, files=files, limits=replace(job.limits, wall_seconds=ends_at - time.monotonic()))


def _read_once(job: Job, progress: Callable[[Progress], None], start: Callable[[], ReadingProcess]) -> Intake:
    """What one reading process makes of the job; raises `_DiedOfAFile` where one of the files ended it."""
    with start() as process:
        end = process.run(job, progress)
        folder = process.folder
        if end.returncode == 0 and (folder / REPORT).exists():
            return read_answer(folder)
        error = failure(folder, end, job.files, job.limits)
        if end.file is not None and not (folder / FAILURE).exists():
            raise _DiedOfAFile(end.file, error)
        raise error


class ReadingProcess(ConfinedProcess):
    """The process that reads one upload; its folder goes with it."""

    def __init__(self) -> None:
        self._temporary = TemporaryDirectory(prefix="intake-", ignore_cleanup_errors=True)
        super().__init__("analyzer.intake.child", Path(self._temporary.name))

    def close(self) -> None:
        """End it, and remove its folder."""
        super().close()
        self._temporary.cleanup()


class _DiedOfAFile(Exception):
    """The reading process did not live to the end of ``file``."""

    def __init__(self, file: str, error: AnalyzerError) -> None:
        super().__init__(file)
        self.file, self.error = file, error
