"""The rows of a small table, one by one: stages and targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.tables.rejects import labelled

MOST_ROWS = 100_000


@dataclass(frozen=True)
class TableRow:
    """One row. number: as a spreadsheet shows it. fields: field -> stripped text. cells: header -> text.

    texts: all its cells in order, stripped.
    """

    number: int
    fields: Mapping[str, str | None]
    cells: Mapping[str, str]
    texts: tuple[str, ...]

    def get(self, field: str) -> str | None:
        """The text of ``field``, None where it is blank or the sheet has no such column."""
        return self.fields.get(field) or None


def read_rows(connection: duckdb.DuckDBPyConnection, sheet: KnownSheet) -> list[TableRow]:
    """All rows of ``sheet`` in order."""
    places = {field: int(item.column[1:]) for field, item in sheet.columns.items()}
    names = [f"c{at}" for at in range(len(sheet.raw.headers))]
    rows = connection.table(sheet.raw.table).project(", ".join(["row_number", *names])).order("row_number")
    return [
        TableRow(
            number,
            {field: (cells[at] or "").strip() for field, at in places.items()},
            labelled(sheet, cells),
            tuple((cell or "").strip() for cell in cells),
        )
        for number, *cells in rows.limit(MOST_ROWS).fetchall()
    ]
