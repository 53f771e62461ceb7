"""The intake report as tables: what was read, how tables were joined, which rows were left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analyzer.intake.report import Alike, IntakeReport, JoinReport, SheetReport
from analyzer.language import Language
from analyzer.message import Message, Share
from analyzer.screen import proposals, tables
from analyzer.screen.field_names import with_field_names
from analyzer.screen.frame import Here
from analyzer.screen.plain import as_text, sentence
from analyzer.settings import Settings

MOST_PROPOSALS = 20
_COUNTS = ("rows_read", "rows_loaded", "rows_rejected", "rows_not_data")
_SIGNS = ("", "=", "+", "+")
KINDS: Mapping[str, Message] = {
    "opportunities": Message("opportunities"),
    "lookup": Message("lookup table"),
    "targets": Message("targets"),
    "stages": Message("stages"),
    "stage_history": Message("stage history"),
    "not_used": Message("not used"),
}


def totals(report: IntakeReport) -> Message:
    """The one sentence: nothing is lost in silence."""
    return Message(
        "{rows_read} rows read = {rows_loaded} loaded + {rows_rejected} rejected + {rows_not_data} not data",
        **_sums(report),
    )


def finding(report: IntakeReport) -> Message:
    """The sentence of the report: whether any row of data was left out."""
    counts = _sums(report)
    if counts["rows_rejected"] == 1:
        return Message("1 of {rows_read} rows was rejected: it stands below with its reason", **counts)
    if counts["rows_rejected"]:
        return Message("{rows_rejected} of {rows_read} rows were rejected: each stands below with its reason", **counts)
    if not counts["rows_loaded"]:
        return _nothing_loaded(report)
    return Message("Nothing was lost: all {rows_loaded} rows of data were loaded", **counts)


def _nothing_loaded(report: IntakeReport) -> Message:
    if report.questions:
        return Message("No row is loaded yet: the upload page asks what is missing")
    return Message("No row of data was found")


def equation(here: Here, report: IntakeReport) -> None:
    """Rows read = loaded + rejected + not data, as large numbers."""
    counts, names = _sums(report), _names(here)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        for name, sign in zip(_COUNTS, _SIGNS, strict=True):
            if sign:
                st.markdown(f"### {sign}", width="content")
            st.metric(names[name], here.language.number(counts[name]), width="content")


def _sums(report: IntakeReport) -> dict[str, int]:
    return {name: sum(getattr(sheet, name) for sheet in report.sheets) for name in _COUNTS}


def _names(here: Here) -> dict[str, str]:
    say = here.text
    return dict(zip(_COUNTS, (say("Rows read"), say("Loaded"), say("Rejected"), say("Not data")), strict=True))


def sheets(here: Here, report: IntakeReport) -> None:
    """One row a sheet: what it is, and where its rows went."""
    rows = [
        {
            "file": sheet.file,
            "sheet": sheet.sheet,
            "table": here.language.say(KINDS[sheet.table]),
            **{name: getattr(sheet, name) for name in _COUNTS},
            "dates": _dates(here.language, sheet),
        }
        for sheet in report.sheets
    ]
    say = here.text
    columns = {
        "file": tables.text(say("File"), pinned=True),
        "sheet": tables.text(say("Sheet")),
        "table": tables.text(say("Understood as")),
        **_count_columns(here),
        "dates": tables.text(say("Snapshots")),
    }
    frame = pd.DataFrame(rows)
    st.dataframe(
        frame, column_config=columns, hide_index=True, placeholder=tables.MISSING, height=tables.height(len(rows)),
        alt=here.text("Intake report"),
    )  # fmt: skip


def _count_columns(here: Here) -> dict[str, Any]:
    names = _names(here)
    return {name: tables.number(f"{sign} {names[name]}".strip()) for name, sign in zip(_COUNTS, _SIGNS, strict=True)}


def _dates(language: Language, sheet: SheetReport) -> str:
    days = sheet.snapshot_dates
    if len(days) <= 1:
        return "".join(language.date(day) for day in days)
    return language.say(Message("{n} snapshots, {first} to {last}", n=len(days), first=days[0], last=days[-1]))


def notes(here: Here, sheet: SheetReport) -> None:
    """What intake has to say of one sheet."""
    day = sheet.date_reason and Message("Snapshot date: {reason}", reason=sheet.date_reason)
    said = [note for note in (day, *sheet.notes) if note]
    st.markdown("\n".join(f"- {as_text(with_field_names(here.language, note))}" for note in said))


def general_notes(here: Here, report: IntakeReport) -> None:
    """What intake has to say of all sheets together."""
    st.markdown("\n".join(f"- {sentence(here.language, note)}" for note in report.notes))


def notes_on_newest(here: Here, report: IntakeReport) -> None:
    """What there is to say of the sheet of deals that came last: what changed since the one before, among others."""
    newest = next((sheet for sheet in reversed(report.sheets) if sheet.table == "opportunities"), None)
    if newest is not None:
        st.markdown(f"**{as_text(newest.sheet or newest.file)}**")
        notes(here, newest)


def join(here: Here, of: IntakeReport, report: JoinReport) -> Settings | None:
    """How one lookup table was joined, with near misses to accept; the settings once one is accepted."""
    st.markdown(sentence(here.language, _joined(report)))
    role = proposals.role_of(of, report)
    unmatched = list(report.unmatched.items())
    for value, (rows, proposal) in unmatched[:MOST_PROPOSALS]:
        accepted = _accepted(here, report, value, rows, proposal if role else None)
        if accepted and role and proposal:
            return proposals.said_same(here.settings, Alike(role, value, proposal, rows), True)
    if len(unmatched) > MOST_PROPOSALS:
        more = here.language.plural("{n} more value has no match.", "{n} more values have no match.",
                                    len(unmatched) - MOST_PROPOSALS)  # fmt: skip
        st.caption(more)
    return None


def _joined(report: JoinReport) -> Message:
    told = {"table": report.sheet or report.file, "key": report.key, "share": Share(report.match_rate)}
    if not report.adds:
        return Message("{table} joins by {key}: {share} of the rows find their value. It adds no column.", **told)
    return Message("{table} joins by {key} and adds {adds}: {share} of the rows find their value.",
                   adds=list(report.adds), **told)  # fmt: skip


def _accepted(here: Here, report: JoinReport, value: str, rows: int, proposal: str | None) -> bool:
    with st.container(horizontal=True, vertical_alignment="center"):
        many = here.language.plural("{n} row", "{n} rows", rows)
        missing = Message("{value} has no match ({rows}).", value=value, rows=many)
        st.markdown(sentence(here.language, missing))
        if proposal is None:
            return False
        label = Message("It is the same as {proposal}", proposal=proposal)
        return st.button(sentence(here.language, label), key=f"same_{report.file}_{report.sheet}_{value}")
