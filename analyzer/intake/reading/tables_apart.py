"""Several tables on one sheet, one below the other or side by side, as one grid each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analyzer.intake.reading.cells import Row, cell_at, filled, is_blank, is_word, looks_like_date, looks_like_number
from analyzer.intake.reading.grid import Grid, columns
from analyzer.intake.reading.header import SAMPLE_ROWS, Header, find_header, is_repeated_header
from analyzer.message import Message

_MOST_TABLES = 20
_ROWS_COMPARED = 2_000
_FULL = 0.9


def apart(grid: Grid) -> list[Grid]:
    """The tables of the sheet; the grid itself, as it is, where it holds one."""
    if grid.is_headless or grid.cells.num_rows < 2:
        return [grid]
    tables = [table for part in _one_below_the_other(grid) for table in _side_by_side(part)]
    if len(tables) == 1:
        return [grid]
    note = Message("The sheet holds {count} tables; each of them is read as a sheet of its own.", count=len(tables))
    return [_named(table, number, note) for number, table in enumerate(tables, 1)]


def _named(table: Grid, number: int, note: Message) -> Grid:
    if number == 1:
        return replace(table, notes=(*table.notes, note))
    return replace(table, sheet=f"{table.sheet or ''} #{number}".strip(), notes=(note,))


def _one_below_the_other(grid: Grid) -> Iterator[Grid]:
    holds = _rows_that_hold_something(grid.cells)
    starts = [] if holds is None else _starts(grid, holds)
    if not starts:
        yield grid
        return
    first = _number(grid, 0)
    ends = [*(place for place, _ in starts[1:]), grid.cells.num_rows]
    yield _slice(grid, 0, starts[0][0])
    for (place, header), end in zip(starts, ends, strict=True):
        part = _slice(grid, place, end)
        yield replace(
            part,
            header=header.cells,
            header_row=first + place + header.index,
            first_row=first + place,
            title_lines=header.titles,
        )


def _rows_that_hold_something(cells: pa.Table) -> npt.NDArray[np.bool_] | None:
    """Whether each row does; None where every one does."""
    if any(cells[name].null_count == 0 for name in cells.column_names[1:]):
        return None
    holds = np.zeros(cells.num_rows, dtype=bool)
    for name in cells.column_names[1:]:
        holds |= cells[name].is_valid().to_numpy()
    return holds


def _starts(grid: Grid, holds: npt.NDArray[np.bool_]) -> list[tuple[int, Header]]:
    """Places of the rows, from 0, where another table begins below blank rows, and its header."""
    below = max(0, grid.header_row + 1 - _number(grid, 0))
    begins = np.flatnonzero(holds[1:] & ~holds[:-1]) + 1
    found: list[tuple[int, Header]] = []
    for place in begins[begins > below][:_MOST_TABLES].tolist():
        rest = np.flatnonzero(~holds[place:])
        block = _rows(grid, place, min(place + (int(rest[0]) if rest.size else len(holds)), place + SAMPLE_ROWS))
        header = find_header(block)
        fits = header is not None and _number(grid, place + header.index) not in grid.rejected
        if header and fits and not header.is_missing and _is_new(grid, header, block[header.index + 1 :], below):
            found.append((place, header))
    return found


def _is_new(grid: Grid, header: Header, below: Sequence[Row], first: int) -> bool:
    """Whether a row below blank ones names other columns: words alone, over numbers or dates, that are no values."""
    words = [cell for cell in header.cells if not is_blank(cell)]
    if len(words) < 2 or len(set(words)) < len(words) or not all(map(is_word, words)):
        return False
    places = range(len(grid.header))
    if is_repeated_header(header.cells, grid.header) or not any(_is_typed(header, below, at) for at in places):
        return False
    rows = _rows(grid, first, first + _ROWS_COMPARED)
    return not any(_is_value(rows, below, header, at) for at in places)


def _is_value(rows: Sequence[Row], below: Sequence[Row], header: Header, at: int) -> bool:
    """Whether the header's cell stands in its column once more, as values do."""
    cell = cell_at(header.cells, at)
    if cell is None:
        return False
    return any(cell_at(row, at) == cell for row in below) or sum(cell_at(row, at) == cell for row in rows) > 1


def _is_typed(header: Header, below: Sequence[Row], at: int) -> bool:
    cells = [cell for row in below if (cell := cell_at(row, at))]
    return (
        bool(cells)
        and is_word(cell_at(header.cells, at))
        and all(looks_like_number(cell) or looks_like_date(cell) for cell in cells)
    )


def _side_by_side(grid: Grid) -> Iterator[Grid]:
    gap = _gap(grid)
    if gap is None:
        yield grid
        return
    width = len(grid.header)
    yield replace(_columns(grid, 0, gap), rejected=grid.rejected, notes=grid.notes)
    yield from _side_by_side(_columns(grid, gap + 1, width))


def _gap(grid: Grid) -> int | None:
    """The place of the blank column between two tables that have the same columns or are of different length."""
    below = grid.cells.slice(max(0, grid.header_row + 1 - _number(grid, 0)))
    for at in range(2, len(grid.header) - 2):
        if is_blank(grid.header[at]) and below[f"c{at}"].null_count == below.num_rows:
            left, right = grid.header[:at], grid.header[at + 1 :]
            if (
                filled(left) > 1
                and filled(right) > 1
                and (
                    len(set(filter(None, left)) & set(filter(None, right))) > 1
                    or _differ_in_length(below, range(at), range(at + 1, len(grid.header)))
                )
            ):
                return at
    return None


def _differ_in_length(below: pa.Table, left: range, right: range) -> bool:
    """Whether one side ends before the other, and is full up to its end."""
    spans = [_extent(below, [f"c{at}" for at in side]) for side in (left, right)]
    (short, full), (long, _) = sorted(spans)
    return 1 < short < long and full >= _FULL


def _extent(below: pa.Table, names: Sequence[str]) -> tuple[int, float]:
    """How many rows down to the last one that holds something, and which share of its cells up to there is filled."""
    valid = np.array([below[name].is_valid().to_numpy() for name in names if below[name].null_count < below.num_rows])
    if not valid.size:
        return 0, 0.0
    length = int(np.flatnonzero(valid.any(axis=0))[-1]) + 1
    return length, float(valid[:, :length].mean())


def _columns(grid: Grid, first: int, end: int) -> Grid:
    while (
        first < end - 1 and is_blank(grid.header[first]) and grid.cells[f"c{first}"].null_count == grid.cells.num_rows
    ):
        first += 1
    kept = grid.cells.select(["row_number", *(f"c{at}" for at in range(first, end))])
    cells = kept.rename_columns(["row_number", *columns(end - first)])
    return replace(grid, cells=cells, header=tuple(grid.header[first:end]), rejected={}, notes=())


def _slice(grid: Grid, first: int, end: int) -> Grid:
    numbers = range(_number(grid, first), _number(grid, 0) + end)
    rejected = {number: row for number, row in grid.rejected.items() if number in numbers}
    return replace(grid, cells=grid.cells.slice(first, end - first), rejected=rejected)


def _number(grid: Grid, place: int) -> int:
    number: int = grid.cells["row_number"][0].as_py()
    return number + place


def _rows(grid: Grid, first: int, end: int) -> list[Row]:
    part = grid.cells.slice(first, max(0, end - first)).drop_columns(["row_number"])
    return list(zip(*(column.to_pylist() for column in part.columns), strict=True))
