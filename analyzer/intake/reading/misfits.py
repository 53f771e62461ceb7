"""Rows of a text file that have more or fewer cells than its header."""

from __future__ import annotations

import itertools

from analyzer.intake.raw_sheet import labels
from analyzer.intake.reading.cells import Row, is_blank
from analyzer.intake.reading.grid import REJECTED_KEPT
from analyzer.intake.report import RejectedRow
from analyzer.message import Message


def without_blank_end(row: Row) -> list[str | None]:
    """The row up to its last cell that holds something."""
    kept = list(row)
    while kept and is_blank(kept[-1]):
        kept.pop()
    return kept


class Misfits:
    """The rows below the header that have more or fewer cells than it.

    rejected: those with more, by their number. named: up to which column, counted from 1, the header has names.
    """

    def __init__(self, header: Row, width: int, full_width: int) -> None:
        """width: how many columns are read. full_width: how many there are."""
        self._header, self._width, self._full_width = header, width, full_width
        self.named = len(without_blank_end(header))
        self._short = self._first_short = 0
        self.rejected: dict[int, RejectedRow] = {}

    def judge(self, number: int, row: list[str]) -> None:
        """A row whose width is not that of the header."""
        if 1 < len(row) < self.named:
            self._short += 1
            self._first_short = self._first_short or number
        needed = len(without_blank_end(row)) if len(row) > self._width else 0
        if needed > self._full_width:
            reason = Message(
                "The row has {cells} cells, the header has {columns}.", cells=needed, columns=self._full_width
            )
            cells = _labelled(self._header, row) if len(self.rejected) < REJECTED_KEPT else {}
            self.rejected[number] = RejectedRow(number, None, None, reason, cells)

    def said(self) -> tuple[Message, ...]:
        """The note on the rows that are too short."""
        if not self._short:
            return ()
        return (
            Message(
                "Rows with fewer cells than the header, read as blank at their end: {count}, the first in row {row}.",
                count=self._short,
                row=self._first_short,
            ),
        )


def _labelled(header: Row, row: list[str]) -> dict[str, str]:
    """All cells of the row, those without a header too."""
    headers = ["" if is_blank(head) else str(head) for head, _ in itertools.zip_longest(header, row)]
    return dict(zip(labels(headers), (cell or "" for cell in row), strict=False))
