"""The reading process: confines itself, reads and understands one upload, and leaves the answer in its folder."""

from __future__ import annotations

import json
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

from analyzer.errors import AnalyzerError
from analyzer.intake.confinement import confine
from analyzer.intake.failure import leave_failure
from analyzer.intake.job import MEMORY_IS_SHORT, Job
from analyzer.message import Message


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
    import numpy.ma  # noqa: F401, pyarrow looks for masks when it is given the first array of numbers

    import analyzer.intake.uploads  # noqa: F401

    return duckdb.OutOfMemoryException


class _WithoutPandas(MetaPathFinder):
    """Hides pandas: pyarrow and duckdb import it where they find it, which takes longer than to read most files."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def _answer(job: Job, folder: Path) -> None:
    from analyzer.intake.answer import write_answer
    from analyzer.intake.reading.database import open_database
    from analyzer.intake.uploads import intake_of

    intake = intake_of(open_database(folder, job.limits), job, _tell)
    _tell(Message("Handing over the opportunities"), 0.95)
    write_answer(intake, folder)


def _tell(step: Message, done: float, file: str | None = None) -> None:
    print(json.dumps({"step": step.as_json(), "done": done, "file": file}), flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
