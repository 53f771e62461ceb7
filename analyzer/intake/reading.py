"""A file into raw sheets: tables of text whose header and whose other rows that are not data are told apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from analyzer.errors import UnreadableFile
from analyzer.intake.formats import recognise
from analyzer.intake.grid import REJECTED_SHOWN, Grid, columns
from analyzer.intake.header import BLANK_PATTERN, TOTAL_PATTERN, Row, is_blank, is_repeated_header, is_total
from analyzer.intake.parquet import read_parquet
from analyzer.intake.raw_sheet import RawSheet
from analyzer.intake.source import Limits
from analyzer.intake.text_files import read_text_file
from analyzer.intake.workbook import read_workbook
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
    table = f"file_{_tables(connection)}"
    kind = recognise(path, name, limits)
    if kind == "workbook":
        yield from read_workbook(connection, path, name, table, limits)
    elif kind == "parquet":
        yield read_parquet(connection, path, name, table, limits)
    elif grid := read_text_file(connection, path, name, table, limits):
        yield grid


def _tables(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("select count(*) from duckdb_tables()").fetchone()
    return int(row[0]) if row else 0


def _raw_sheet(connection: duckdb.DuckDBPyConnection, grid: Grid, name: str) -> RawSheet:
    """The grid without its rows that are not data: a view, so that not one cell is copied."""
    not_data = _leave_out(connection, grid)
    left_out = not_data + len(grid.rejected)
    connection.execute(
        f"create view {grid.table}_rows as select (rowid + {grid.first_row})::integer as row_number,"  # noqa: S608
        f" {', '.join(columns(len(grid.header)))} from {grid.table} where {_below_header(grid)}"
        + (f" and rowid not in (select row from {grid.table}_left_out)" if left_out else "")  # noqa: S608
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
    return f"rowid > {grid.header_row - grid.first_row}"


def _leave_out(connection: duckdb.DuckDBPyConnection, grid: Grid) -> int:
    """Write the rowids of all rows below the header that are no opportunities to a table; how many are not data."""
    left_out = f"{grid.table}_left_out"
    cells = columns(len(grid.header))
    first = f"coalesce({', '.join(cells)})"
    from_rows = f"from {grid.table} where {_below_header(grid)} and {first}"
    connection.execute(f"create table {left_out} as select rowid as row {from_rows} is null")
    doubtful = connection.execute(
        f"select rowid, {', '.join(cells)} {from_rows} is not null and"
        f" (regexp_matches({first}, $total) or regexp_matches({first}, $blank) or trim({first}) = $header)",
        {"total": TOTAL_PATTERN, "blank": BLANK_PATTERN, "header": _first_word(grid.header)},
    )
    not_data = [
        row[0] for row in _fetch(doubtful) if row[0] not in grid.rejected and _is_not_data(row[1:], grid.header)
    ]
    for row in (*not_data, *grid.rejected):
        connection.execute(f"insert into {left_out} values ($row)", {"row": row})  # noqa: S608
    return _count(connection, f"from {left_out}") - len(grid.rejected)


def _fetch(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := result.fetchmany(1000):
        yield from rows


def _first_word(header: Row) -> str:
    return next((cell.strip() for cell in header if cell is not None and not is_blank(cell)), "")


def _is_not_data(row: Row, header: Row) -> bool:
    return all(is_blank(cell) for cell in row) or is_total(row) or is_repeated_header(row, header)


def _count(connection: duckdb.DuckDBPyConnection, from_rows: str) -> int:
    row = connection.execute(f"select count(*) {from_rows}").fetchone()
    return int(row[0]) if row else 0
