"""The cells of one sheet in DuckDB, before its header and its other rows that are not data are told apart."""

from __future__ import annotations

from dataclasses import dataclass, field

import duckdb
import numpy as np
import pyarrow as pa

from analyzer.intake.reading.header import Row
from analyzer.intake.report import RejectedRow
from analyzer.message import Message

REJECTED_SHOWN = 200


@dataclass(frozen=True)
class Grid:
    """One sheet, as it stands.

    table: its name in the connection: ``row_number integer``, as a spreadsheet numbers rows, and ``c0 .. cN varchar``,
    blank NULL. header: cells of the header row. header_row: its number; rows above and with it may be in the table.
    rejected: rows that are in the table, but whose cells do not fit the header, by their number.
    """

    table: str
    header: Row
    header_row: int
    sheet: str | None = None
    hidden: bool = False
    rejected: dict[int, RejectedRow] = field(default_factory=dict)
    notes: tuple[Message, ...] = ()


def hold(connection: duckdb.DuckDBPyConnection, table: str, cells: pa.Table, first_row: int) -> None:
    """Show ``cells`` to ``connection`` as `Grid.table`; the number of their first row is ``first_row``.

    They stay where they are: to copy them into a table of DuckDB takes as long as to read them.
    """
    numbers = np.arange(first_row, first_row + cells.num_rows, dtype=np.int32)
    connection.register(table, cells.add_column(0, "row_number", pa.array(numbers)))


def columns(count: int) -> list[str]:
    """The names ``c0 .. cN`` of a grid's columns."""
    return [f"c{position}" for position in range(count)]


def columns_left_out(there: int, kept: int) -> Message:
    """The note for a sheet that is wider than the limit."""
    return Message("The sheet has {there} columns; only the first {kept} were read.", there=there, kept=kept)
