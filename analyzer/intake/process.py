"""An upload is read in a process of its own, which may die of it without harm to anybody."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analyzer import errors
from analyzer.errors import AnalyzerError, FileTooLarge, UnreadableFile
from analyzer.intake.answer import Intake, read_answer
from analyzer.intake.corrections import Corrections
from analyzer.intake.job import COMPLAINTS, FAILURE, MEMORY_IS_SHORT, REPORT, Job
from analyzer.intake.refused import Refused, with_refused
from analyzer.intake.source import MEBIBYTE, Limits, Progress, SourceFile
from analyzer.message import Message
from analyzer.settings import Settings

logger = logging.getLogger(__name__)

_PROJECT = Path(__file__).resolve().parents[2]
_NO_LIMITS_GIVEN = Limits()
_AS_IT_STANDS = Corrections()
_MOST_DEATHS = 3
_FEWER_CELLS = Message(
    "Often a stray cell far below or far right of the table is to blame: copy the table alone into a new workbook, "
    "or export it as CSV, and upload that."
)
_LESS_AT_ONCE = Message("Upload fewer files or weeks at once, or export the table as CSV.")
_EXPORT_AGAIN = Message("Export it again, or open it in Excel and save it as .xlsx, then upload the new file.")


def read(
    files: Sequence[SourceFile],
    settings: Settings,
    today: date,
    progress: Callable[[Progress], None] | None = None,
    limits: Limits = _NO_LIMITS_GIVEN,
    corrections: Corrections = _AS_IT_STANDS,
) -> Intake:
    """What the files hold, corrected, as one table of snapshots, with the report on how it was understood.

    progress is called in the caller's thread. The reading process is gone when this returns or raises.
    Raises `UnreadableFile`, `FileTooLarge` or `NothingToAnalyze`, with a sentence that names the file.
    """
    ends_at = time.monotonic() + limits.wall_seconds
    job = Job(tuple(files), settings, today, limits, corrections)
    refused: list[Refused] = []
    while True:
        try:
            found = _read_once(job, progress or (lambda _: None))
            return replace(found, report=with_refused(found.report, refused))
        except _DiedOfAFile as died:
            refused.append(Refused(died.file, died.error))
            job = _without(job, died.file, ends_at)
            if not job.files or job.limits.wall_seconds <= 0 or len(refused) > _MOST_DEATHS:
                raise refused[0].error from None


def _without(job: Job, name: str, ends_at: float) -> Job:
    files = tuple(file for file in job.files if file.name != name)
    return replace(job, files=files, limits=replace(job.limits, wall_seconds=ends_at - time.monotonic()))


def _read_once(job: Job, progress: Callable[[Progress], None]) -> Intake:
    """What one reading process makes of the job; raises `_DiedOfAFile` where one of the files ended it."""
    with TemporaryDirectory(prefix="intake-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        job.write(folder)
        end = _run(folder, job.limits, progress)
        if end.returncode == 0 and (folder / REPORT).exists():
            return read_answer(folder)
        failure = _failure(folder, end, job.files, job.limits)
        if end.file is not None and not (folder / FAILURE).exists():
            raise _DiedOfAFile(end.file, failure)
        raise failure


class _DiedOfAFile(Exception):
    """The reading process did not live to the end of ``file``."""

    def __init__(self, file: str, error: AnalyzerError) -> None:
        super().__init__(file)
        self.file, self.error = file, error


@dataclass(frozen=True)
class _End:
    """How the reading process ended. file: the one it was at."""

    returncode: int
    took_too_long: bool
    file: str | None


def _run(folder: Path, limits: Limits, progress: Callable[[Progress], None]) -> _End:
    time_is_up = threading.Event()

    def give_up() -> None:
        time_is_up.set()
        child.kill()

    with (folder / COMPLAINTS).open("wb") as complaints, _start(folder, complaints.fileno()) as child:
        timer = threading.Timer(limits.wall_seconds, give_up)
        timer.start()
        try:
            file = _follow(child.stdout or (), progress)
            child.wait()
        finally:
            timer.cancel()
            child.kill()
    return _End(child.returncode, time_is_up.is_set(), file)


def _start(folder: Path, complaints: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "analyzer.intake.child", str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=complaints,
        cwd=_PROJECT,
        env=_environment(folder),
        start_new_session=True,
    )


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of the server's own environment but what starts Python: it may hold secrets.

    The three settings for memory keep the address space near what is really used, so that it can be limited.
    """
    needed = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    places = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(folder))
    memory = {"MALLOC_ARENA_MAX": "2", "ARROW_DEFAULT_MEMORY_POOL": "system", "OPENBLAS_NUM_THREADS": "1"}
    return {**needed, **places, **memory, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}


def _follow(lines: Iterable[bytes], progress: Callable[[Progress], None]) -> str | None:
    """Pass on the progress that the child tells, to its end; the file it was at."""
    file: str | None = None
    for line in lines:
        try:
            told = json.loads(line)
            step = Progress(Message.from_json(told["step"]), float(told["done"]))
        except (ValueError, KeyError, TypeError):
            continue
        file = told.get("file")
        progress(step)
    return file


def _failure(folder: Path, end: _End, files: Sequence[SourceFile], limits: Limits) -> AnalyzerError:
    if (folder / FAILURE).exists():
        return _told(json.loads((folder / FAILURE).read_text(encoding="utf-8")))
    file: str | list[str] = end.file or (files[0].name if len(files) == 1 else [file.name for file in files])
    if end.took_too_long:
        return _too_long(file, limits.wall_seconds)
    if end.returncode == -getattr(signal, "SIGXCPU", 0):
        return _too_long(file, limits.processor_seconds)
    complaints = (folder / COMPLAINTS).read_text(encoding="utf-8", errors="replace")
    logger.error("The reading process ended with %s: %s", end.returncode, complaints[-2000:])
    if end.returncode < 0 or end.returncode == MEMORY_IS_SHORT:
        megabytes = limits.memory_bytes // MEBIBYTE
        what = Message("{file} needs more memory to read than the {limit} MB allowed here.", file=file, limit=megabytes)
        return FileTooLarge(what, _FEWER_CELLS)
    return UnreadableFile(Message("{file} could not be read: it is not built as expected.", file=file), _EXPORT_AGAIN)


def _too_long(file: str | list[str], limit: float) -> FileTooLarge:
    seconds = int(limit) if limit >= 1 else limit
    what = Message("{file} takes longer to read than the {seconds} seconds allowed here.", file=file, seconds=seconds)
    return FileTooLarge(what, _LESS_AT_ONCE)


def _told(failure: dict[str, Any]) -> AnalyzerError:
    kinds = {kind.__name__: kind for kind in vars(errors).values() if isinstance(kind, type)}
    next_step = Message.from_json(failure["next_step"]) if failure["next_step"] else None
    error: AnalyzerError = kinds[failure["error"]](Message.from_json(failure["what"]), next_step)
    return error
