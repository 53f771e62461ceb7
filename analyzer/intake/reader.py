"""A reader of uploads that is shared by all who upload, and holds nothing of theirs: only a process that waits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date

from analyzer.intake.answer import Intake
from analyzer.intake.corrections import Corrections
from analyzer.intake.process import AS_IT_STANDS, NO_LIMITS_GIVEN, ReadingProcess, read
from analyzer.intake.source import Limits, Progress, SourceFile
from analyzer.settings import Settings


class Reader:
    """Reads uploads, with the next reading process waiting: to start one takes longer than to read most files.

    Each process reads one upload and ends. One waits at a time; who comes while another upload is being read starts
    a process of their own.
    """

    def __init__(self) -> None:
        self._changing = threading.Lock()
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
            self._prepare()

    def close(self) -> None:
        """End the process that waits."""
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

    def _prepare(self) -> None:
        with self._changing:
            if self._waiting is None:
                self._waiting = ReadingProcess()
