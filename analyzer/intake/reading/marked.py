"""A grid with what the XML of its sheet adds to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from analyzer.intake.reading.grid import Grid
from analyzer.intake.reading.merged import column_name, fill_merged
from analyzer.intake.reading.sheet_xml import Marks
from analyzer.message import Message

_ENOUGH_FORMULAS = 3


def marked(grid: Grid, marks: Marks) -> Grid:
    """The grid with its merged cells filled, and notes on hidden rows and formulas without a result."""
    filled = fill_merged(grid, marks.merged)
    return replace(filled, notes=(*filled.notes, *_notes(grid, marks)))


def _notes(grid: Grid, marks: Marks) -> Iterator[Message]:
    if marks.hidden_rows:
        yield Message("Rows that the sheet hides are read like the others: {count}.", count=marks.hidden_rows)
    if unworked := +marks.unworked:
        yield Message(
            "Formulas without a result, read as blank: {count}, in {columns}. Open the file in Excel, save it, and "
            "upload it again.",
            count=unworked.total(),
            columns=_names(grid, unworked),
        )
    if zeros := _all_zero(marks):
        yield Message(
            "Every formula in {columns} gives 0: perhaps the file was never worked out. Open it in Excel, save it, and "
            "upload it again.",
            columns=_names(grid, zeros),
        )


def _all_zero(marks: Marks) -> Counter[int]:
    """The columns whose formulas all say 0, as programs write them that leave the sum to Excel."""
    return Counter({at: count for at, count in marks.zeros.items() if count == marks.formulas[at] >= _ENOUGH_FORMULAS})


def _names(grid: Grid, columns: Counter[int]) -> list[str]:
    return [column_name(grid, at) for at in sorted(columns)]
