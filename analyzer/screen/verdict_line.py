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
        line = _line(here, selection)
    except AnalyzerError:
        return
    st.page_link(ADVICE_PAGE, label=sentence(here.language, line), icon="💡")


def _line(here: Here, selection: Selection) -> Message:
    """The verdict; what it lacks is for its own page, a line has no room for it."""
    if assessments.of(here, selection).verdict == "not_enough_data":
        return Message("Advice: not enough data yet; see what is missing")
    return Message("Advice: {verdict}", verdict=assessments.sentence(here, selection))
