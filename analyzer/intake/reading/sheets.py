"""A file into raw sheets: tables of text whose header and whose other rows that are not data are told apart."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from analyzer.errors import UnreadableFile
from analyzer.intake.raw_sheet import RawSheet
from analyzer.intake.reading.formats import recognise
from analyzer.intake.reading.grid import REJECTED_SHOWN, Grid, columns
from analyzer.intake.reading.header import TOTAL_PATTERN, Row, is_blank, is_repeated_header, is_total
from analyzer.intake.reading.parquet import read_parquet
from analyzer.intake.reading.text_files import read_text_file
from analyzer.intake.reading.workbook import read_workbook
from analyzer.intake.source import Limits
from analyzer.message import Message


def read_sheets(connection: duckdb.DuckDBPyConnection, path: Path, name: str, limits: Limits) -> list[RawSheet]:
    """Each sheet of the file at ``path``, called ``name`` by its owner; sheets without a single cell are left out.

    Their tables are made in ``connection``; the connection must be allowed to read ``path``.
    Raises `UnreadableFile` where there is none, and `FileTooLarge` where the file says of itself that it is.
    """
    sheets = [_raw_sheet(connection, grid, name) for grid in _grids(connection, path, name, limits)]
    if not sheets:
        what = Message("{file} holds no table: all of its cells are blank.", file=name)
        raise UnreadableFile(what, Message("Leave it out, or export it again and upload the new file."))
    return sheets


def _grids(connection: duckdb.DuckDBPyConnection, path: Path, name: str, limits: Limits) -> Iterator[Grid]:
    table = f"file_{secrets.token_hex(4)}"
    kind = recognise(path, name, limits)
    if kind == "workbook":
        yield from read_workbook(connection, path, name, table, limits)
    elif kind == "parquet":
        yield read_parquet(connection, path, name, table, limits)
    elif grid := read_text_file(connection, path, name, table, limits):
        yield grid


def _raw_sheet(connection: duckdb.DuckDBPyConnection, grid: Grid, name: str) -> RawSheet:
    """The grid without its rows that are not data: a view, so that not one cell is copied."""
    not_data = _leave_out(connection, grid)
    left_out = not_data + len(grid.rejected)
    connection.execute(
        f"create temp view {grid.table}_rows as select row_number, {', '.join(columns(len(grid.header)))}"  # noqa: S608
        f" from {grid.table} where {_below_header(grid)}"
        + (f" and row_number not in (select row from {grid.table}_left_out)" if left_out else "")  # noqa: S608
    )
    rows = _count(connection, f"from {grid.table} where {_below_header(grid)}")
    titles = grid.header_row - 1
    return RawSheet(
        file=name,
        sheet=grid.sheet,
        table=f"{grid.table}_rows",
        headers=tuple("" if is_blank(cell) else str(cell) for cell in grid.header),
        rows_read=rows + titles,
        rows_not_data=not_data + titles,
        rows_rejected=len(grid.rejected),
        rejected=tuple(grid.rejected.values())[:REJECTED_SHOWN],
        notes=grid.notes,
        hidden=grid.hidden,
    )


def _below_header(grid: Grid) -> str:
    return f"row_number > {grid.header_row}"


def _leave_out(connection: duckdb.DuckDBPyConnection, grid: Grid) -> int:
    """Write the numbers of all rows below the header that are no opportunities to a table; how many are not data."""
    left_out = f"{grid.table}_left_out"
    cells = columns(len(grid.header))
    first = f"coalesce({', '.join(cells)})"
    from_rows = f"from {grid.table} where {_below_header(grid)} and {first}"
    connection.execute(f"create table {left_out} as select row_number as row {from_rows} is null")
    doubtful = connection.execute(
        f"select row_number {from_rows} is not null and ({_may_be_no_data(first, cells)})",
        {"total": TOTAL_PATTERN, "header": next((cell for cell in grid.header if not is_blank(cell)), "")},
    ).fetchall()
    found = {number for number, *row in _rows(connection, grid, doubtful) if _is_not_data(row, grid.header)}
    found -= grid.rejected.keys()
    more = pa.table({"row": pa.array([*found, *grid.rejected], pa.int32())})
    connection.register("more", more).execute(f"insert into {left_out} from more").unregister("more")  # noqa: S608
    return _count(connection, f"from {left_out}") - len(grid.rejected)


def _rows(connection: duckdb.DuckDBPyConnection, grid: Grid, numbers: list[tuple[int]]) -> Iterator[tuple[Any, ...]]:
    """The rows with these numbers, each after its number."""
    for first in range(0, len(numbers), 1000):
        some = [number for (number,) in numbers[first : first + 1000]]
        cells = ", ".join(columns(len(grid.header)))
        wanted = f"select row_number, {cells} from {grid.table} where row_number in (select unnest($some))"  # noqa: S608
        yield from connection.execute(wanted, {"some": some}).fetchall()


def _may_be_no_data(first: str, cells: list[str]) -> str:
    """SQL that is quick over a million rows and lets through all that `_is_not_data` may hold for, and little else.

    first: SQL for the first cell that is not null; it begins with a space of some kind where it is blank.
    A total leaves cells blank, unless the table is too narrow for that.
    """
    blank = f"{first} < '!' or {first} between '\u00a0' and '\u00a1' or {first} between '\u3000' and '\u3001'"
    leaves_blank = " or ".join(f"{cell} is null" for cell in cells) if len(cells) > 3 else "true"
    return (
        f"{first} = $header or {blank} or case when {leaves_blank} then regexp_matches({first}, $total) else false end"
    )


def _is_not_data(row: Row, header: Row) -> bool:
    return all(is_blank(cell) for cell in row) or is_total(row) or is_repeated_header(row, header)


def _count(connection: duckdb.DuckDBPyConnection, from_rows: str) -> int:
    ((count,),) = connection.execute(f"select count(*) {from_rows}").fetchall()
    return int(count)
