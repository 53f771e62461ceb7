"""Inside the server: the app on a generated pipeline, and a note of how long each run of its script takes.

The data goes in where an upload's would, by `Workspace.show`; everything after that is the app's own.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import pyarrow as pa

from analyzer.intake import Intake, IntakeReport
from analyzer.screen import session
from analyzer.screen.session import Visitor
from analyzer.warehouse import Warehouse
from analyzer.workspace import Workspace
from bench.pipeline import STAGES, Pipeline

APP = Path(__file__).resolve().parents[1] / "app.py"
MEMORY_LIMIT = "6GB"
SNAPSHOTS = "BENCH_SNAPSHOTS"
TARGETS_OF = "BENCH_DEALS_AND_WEEKS"
NOTES = "BENCH_NOTES"

_in_queries = threading.local()


def open_app() -> None:
    """One run of the script: put the data in on the visitor's first, then run ``app.py`` and note its time."""
    visitor = session.visitor()
    if visitor.on_sample:
        _fill(visitor)
    _in_queries.seconds = 0.0
    start = time.perf_counter()
    try:
        exec(_app(), {"__name__": "__main__", "__file__": str(APP)})
    finally:
        _note(time.perf_counter() - start, _in_queries.seconds)


def _fill(visitor: Visitor) -> None:
    with pa.memory_map(os.environ[SNAPSHOTS]) as file:
        snapshots = pa.ipc.open_file(file).read_all()
    targets = Pipeline(*json.loads(os.environ[TARGETS_OF])).targets()
    visitor.workspace.close()
    visitor.workspace = Workspace(warehouse=Warehouse(memory_limit=MEMORY_LIMIT))
    visitor.workspace.show(Intake(snapshots, STAGES, targets, None, IntakeReport(())))
    visitor.on_sample = False


@cache
def _app() -> CodeType:
    return compile(APP.read_text(encoding="utf-8"), str(APP), "exec")


def _note(script: float, queries: float) -> None:
    with Path(os.environ[NOTES]).open("a", encoding="utf-8") as notes:
        notes.write(json.dumps({"script": script, "queries": queries}) + "\n")


def _watched(run: Callable[..., Any]) -> Callable[..., Any]:
    def watched(*args: Any) -> Any:
        start = time.perf_counter()
        try:
            return run(*args)
        finally:
            _in_queries.seconds = getattr(_in_queries, "seconds", 0.0) + time.perf_counter() - start

    return watched


Warehouse.run = _watched(Warehouse.run)  # type: ignore[method-assign]
