"""Spoils files from a fixed seed, has a confined process read them, and tells what came of each."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any

from analyzer.errors import AnalyzerError
from analyzer.intake import Limits, SourceFile, read
from analyzer.settings import Settings
from tests.intake.family.reading import TODAY
from tests.intake.fuzz.holding import complaints_of_error, complaints_of_report
from tests.intake.fuzz.mutations import mutated
from tests.intake.fuzz.originals import originals

_PROJECT = Path(__file__).resolve().parents[3]
_ORIGINALS = 80
_STALLS_AFTER = 30.0
_ALONE = Limits(processor_seconds=20, wall_seconds=30.0)


@dataclass(frozen=True)
class Spoilt:
    """One spoilt file. number: to make it again."""

    number: int
    name: str
    kind: str
    content: bytes


@dataclass(frozen=True)
class Ending:
    """What came of it. ended: report or error; alone: whether it had to be read in a process of its own, and why.

    seconds: of the wall clock.
    """

    spoilt: Spoilt
    ended: str
    complaints: tuple[str, ...]
    alone: str | None
    seconds: float


def spoilt_files(seed: int, count: int) -> Iterator[Spoilt]:
    """Files from originals of the same seed, each spoilt in one way or, some of them, in two."""
    sound = originals(Random(seed), _ORIGINALS)
    for number in range(count):
        random = Random(f"{seed}:{number}")
        original = sound[number % len(sound)]
        kind, content = mutated(random, original)
        yield Spoilt(number, original.name, kind, content)


def endings(files: Sequence[Spoilt], folder: Path) -> Iterator[Ending]:
    """What came of each file, in order. What ends or stalls the confined process is read again alone."""
    with _Worker() as worker:
        for spoilt in files:
            path = folder / "upload"
            path.write_bytes(spoilt.content)
            begun = time.monotonic()
            answer = worker.answer(spoilt.name, path)
            alone = None if answer["ended"] in ("report", "error", "raised") else answer["ended"]
            if alone:
                answer = _read_alone(spoilt.name, path)
            yield Ending(spoilt, answer["ended"], tuple(answer["complaints"]), alone, time.monotonic() - begun)


def _read_alone(name: str, path: Path) -> dict[str, Any]:
    """What the real reading process makes of it, within its limits. Anything but an `AnalyzerError` goes through."""
    begun = time.monotonic()
    try:
        answer = {"ended": "report", "complaints": complaints_of_report(_read(name, path))}
    except AnalyzerError as error:
        answer = {"ended": "error", "complaints": complaints_of_error(error)}
    if time.monotonic() - begun > _ALONE.wall_seconds + 5:
        answer["complaints"] = ["it took longer than its limit"]
    return answer


def _read(name: str, path: Path):  # type: ignore[no-untyped-def]
    return read([SourceFile(name, path)], Settings(), TODAY, limits=_ALONE)


class _Worker:
    """The confined process, started again whenever it is gone."""

    def __init__(self) -> None:
        self._process = _started()

    def __enter__(self) -> _Worker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def answer(self, name: str, path: Path) -> dict[str, Any]:
        """What it says of the file; ``ended`` is died or stalled where it says nothing."""
        stalled = threading.Event()

        def give_up() -> None:
            stalled.set()
            self._process.kill()

        timer = threading.Timer(_STALLS_AFTER, give_up)
        timer.start()
        line = self._asked(json.dumps({"name": name, "path": str(path)}))
        timer.cancel()
        if line:
            found: dict[str, Any] = json.loads(line)
            return found
        self._end()
        self._process = _started()
        return {"ended": "stalled" if stalled.is_set() else "died", "complaints": []}

    def _asked(self, line: str) -> str:
        assert self._process.stdin and self._process.stdout
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            return ""
        return self._process.stdout.readline()

    def _end(self) -> None:
        self._process.kill()
        self._process.communicate()


def _started() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.intake.fuzz.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, cwd=_PROJECT, text=True, encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", "MALLOC_ARENA_MAX": "2", "ARROW_DEFAULT_MEMORY_POOL": "system", "PYTHONUTF8": "1",
             "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
