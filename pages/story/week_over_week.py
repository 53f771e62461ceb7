"""Climax: is the team pushing hard enough already?"""

from __future__ import annotations

import streamlit as st

from analyzer import figures
from analyzer.charts.candles import candles
from analyzer.charts.flow import flow
from analyzer.figures import findings
from analyzer.screen import moves, pictures, teaching, verdict_line
from analyzer.screen.explain import how_computed
from analyzer.screen.frame import headline, here
from analyzer.screen.plain import sentence

now = here()
selection = teaching.with_comparison(now)
focus = teaching.with_focus(now, selection)
query = figures.transitions(selection)
cells, stages = now.ask(query), now.ask(figures.stages())
inflow = figures.focus_flow(cells, focus)
headline(now, findings.week_over_week(inflow, focus, selection.measure))
tell_verdict = verdict_line.place(now, selection)
st.markdown(sentence(now.language, findings.pushing(inflow, focus, selection.measure, now.settings)))

clicked = pictures.draw(
    now, query, now.text("Week over week"), now.text("Click a column to see the deals that moved."),
    lambda: flow(inflow, stages, focus, now.language, now.theme, measure=selection.measure),
)  # fmt: skip
moves.balance_line(now, selection, cells, focus)
how_computed(now, query)
tell_verdict()
moves.behind_click(now, selection, clicked, "flow")

st.subheader(now.text("From every stage to every stage"), anchor=False)
moves.behind_click(now, selection, moves.matrix(now, query, selection.measure), "matrix")

weeks = figures.candles(selection)
st.subheader(sentence(now.language, findings.candles_title(now.ask(weeks), focus, selection.measure)), anchor=False)
week = pictures.draw(
    now, weeks, now.text("The focus stage, week by week"), now.text("Click a week to see its deals, or to review it."),
    lambda: candles(now.ask(weeks), now.language, now.theme, measure=selection.measure),
)  # fmt: skip
how_computed(now, weeks)
moves.behind_candle(now, selection, focus, week)
