"""The pipeline as a CRM exports it: one sheet of ten columns, as CSV and as xlsx."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as arrow_csv
import xlsxwriter

from bench.pipeline import Pipeline

WEEKS = 10
HEADINGS = {
    "snapshot_date": "Snapshot date",
    "opportunity_id": "Opportunity ID",
    "opportunity_name": "Opportunity name",
    "customer": "Account",
    "stage": "Stage",
    "amount": "Amount",
    "expected_close": "Expected close date",
    "region": "Region",
    "product": "Product",
    "rep": "Owner",
}


def sheet(rows: int) -> pa.Table:
    """The newest ``rows`` rows of ten weekly snapshots, under the headings of an export."""
    whole = Pipeline(rows // WEEKS * 6 // 5 + WEEKS, WEEKS).snapshots()
    return whole.slice(whole.num_rows - rows).select(list(HEADINGS)).rename_columns(list(HEADINGS.values()))


def write_csv(rows: int, path: Path) -> None:
    """The sheet as UTF-8 text, quoted where needed, which is nowhere."""
    arrow_csv.write_csv(sheet(rows).combine_chunks(), path, arrow_csv.WriteOptions(quoting_style="none"))


def write_xlsx(rows: int, path: Path) -> None:
    """The sheet as a workbook, its dates as date cells and its amounts as numbers."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    page = book.add_worksheet("Opportunities")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    table = sheet(rows)
    page.write_row(0, 0, table.column_names)
    for number, row in enumerate(zip(*(column.to_pylist() for column in table.columns), strict=True), 1):
        for place, value in enumerate(row):
            _write(page, number, place, value, day)
    book.close()


def _write(page: Any, number: int, place: int, value: Any, day: Any) -> None:
    if isinstance(value, str):
        page.write_string(number, place, value)
    elif isinstance(value, Decimal):
        page.write_number(number, place, float(value))
    elif isinstance(value, date):
        page.write_datetime(number, place, value, day)
