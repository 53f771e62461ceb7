"""The picture of what was understood: the stages in their order, the columns used, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analyzer.intake.report import ColumnMatch, IntakeReport, SheetReport, StageMatch
from analyzer.message import Message
from analyzer.model import EXTRA_ROLES
from analyzer.screen import mending, stage_mapping, tables
from analyzer.screen.answers import LEFT_OUT
from analyzer.screen.field_names import FIELD_NAMES, field_name
from analyzer.screen.frame import Here
from analyzer.screen.intake_tables import KINDS
from analyzer.screen.plain import sentence

INTAKE_REPORT = "pages/data/intake_report.py"
NEEDED = ("opportunity_id", "amount", "region", "product", "industry")
SURE = 0.75
MOST_NAMED = 6
FIRST_DEEP = 4  # layers from this one on are dark enough for white words
WIDTHS = (5, 5, 3)
DEALS = ("opportunities", "stage_history")


def picture(here: Here, report: IntakeReport) -> None:
    """Three tables side by side, on one screen."""
    stages, columns, rest = st.columns(WIDTHS)
    with stages:
        st.markdown(f"**{here.text('Your stages, in the order of the funnel')}**")
        _stages(here, report)
    with columns:
        st.markdown(f"**{here.text('The columns that are used')}**")
        _columns(here, report)
    with rest:
        st.markdown(f"**{here.text('Left out, or not quite sure')}**")
        rejected = mending.rows_rejected(report) - mending.left_out(report).total()
        if rejected > 0:
            told = Message("Put right: {rows} rejected", rows=rejected)
            st.page_link(INTAKE_REPORT, label=sentence(here.language, told), icon="🧾")
        said = [sentence(here.language, message) for message in left_out(here, report)]
        st.markdown("\n".join(f"- {line}" for line in said) or ("" if rejected > 0 else here.text("Nothing.")))


def _stages(here: Here, report: IntakeReport) -> None:
    placed = stage_mapping.in_funnel_order(report.stages, here.visitor.workspace.stages)
    frame = pd.DataFrame(
        {
            "layer": [_place(here, match) for match in placed],
            "stage": [match.stage or match.label for match in placed],
            "rows": [match.rows for match in placed],
        }
    )
    if frame.empty:
        st.caption(here.text("They stand here once the question above is answered."))
        return
    say = here.text
    columns = {
        "layer": tables.text(say("Place in the funnel")),
        "stage": tables.text(say("Your stage")),
        "rows": tables.number(say("Rows"), width="small"),
    }
    looks = {_place(here, match): _look(here, match.layer) for match in placed}
    st.dataframe(
        frame.style.map(lambda place: looks.get(str(place), ""), subset=["layer"]), column_config=columns,
        hide_index=True, height=tables.height(len(frame)), alt=say("Your stages, in the order of the funnel"),
    )  # fmt: skip


def _look(here: Here, layer: int | None) -> str:
    """A layer in its colour, with words that can be read on it."""
    if layer is None:
        return ""
    dark_words = layer < FIRST_DEEP + here.theme.dark
    return f"background-color: {here.theme.layer(layer)}; color: {'#12161b' if dark_words else '#ffffff'}"


def _place(here: Here, match: StageMatch) -> str:
    code = stage_mapping.code_of(match.layer, match.kind)
    if code is not None:
        return stage_mapping.place_name(here, code)
    is_out = here.settings.stage_labels.get(match.label) == LEFT_OUT
    return here.text("left out") if is_out else here.text("waits for an answer")


def _columns(here: Here, report: IntakeReport) -> None:
    rows = [
        {"field": said_field(here, column), "header": column.header, "sample": next(iter(column.samples), "")}
        for column in used_columns(report)
    ]
    if not rows:
        st.caption(here.text("None yet."))
        return
    say = here.text
    columns = {
        "field": tables.text(say("Understood as")),
        "header": tables.text(say("Column")),
        "sample": tables.text(say("For example")),
    }
    st.dataframe(
        pd.DataFrame(rows), column_config=columns, hide_index=True, height=tables.height(len(rows)),
        placeholder=tables.MISSING, alt=say("The columns that are used"),
    )  # fmt: skip


def said_field(here: Here, column: ColumnMatch) -> str:
    """What a column was taken for; one of the user's own is kept under its own name."""
    return field_name(here.language, column.field or "")


def used_columns(report: IntakeReport) -> list[ColumnMatch]:
    """The columns that were taken for a field of the deals, once each, in the order of the fields."""
    found = {
        (column.field, column.header): column
        for sheet in reversed(report.sheets)
        if sheet.table in (*DEALS, "lookup")
        for column in sheet.columns
        if column.field
    }
    order = {field: place for place, field in enumerate([*FIELD_NAMES, *EXTRA_ROLES])}
    return sorted(found.values(), key=lambda column: order.get(column.field or "", 0))


def left_out(here: Here, report: IntakeReport) -> Iterator[Message]:
    """A line for each thing that is in no figure, or was not quite sure."""
    yield from mending.left_out_in_words(here, report)
    found = {column.field for column in used_columns(report)}
    missing = [field_name(here.language, field) for field in NEEDED if field not in found]
    if report.stages and missing:
        yield Message("Not found: {fields}. What needs them stays empty.", fields=missing)
    not_data = sum(sheet.rows_not_data for sheet in report.sheets if sheet.table != "not_used")
    if not_data:
        yield _no_data(not_data)
    aside = dict.fromkeys(
        column.header
        for sheet in report.sheets
        if sheet.table in DEALS
        for column in sheet.columns
        if not column.field and column.header
    )
    if aside:
        yield Message("Columns set aside: {headers}.", headers=_named(here, list(aside)))
    unused = [sheet.sheet or sheet.file for sheet in report.sheets if sheet.table == "not_used" and sheet.rows_read]
    if unused:
        yield Message("Sheets not used: {names}.", names=_named(here, unused))
    yield from _unsure(here, report)
    yield from _also_read(here, report.sheets)


def _no_data(rows: int) -> Message:
    if rows == 1:
        return Message("1 row is no data: a title, a total or a blank row.")
    return Message("{rows} rows are no data: titles, totals, blank rows.", rows=rows)


def _unsure(here: Here, report: IntakeReport) -> Iterator[Message]:
    unsure = [match.label for match in report.stages if match.stage and match.confidence < SURE]
    if unsure:
        yield Message("Not quite sure of the place of: {stages}.", stages=_named(here, unsure))
    columns = [c.header for c in used_columns(report) if c.confidence < SURE and c.field not in EXTRA_ROLES]
    if columns:
        yield Message("Not quite sure of the columns: {headers}.", headers=_named(here, columns))


def _also_read(here: Here, sheets: Sequence[SheetReport]) -> Iterator[Message]:
    for sheet in sheets:
        if sheet.table in ("targets", "stages", "lookup"):
            name = sheet.sheet or sheet.file
            if name.casefold() != here.language.say(KINDS[sheet.table]).casefold():
                yield Message("{name} is read as: {kind}.", name=name, kind=KINDS[sheet.table])


def _named(here: Here, names: Sequence[str]) -> list[Any]:
    more = len(names) - MOST_NAMED
    return [*names[:MOST_NAMED], *([here.language.plural("{n} more", "{n} more", more)] if more > 0 else [])]
