"""One sheet as text, between reading and understanding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from analyzer.intake.report import RejectedRow
from analyzer.message import Message


@dataclass(frozen=True)
class RawSheet:
    """One sheet, read as text.

    file: name of the upload. sheet: name of the sheet, None for a text or Parquet file.
    cells: its rows in order, columns ``row_number`` int32 (as a spreadsheet shows it, from 1) and ``c0 .. cN`` string,
    text exactly as in the cell; blank is null, a date cell is ``YYYY-MM-DD[ HH:MM:SS]``, a number has no exponent and
    no trailing ``.0``. table: their name in the child's DuckDB connection, which reads them where they are: to copy
    them into a table of its own takes as long as to parse them.
    headers: original text of each column's header, in the order of ``c0 .. cN``; "" where it is blank.
    rows_read: all rows of the sheet but its header; rows_read = rows of cells + rows_not_data + rows_rejected.
    rows_not_data: titles, blank rows, repeated headers and totals, which are not in the table.
    rows_rejected: rows whose cells do not fit the columns, which are not in the table; rejected: examples of them.
    hidden: the workbook does not show this sheet. added_on: as of `SourceFile`.
    title_lines: what the rows above the header say, each in one line.
    """

    file: str
    sheet: str | None
    table: str
    cells: pa.Table
    headers: tuple[str, ...]
    rows_read: int
    rows_not_data: int
    notes: tuple[Message, ...] = ()
    hidden: bool = False
    rows_rejected: int = 0
    rejected: tuple[RejectedRow, ...] = ()
    added_on: date | None = None
    title_lines: tuple[str, ...] = ()


def labels(headers: Sequence[str]) -> tuple[str, ...]:
    """What each column is called, all differently: its header; by its place too where that is blank or stands twice."""
    given: dict[str, int] = {}
    for at, header in enumerate(headers, 1):
        label = header
        while not label or label in given:
            label = f"{label} ({at})".strip()
        given[label] = at
    return tuple(given)
