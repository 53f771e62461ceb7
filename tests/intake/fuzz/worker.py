"""A process confined as the reading child is, which reads file after file and says what came of each.

``python -m tests.intake.fuzz.worker``: on stdin a JSON line a file, on stdout one for each answer.
"""

from __future__ import annotations

import json
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from analyzer.errors import AnalyzerError
from analyzer.intake.confinement import confine
from analyzer.intake.source import Limits
from tests.intake.family.reading import read_here
from tests.intake.fuzz.holding import complaints_of_error, complaints_of_report

_ALL_FILES = replace(Limits(), processor_seconds=900)


def main() -> None:
    """Answer until stdin ends."""
    confine(_ALL_FILES)
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(_answer(asked["name"], Path(asked["path"]))), flush=True)


def _answer(name: str, path: Path) -> dict[str, Any]:
    try:
        intake = read_here({name: path.read_bytes()})
    except AnalyzerError as error:
        return {"ended": "error", "complaints": complaints_of_error(error)}
    except (MemoryError, duckdb.OutOfMemoryException):
        return {"ended": "memory", "complaints": []}
    except BaseException:  # noqa: BLE001  # whatever it is, it is what this looks for
        return {"ended": "raised", "complaints": [traceback.format_exc()[-3000:]]}
    return {"ended": "report", "complaints": complaints_of_report(intake)}


if __name__ == "__main__":
    main()
