"""The reading process: confines itself, reads and understands one upload, and leaves the answer in its folder."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from importlib.abc import MetaPathFinder
from pathlib import Path

from analyzer.errors import AnalyzerError
from analyzer.intake.confinement import confine
from analyzer.intake.failure import leave_failure
from analyzer.intake.job import MEMORY_IS_SHORT, Job
from analyzer.message import Message

_SHARE_OF_READING = 0.6


def main(folder: Path) -> int:
    """Wait for the word to begin, and do the job in ``folder``; the exit code.

    Leaves either the answer or `FAILURE` there, or dies of what it read. Without a word, whoever started it is gone.
    """
    sys.meta_path.insert(0, _WithoutPandas())
    out_of_memory = _ready()
    if not sys.stdin.readline():
        return 0
    job = Job.of(folder)
    confine(job.limits)
    try:
        _answer(job, folder)
    except AnalyzerError as error:
        leave_failure(error, folder)
    except (MemoryError, out_of_memory):
        return MEMORY_IS_SHORT
    return 0


def _ready() -> type[Exception]:
    """Import all that `_answer` needs, in this process alone: it takes longer than to read most files.

    Returns what DuckDB raises when memory is short.
    """
    import duckdb

    import analyzer.intake.understanding
    import analyzer.intake.uploads  # noqa: F401

    return duckdb.OutOfMemoryException


class _WithoutPandas(MetaPathFinder):
    """Hides pandas: pyarrow and duckdb import it where they find it, which takes longer than to read most files."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def _answer(job: Job, folder: Path) -> None:
    from analyzer.intake.answer import write_answer
    from analyzer.intake.reading.database import close_to_files, open_database
    from analyzer.intake.refused import with_refused
    from analyzer.intake.understanding import understand
    from analyzer.intake.uploads import Uploads

    connection = open_database(folder, job.limits)
    uploads = Uploads(connection, job, _tell_reading)
    close_to_files(connection)
    _tell(Message("Understanding columns, stages and dates"), _SHARE_OF_READING)
    understood = understand(connection, uploads.sheets, job.settings, job.today, job.corrections)
    _tell(Message("Handing over the opportunities"), 0.95)
    report = with_refused(understood.report, uploads.refused)
    report = replace(report, notes=(*report.notes, *uploads.notes))
    write_answer(replace(understood, report=report, mends=uploads.mends, mended_by=uploads.mended_by), folder)


def _tell_reading(file: str, share: float) -> None:
    _tell(Message("Reading {file}", file=file), _SHARE_OF_READING * share, file)


def _tell(step: Message, done: float, file: str | None = None) -> None:
    print(json.dumps({"step": step.as_json(), "done": done, "file": file}), flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
