"""What is held: the uploads, each to be taken back, and the snapshots, each to be removed and put back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analyzer import figures
from analyzer.intake.report import IntakeReport
from analyzer.intake.tables.sheet_reports import is_replaced
from analyzer.message import Message
from analyzer.model import Selection
from analyzer.screen import tables, upload
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence
from analyzer.screen.session import Watch
from analyzer.workspace import Upload

FILES_NAMED = 3
UPLOADS_SHOWN = 8
DEALS = ("opportunities", "stage_history")


def finding(here: Here) -> Message:
    """The sentence of the page: how much is held, and from when to when."""
    days = [day.date() for day in here.ask(figures.snapshots())["snapshot_date"]]
    if here.visitor.on_sample:
        return Message("This is sample data: nothing of yours is held")
    if not days:
        return Message("No snapshot is held")
    if len(days) == 1:
        return Message("One snapshot is held, of {day}", day=days[0])
    return Message("{n} snapshots are held, from {first} to {last}", n=len(days), first=min(days), last=max(days))


def uploads(here: Here) -> None:
    """The uploads, the newest first, each with its button to take it back."""
    held = here.visitor.workspace.uploads[::-1]
    for one in held[:UPLOADS_SHOWN]:
        _upload(here, one)
    if len(held) > UPLOADS_SHOWN:
        with st.expander(here.language.plural("{n} earlier upload", "{n} earlier uploads", len(held) - UPLOADS_SHOWN)):
            for one in held[UPLOADS_SHOWN:]:
                _upload(here, one)


def _upload(here: Here, one: Upload) -> None:
    said = Message(
        "{day}: {files} · {rows}",
        day=one.added_on,
        files=_named(here, one),
        rows=here.language.plural("{n} row", "{n} rows", rows_of(here.visitor.report, one)),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(sentence(here.language, said), width="stretch")
        undo(here, one, here.text("Undo"), f"upload_{one.number}")


def undo(here: Here, one: Upload, label: str, key: str) -> None:
    """The button that takes an upload back, once it is confirmed."""
    loses = Message(
        "Take back {files}? The rows leave every figure, and what was put right in them is forgotten. "
        "Drop the same again to have it back.",
        files=_named(here, one),
    )
    with st.popover(label, icon="↩️", key=f"{key}_{here.visitor.batch}"):
        st.markdown(sentence(here.language, loses))
        if st.button(here.text("Take it back"), type="primary", key=f"{key}_sure"):
            upload.perform(here, partial(_undo, here, one))


def _undo(here: Here, one: Upload, watch: Watch) -> None:
    files = _named(here, one)
    here.visitor.undo(one.number, watch)
    here.visitor.said = Message("The upload of {files} is taken back.", files=files)


def rows_of(report: IntakeReport, one: Upload) -> int:
    """How many rows were read from an upload."""
    names = {file.name for file in one.files}
    return sum(sheet.rows_read for sheet in report.sheets if sheet.file in names)


def _named(here: Here, one: Upload) -> list[str]:
    names = [file.name for file in one.files]
    more = len(names) - FILES_NAMED
    return [*names[:FILES_NAMED], *([here.language.plural("{n} more", "{n} more", more)] if more > 0 else [])]


def snapshots(here: Here) -> None:
    """The snapshots, the newest first, and those that were removed; the chosen ones can be removed or put back."""
    rows = list(_snapshots(here))
    if not rows:
        st.caption(here.text("No snapshot is held."))
        return
    say = here.text
    columns = {
        "day": tables.day(here.language, say("Snapshot")),
        "deals": tables.number(say("Deals")),
        "amount": tables.number(say("Open amount")),
        "source": tables.text(say("From the file")),
        "state": tables.text(say("State")),
    }
    state = st.dataframe(
        pd.DataFrame(rows).astype({"deals": "Int64"}), column_config=columns, hide_index=True,
        height=tables.height(len(rows)), placeholder=tables.MISSING, on_select="rerun", selection_mode=tables.ONE_ROW,
        key=f"snapshots_{here.visitor.batch}", alt=say("Snapshots"),
    )  # fmt: skip
    number = tables.picked_row(state)
    _buttons(here, rows[number] if number is not None and number < len(rows) else None)


def _buttons(here: Here, chosen: dict[str, Any] | None) -> None:
    is_held = chosen is not None and chosen["deals"] is not None
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover(here.text("Remove"), icon="🗑️", disabled=not is_held, key=f"remove_{here.visitor.batch}"):
            if chosen is not None and is_held:
                _removal(here, chosen["day"])
        if st.button(here.text("Put back"), icon="↩️", disabled=chosen is None or is_held) and chosen is not None:
            upload.perform(here, partial(_put_back, here, chosen["day"]))
        st.caption(here.text("Choose a snapshot. The same day uploaded again replaces what is held of it."))


def _removal(here: Here, day: date) -> None:
    asked = Message("Leave the snapshot of {day} out of every figure? It can be put back here.", day=day)
    st.markdown(sentence(here.language, asked))
    if st.button(here.text("Leave it out"), type="primary"):
        upload.perform(here, partial(_remove, here, day))


def _remove(here: Here, day: date, watch: Watch) -> None:
    here.visitor.remove(day, watch)
    here.visitor.said = Message("The snapshot of {day} is left out. It stands below, to be put back.", day=day)


def _put_back(here: Here, day: date, watch: Watch) -> None:
    here.visitor.put_back(day, watch)
    here.visitor.said = Message("The snapshot of {day} is in every figure again.", day=day)


def _snapshots(here: Here) -> Iterator[dict[str, Any]]:
    workspace, report = here.visitor.workspace, here.visitor.report
    deals = here.ask(figures.snapshots())
    days = [day.date() for day in deals["snapshot_date"]]
    amounts = _open_amounts(here, days)
    removed = {removal.day for removal in workspace.corrections.removals} - set(days)
    held = [
        {"day": day, "deals": int(count), "amount": amounts.get(day), **_source(here, report, day)}
        for day, count in zip(days, deals["deals"], strict=True)
    ]
    gone = [
        {"day": day, "deals": None, "amount": None, "source": None, "state": here.text("left out by you")}
        for day in removed
    ]
    yield from sorted([*held, *gone], key=lambda row: row["day"], reverse=True)


def _open_amounts(here: Here, days: Sequence[date]) -> dict[date, float | None]:
    if not days:
        return {}
    trend = here.ask(figures.trend(Selection(max(days))))
    found = zip(trend["snapshot_date"], trend["amount"], strict=True)
    return {day.date(): None if pd.isna(amount) else float(amount) for day, amount in found}


def _source(here: Here, report: IntakeReport, day: date) -> dict[str, str]:
    """Which sheets a snapshot stands in, and whether their day was only assumed, or took the place of another's."""
    sheets = [sheet for sheet in report.sheets if sheet.table in DEALS and day in sheet.snapshot_dates]
    standing = [sheet for sheet in sheets if not is_replaced(sheet, day)]
    names = [" / ".join(filter(None, (sheet.file, sheet.sheet))) for sheet in standing]
    said = [here.text("held")]
    if any(sheet.date_is_assumed for sheet in standing):
        said.append(here.text("the day is assumed"))
    if len(standing) < len(sheets):
        said.append(here.text("replaces an earlier upload"))
    return {"source": here.language.listed(names), "state": here.language.listed(said)}
