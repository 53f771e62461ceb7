"""The cells of one sheet in DuckDB, before its header and its other rows that are not data are told apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from analyzer.intake.reading.header import Row
from analyzer.intake.report import RejectedRow
from analyzer.message import Message

REJECTED_SHOWN = 200


@dataclass(frozen=True)
class Grid:
    """One sheet, as it stands.

    table: a DuckDB table of ``c0 .. cN varchar``, blank NULL; its row with rowid r is row r + first_row of the
    sheet, as a spreadsheet numbers rows. header: cells of the header row. header_row: its number, from 1.
    rejected: rows that are in the table, but whose cells do not fit the header, by rowid.
    """

    table: str
    header: Row
    header_row: int
    first_row: int
    sheet: str | None = None
    hidden: bool = False
    rejected: dict[int, RejectedRow] = field(default_factory=dict)
    notes: tuple[Message, ...] = ()


def columns(count: int) -> list[str]:
    """The names ``c0 .. cN`` of a grid's columns."""
    return [f"c{position}" for position in range(count)]


def columns_left_out(there: int, kept: int) -> Message:
    """The note for a sheet that is wider than the limit."""
    return Message("The sheet has {there} columns; only the first {kept} were read.", there=there, kept=kept)
