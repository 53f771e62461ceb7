"""Columns that hold a value in the first row of each group alone, as merged cells become when they are exported."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analyzer.intake.matching.fields import OPPORTUNITY_FIELDS, ROLE_FIELDS
from analyzer.intake.matching.plain_words import compact
from analyzer.intake.reading.cells import TOTAL_PATTERN, is_blank
from analyzer.intake.reading.grid import Grid
from analyzer.intake.reading.merged import put
from analyzer.message import Message

_GROUPS = frozenset({"customer", "stage", *ROLE_FIELDS})
_LEAST_ROWS = 6
_LEAST_GROUPS = 2
_MEAN_GROUP = 2.5
_BLANK_SHARE = 0.5


def fill_groups(grid: Grid) -> Grid:
    """The grid where the values of such a first column stand in each row of their group, with a note.

    Only where it is certain: the header names a role, each value stands once, over rows that are full otherwise. Where
    it only looks so, a note says it.
    """
    if not grid.cells.num_rows or not grid.header or not _names_group(grid.header[0]):
        return grid
    column = _Column.of(grid)
    if not column.looks_grouped:
        return grid
    if not column.is_certain:
        note = Message(
            "“{column}” is blank in {count} of {rows} rows, which stays so. If its cells were merged, fill them down "
            "in the sheet and upload it again.",
            column=str(grid.header[0]),
            count=column.blank,
            rows=len(column.texts),
        )
        return replace(grid, notes=(*grid.notes, note))
    note = Message(
        "“{column}” stands in the first row of each group alone; the {count} blank cells below were read as the same.",
        column=str(grid.header[0]),
        count=column.blank,
    )
    return replace(grid, cells=put(grid.cells, "c0", column.fills()), notes=(*grid.notes, note))


def _names_group(header: str | None) -> bool:
    said = compact(header or "")
    return any(said in map(compact, field.aliases) for field in OPPORTUNITY_FIELDS if field.name in _GROUPS)


@dataclass(frozen=True)
class _Column:
    """The first column in the rows of data. rows: their numbers. texts: its cells there, blank None."""

    rows: list[int]
    texts: list[str | None]

    @classmethod
    def of(cls, grid: Grid) -> _Column:
        """Rows of data are those that fill more than half of the other columns."""
        first = max(0, grid.header_row + 1 - grid.cells["row_number"][0].as_py())
        below = grid.cells.slice(first)
        if below["c0"].null_count < _BLANK_SHARE * below.num_rows:
            return cls([], [])
        others = [below[name].is_valid().to_numpy() for name in below.column_names[2:]]
        is_full: npt.NDArray[np.bool_] = np.sum(others, axis=0) > len(others) / 2 if others else np.zeros(0, dtype=bool)
        pairs = zip(below["row_number"].to_pylist(), below["c0"].to_pylist(), is_full.tolist(), strict=False)
        data = [(row, None if is_blank(text) else text) for row, text, full in pairs if full and not _is_total(text)]
        return cls([row for row, _ in data], [text for _, text in data])

    @property
    def values(self) -> list[str]:
        return [text for text in self.texts if text is not None]

    @property
    def blank(self) -> int:
        return len(self.texts) - len(self.values)

    @property
    def looks_grouped(self) -> bool:
        """It begins with a value, and half of it or more is blank."""
        return (
            len(self.texts) >= _LEAST_ROWS
            and self.texts[0] is not None
            and len(self.values) >= _LEAST_GROUPS
            and self.blank >= _BLANK_SHARE * len(self.texts)
        )

    @property
    def is_certain(self) -> bool:
        """Each value stands once, over groups that are more than a gap here and there."""
        return len(set(self.values)) == len(self.values) and len(self.texts) >= _MEAN_GROUP * len(self.values)

    def fills(self) -> dict[int, str | None]:
        """Row -> the value of its group, for the blank cells."""
        found: dict[int, str | None] = {}
        value: str | None = None
        for row, text in zip(self.rows, self.texts, strict=True):
            value = text or value
            if text is None:
                found[row] = value
        return found


def _is_total(text: str | None) -> bool:
    return text is not None and re.search(TOTAL_PATTERN, text) is not None
