"""The reading process: confines itself, reads and understands one upload, and leaves the answer in its folder."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import AnalyzerError
from analyzer.intake.confinement import confine
from analyzer.intake.failure import leave_failure
from analyzer.intake.job import MEMORY_IS_SHORT, Job
from analyzer.message import Message

if TYPE_CHECKING:
    from analyzer.intake.raw_sheet import RawSheet

_SHARE_OF_READING = 0.6


def main(folder: Path) -> int:
    """Do the job in ``folder``; the exit code. Leaves either the answer or `FAILURE` there, or dies of what it read."""
    job = Job.of(folder)
    confine(job.limits)
    sys.meta_path.insert(0, _WithoutPandas())
    # Only now, within the limits, and only here: it takes half of the time to start.
    import duckdb

    try:
        _answer(job, folder)
    except AnalyzerError as error:
        leave_failure(error, folder)
    except (MemoryError, duckdb.OutOfMemoryException):
        return MEMORY_IS_SHORT
    return 0


class _WithoutPandas(MetaPathFinder):
    """Hides pandas: pyarrow and duckdb import it where they find it, which takes longer than to read most files."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def _answer(job: Job, folder: Path) -> None:
    from analyzer.intake.answer import write_answer
    from analyzer.intake.reading.database import close_to_files, open_database
    from analyzer.intake.reading.sheets import read_sheets
    from analyzer.intake.refused import Refused, with_refused

    connection = open_database(folder, job.limits)
    sheets: list[RawSheet] = []
    refused: list[Refused] = []
    for position, file in enumerate(job.files):
        _tell(Message("Reading {file}", file=file.name), _SHARE_OF_READING * position / len(job.files), file.name)
        try:
            mends = job.corrections.mends_of(file.name)
            read = read_sheets(connection, file.path, file.name, job.limits, mends)
            sheets.extend(replace(sheet, added_on=file.added_on) for sheet in read)
        except AnalyzerError as error:
            refused.append(Refused(file.name, error))
    if refused and not sheets:
        raise refused[0].error
    close_to_files(connection)
    # Not before all files were read: it takes time to start, too.
    from analyzer.intake.understanding import understand

    _tell(Message("Understanding columns, stages and dates"), _SHARE_OF_READING)
    understood = understand(connection, sheets, job.settings, job.today, job.corrections)
    _tell(Message("Handing over the opportunities"), 0.95)
    write_answer(replace(understood, report=with_refused(understood.report, refused)), folder)


def _tell(step: Message, done: float, file: str | None = None) -> None:
    print(json.dumps({"step": step.as_json(), "done": done, "file": file}), flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
