"""Reads uploads in this one process, by the very code that the reading child runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from analyzer.intake.answer import Intake
from analyzer.intake.corrections import Corrections
from analyzer.intake.job import Job
from analyzer.intake.reading.database import close_to_files, open_database
from analyzer.intake.refused import with_refused
from analyzer.intake.source import Limits, SourceFile
from analyzer.intake.understanding import understand
from analyzer.intake.uploads import Uploads
from analyzer.settings import Settings

TODAY = date(2026, 11, 22)


def read_here(files: Mapping[str, bytes], settings: Settings | None = None) -> Intake:
    """What `analyzer.intake.read` makes of the files, without its process. Raises what that raises, and more."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        sources = []
        for number, (file, content) in enumerate(files.items()):
            sources.append(SourceFile(file, folder / f"upload {number}"))
            sources[-1].path.write_bytes(content)
        return _read(Job(tuple(sources), settings or Settings(), TODAY, Limits(), Corrections()), folder)


def _read(job: Job, folder: Path) -> Intake:
    connection = open_database(folder, job.limits)
    # Small files one after the other are read sooner by one thread than by two.
    connection.execute("set threads = 1")
    uploads = Uploads(connection, job, lambda file, share: None)
    close_to_files(connection)
    understood = understand(connection, uploads.sheets, job.settings, job.today, job.corrections)
    return replace(understood, report=with_refused(understood.report, uploads.refused))
