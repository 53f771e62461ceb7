"""Raw sheets made by hand, as reading would leave them in the child's database."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from analyzer.intake.answer import Intake
from analyzer.intake.raw_sheet import RawSheet
from analyzer.intake.understanding import understand
from analyzer.model import EXTRA_ROLES
from analyzer.settings import Settings

TODAY = date(2026, 11, 22)
Cells = Sequence[str | None]


def raw_sheet(
    connection: duckdb.DuckDBPyConnection,
    headers: Sequence[str],
    rows: Sequence[Cells],
    file: str = "pipeline.csv",
    sheet: str | None = None,
    rows_not_data: int = 0,
) -> RawSheet:
    """A sheet with its header in row 1."""
    table = f"raw_{secrets.token_hex(4)}"
    columns = {f"c{at}": pa.array([row[at] or None for row in rows], pa.string()) for at in range(len(headers))}
    cells = pa.table({"row_number": pa.array(range(2, len(rows) + 2), pa.int32()), **columns})
    connection.register(table, cells)
    return RawSheet(file, sheet, table, cells, tuple(headers), len(rows) + rows_not_data, rows_not_data)


def understood(
    *sheets: tuple[str, Sequence[str], Sequence[Cells]], settings: Settings | None = None, today: date = TODAY
) -> Intake:
    """What is made of sheets, each given as (name of its file or file/sheet, headers, rows)."""
    connection = duckdb.connect(config={"threads": 1})
    raw = []
    for name, headers, rows in sheets:
        file, _, sheet = name.partition("/")
        raw.append(raw_sheet(connection, headers, rows, file, sheet or None))
    return understand(connection, raw, settings or Settings(), today)


def rows_of(intake: Intake, *fields: str) -> list[tuple[Any, ...]]:
    """The snapshot rows, as tuples of the given fields."""
    table = intake.snapshots.select(fields)
    return [tuple(row[field] for field in fields) for row in table.to_pylist()]


def fields_of(intake: Intake, at: int = 0) -> dict[str, str]:
    """Which header was taken for which field, in one sheet; roles of the user's own are left out."""
    known = [item for item in intake.report.sheets[at].columns if item.field not in (None, *EXTRA_ROLES)]
    return {str(item.field): item.header for item in known}


def notes_of(intake: Intake, at: int = 0) -> str:
    """All notes of one sheet, as English text."""
    return "\n".join(str(note) for note in intake.report.sheets[at].notes)


def assert_nothing_is_lost(intake: Intake) -> None:
    """Rows read = loaded + rejected + not data, for each sheet."""
    for sheet in intake.report.sheets:
        assert sheet.rows_read == sheet.rows_loaded + sheet.rows_rejected + sheet.rows_not_data, sheet.file
