"""The cells of one sheet in DuckDB, before its header and its other rows that are not data are told apart."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from analyzer.intake.reading.cells import Row
from analyzer.intake.reading.header import Header
from analyzer.intake.report import RejectedRow
from analyzer.message import Message

REJECTED_SHOWN = 200
REJECTED_KEPT = 2_000  # with their cells: when the first ones are mended, others are shown


@dataclass(frozen=True)
class Grid:
    """One sheet, as it stands.

    cells: columns ``row_number`` int32, as a spreadsheet numbers rows, and ``c0 .. cN`` string, a blank null.
    header: cells of the header row. header_row: its number; it and the rows above it may be among the cells.
    is_headless: the sheet has no header row; what ``header`` calls its columns is ours, and ``header_row`` is the row
    above the first one of data.
    first_row: where the table begins, which is not the first one of its sheet.
    title_lines: what the rows above the header say.
    rejected: rows that are among the cells, but do not fit the header, by their number.
    """

    cells: pa.Table
    header: Row
    header_row: int
    sheet: str | None = None
    hidden: bool = False
    rejected: dict[int, RejectedRow] = field(default_factory=dict)
    notes: tuple[Message, ...] = ()
    is_headless: bool = False
    first_row: int = 1
    title_lines: tuple[str, ...] = ()

    @property
    def titles(self) -> int:
        """How many rows of the table stand above its header."""
        return self.header_row - self.first_row + self.is_headless


def numbered(cells: pa.Table, first_row: int) -> pa.Table:
    """Columns ``c0 .. cN`` as `Grid.cells`; the number of their first row is ``first_row``."""
    numbers = np.arange(first_row, first_row + cells.num_rows, dtype=np.int32)
    return cells.add_column(0, "row_number", pa.array(numbers))


def columns(count: int) -> list[str]:
    """The names ``c0 .. cN`` of a grid's columns."""
    return [f"c{position}" for position in range(count)]


def columns_left_out(there: int, kept: int) -> Message:
    """The note for a sheet that is wider than the limit."""
    return Message("The sheet has {there} columns; only the first {kept} were read.", there=there, kept=kept)


def said_of_header(header: Header) -> tuple[Message, ...]:
    """The note for a sheet whose columns have no names."""
    if not header.is_missing:
        return ()
    return (
        Message(
            "The sheet has no header row: its columns are called {first} and so on, and what they hold is guessed. "
            "Put a row with their names above them to be sure.",
            first=header.cells[0],
        ),
    )
