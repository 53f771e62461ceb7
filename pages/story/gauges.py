"""Prologue: which role has the problem?"""

from __future__ import annotations

import streamlit as st

from analyzer import figures
from analyzer.charts.gauges import dials
from analyzer.figures import findings
from analyzer.message import Message
from analyzer.model import GAUGE_ROLES
from analyzer.screen import choices, deals, gauge_detail, pictures, teaching, verdict_line
from analyzer.screen.explain import how_computed
from analyzer.screen.frame import headline, here

now = here()
selection = teaching.with_snapshot(now)
top = st.container()
with st.container(horizontal=True, vertical_alignment="center"):
    role = choices.role(now, "gauge_role", GAUGE_ROLES)
    query = figures.gauges(selection, role, now.settings)
    gauges = now.ask(query)
    shown = gauge_detail.worst_first(now, gauges, role)
with top:
    headline(now, findings.gauges(gauges, role))
    tell_verdict = verdict_line.place(now, selection)

gauge_detail.without_lights(now, selection, gauges, role)
clicked = pictures.draw(
    now, query, now.text("Gauges"), now.text("Click a dial to see the deals behind it."),
    lambda: dials(shown, now.language, now.theme, yellow_from=now.settings.yellow_from), len(shown),
)  # fmt: skip
gauge_detail.sum_check(now, selection, gauges, role)
how_computed(now, query)
tell_verdict()
if clicked:
    member, layer = str(clicked[0]), int(clicked[1])
    title = Message("{member}, stage {layer}: the deals behind it", member=now.language.state(member), layer=layer)
    behind = figures.deals(selection.narrowed(role, member), layer_from=layer, layer_to=gauge_detail.up_to(now, layer))
    deals.behind(now, behind, title, "dials")
gauge_detail.target_table(now, selection, role)
