"""The verdict in one quiet line on every act, and the way to its evidence."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analyzer.errors import AnalyzerError
from analyzer.message import Message
from analyzer.model import Selection
from analyzer.screen import assessments
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence

ADVICE_PAGE = "pages/decide/advice.py"


def place(here: Here, selection: Selection) -> Callable[[], None]:
    """Where the line stands; what is returned fills it, and is to be called when the picture of the act is drawn.

    A verdict that is known already stands there at once. There is no line where the advice itself could not be asked:
    the act does not fall with it.
    """
    spot = st.empty()
    code = repr(("verdict_line", assessments.plain(selection)))
    if here.visitor.keeps(code):
        _fill(here, selection, code, spot)
        return lambda: None
    spot.page_link(ADVICE_PAGE, label=here.text("Advice"), icon="💡")
    return partial(_fill, here, selection, code, spot)


def _fill(here: Here, selection: Selection, code: str, spot: DeltaGenerator) -> None:
    try:
        line: Message = here.visitor.kept(code, lambda: _line(here, selection))
    except AnalyzerError:
        spot.empty()
        return
    spot.page_link(ADVICE_PAGE, label=sentence(here.language, line), icon="💡")


def _line(here: Here, selection: Selection) -> Message:
    """The verdict; what it lacks is for its own page, a line has no room for it."""
    if assessments.of(here, selection).verdict == "not_enough_data":
        return Message("Advice: not enough data yet; see what is missing")
    return Message("Advice: {verdict}", verdict=assessments.sentence(here, selection))
