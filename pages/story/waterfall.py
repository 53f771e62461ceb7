"""Exposition: too many low-stage deals (push), or too little in all (add)?"""

from __future__ import annotations

import streamlit as st

from analyzer import figures
from analyzer.charts.waterfall import waterfall
from analyzer.figures import findings
from analyzer.message import Message
from analyzer.screen import deals, pictures, targets, teaching, verdict_line
from analyzer.screen.explain import how_computed
from analyzer.screen.frame import headline, here
from analyzer.screen.plain import sentence

now = here()
selection = teaching.with_snapshot(now)
query = figures.waterfall(selection)
bars = now.ask(query)
target = targets.of_all(now, selection)
finding = findings.waterfall(bars, selection.measure, target)
teaching.with_open_deals(now, bars["count"], finding)
headline(now, finding)
tell_verdict = verdict_line.place(now, selection)
st.markdown(sentence(now.language, findings.waterfall_title(bars, selection.measure)))

clicked = pictures.draw(
    now, query, now.text("Waterfall"), now.text("Click a bar to see the deals behind it."),
    lambda: waterfall(
        bars, now.language, now.theme, measure=selection.measure, target=target, compare_to=selection.compare_to
    ),
)  # fmt: skip
how_computed(now, query)
tell_verdict()
if clicked and clicked[0]:
    title = Message("{stage}: the deals behind it", stage=str(clicked[0]))
    deals.behind(now, figures.deals(selection, stage=str(clicked[0])), title, "waterfall")
