"""The rows of a text file, one by one, as a spreadsheet would show them."""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analyzer.errors import UnreadableFile
from analyzer.intake.source import MEBIBYTE
from analyzer.message import Message

LONGEST_CELL = MEBIBYTE
_MOST_STRAY_QUOTES = 10_000
_FIRST_LINES = 100
_MEND_LINE = Message("Open the file in a text editor, mend that line, and upload it again.")


@contextmanager
def opened(path: Path) -> Iterator[Iterator[str]]:
    """The lines of a UTF-8 file, with or without its mark, each with its own line end.

    A carriage return alone ends a line only where the file has no other line ends.
    """
    with path.open("rb") as file:
        line_end = "\n" if b"\n" in file.read(MEBIBYTE) else ""
    with path.open(encoding="utf-8-sig", errors="replace", newline=line_end) as file:
        # NUL ends a csv line in some Python versions; no spreadsheet shows it.
        yield (line.replace("\0", "") for line in file)


class TextRows:
    """The rows of the UTF-8 file at ``path``; blank lines are rows without cells, but not those at its very end.

    A quotation mark that opens a cell and is not meant so would hide the rows up to the next one: where a line has as
    many cells as the other rows without it, it is taken as it stands. stray_quotes: how many; first_stray: the line.
    Raises `UnreadableFile`, which names the line, where a quotation mark is never closed or a cell is endless.
    """

    def __init__(self, path: Path, name: str, delimiter: str) -> None:
        self._path, self._name, self._delimiter = path, name, delimiter
        self._widths: Counter[int] = Counter()
        self.stray_quotes = 0
        self.first_stray = 0

    def __iter__(self) -> Iterator[list[str]]:
        csv.field_size_limit(LONGEST_CELL)
        blank_lines = 0
        with opened(self._path) as lines:
            for row in self._rows(_WatchedLines(lines, self._delimiter)):
                if not row:
                    blank_lines += 1
                    continue
                yield from ([] for _ in range(blank_lines))
                blank_lines = 0
                self._widths[len(row)] += 1
                yield row

    def _rows(self, lines: _WatchedLines) -> Iterator[list[str]]:
        while not lines.ended:
            try:
                for row in csv.reader(lines, delimiter=self._delimiter):
                    if self._is_stray(lines):
                        yield self._as_it_stands(lines)
                        break
                    if lines.quotes_are_open:
                        raise _never_closed(self._name, lines.row_begins_at)
                    lines.begin_row()
                    yield row
            except csv.Error as error:
                if not self._is_stray(lines):
                    raise (_never_closed if lines.quotes_are_open else _too_long)(
                        self._name, lines.row_begins_at
                    ) from error
                yield self._as_it_stands(lines)

    def _is_stray(self, lines: _WatchedLines) -> bool:
        """Whether the row that took several lines took them by mistake."""
        row = lines.row
        if len(row) < 2 or self.stray_quotes >= _MOST_STRAY_QUOTES or not self._widths:
            return False
        usual = self._widths.most_common(1)[0][0]
        if usual < 2 or len(self._literal(row[0])) != usual or len(self._alone(row[1])) != usual:
            return False
        return len(row) > 2 or lines.quotes_are_open or not self._is_well_formed(row)

    def _as_it_stands(self, lines: _WatchedLines) -> list[str]:
        """The first line of the row with its quotation marks as plain characters; the others are read once more."""
        self.stray_quotes += 1
        self.first_stray = self.first_stray or lines.row_begins_at
        return [cell.strip().removeprefix('"') for cell in self._literal(lines.put_back_all_but_first())]

    def _literal(self, line: str) -> list[str]:
        return line.rstrip("\r\n").split(self._delimiter)

    def _alone(self, line: str) -> list[str]:
        if line.count('"') % 2:
            return self._literal(line)
        return next(csv.reader([line], delimiter=self._delimiter), [])

    def _is_well_formed(self, row: list[str]) -> bool:
        try:
            return len(list(csv.reader(row, delimiter=self._delimiter, strict=True))) == 1
        except csv.Error:
            return False


def swallows_rows(cell: str, delimiter: str, width: int) -> bool:
    """Whether a cell of several lines seems to hold whole rows of a table ``width`` columns wide."""
    inner = cell.split("\n")[1:-1]
    return any(line.count(delimiter) == width - 1 for line in inner)


class _WatchedLines:
    """Lines on their way to the csv reader, which does not tell that the file ended within quotes.

    row: the lines of the row that is being read; row_begins_at: the number of its first line.
    """

    def __init__(self, lines: Iterator[str], delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._again: deque[str] = deque()
        self._delimiters: Counter[int] = Counter()  # how many the first lines have
        self.row: list[str] = []
        self.row_begins_at = 1
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        while True:
            line = self._again.popleft() if self._again else self._next()
            if line is None:
                self.ended = True
                return
            self.row.append(line)
            yield line

    def _next(self) -> str | None:
        line = next(self._lines, None)
        if line is None or "\r" in line[:-2]:
            first, *others = [None] if line is None else self._without_lone_returns(line)
            self._again.extend(part for part in others if part is not None)
            return first
        if self._delimiters.total() < _FIRST_LINES:
            self._delimiters[line.count(self._delimiter)] += 1
        return line

    def _without_lone_returns(self, line: str) -> list[str]:
        """A carriage return within a line parts rows where each part is as wide as they are; else it is a space."""
        parts = line.rstrip("\r\n").split("\r")
        usual = self._delimiters.most_common(1)[0][0] if self._delimiters else parts[0].count(self._delimiter)
        are_rows = all(part.count(self._delimiter) == usual > 0 and part.count('"') % 2 == 0 for part in parts)
        return [f"{part}\n" for part in parts] if are_rows else [" ".join(parts) + "\n"]

    @property
    def quotes_are_open(self) -> bool:
        """Whether the row takes several lines and an odd number of quotation marks."""
        return len(self.row) > 1 and sum(line.count('"') for line in self.row) % 2 == 1

    def begin_row(self) -> None:
        """The row is read; the next line begins another."""
        self.row_begins_at += len(self.row)
        self.row = []

    def put_back_all_but_first(self) -> str:
        """The first line of the row; the others come again as the next ones."""
        first, *others = self.row
        self._again.extendleft(reversed(others))
        self.row = []
        self.row_begins_at += 1
        self.ended = False
        return first


def said_of_stray_quotes(rows: TextRows) -> tuple[Message, ...]:
    """The note on quotation marks that were out of place."""
    if not rows.stray_quotes:
        return ()
    return (
        Message(
            "Quotation marks that open a cell and never close it were passed over: {count}, the first in line {row}.",
            count=rows.stray_quotes,
            row=rows.first_stray,
        ),
    )


def _too_long(name: str, line: int) -> UnreadableFile:
    what = Message(
        "In {file}, line {line} holds a cell of more than {limit} characters.", file=name, line=line, limit=LONGEST_CELL
    )
    return UnreadableFile(what, _MEND_LINE)


def _never_closed(name: str, line: int) -> UnreadableFile:
    what = Message("In {file}, a quotation mark opens in line {line} and is never closed.", file=name, line=line)
    return UnreadableFile(what, _MEND_LINE)
