"""Before deciding, see the effect: the weeks ahead without and with it, on the same draws."""

from __future__ import annotations

import streamlit as st

from analyzer.advice.simulation import Rehearsal
from analyzer.screen import assessments, levers, rehearsal, teaching
from analyzer.screen.frame import headline, here

now = here()
selection = assessments.plain(teaching.with_snapshot(now))
rehearsal.funnel(now, selection, None)
top = st.container()
left, right = st.columns([1, 3], gap="medium")
controls = left.container(gap=None)
curves = right.empty()
with controls:
    who = levers.who(now)
with top:
    funnel = rehearsal.funnel(now, selection, who)
with controls:
    moved = levers.draw(now)


def draw(found: Rehearsal) -> None:
    """The curves, in the place of those that stand there already."""
    with curves:
        rehearsal.picture(now, found, moved)


found = rehearsal.rehearsed(now, selection, who, funnel, moved, draw)
draw(found)
with top:
    headline(now, rehearsal.finding(found, moved))
with right:
    rehearsal.numbers(now, found, moved)
    rehearsal.answers(now, found)
rehearsal.hours_split(now, selection, who, funnel)
