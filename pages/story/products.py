"""Ending: what to do, with whom, by when?"""

from __future__ import annotations

from functools import partial

import streamlit as st

from analyzer import figures
from analyzer.figures import findings
from analyzer.screen import choices, deals, drill_down, product_table, teaching, verdict_line
from analyzer.screen.explain import how_computed
from analyzer.screen.frame import headline, here

now = here()
selection = teaching.with_snapshot(now)
steps = drill_down.trail(now)
narrowed = drill_down.narrowed(selection, steps)
top = st.container()
if steps:
    drill_down.breadcrumb(now, steps)
    role = drill_down.next_split(now, steps)
else:
    role = choices.role(now, "table_role", ["product", *(role for role in now.roles if role != "product")])

if role:
    query = figures.products(narrowed, role, now.settings)
    with top:
        headline(now, findings.products(now.ask(query), role, selection.compare_to))
        tell_verdict = verdict_line.place(now, selection)
    product_table.draw(now, narrowed, role, query, partial(drill_down.step_to, steps, role))
    how_computed(now, query)
    tell_verdict()
else:
    with top:
        headline(now, drill_down.finding(now, narrowed, steps))
    deals.table(now, figures.deals(narrowed, kind="open"), "trail")
