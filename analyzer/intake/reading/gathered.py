"""A table that is gathered cell by cell, as markup tells of it."""

from __future__ import annotations

import pyarrow as pa

from analyzer.errors import FileTooLarge
from analyzer.intake.reading.cells import Row
from analyzer.intake.reading.grid import Grid, columns, columns_left_out, numbered, said_of_header
from analyzer.intake.reading.header import find_header, sample_of
from analyzer.intake.reading.merged import Region, fill_merged
from analyzer.intake.source import Limits
from analyzer.message import Message

MOST_ROWS = 1_048_576
MOST_CELLS = 10_000_000
_MOST_SPANNED = 1_000
_LEAVE_OUT = Message("Keep only the table with the opportunities, or export it as CSV, and upload that.")


class Gathered:
    """The rows of one table. name: its sheet, None where the file has no sheets."""

    def __init__(self, file: str, name: str | None) -> None:
        self._file = file
        self.name = name
        self._rows: list[dict[int, str]] = []
        self._regions: list[Region] = []
        self._covered: dict[int, int] = {}  # column -> the last row, from 1, that a cell above reaches into
        self._cells = self._place = 0

    def begin_row(self, number: int | None = None) -> None:
        """Begin the next row, or the one with this number, from 1. Raises `FileTooLarge` beyond a sheet's length."""
        wanted = max(number or 0, len(self._rows) + 1)
        if wanted > MOST_ROWS:
            raise self._too_large()
        self._rows.extend({} for _ in range(wanted - len(self._rows)))
        self._place = 0

    def add(self, text: str, across: int = 1, down: int = 1, place: int | None = None) -> None:
        """Put a cell in the next place of the row that is free, or in ``place``, from 0; it covers others."""
        if not self._rows:
            self.begin_row()
        row = len(self._rows)
        self._place = self._place if place is None else max(place, self._place)
        while self._covered.get(self._place, 0) >= row:
            self._place += 1
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise self._too_large()
        if text:
            self._rows[-1][self._place] = text
        across = max(1, min(across, _MOST_SPANNED))
        if down > 1:
            bottom = min(row + down - 1, MOST_ROWS)
            self._regions.append(Region(row, bottom, self._place, self._place + across - 1))
            self._covered.update(dict.fromkeys(range(self._place, self._place + across), bottom))
        self._place += across

    @property
    def width(self) -> int:
        """Columns that hold something."""
        return max((max(row) + 1 for row in self._rows if row), default=0)

    def is_table(self) -> bool:
        """Whether it has two rows at least of two cells; what only places things on a page has not."""
        return sum(len(row) > 1 for row in self._rows) > 1

    def grid(self, limits: Limits) -> Grid | None:
        """The table as a grid; None where all of it is blank."""
        kept = min(self.width, limits.columns)
        header = find_header(sample_of(self._row(row, kept) for row in self._rows))
        if header is None:
            return None
        arrays = [pa.array([row.get(at) for row in self._rows], pa.string()) for at in range(kept)]
        left_out = (columns_left_out(self.width, kept),) if self.width > kept else ()
        grid = Grid(
            numbered(pa.table(arrays, names=columns(kept)), 1),
            header.fitted(kept).cells,
            header.index + 1,
            self.name,
            notes=(*said_of_header(header), *left_out),
            is_headless=header.is_missing,
            title_lines=header.titles,
        )
        return fill_merged(grid, self._regions)

    def _row(self, row: dict[int, str], width: int) -> Row:
        return [row.get(at) for at in range(width)] if row else []

    def _too_large(self) -> FileTooLarge:
        what = Message("{file} holds more cells than can be read here.", file=self._file)
        return FileTooLarge(what, _LEAVE_OUT)
