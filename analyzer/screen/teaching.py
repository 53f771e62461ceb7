"""What an empty page says: what is missing, why it matters, and the one thing to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized
from typing import NoReturn

import streamlit as st

from analyzer.intake.template import template
from analyzer.language import Language
from analyzer.message import Message
from analyzer.model import Selection
from analyzer.screen.frame import Here, headline
from analyzer.screen.plain import sentence
from analyzer.screen.sidebar import UPLOAD_PAGE, WORKSPACE_PAGE

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def with_snapshot(here: Here) -> Selection:
    """The selection; where there is no snapshot to select, the page teaches and ends here."""
    if here.selection is None:
        if here.visitor.workspace.corrections.removals:
            _put_back(here)
        teach(
            here,
            Message("There are no deals to show yet"),
            Message("The four acts are drawn from the state of your deals on one day. One sheet is enough to begin."),
        )
    assert here.selection is not None
    return here.selection


def with_comparison(here: Here) -> Selection:
    """The selection when it compares two snapshots; otherwise the page teaches and ends here."""
    selection = with_snapshot(here)
    if selection.compare_to is None:
        teach(
            here,
            Message("One snapshot shows where the deals are, two show how they move"),
            Message(
                "Nothing is loaded from before {day}. Add last week's export: the date is read from a column or from "
                "the file's name, such as pipeline_2026-11-16.xlsx.",
                day=selection.as_of,
            ),
        )
    return selection


def with_focus(here: Here, selection: Selection) -> str:
    """The focus stage; where no stage is open, the page teaches and ends here."""
    if selection.focus_stage is None:
        teach(
            here,
            Message("No stage of the data is open, so nothing can move into one"),
            Message("Week over week follows the deals into an open stage. Place your stages on the upload page."),
        )
    assert selection.focus_stage is not None
    return selection.focus_stage


def with_open_deals(here: Here, counts: Iterable[int], finding: Message) -> None:
    """Where none of the stages holds an open deal, which is the ``finding``, the page teaches and ends here."""
    if not any(counts):
        why = Message(
            "Won and lost deals are outcomes, not pipeline. If deals should be open, see on the upload page where "
            "their stages stand, or take a filter away."
        )
        teach(here, finding, why)


def with_any_deal(here: Here, fields: Sized, finding: Message) -> None:
    """Where the selection lets no deal through, which is the ``finding``, the page teaches and ends here."""
    if not len(fields):
        teach(here, finding, Message("The filters leave nothing of the review snapshot: take one away."))


def with_needs(here: Here, missing: Message, needs: Sequence[Message]) -> None:
    """Where the data cannot bear what the page shows, which is ``missing``, the page says what it needs and ends."""
    if needs:
        teach(here, missing, Message("What it needs:"), needs)


def _put_back(here: Here) -> NoReturn:
    """Where the user took every snapshot out: the way to have one back."""
    headline(here, Message("Every snapshot is left out, so there is nothing to show"))
    st.markdown(here.text("You left them out yourself; each can be put back on the workspace page."))
    if st.button(here.text("Workspace"), type="primary", icon="🗂️"):
        st.switch_page(WORKSPACE_PAGE)
    st.stop()


def teach(here: Here, missing: Message, why: Message, points: Sequence[Message] = ()) -> None:
    """Say what is missing and why it matters, point by point where there are some; offer the one thing to do."""
    headline(here, missing)
    st.markdown("\n".join([sentence(here.language, why), *(f"- {sentence(here.language, one)}" for one in points)]))
    with st.container(horizontal=True):
        if st.button(here.text("Upload"), type="primary", icon="📤"):
            st.switch_page(UPLOAD_PAGE)
        template_button(here.language)
    st.stop()


def template_button(language: Language) -> None:
    """The workbook to fill in, as a download."""
    st.download_button(
        language.text("Template workbook"),
        lambda: template(language),
        file_name="template.xlsx",
        mime=EXCEL,
        icon="📄",
        on_click="ignore",
    )
