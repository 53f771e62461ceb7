"""What to do once files are read: see the story, keep the workspace, or take the upload back."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from analyzer.screen import held, keeping
from analyzer.screen.frame import Here


def draw(here: Here) -> None:
    """The way to the story, to what is held, and back from the last upload."""
    with st.container(horizontal=True, vertical_alignment="center"):
        likely: Literal["primary", "secondary"] = "secondary" if here.visitor.report.questions else "primary"
        if st.button(here.text("See your story"), type=likely, icon="🧭"):
            st.switch_page("pages/story/gauges.py")
        keeping.button(here, "keep")
        held.undo(here, here.visitor.workspace.uploads[-1], here.text("Undo this upload"), "undo")
    if not here.visitor.workspace.saved_at:
        st.caption(
            here.text("Only this browser tab holds your files: reloading it forgets them, the download keeps them.")
        )
