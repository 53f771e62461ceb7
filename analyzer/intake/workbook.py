"""Sheets of xlsx, xls and ods workbooks into DuckDB, every cell as text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import fastexcel
import pyarrow as pa

from analyzer.errors import UnreadableFile
from analyzer.intake.grid import Grid, columns, columns_left_out
from analyzer.intake.header import Row, find_header, sample_of
from analyzer.intake.source import MEBIBYTE, Limits
from analyzer.message import Message

_EXPORT_AGAIN = Message("Open it in Excel, save it as a new .xlsx file, and upload that one.")


def read_workbook(
    connection: duckdb.DuckDBPyConnection, path: Path, name: str, table: str, limits: Limits
) -> Iterator[Grid]:
    """Each sheet that holds anything as a grid in a table whose name begins with ``table``.

    Raises `UnreadableFile` where the workbook or one of its sheets cannot be parsed.
    """
    try:
        workbook = fastexcel.read_excel(str(path))
    except fastexcel.FastExcelError as error:
        raise _unreadable(name, str(error)) from error
    shown_elsewhere = _hidden_in_xlsx(path)
    for position, sheet in enumerate(workbook.sheet_names):
        cells, hidden = _cells(workbook, position, name, shown_elsewhere)
        if cells is not None and cells.num_rows:
            grid = _grid(connection, cells, f"{table}_{position}", limits)
            if grid is not None:
                yield replace(grid, sheet=sheet, hidden=hidden)


def _cells(
    workbook: fastexcel.ExcelReader, position: int, name: str, hidden: set[int] | None
) -> tuple[pa.RecordBatch | None, bool]:
    """All cells of a sheet from A1 on, as text, and whether the sheet is hidden; None for a sheet of charts."""
    try:
        if hidden is not None:
            return workbook.load_sheet_eager(
                position, header_row=None, skip_rows=0, dtypes="string"
            ), position in hidden
        sheet = workbook.load_sheet(position, header_row=None, skip_rows=0, dtypes="string")
        return pa.record_batch(sheet), sheet.visible != "visible"
    except fastexcel.FastExcelError as error:
        if "not a valid worksheet" in str(error):
            return None, False
        raise _unreadable(name, str(error)) from error


def _hidden_in_xlsx(path: Path) -> set[int] | None:
    """Positions of the hidden sheets of an xlsx workbook; None for the other kinds.

    The parser's quick way to load a sheet does not tell, its slow way does.
    """
    if not zipfile.is_zipfile(path):
        return None
    with zipfile.ZipFile(path) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return None
        with archive.open("xl/workbook.xml") as file:
            sheets = re.findall(rb"<(?:\w+:)?sheet\s[^>]*>", file.read(MEBIBYTE))
    return {position for position, sheet in enumerate(sheets) if re.search(rb"state=[\"'](very)?[hH]idden", sheet)}


def _grid(connection: duckdb.DuckDBPyConnection, cells: pa.RecordBatch, table: str, limits: Limits) -> Grid | None:
    there = cells.num_columns
    batch = cells.select(list(range(min(there, limits.columns))))
    batch = batch.rename_columns(columns(batch.num_columns))
    sample: list[Row] = sample_of(list(row.values()) for part in _slices(batch) for row in part.to_pylist())
    header_index = find_header(sample)
    if header_index is None:
        return None
    connection.execute(
        f"create table {table} as select {', '.join(_without_midnight(name) for name in batch.schema.names)} from batch"  # noqa: S608
    )
    notes = (columns_left_out(there, batch.num_columns),) if there > batch.num_columns else ()
    return Grid(table, sample[header_index], header_index + 1, 1, notes=notes)


def _slices(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    return (batch.slice(first, 100) for first in range(0, batch.num_rows, 100))


def _without_midnight(column: str) -> str:
    """SQL for a cell whose date, when it has no time of day, is a date alone."""
    return (
        f"case when length({column}) = 19 and suffix({column}, ' 00:00:00') then left({column}, 10) "
        f"else nullif({column}, '') end as {column}"
    )


def _unreadable(name: str, reason: str) -> UnreadableFile:
    if "password" in reason.lower():
        what = Message("{file} is protected with a password.", file=name)
        return UnreadableFile(what, Message("Open it in Excel, take the password off, save it, then upload it again."))
    return UnreadableFile(
        Message("{file} is a workbook, but a part of it is missing or damaged.", file=name), _EXPORT_AGAIN
    )
