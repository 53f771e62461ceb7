"""Sheets of xlsx, xls and ods workbooks into DuckDB, every cell as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import fastexcel
import pyarrow as pa

from analyzer.errors import UnreadableFile
from analyzer.intake.reading.grid import Grid, columns, columns_left_out, numbered, said_of_header
from analyzer.intake.reading.header import find_header, sample_of
from analyzer.intake.reading.marked import marked
from analyzer.intake.reading.sheet_xml import marks_of
from analyzer.intake.source import Limits
from analyzer.message import Message

_EXPORT_AGAIN = Message("Open it in Excel, save it as a new .xlsx file, and upload that one.")
_ERRORS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}


def read_workbook(connection: duckdb.DuckDBPyConnection, path: Path, name: str, limits: Limits) -> Iterator[Grid]:
    """Each sheet that holds anything as a grid.

    Raises `UnreadableFile` where the workbook or one of its sheets cannot be parsed.
    """
    try:
        workbook = fastexcel.read_excel(str(path))
    except fastexcel.FastExcelError as error:
        raise _unreadable(name, str(error)) from error
    # Aside, while the parser of the cells is at work: it leaves this process's other threads alone.
    with ThreadPoolExecutor(max_workers=1) as aside:
        for position in range(len(workbook.sheet_names)):
            marks = aside.submit(marks_of, path, position, limits.unpacked_bytes)
            sheet = _sheet(workbook, position, name)
            if sheet is not None and sheet.total_height:
                grid = _grid(connection, sheet, limits)
                if grid is not None:
                    # The grid begins with the first column that holds anything.
                    yield marked(grid, marks.result().from_column(sheet.available_columns()[0].absolute_index))


def _sheet(workbook: fastexcel.ExcelReader, position: int, name: str) -> fastexcel.ExcelSheet | None:
    """The sheet from A1 on, all cells as text; None for one that holds a chart."""
    try:
        return workbook.load_sheet(position, header_row=None, skip_rows=0, dtypes="string")
    except fastexcel.FastExcelError as error:
        if "not a valid worksheet" in str(error):
            return None
        raise _unreadable(name, str(error)) from error


def _grid(connection: duckdb.DuckDBPyConnection, sheet: fastexcel.ExcelSheet, limits: Limits) -> Grid | None:
    cells, errors = sheet.to_arrow_with_errors()
    batch = cells.select(list(range(min(cells.num_columns, limits.columns))))
    batch = batch.rename_columns(columns(batch.num_columns))
    sample = sample_of(list(row.values()) for part in _slices(batch) for row in part.to_pylist())
    header = find_header(sample)
    if header is None:
        return None
    expressions = ", ".join(map(_without_midnight, batch.schema.names))
    connection.register("cells", batch)
    text = connection.sql(f"select {expressions} from cells").to_arrow_table()  # noqa: S608
    connection.unregister("cells")
    notes = [*said_of_header(header)]
    if cells.num_columns > batch.num_columns:
        notes.append(columns_left_out(cells.num_columns, batch.num_columns))
    if errors is not None and errors.errors:
        notes.append(_error_cells(errors))
    return Grid(
        numbered(text, 1),
        header.fitted(batch.num_columns).cells,
        header.index + 1,
        sheet.name,
        sheet.visible != "visible",
        notes=tuple(notes),
        is_headless=header.is_missing,
        title_lines=header.titles,
    )


def _error_cells(errors: fastexcel.CellErrors) -> Message:
    first = min(errors.errors, key=lambda error: error.position)
    found = re.search(r"Error\((\w+)\)", first.detail)
    return Message(
        "Cells that hold an error such as {error}, read as blank: {count}, the first in row {row}.",
        error=_ERRORS.get(found.group(1) if found else "", "#ERROR!"),
        count=len(errors.errors),
        row=first.position[0] + 1,
    )


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
