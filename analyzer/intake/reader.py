"""A reader of uploads that is shared by all who upload, and holds nothing of theirs: only a process that waits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date

from analyzer.intake.answer import Intake
from analyzer.intake.corrections import AS_IT_STANDS, Corrections
from analyzer.intake.process import ReadingProcess, read
from analyzer.intake.source import NO_LIMITS_GIVEN, Limits, Progress, SourceFile
from analyzer.settings import Settings

# The figures of what was just read come first.
_SECONDS_TO_THE_NEXT = 3.0


class Reader:
    """Reads uploads, with the next reading process waiting: to start one takes longer than to read most files.

    Each process reads one upload and ends. One waits at a time; who comes before the next one is there starts a process
    of their own.
    """

    def __init__(self) -> None:
        self._changing = threading.Lock()
        self._is_closed = False
        self._waiting: ReadingProcess | None = ReadingProcess()

    def read(
        self,
        files: Sequence[SourceFile],
        settings: Settings,
        today: date,
        progress: Callable[[Progress], None] | None = None,
        limits: Limits = NO_LIMITS_GIVEN,
        corrections: Corrections = AS_IT_STANDS,
    ) -> Intake:
        """As `process.read`, only sooner."""
        try:
            return read(files, settings, today, progress, limits, corrections, start=self._take)
        finally:
            later = threading.Timer(_SECONDS_TO_THE_NEXT, self.prepare)
            later.daemon = True
            later.start()

    def prepare(self) -> None:
        """Start the process that waits, where there is none."""
        with self._changing:
            if self._waiting is None and not self._is_closed:
                self._waiting = ReadingProcess()

    def close(self) -> None:
        """End the process that waits; no other one follows."""
        self._is_closed = True
        waiting = self._taken()
        if waiting:
            waiting.close()

    def _take(self) -> ReadingProcess:
        waiting = self._taken()
        if waiting and waiting.is_waiting:
            return waiting
        if waiting:
            waiting.close()
        return ReadingProcess()

    def _taken(self) -> ReadingProcess | None:
        with self._changing:
            waiting, self._waiting = self._waiting, None
            return waiting
