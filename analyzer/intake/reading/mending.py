"""Cells of a sheet as the user mended them, before its header and its other rows that are not data are told apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analyzer.intake.corrections import Mend
from analyzer.intake.raw_sheet import labels
from analyzer.intake.reading.cells import is_blank
from analyzer.intake.reading.grid import Grid
from analyzer.intake.report import RejectedRow


def mended(grid: Grid, mends: Iterable[Mend]) -> Grid:
    """The grid with the mended cells of its sheet; a row that fits the header now is not rejected any more."""
    places = _places(grid, mends)
    if not places:
        return grid
    names = label_columns(grid.header)
    changes: dict[str, dict[int, str | None]] = {}
    for row, cells in places.items():
        for label, text in cells.items():
            if label in names:
                changes.setdefault(names[label], {})[row] = text or None
    return replace(grid, cells=_changed(grid.cells, changes), rejected=_still_rejected(grid, places, names))


def label_columns(header: Sequence[str | None]) -> dict[str, str]:
    """Label of a column -> its name, ``c0 .. cN``."""
    headers = ["" if is_blank(cell) else str(cell) for cell in header]
    return {label: f"c{at}" for at, label in enumerate(labels(headers))}


def _places(grid: Grid, mends: Iterable[Mend]) -> dict[int, Mapping[str, str]]:
    """The mended cells by row, for rows that are there, below the header."""
    if not grid.cells.num_rows:
        return {}
    first = grid.cells["row_number"][0].as_py()
    rows = range(max(first, grid.header_row + 1), first + grid.cells.num_rows)
    return {mend.row: mend.cells for mend in mends if mend.sheet == grid.sheet and mend.row in rows}


def _changed(cells: pa.Table, changes: Mapping[str, Mapping[int, str | None]]) -> pa.Table:
    first = cells["row_number"][0].as_py()
    for name, texts in changes.items():
        rows = sorted(texts)
        mask = np.zeros(cells.num_rows, dtype=bool)
        mask[np.array(rows) - first] = True
        column = cells[name].combine_chunks()
        new = pa.array([texts[row] for row in rows], column.type)
        place = cells.column_names.index(name)
        cells = cells.set_column(place, name, pc.replace_with_mask(column, pa.array(mask), new))
    return cells


def _still_rejected(
    grid: Grid, places: Mapping[int, Mapping[str, str]], names: Mapping[str, str]
) -> dict[int, RejectedRow]:
    rejected = dict(grid.rejected)
    for row in rejected.keys() & places.keys():
        cells = {**rejected[row].cells, **places[row]}
        if rejected[row].cells and all(is_blank(text) for label, text in cells.items() if label not in names):
            del rejected[row]
        else:
            rejected[row] = replace(rejected[row], cells=cells)
    return rejected
