"""The rules by which the quality of the data is judged, as a form."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analyzer.screen.frame import Here
from analyzer.settings import Settings


def form(here: Here) -> Settings | None:
    """Goals of completeness, how sure a guess must be, and how much an amount is judged by; once they are saved."""
    now, say = here.settings, here.text
    with st.form("quality_rules"):
        left, middle, right = st.columns(3)
        with left:
            goal = st.number_input(say("A field should be complete in (%)"), 0, 100, _percent(now.completeness_goal))
            best = st.number_input(say("and very good is (%)"), 0, 100, _percent(now.completeness_best))
        with middle:
            few = st.number_input(say("Won deals to judge an amount by"), 1, 1_000_000, now.few_won_deals)
            times = st.number_input(say("An amount is beyond the usual over (times)"), 1.0, 1000.0, now.inflated_times)
        with right:
            sure = st.number_input(say("Guesses are offered together from (%)"), 0, 100, _percent(now.fill_from))
        if not st.form_submit_button(say("Save these rules"), type="primary"):
            return None
    return replace(
        now,
        completeness_goal=goal / 100,
        completeness_best=best / 100,
        fill_from=sure / 100,
        few_won_deals=few,
        inflated_times=times,
    )


def _percent(share: float) -> int:
    return round(share * 100)
