"""Rejected rows put right in place: an editable table of their own cells, with the cell at fault pointed out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from analyzer.intake.corrections import Mend
from analyzer.intake.report import IntakeReport, RejectedRow, SheetReport
from analyzer.intake.tables.rejects import NO_FAULT_OF_THE_ROW, WAITS_FOR_ITS_STAGE
from analyzer.message import Message
from analyzer.model import BLANK
from analyzer.screen import tables
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence

MOST_ROWS = 500
SHEET, ROW, FAULT, WHY = "sheet", "row", "fault", "why"
WIDTH_OF_FAULT, WIDTH_OF_WHY = 210, 340


@dataclass(frozen=True)
class Shape:
    """Rejected rows whose sheets have the same columns, so that one table holds them; those that wait are the last.

    labels: of the columns, those at fault first; in the table they are called ``c0 .. cN``, in this order.
    at_fault: the labels that any row is rejected for.
    """

    rows: tuple[tuple[SheetReport, RejectedRow], ...]
    labels: tuple[str, ...]
    at_fault: frozenset[str]

    @property
    def names(self) -> list[str]:
        """What the columns are called in the table."""
        return [f"c{number}" for number in range(len(self.labels))]

    @classmethod
    def of(cls, rows: Iterable[tuple[SheetReport, RejectedRow]]) -> Shape:
        """The shape of these rows."""
        held = tuple(sorted(rows, key=lambda held: held[1].reason.text == WAITS_FOR_ITS_STAGE))
        labels = dict.fromkeys(label for _, row in held for label in row.cells)
        at_fault = frozenset(filter(None, (fault_of(sheet, row) for sheet, row in held)))
        return cls(held, tuple(sorted(labels, key=lambda label: label not in at_fault)), at_fault)


def shapes(report: IntakeReport) -> list[Shape]:
    """The rows that can be put right, apart by the columns they have."""
    found: dict[tuple[str, ...], list[tuple[SheetReport, RejectedRow]]] = {}
    for sheet in report.sheets:
        for row in sheet.rejected:
            if row.cells and row.reason.text not in NO_FAULT_OF_THE_ROW:
                found.setdefault(tuple(row.cells), []).append((sheet, row))
    return [Shape.of(rows) for rows in found.values()]


def left_out(report: IntakeReport) -> Counter[Message]:
    """The reasons that have nothing to do with the row itself -> how many rows stay out for it."""
    found: Counter[Message] = Counter()
    for sheet in report.sheets:
        found.update(dict(sheet.left_out))
        found.update(row.reason for row in sheet.rejected if not row.cells)
    return found


def left_out_in_words(here: Here, report: IntakeReport) -> Iterator[Message]:
    """A line for each of these reasons, with how many rows stay out for it."""
    for reason, count in left_out(report).items():
        yield Message("{name}: {value}", name=here.language.plural("{n} row", "{n} rows", count), value=reason)


def fault_of(sheet: SheetReport, row: RejectedRow) -> str | None:
    """The label of the column whose cell is at fault; None where it is not one cell, or the sheet has none."""
    if row.field is None:
        return None
    headers = [column.header for column in sheet.columns if column.field == row.field]
    exact = [label for label in headers if label in row.cells and row.cells[label] == (row.value or "")]
    same = [label for label, text in row.cells.items() if row.value and text == row.value]
    return next(iter([*exact, *(label for label in headers if label in row.cells), *same]), None)


def edit(here: Here, report: IntakeReport) -> tuple[Mend, ...]:
    """The tables; what was changed in them."""
    edited = [(shape, _table(here, shape, number)) for number, shape in enumerate(shapes(report))]
    return tuple(mend for shape, frame in edited for mend in mends_of(shape, frame.to_dict("records")))


def load_button(here: Here, mends: Sequence[Mend]) -> bool:
    """The button that loads what was put right."""
    label = here.text("Load the corrected rows")
    if mends:
        label = here.language.plural("Load {n} corrected row", "Load {n} corrected rows", len(mends))
    return st.button(label, type="primary", disabled=not mends, icon="✅", key="load_mended")


def mends_of(shape: Shape, edited: Sequence[Mapping[Any, Any]]) -> list[Mend]:
    """What was changed, row by row: only the cells that differ."""
    mends = []
    for (sheet, row), texts in zip(shape.rows, edited, strict=False):
        after = {label: _text(texts.get(name)) for name, label in zip(shape.names, shape.labels, strict=True)}
        changed = {label: text for label, text in after.items() if text != row.cells[label]}
        if changed:
            mends.append(Mend(sheet.file, sheet.sheet, row.row, changed))
    return mends


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _table(here: Here, shape: Shape, number: int) -> pd.DataFrame:
    rows = shape.rows[:MOST_ROWS]
    frame = pd.DataFrame([_row(here, shape, *row) for row in rows]).astype(dict.fromkeys(shape.names, "object"))
    several = len({(sheet.file, sheet.sheet) for sheet, _ in rows}) > 1
    order = [*([SHEET] if several else []), ROW, FAULT, WHY, *shape.names]
    look = f"color: {here.theme.light('red')}"
    edited: pd.DataFrame = st.data_editor(
        frame.style.map(lambda _: look, subset=[FAULT]), column_config=_columns(here, shape), column_order=order,
        hide_index=True, height=tables.height(len(rows)), key=f"mend_{here.visitor.batch}_{number}",
        placeholder=tables.MISSING, alt=here.text("Rejected rows"),
    )  # fmt: skip
    if len(shape.rows) > MOST_ROWS:
        more = Message("The first {shown} rows are shown; the spreadsheet has more of them.", shown=MOST_ROWS)
        st.caption(sentence(here.language, more))
    return edited


def _columns(here: Here, shape: Shape) -> dict[str, Any]:
    say = here.text
    cells = {
        name: tables.text(f"⚠ {label}" if label in shape.at_fault else label)
        for name, label in zip(shape.names, shape.labels, strict=True)
    }
    return {
        SHEET: tables.text(say("Sheet"), disabled=True),
        ROW: tables.number(say("Row"), disabled=True, width="small"),
        FAULT: tables.text(say("To put right"), disabled=True, width=here.theme.px(WIDTH_OF_FAULT)),
        **cells,
        WHY: tables.text(say("Why"), disabled=True, width=here.theme.px(WIDTH_OF_WHY)),
    }


def _row(here: Here, shape: Shape, sheet: SheetReport, row: RejectedRow) -> dict[str, Any]:
    label = fault_of(sheet, row)
    return {
        SHEET: sheet.sheet or sheet.file, ROW: row.row, WHY: here.language.say(row.reason),
        FAULT: None if label is None else f"{label}: {row.cells[label] or here.language.state(BLANK)}",
        **{name: row.cells[of] or None for name, of in zip(shape.names, shape.labels, strict=True)},
    }  # fmt: skip


def outcome(mends: Sequence[Mend], before: IntakeReport, after: IntakeReport) -> Message:
    """What became of the rows that were put right, and of others that give way to them."""
    still = {(sheet.file, sheet.sheet, row.row) for sheet in after.sheets for row in sheet.rejected}
    waiting = sum((mend.file, mend.sheet, mend.row) in still for mend in mends)
    loaded = len(mends) - waiting
    said = _loaded(loaded, waiting)
    others = rows_rejected(after) - (rows_rejected(before) - loaded)
    if others <= 0:
        return said
    return Message("{said} Rows that give way to them, and are rejected now: {others}.", said=said, others=others)


def _loaded(loaded: int, waiting: int) -> Message:
    if not waiting:
        one = Message("The corrected row is loaded now.")
        return one if loaded == 1 else Message("All {rows} corrected rows are loaded now.", rows=loaded)
    if not loaded and waiting == 1:
        return Message("The corrected row is still rejected: the reason stands beside it.")
    return Message(
        "{loaded} of {rows} corrected rows are loaded now; those that are not stay below, each with its reason.",
        loaded=loaded, rows=loaded + waiting,
    )  # fmt: skip


def rows_rejected(report: IntakeReport) -> int:
    """How many rows are rejected, those that the report does not show too."""
    return sum(sheet.rows_rejected for sheet in report.sheets)
