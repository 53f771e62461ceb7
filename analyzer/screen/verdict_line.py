"""The verdict in one quiet line on every act, and the way to its evidence."""

from __future__ import annotations

import streamlit as st

from analyzer.errors import AnalyzerError
from analyzer.message import Message
from analyzer.model import Selection
from analyzer.screen import assessments
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence

ADVICE_PAGE = "pages/decide/advice.py"


def draw(here: Here, selection: Selection) -> None:
    """One line with a link; none where the advice itself could not be asked: the act does not fall with it."""
    try:
        found = assessments.of(here, selection)
    except AnalyzerError:
        return
    line = Message("Advice: {verdict}", verdict=found.sentence)
    st.page_link(ADVICE_PAGE, label=sentence(here.language, line), icon="💡")
