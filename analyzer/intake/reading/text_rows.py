"""The rows of a text file, one by one, as a spreadsheet would show them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analyzer.errors import UnreadableFile
from analyzer.intake.source import MEBIBYTE
from analyzer.message import Message

LONGEST_CELL = MEBIBYTE
_MEND_LINE = Message("Open the file in a text editor, mend that line, and upload it again.")


@contextmanager
def opened(path: Path) -> Iterator[Iterator[str]]:
    """The lines of a UTF-8 file, with or without its mark, each with its own line end."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        # NUL ends a csv line in some Python versions; no spreadsheet shows it.
        yield (line.replace("\0", "") for line in file)


def rows_of(path: Path, name: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of the UTF-8 file at ``path``; blank lines are rows without cells, but not those at its very end.

    Raises `UnreadableFile`, which names the line, where a quotation mark is never closed or a cell is endless.
    """
    csv.field_size_limit(LONGEST_CELL)
    blank_lines, quotes_are_open = 0, False
    with opened(path) as lines:
        watched = _WatchedLines(lines)
        try:
            for row in csv.reader(watched, delimiter=delimiter):
                quotes_are_open = watched.end_row()
                if not row:
                    blank_lines += 1
                    continue
                yield from ([] for _ in range(blank_lines))
                blank_lines = 0
                yield row
        except csv.Error as error:
            place = watched.row_begins_at
            raise (_never_closed if watched.end_row() else _too_long)(name, place) from error
    if quotes_are_open:
        raise _never_closed(name, watched.row_began_at)


class _WatchedLines:
    """Lines on their way to the csv reader, which does not tell that the file ended within quotes."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._number = 0
        self._quotes = 0
        self.row_began_at = self.row_begins_at = 1

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._number += 1
            self._quotes += line.count('"')
            yield line

    def end_row(self) -> bool:
        """Begin the next row; whether the last one took several lines and an odd number of quotation marks."""
        is_open = self._number > self.row_begins_at and self._quotes % 2 == 1
        self.row_began_at, self.row_begins_at = self.row_begins_at, self._number + 1
        self._quotes = 0
        return is_open


def _too_long(name: str, line: int) -> UnreadableFile:
    what = Message(
        "In {file}, line {line} holds a cell of more than {limit} characters.", file=name, line=line, limit=LONGEST_CELL
    )
    return UnreadableFile(what, _MEND_LINE)


def _never_closed(name: str, line: int) -> UnreadableFile:
    what = Message("In {file}, a quotation mark opens in line {line} and is never closed.", file=name, line=line)
    return UnreadableFile(what, _MEND_LINE)
