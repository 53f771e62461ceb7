"""Before deciding, see the effect: the weeks ahead without and with it, on the same draws."""

from __future__ import annotations

import streamlit as st

from analyzer.advice.simulation import Rehearsal
from analyzer.screen import assessments, levers, rehearsal, teaching
from analyzer.screen.frame import headline, here

now = here()
selection = assessments.plain(teaching.with_snapshot(now))
top = st.container()
left, right = st.columns([1, 3], gap="medium")
with left, st.container(gap=None):
    who = levers.who(now)
    moved = levers.draw(now)
curves = right.empty()


def draw(found: Rehearsal) -> None:
    """The curves, in the place of those that stand there already."""
    with curves:
        rehearsal.picture(now, found)


with top:
    funnel = rehearsal.funnel(now, selection, who)
    found = rehearsal.rehearsed(now, selection, who, funnel, moved, draw)
    headline(now, rehearsal.finding(found, moved))
draw(found)
with right:
    rehearsal.numbers(now, found, moved)
    rehearsal.answers(now, found)
rehearsal.hours_split(now, selection, who, funnel)
