"""A process of its own for what may be hostile: it may die of it without harm to anybody."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from analyzer import errors
from analyzer.errors import AnalyzerError, FileTooLarge, UnreadableFile
from analyzer.intake.job import BEGIN, COMPLAINTS, FAILURE, MEMORY_IS_SHORT, Job
from analyzer.intake.source import MEBIBYTE, Limits, Progress, SourceFile
from analyzer.message import Message

logger = logging.getLogger(__name__)

_PROJECT = Path(__file__).resolve().parents[2]
_FEWER_CELLS = Message(
    "Often a stray cell far below or far right of the table is to blame: copy the table alone into a new workbook, "
    "or export it as CSV, and upload that."
)
_LESS_AT_ONCE = Message("Upload fewer files or weeks at once, or export the table as CSV.")
_EXPORT_AGAIN = Message("Export it again, or open it in Excel and save it as .xlsx, then upload the new file.")


@dataclass(frozen=True)
class End:
    """How a process ended. file: the one it was at."""

    returncode: int
    took_too_long: bool
    file: str | None


class ConfinedProcess:
    """The module ``program`` in a process of its own, which imports what it needs and waits for the word to begin.

    folder: where it finds its job and leaves its answer.
    """

    def __init__(self, program: str, folder: Path) -> None:
        self.folder = folder
        with (folder / COMPLAINTS).open("wb") as complaints:
            self._child = subprocess.Popen(
                [sys.executable, "-m", program, str(folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                cwd=_PROJECT,
                env=_environment(folder),
                start_new_session=True,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def is_waiting(self) -> bool:
        """Whether it lives, and can be given the word to begin."""
        return self._child.poll() is None

    def run(self, job: Job, progress: Callable[[Progress], None]) -> End:
        """Let it do its job, for no longer than that allows. progress is called in the caller's thread."""
        job.write(self.folder)
        time_is_up = threading.Event()

        def give_up() -> None:
            time_is_up.set()
            self._child.kill()

        timer = threading.Timer(job.limits.wall_seconds, give_up)
        timer.start()
        try:
            self._say_begin()
            file = _follow(self._child.stdout or (), progress)
            self._child.wait()
        finally:
            timer.cancel()
        return End(self._child.returncode, time_is_up.is_set(), file)

    def close(self) -> None:
        """End it, whatever it is doing."""
        self._child.kill()
        self._child.communicate()

    def _say_begin(self) -> None:
        with suppress(BrokenPipeError):  # it is dead already, and its return code says why
            self._child.stdin.write(BEGIN)  # type: ignore[union-attr]
            self._child.stdin.flush()  # type: ignore[union-attr]


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


def failure(folder: Path, end: End, files: Sequence[SourceFile], limits: Limits) -> AnalyzerError:
    """Why the job in ``folder`` was not done, as the process told it, or as its end tells."""
    if (folder / FAILURE).exists():
        return _told(json.loads((folder / FAILURE).read_text(encoding="utf-8")))
    file: str | list[str] = end.file or (files[0].name if len(files) == 1 else [file.name for file in files])
    if end.took_too_long:
        return _too_long(file, limits.wall_seconds)
    if end.returncode == -getattr(signal, "SIGXCPU", 0):
        return _too_long(file, limits.processor_seconds)
    complaints = (folder / COMPLAINTS).read_text(encoding="utf-8", errors="replace")
    logger.error("The process ended with %s: %s", end.returncode, complaints[-2000:])
    if end.returncode < 0 or end.returncode == MEMORY_IS_SHORT:
        megabytes = limits.memory_bytes // MEBIBYTE
        what = Message("{file} needs more memory to read than the {limit} MB allowed here.", file=file, limit=megabytes)
        return FileTooLarge(what, _FEWER_CELLS)
    return UnreadableFile(Message("{file} could not be read: it is not built as expected.", file=file), _EXPORT_AGAIN)


def _too_long(file: str | list[str], limit: float) -> FileTooLarge:
    seconds = int(limit) if limit >= 1 else limit
    what = Message("{file} takes longer to read than the {seconds} seconds allowed here.", file=file, seconds=seconds)
    return FileTooLarge(what, _LESS_AT_ONCE)


def _told(told: dict[str, Any]) -> AnalyzerError:
    kinds = {kind.__name__: kind for kind in vars(errors).values() if isinstance(kind, type)}
    next_step = Message.from_json(told["next_step"]) if told["next_step"] else None
    error: AnalyzerError = kinds[told["error"]](Message.from_json(told["what"]), next_step)
    return error
