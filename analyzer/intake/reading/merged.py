"""Merged cells: one value for several rows, which a sheet holds in the first of them alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analyzer.intake.reading.cells import is_blank, looks_like_number
from analyzer.intake.reading.grid import Grid
from analyzer.message import Message

_MOST_FILLED = 2_000_000
_IS_CODE = re.compile(r"(?i)(\b|_)(id|no|nr|code|number|key)(\b|_)|编号|編號|序号|序號|[号號]\s*$|代码|代碼|^\s*#")


@dataclass(frozen=True)
class Region:
    """Rows ``top`` to ``bottom`` as a spreadsheet numbers them, columns ``first`` to ``last`` counted from 0."""

    top: int
    bottom: int
    first: int
    last: int


def fill_merged(grid: Grid, regions: Iterable[Region]) -> Grid:
    """The grid where a value of merged cells below the header stands in each of their rows, with a note.

    An amount is not repeated: it would count as often as there are rows. Cells that hold something stay as they are.
    """
    wanted: dict[int, list[Region]] = {}
    for region in regions:
        if region.top > grid.header_row and region.first < len(grid.header):
            wanted.setdefault(region.first, []).append(region)
    cells, notes = grid.cells, []
    holds_something = _rows_that_hold_something(cells) if wanted else set()
    for place, parts in sorted(wanted.items()):
        fills, amounts = _fills(grid, place, parts)
        fills = {row: value for row, value in fills.items() if row in holds_something}
        if fills:
            cells = put(cells, f"c{place}", fills)
            notes.append(_said_of_fills(grid, place, len(fills)))
        if amounts:
            notes.append(_said_of_amounts(grid, place, amounts))
    return replace(grid, cells=cells, notes=(*grid.notes, *notes))


def _rows_that_hold_something(cells: pa.Table) -> set[int]:
    valid = np.zeros(cells.num_rows, dtype=bool)
    for name in cells.column_names[1:]:
        valid |= cells[name].is_valid().to_numpy()
    return set((np.flatnonzero(valid) + cells["row_number"][0].as_py()).tolist()) if valid.any() else set()


def _fills(grid: Grid, place: int, regions: Sequence[Region]) -> tuple[dict[int, str | None], int]:
    """Row -> value for the blank cells of one column's regions, and how many of its regions hold an amount."""
    column, first = grid.cells[f"c{place}"], grid.cells["row_number"][0].as_py() if grid.cells.num_rows else 1
    is_code = bool(_IS_CODE.search(grid.header[place] or ""))
    fills: dict[int, str | None] = {}
    amounts = 0
    for region in regions:
        top, bottom = region.top - first, min(region.bottom - first, grid.cells.num_rows - 1)
        value = column[top].as_py() if 0 <= top <= bottom else None
        if value is None or is_blank(value) or len(fills) > _MOST_FILLED:
            continue
        if looks_like_number(value) and not is_code:
            amounts += 1
            continue
        below = column.slice(top + 1, bottom - top).to_pylist()
        fills.update({region.top + 1 + at: value for at, cell in enumerate(below) if is_blank(cell)})
    return fills, amounts


def put(cells: pa.Table, name: str, texts: Mapping[int, str | None]) -> pa.Table:
    """The cells with these texts, by the number of their row, in the column ``name``."""
    rows = np.array(sorted(texts))
    mask = np.zeros(cells.num_rows, dtype=bool)
    mask[rows - cells["row_number"][0].as_py()] = True
    column = cells[name].combine_chunks()
    new = pa.array([texts[row] for row in rows.tolist()], column.type)
    return cells.set_column(cells.column_names.index(name), name, pc.replace_with_mask(column, pa.array(mask), new))


def _said_of_fills(grid: Grid, place: int, count: int) -> Message:
    return Message(
        "The value of merged cells in “{column}” was taken for each of their rows: {count} cells.",
        column=column_name(grid, place),
        count=count,
    )


def _said_of_amounts(grid: Grid, place: int, count: int) -> Message:
    return Message(
        "The number in merged cells of “{column}” counts once, in the first of their rows: {count} times.",
        column=column_name(grid, place),
        count=count,
    )


def column_name(grid: Grid, place: int) -> str:
    """What to call a column in a sentence: its header, or its place where that is blank."""
    header = grid.header[place] if place < len(grid.header) else None
    return str(header) if not is_blank(header) else f"({place + 1})"
