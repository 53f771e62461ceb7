"""The part of the intake report on rows that were left out: put right in place, or in a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from analyzer.intake.corrections import Mend
from analyzer.intake.mended_rows import rejected_rows_workbook
from analyzer.intake.report import IntakeReport
from analyzer.message import Message
from analyzer.screen import mending, upload
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence
from analyzer.screen.session import Watch
from analyzer.screen.sidebar import UPLOAD_PAGE
from analyzer.screen.teaching import EXCEL


def draw(here: Here, report: IntakeReport) -> None:
    """The rows to put right, their download, and how many rows stay out for no fault of their own."""
    found = mending.shapes(report)
    others = list(mending.left_out_in_words(here, report))
    if not found and not others:
        st.markdown(sentence(here.language, Message("No row was rejected.")))
        return
    if found:
        _put_right(here, report)
    for other in others:
        st.markdown(sentence(here.language, other))


def _put_right(here: Here, report: IntakeReport) -> None:
    st.caption(here.text("Type the right value into its cell, for as many rows as you like, and load them."))
    if report.questions:
        st.page_link(UPLOAD_PAGE, label=here.text("Rows that wait for an answer load when it is given"), icon="❓")
    table, buttons = st.container(), st.container(horizontal=True, vertical_alignment="center")
    with table:
        mends = mending.edit(here, report)
    with buttons:
        pressed = mending.load_button(here, mends)
        if not here.visitor.on_sample:
            _spreadsheet(here, report)
    if pressed:
        upload.perform(here, partial(_load, here, mends))


def _load(here: Here, mends: Sequence[Mend], watch: Watch) -> None:
    before = here.visitor.report
    here.visitor.mend(mends, watch)
    here.visitor.said = mending.outcome(mends, before, here.visitor.report)


def _spreadsheet(here: Here, report: IntakeReport) -> None:
    st.download_button(
        here.text("The same as a spreadsheet"), lambda: rejected_rows_workbook(report, here.language),
        file_name="rejected_rows.xlsx", mime=EXCEL, icon="⬇️", on_click="ignore",
        help=here.text("Put the rows right in Excel, save, and drop the file on the upload page."),
    )  # fmt: skip
