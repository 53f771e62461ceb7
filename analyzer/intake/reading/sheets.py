"""A file into raw sheets: tables of text whose header and whose other rows that are not data are told apart."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence, Set
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from analyzer.errors import UnreadableFile
from analyzer.intake.corrections import Mend
from analyzer.intake.raw_sheet import RawSheet
from analyzer.intake.reading.cells import is_blank
from analyzer.intake.reading.formats import recognise
from analyzer.intake.reading.grid import REJECTED_SHOWN, Grid
from analyzer.intake.reading.grouped import fill_groups
from analyzer.intake.reading.mending import mended
from analyzer.intake.reading.not_data import rows_of_no_data
from analyzer.intake.reading.parquet import read_parquet
from analyzer.intake.reading.tables_apart import apart
from analyzer.intake.reading.text_files import read_text_file
from analyzer.intake.reading.tidying import tidied
from analyzer.intake.reading.web_page import read_web_page
from analyzer.intake.reading.workbook import read_workbook
from analyzer.intake.reading.xml_workbook import read_xml_workbook
from analyzer.intake.source import Limits
from analyzer.message import Message

_FEW = 16


def read_sheets(
    connection: duckdb.DuckDBPyConnection, path: Path, name: str, limits: Limits, mends: Sequence[Mend] = ()
) -> list[RawSheet]:
    """Each sheet of the file at ``path``, called ``name`` by its owner; sheets without a single cell are left out.

    ``connection`` gets to know their tables; it must be allowed to read ``path``. mends: of this file.
    Raises `UnreadableFile` where there is none, and `FileTooLarge` where the file says of itself that it is.
    """
    grids = (fill_groups(tidied(table)) for grid in _grids(connection, path, name, limits) for table in apart(grid))
    sheets = [_raw_sheet(connection, mended(grid, mends), name) for grid in grids]
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
    elif kind == "web_page":
        yield from read_web_page(path, name, limits)
    elif kind == "xml_workbook":
        yield from read_xml_workbook(path, name, limits)
    elif grid := read_text_file(connection, path, name, limits):
        yield grid


def _raw_sheet(connection: duckdb.DuckDBPyConnection, grid: Grid, name: str) -> RawSheet:
    """The grid without its header and its rows that are not data."""
    table = f"sheet_{secrets.token_hex(4)}"
    below = _below_header(grid)
    connection.register(table, below)
    not_data = rows_of_no_data(connection, table, below, grid.header) - grid.rejected.keys()
    cells = _without(below, not_data | grid.rejected.keys())
    connection.register(table, cells)
    return RawSheet(
        file=name,
        sheet=grid.sheet,
        table=table,
        cells=cells,
        headers=tuple("" if is_blank(cell) else str(cell) for cell in grid.header),
        rows_read=below.num_rows + grid.titles,
        rows_not_data=len(not_data) + grid.titles,
        rows_rejected=len(grid.rejected),
        rejected=tuple(grid.rejected.values())[:REJECTED_SHOWN],
        notes=grid.notes,
        hidden=grid.hidden,
        title_lines=grid.title_lines,
    )


def _below_header(grid: Grid) -> pa.Table:
    if not grid.cells.num_rows:
        return grid.cells
    first = grid.cells["row_number"][0].as_py()
    return grid.cells.slice(max(0, grid.header_row + 1 - first))


def _without(cells: pa.Table, numbers: Set[int]) -> pa.Table:
    """The rows of ``cells``, whose numbers follow one another, but for those with these numbers."""
    if not numbers:
        return cells
    places = np.sort(np.fromiter(numbers, np.int64)) - cells["row_number"][0].as_py()
    if len(places) > _FEW:
        stays = np.ones(cells.num_rows, dtype=bool)
        stays[places] = False
        return cells.filter(pa.array(stays))
    # What lies between them as it is: nothing is copied.
    ends = [*places.tolist(), cells.num_rows]
    starts = [0, *(place + 1 for place in ends[:-1])]
    return pa.concat_tables(
        [
            cells.slice(0, 0),
            *(cells.slice(start, end - start) for start, end in zip(starts, ends, strict=True) if end > start),
        ]
    )
