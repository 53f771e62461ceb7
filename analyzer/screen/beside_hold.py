"""To hold is not to say that the target is safe: how likely it is to be reached, beside a verdict to hold."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analyzer.advice import Assessment
from analyzer.errors import AnalyzerError
from analyzer.message import Judged, Message
from analyzer.model import Selection
from analyzer.screen import assessments, forecast
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence

LIKELIER_THAN_NOT = 0.5


def place(here: Here, selection: Selection, found: Assessment) -> Callable[[], None]:
    """Where the line stands; what is returned fills it, and is to be called when the rest of the page is drawn."""
    if found.verdict != "hold":
        return lambda: None
    return partial(_fill, here, assessments.plain(selection), st.empty())


def _fill(here: Here, selection: Selection, spot: DeltaGenerator) -> None:
    """Nothing where the target is likelier reached than not, or where that cannot be told."""
    try:
        period = next(iter(forecast.of(here, selection).periods), None)
    except AnalyzerError:
        return
    if period is None or period.chance is None or period.chance >= LIKELIER_THAN_NOT:
        return
    said = Message(
        "To hold is not to say that the target is safe: if nothing changes, the chance to reach it by {day} is "
        "{share}.",
        day=period.quarter.ends_on,
        share=Judged(period.chance),
    )
    spot.warning(sentence(here.language, said), icon="🎯")
