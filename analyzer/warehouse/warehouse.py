"""One visitor's data: a database in memory that answers queries and is gone when closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from threading import Lock, Thread, Timer

import duckdb
import pandas as pd
import pyarrow as pa

from analyzer.errors import DataTooLarge, QueryTookTooLong
from analyzer.message import Message
from analyzer.model import ALL_ROLES, Query, Stage, Target
from analyzer.warehouse.arrival import Arrival

_SCOPE_DATES = ("as_of", "compare_to", "quarter_starts_on", "quarter_ends_on")
_SCOPE = ("role", "target_basis", "few_dwells", *_SCOPE_DATES, *(f"{role}_members" for role in ALL_ROLES))
RELATIONS = ("selection.sql", "relations.sql")
_SET = {name: f"set variable {name} = $value" for name in _SCOPE}

# Without the threshold a commit writes a checkpoint of its own, not compressed, and leaves the real one nothing to do.
_LOCK_DOWN = """
set checkpoint_threshold = '1TB';
set allocator_background_threads = true;
set temp_directory = '';
set enable_external_access = false;
set python_enable_replacements = false;
set lock_configuration = true;
"""


class Warehouse:
    """The tables of ``schema.sql`` and the relations of ``selection.sql`` and ``relations.sql``; a `model.Engine`.

    Threads may call `run` at the same time: each query has its own cursor. Nothing is written to disk.

    memory_limit: as DuckDB writes it, e.g. "2GB". seconds: the time limit of one query.
    """

    def __init__(self, memory_limit: str = "2GB", seconds: float = 30.0) -> None:
        config: dict[str, str | bool | int | float | list[str]] = {
            "threads": 2,
            "async_threads": 1,
            "memory_limit": memory_limit,
        }
        self._connection = duckdb.connect(":memory:", config=config)
        self._seconds = seconds
        self._writing = Lock()
        self._compressing: Thread | None = None
        self._connection.execute(_LOCK_DOWN)
        self._connection.execute(_text("schema.sql"))
        self._connection.execute(self.definitions())

    def load(self, snapshots: pa.Table, stages: Iterable[Stage], targets: Iterable[Target]) -> None:
        """Replace everything that is held. ``snapshots`` has the columns of `intake.Intake.snapshots`.

        Raises `DataTooLarge` when the rows need more than the memory limit; what was held before stays.
        """
        arrival = Arrival.of(snapshots)
        self.settle()
        with self._change() as cursor:
            cursor.execute(_text("schema.sql"))
            with _seen_as(cursor, incoming=arrival.rows, newest=arrival.newest, stays=arrival.stays):
                cursor.execute(_text("load.sql"))
            with _seen_as(cursor, held=arrival.members()):
                cursor.execute("insert into member select role, member from held")
            _fill_stages(cursor, stages)
            _fill_targets(cursor, targets)
        self._compressing = Thread(target=self._compress)
        self._compressing.start()

    def place_stages(self, stages: Iterable[Stage]) -> None:
        """Replace the stages; snapshots of a stage that is not among them are in no figure."""
        with self._change() as cursor:
            cursor.execute("delete from stage")
            _fill_stages(cursor, stages)

    def set_targets(self, targets: Iterable[Target]) -> None:
        """Replace the targets of all roles."""
        with self._change() as cursor:
            cursor.execute("delete from target")
            _fill_targets(cursor, targets)

    def run(self, query: Query) -> pd.DataFrame:
        """The rows of the answer: dates as datetime64, amounts as float64, counts as int64, text as str.

        A missing value is what `pandas.isna` says it is.

        Raises `QueryTookTooLong` at the time limit, `DataTooLarge` at the memory limit.
        """
        with self._connection.cursor() as cursor, _stopped_after(self._seconds, cursor):
            for name, value in query.scope.items():
                if value is not None:
                    cursor.execute(_SET[name], {"value": value})
            return _steady(cursor.execute(query.sql, dict(query.parameters)).df())

    def definitions(self) -> str:
        """The text of the relations that figures read from, for "how is this computed"."""
        return "\n".join(_text(name) for name in RELATIONS)

    def settle(self) -> None:
        """Wait until what was loaded is compressed; answers are right before, and cost less time and memory after."""
        if self._compressing is not None:
            self._compressing.join()

    def close(self) -> None:
        """Let go of the data and its memory."""
        self.settle()
        self._connection.close()

    @contextmanager
    def _change(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._writing, self._connection.cursor() as cursor, _told_when_full():
            cursor.begin()
            yield cursor
            cursor.commit()

    def _compress(self) -> None:
        with self._writing, self._connection.cursor() as cursor, suppress(duckdb.OutOfMemoryException):
            cursor.execute("force checkpoint")  # without force it fails while a query is running


@contextmanager
def _seen_as(cursor: duckdb.DuckDBPyConnection, **tables: pa.Table) -> Iterator[None]:
    for name, table in tables.items():
        cursor.register(name, table)
    yield
    for name in tables:
        cursor.unregister(name)


def _fill_stages(cursor: duckdb.DuckDBPyConnection, stages: Iterable[Stage]) -> None:
    rows = [(stage.name, stage.position, stage.layer, stage.kind, stage.benchmark_days) for stage in stages]
    if rows:
        cursor.executemany("insert into stage values (?, ?, ?, ?, ?)", rows)


def _fill_targets(cursor: duckdb.DuckDBPyConnection, targets: Iterable[Target]) -> None:
    rows = [(target.role, target.member, target.starts_on, target.ends_on, target.amount) for target in targets]
    if rows:
        cursor.executemany("insert into target values (?, ?, ?, ?, ?)", rows)


@contextmanager
def _stopped_after(seconds: float, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    timer = Timer(seconds, cursor.interrupt)
    timer.start()
    try:
        with _told_when_full():
            yield
    except duckdb.InterruptException as error:
        raise QueryTookTooLong(
            Message("The answer was not there after {seconds} seconds, and the query was stopped.", seconds=seconds),
            Message("Choose fewer snapshots or filter on a role, and try again."),
        ) from error
    finally:
        timer.cancel()


@contextmanager
def _told_when_full() -> Iterator[None]:
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise DataTooLarge(
            Message("The data needs more memory than this installation gives to one visitor."),
            Message("Upload fewer snapshots, or leave out closed opportunities of earlier years."),
        ) from error


def _steady(frame: pd.DataFrame) -> pd.DataFrame:
    """Text is text, in a column without any value too."""
    empty = {name: "str" for name, kind in frame.dtypes.items() if kind == "object"}
    return frame.astype(empty) if empty else frame


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
