"""A file into raw sheets: tables of text whose header and whose other rows that are not data are told apart."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
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

Numbers = npt.NDArray[np.int32]


def read_sheets(connection: duckdb.DuckDBPyConnection, path: Path, name: str, limits: Limits) -> list[RawSheet]:
    """Each sheet of the file at ``path``, called ``name`` by its owner; sheets without a single cell are left out.

    ``connection`` gets to know their tables; it must be allowed to read ``path``.
    Raises `UnreadableFile` where there is none, and `FileTooLarge` where the file says of itself that it is.
    """
    sheets = [_raw_sheet(connection, grid, name) for grid in _grids(connection, path, name, limits)]
    if not sheets:
        what = Message("{file} holds no table: all of its cells are blank.", file=name)
        raise UnreadableFile(what, Message("Leave it out, or export it again and upload the new file."))
    return sheets


def _grids(connection: duckdb.DuckDBPyConnection, path: Path, name: str, limits: Limits) -> Iterator[Grid]:
    kind = recognise(path, name, limits)
    if kind == "workbook":
        yield from read_workbook(connection, path, name, limits)
    elif kind == "parquet":
        yield read_parquet(connection, path, name, limits)
    elif grid := read_text_file(connection, path, name, limits):
        yield grid


def _raw_sheet(connection: duckdb.DuckDBPyConnection, grid: Grid, name: str) -> RawSheet:
    """The grid without its header and its rows that are not data."""
    table, titles = f"sheet_{secrets.token_hex(4)}", grid.header_row - 1
    below = _below_header(grid)
    connection.register(table, below)
    not_data = _not_data(connection, table, grid)
    cells = _without(below, np.concatenate([not_data, np.array([*grid.rejected], dtype=np.int32)]))
    connection.register(table, cells)
    return RawSheet(
        file=name,
        sheet=grid.sheet,
        table=table,
        cells=cells,
        headers=tuple("" if is_blank(cell) else str(cell) for cell in grid.header),
        rows_read=below.num_rows + titles,
        rows_not_data=len(not_data) + titles,
        rows_rejected=len(grid.rejected),
        rejected=tuple(grid.rejected.values())[:REJECTED_SHOWN],
        notes=grid.notes,
        hidden=grid.hidden,
    )


def _below_header(grid: Grid) -> pa.Table:
    if not grid.cells.num_rows:
        return grid.cells
    first = grid.cells["row_number"][0].as_py()
    return grid.cells.slice(max(0, grid.header_row + 1 - first))


def _without(cells: pa.Table, numbers: Numbers) -> pa.Table:
    """The rows of ``cells``, whose numbers follow one another, but for those with these numbers."""
    if not len(numbers):
        return cells
    stays = np.ones(cells.num_rows, dtype=bool)
    stays[numbers - cells["row_number"][0].as_py()] = False
    return cells.filter(pa.array(stays))


def _not_data(connection: duckdb.DuckDBPyConnection, table: str, grid: Grid) -> Numbers:
    """The numbers of the rows of ``table`` that are blank, totals or the header once more."""
    cells = columns(len(grid.header))
    first = f"coalesce({', '.join(cells)})"
    from_rows = f"from {table} where {first}"
    blank = connection.execute(f"select row_number {from_rows} is null").fetchnumpy()["row_number"]
    doubtful = connection.execute(
        f"select row_number {from_rows} is not null and ({_may_be_no_data(first, cells)})",
        {"total": TOTAL_PATTERN, "header": next((cell for cell in grid.header if not is_blank(cell)), "")},
    ).fetchall()
    rows = _rows(connection, table, cells, doubtful)
    found = [number for number, *row in rows if _is_not_data(row, grid.header)]
    numbers = {*blank.tolist(), *found} - grid.rejected.keys()
    return np.array(sorted(numbers), dtype=np.int32)


def _rows(
    connection: duckdb.DuckDBPyConnection, table: str, cells: list[str], numbers: list[tuple[int]]
) -> Iterator[tuple[Any, ...]]:
    """The rows with these numbers, each after its number."""
    wanted = f"select row_number, {', '.join(cells)} from {table} where row_number in (select unnest($some))"  # noqa: S608
    for first in range(0, len(numbers), 1000):
        some = [number for (number,) in numbers[first : first + 1000]]
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
