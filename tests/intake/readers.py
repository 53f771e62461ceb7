"""Files made by tests, read in this process as the reading process would, every row accounted for."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from analyzer.intake.raw_sheet import RawSheet
from analyzer.intake.reading.database import open_database
from analyzer.intake.reading.sheets import read_sheets
from analyzer.intake.source import Limits


@dataclass(frozen=True)
class ReadSheet:
    """A sheet as it was read. rows: of its table, each with its number first. notes: as a person reads them."""

    raw: RawSheet
    rows: list[tuple[object, ...]]

    @property
    def name(self) -> str | None:
        return self.raw.sheet

    @property
    def headers(self) -> tuple[str, ...]:
        return self.raw.headers

    @property
    def notes(self) -> list[str]:
        return [str(note) for note in self.raw.notes]

    @property
    def counts(self) -> tuple[int, int, int]:
        """Rows read, rejected, not data."""
        return self.raw.rows_read, self.raw.rows_rejected, self.raw.rows_not_data


def sheets_of(content: bytes, name: str = "deals.csv", limits: Limits = Limits()) -> list[ReadSheet]:  # noqa: B008
    """The sheets of a file."""
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder), limits) as database:
        path = Path(folder) / "upload"
        path.write_bytes(content)
        found = []
        for raw in read_sheets(database, path, name, limits):
            rows = database.execute(f"select * from {raw.table} order by row_number").fetchall()  # noqa: S608
            assert raw.rows_read == len(rows) + raw.rows_rejected + raw.rows_not_data, raw.sheet
            found.append(ReadSheet(raw, rows))
        return found


def sheet_of(content: bytes, name: str = "deals.csv", limits: Limits = Limits()) -> ReadSheet:  # noqa: B008
    """The only sheet of a file."""
    (sheet,) = sheets_of(content, name, limits)
    return sheet
