"""Workspaces that read in this process: what a process each does just the same takes twenty times as long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import duckdb

from analyzer.intake import Intake, Limits, Progress, SourceFile
from analyzer.intake.corrections import Corrections
from analyzer.intake.job import Job
from analyzer.intake.uploads import intake_of
from analyzer.settings import Settings
from analyzer.workspace import Workspace


def read_here(
    files: Sequence[SourceFile],
    settings: Settings,
    today: date,
    progress: Callable[[Progress], None] | None = None,
    limits: Limits = Limits(),  # noqa: B008
    corrections: Corrections = Corrections(),  # noqa: B008
) -> Intake:
    """As `intake.read`."""
    tell = progress or (lambda _: None)
    with duckdb.connect(config={"threads": 1}) as connection:
        job = Job(tuple(files), settings, today, limits, corrections)
        return intake_of(connection, job, lambda step, done, _: tell(Progress(step, done)))


def workspace_here(settings: Settings | None = None) -> Workspace:
    """An empty one."""
    return Workspace(settings, read=read_here)
