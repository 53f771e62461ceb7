"""Rows of cells into the bytes of a CSV file or a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

Cell = object
Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook. merged: the header of the column whose equal cells are merged downwards."""

    name: str
    rows: Rows
    is_hidden: bool = False
    merged: str | None = None


def csv_bytes(rows: Rows, encoding: str, delimiter: str) -> bytes:
    """The rows as text, with quotes where needed. A character that the encoding lacks becomes a question mark."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n").writerows(
        [[_text(cell) for cell in row] for row in rows]
    )
    return buffer.getvalue().encode(encoding, errors="replace")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def workbook_bytes(sheets: Sequence[Sheet], date_format: str = "yyyy-mm-dd", is_1904: bool = False) -> bytes:
    """The sheets as xlsx: dates as dates, numbers as numbers, None as no cell."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "default_date_format": date_format, "strings_to_numbers": False,
               "strings_to_formulas": False, "strings_to_urls": False, "date_1904": is_1904}  # fmt: skip
    book = xlsxwriter.Workbook(buffer, options)
    for item in sheets:
        sheet = book.add_worksheet(item.name)
        for number, row in enumerate(item.rows):
            for place, cell in enumerate(row):
                if cell is not None and cell != "":
                    sheet.write(number, place, cell)
        if item.merged:
            _merge(sheet, item.rows, item.merged)
        if item.is_hidden:
            sheet.hide()
    book.close()
    return buffer.getvalue()


def _merge(sheet: Any, rows: Rows, header: str) -> None:
    """Merge the runs of equal cells in the column under ``header``."""
    at, place = next((number, row.index(header)) for number, row in enumerate(rows) if header in row)
    cells = [row[place] if place < len(row) else None for row in rows]
    first = at + 1
    for number in range(at + 2, len(rows) + 1):
        if number < len(rows) and cells[number] == cells[first]:
            continue
        if number - first > 1 and cells[first]:
            sheet.merge_range(first, place, number - 1, place, cells[first])
        first = number
