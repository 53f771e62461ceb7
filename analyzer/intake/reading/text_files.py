"""CSV, TSV and other text tables into DuckDB: as fast as it can where the file is clean, row by row where not."""

from __future__ import annotations

import csv
import itertools
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analyzer.intake.reading import encoding
from analyzer.intake.reading.cells import Row
from analyzer.intake.reading.delimiter import delimiter_of
from analyzer.intake.reading.grid import Grid, columns, columns_left_out, numbered, said_of_header
from analyzer.intake.reading.header import SAMPLE_ROWS, Header, find_header, sample_of
from analyzer.intake.reading.misfits import Misfits, without_blank_end
from analyzer.intake.reading.text_rows import TextRows, opened, said_of_stray_quotes, swallows_rows
from analyzer.intake.source import MEBIBYTE, Limits
from analyzer.message import Message

ROWS_AT_A_TIME = 20_000
_MOST_NOTES_LOOKED_AT = 10_000
_ENCODINGS_BY_GUESS = {"gb18030": "GB18030", "big5": "Big5", encoding.FALLBACK: "Windows-1252"}


def read_text_file(connection: duckdb.DuckDBPyConnection, path: Path, name: str, limits: Limits) -> Grid | None:
    """The text file at ``path`` as a grid; None where all of it is blank.

    Raises `UnreadableFile` where a quotation mark is never closed or a cell is endless.
    """
    with tempfile.TemporaryDirectory() as folder:
        readable, notes = _as_utf8(path, Path(folder) / "utf-8")
        grid = _clean_grid(connection, readable, name, limits)
        if grid is None and readable == path and not encoding.is_utf8_throughout(path):
            readable, notes = _transcoded(path, Path(folder) / "utf-8")
            grid = _clean_grid(connection, readable, name, limits)
        if grid is None:
            grid = _irregular_grid(readable, name, limits)
    return None if grid is None else replace(grid, notes=(*notes, *grid.notes))


def _clean_grid(connection: duckdb.DuckDBPyConnection, path: Path, name: str, limits: Limits) -> Grid | None:
    layout = _Layout.of(path, name, limits)
    if layout is None or layout.width < layout.full_width:
        return None
    read = _clean_cells(connection, path, layout)
    if read is None:
        return None
    cells, misfits = read
    return layout.grid(numbered(cells, layout.header_row + 1), notes=(*layout.notes, *misfits.said()))


def _irregular_grid(path: Path, name: str, limits: Limits) -> Grid | None:
    layout = _Layout.of(path, name, limits)
    if layout is None:
        return None
    rows = TextRows(path, name, layout.delimiter)
    cells, misfits = _read_row_by_row(rows, layout)
    narrowed = layout.width < layout.full_width
    left_out = (columns_left_out(layout.full_width, layout.width),) if narrowed else ()
    notes = (*layout.notes, *left_out, *said_of_stray_quotes(rows), *misfits.said())
    return layout.grid(numbered(cells, 1), rejected=misfits.rejected, notes=notes)


def _as_utf8(path: Path, to: Path) -> tuple[Path, tuple[Message, ...]]:
    with path.open("rb") as file:
        sample = file.read(encoding.SAMPLE_BYTES)
    if encoding.encoding_of(sample) in (encoding.UTF_8, encoding.UTF_8_MARKED):
        return path, ()
    return _transcoded(path, to)


def _transcoded(path: Path, to: Path) -> tuple[Path, tuple[Message, ...]]:
    source = encoding.encoding_of(encoding.sample_beyond_ascii(path))
    lost = encoding.transcode(path, source, to)
    notes = []
    if source in _ENCODINGS_BY_GUESS:
        notes.append(Message("Read as text in {encoding}.", encoding=_ENCODINGS_BY_GUESS[source]))
    if lost:
        notes.append(Message("{count} characters could not be read and are shown as �.", count=lost))
    return to, tuple(notes)


class _Layout:
    """How the cells lie in a text file, seen from its first rows."""

    def __init__(self, rows: Sequence[Row], header: Header, delimiter: str, limits: Limits) -> None:
        self.delimiter = delimiter
        self.header_row = header.index + 1
        usual = _usual_width(rows[header.index + 1 :])
        self.full_width = usual if header.is_missing and usual else max(len(header.cells), usual)
        self.width = min(self.full_width, limits.columns)
        self.header: Row = header.fitted(self.width).cells
        self.is_headless = header.is_missing
        self.title_lines = header.titles
        self.notes = said_of_header(header)

    def grid(self, cells: pa.Table, **more: Any) -> Grid:
        """The cells of the file below this layout's header."""
        return Grid(
            cells, self.header, self.header_row, is_headless=self.is_headless, title_lines=self.title_lines, **more
        )

    @classmethod
    def of(cls, path: Path, name: str, limits: Limits) -> _Layout | None:
        with opened(path) as lines:
            delimiter = delimiter_of(itertools.islice(lines, SAMPLE_ROWS * 4))
        rows = sample_of(TextRows(path, name, delimiter))
        header = find_header(rows)
        return None if header is None else cls(rows, header, delimiter, limits)


def _usual_width(rows: Sequence[Row]) -> int:
    """The width that more than half of the rows have; 0 where they differ."""
    widths = Counter(len(without_blank_end(row)) for row in rows)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    return width if count * 2 > len(rows) else 0


def _clean_cells(connection: duckdb.DuckDBPyConnection, path: Path, layout: _Layout) -> tuple[pa.Table, Misfits] | None:
    """Read with DuckDB's parser, which refuses whatever is not regular; None where it refused.

    Rows from the one below the header on. One column alone, and blank lines, which it passes over, are not for it.
    """
    if layout.width < 2:
        return None
    misfits = Misfits(layout.header, layout.width, layout.full_width)
    lines = _lines_of(path) - layout.header_row
    cells = _parsed(connection, path, layout, pads_short_rows=True)
    if cells is not None and cells.num_rows == lines:
        _judge_short_rows(path, layout, cells, misfits)
        return cells, misfits
    # Only where each row is a line is it sure that nothing but its end was filled up.
    cells = _parsed(connection, path, layout, pads_short_rows=False)
    if cells is None or (cells.num_rows != lines and (_has_blank_line(path) or _swallow_rows(cells, layout))):
        return None
    return cells, misfits


def _parsed(
    connection: duckdb.DuckDBPyConnection, path: Path, layout: _Layout, *, pads_short_rows: bool
) -> pa.Table | None:
    try:
        return connection.sql(
            "select * from read_csv($path, auto_detect = false, header = false, null_padding = $pads,"
            " skip = $skip, delim = $delimiter, quote = '\"', escape = '\"', columns = $columns)",
            params={
                "path": str(path),
                "pads": pads_short_rows,
                "skip": layout.header_row,
                "delimiter": layout.delimiter,
                "columns": dict.fromkeys(columns(layout.width), "VARCHAR"),
            },
        ).to_arrow_table()
    except duckdb.Error as error:
        # It has no class for padding beside a line break within quotation marks.
        if isinstance(error, duckdb.InvalidInputException) or "null_padding" in str(error):
            return None
        raise


def _lines_of(path: Path) -> int:
    """How many lines there are up to the last one that holds anything."""
    breaks, end = 0, b""
    with path.open("rb") as file:
        while chunk := file.read(MEBIBYTE):
            breaks += int(np.count_nonzero(np.frombuffer(chunk, dtype=np.uint8) == ord("\n")))
            end = chunk
    return breaks - end[len(end.rstrip(b"\r\n")) :].count(b"\n") + 1


def _judge_short_rows(path: Path, layout: _Layout, cells: pa.Table, misfits: Misfits) -> None:
    """Of the rows without a last cell, tell those that leave it out from those where it is blank."""
    last = cells[f"c{max(misfits.named, 1) - 1}"]
    if not last.null_count:
        return
    lacks_last = [*itertools.repeat(False, layout.header_row), *last.is_null().to_numpy().tolist()]
    delimiter, delimiters = layout.delimiter.encode(), misfits.named - 1
    with path.open("rb") as file:
        for number, line in itertools.compress(enumerate(file, 1), lacks_last):
            if line.count(delimiter) < delimiters or b'"' in line:
                text = line.decode(errors="replace")
                misfits.judge(number, next(csv.reader([text], delimiter=layout.delimiter), []))


def _has_blank_line(path: Path) -> bool:
    with path.open("rb") as file:
        return any(not line.strip(b"\r\n") for line in file)


def _swallow_rows(cells: pa.Table, layout: _Layout) -> bool:
    """Whether a cell of several lines holds rows, which stand between two quotation marks by accident."""
    for column in cells.columns:
        of_lines = column.filter(pc.greater(pc.count_substring(column, "\n"), 1)).slice(0, _MOST_NOTES_LOOKED_AT)
        if any(swallows_rows(cell, layout.delimiter, layout.width) for cell in of_lines.to_pylist()):
            return True
    return False


def _read_row_by_row(text_rows: TextRows, layout: _Layout) -> tuple[pa.Table, Misfits]:
    """Every row of the file, its first one too."""
    names = columns(layout.width)
    batches = [pa.table([pa.array([], pa.string()) for _ in names], names=names)]
    misfits = Misfits(layout.header, layout.width, layout.full_width)
    first = 1
    for rows in _in_batches(iter(text_rows)):
        arrays = [pa.array(cells, pa.string()) for cells in _cells_by_column(rows, layout.width)]
        batches.append(pa.table(arrays, names=names))
        for number, row in enumerate(rows, first):
            if len(row) != layout.width and number > layout.header_row:
                misfits.judge(number, row)
        first += len(rows)
    return pa.concat_tables(batches), misfits


def _cells_by_column(rows: list[list[str]], width: int) -> list[list[str | None]]:
    return [[row[position] or None if position < len(row) else None for row in rows] for position in range(width)]


def _in_batches(rows: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    while batch := list(itertools.islice(rows, ROWS_AT_A_TIME)):
        yield batch
