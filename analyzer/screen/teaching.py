"""What an empty page says: what is missing, why it matters, and the one thing to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized
from typing import NoReturn

import streamlit as st

from analyzer.intake.template import template
from analyzer.language import Language
from analyzer.message import Message
from analyzer.model import Selection
from analyzer.screen.answers import most_important_first
from analyzer.screen.field_names import with_field_names
from analyzer.screen.frame import Here, headline
from analyzer.screen.plain import as_text, sentence
from analyzer.screen.sidebar import UPLOAD_PAGE, WORKSPACE_PAGE

MOST_QUESTIONS = 3
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def with_snapshot(here: Here) -> Selection:
    """The selection; where there is no snapshot to select, the page teaches and ends here."""
    if here.selection is None:
        if here.visitor.workspace.corrections.removals:
            _put_back(here)
        if here.visitor.report.questions:
            _answer_first(here)
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


def lacks_a_second(here: Here, selection: Selection) -> bool:
    """Whether there is one snapshot alone, in which nothing can be seen to move; the page says so where it would be."""
    if selection.compare_to is not None:
        return False
    st.markdown(here.text("One snapshot shows where the deals are; how they move is seen from the second one on."))
    st.page_link(UPLOAD_PAGE, label=here.text("Add last week's export"), icon="📤")
    return True


def _answer_first(here: Here) -> NoReturn:
    """Where what was uploaded waits for answers: what is asked, and the way to answer."""
    headline(here, Message("Your deals are read; before they can be shown, please answer"))
    asked = [with_field_names(here.language, one.message) for one in most_important_first(here.visitor.report)]
    st.markdown("\n".join(f"- {as_text(question)}" for question in asked[:MOST_QUESTIONS]))
    if st.button(here.text("Answer"), type="primary", icon="💬"):
        st.switch_page(UPLOAD_PAGE)
    st.stop()


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
