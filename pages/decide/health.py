"""How fast, and how surely, deals turn into wins."""

from __future__ import annotations

import streamlit as st

from analyzer import figures
from analyzer.figures import findings
from analyzer.screen import detours, health, teaching, won
from analyzer.screen.explain import how_computed
from analyzer.screen.frame import headline, here

now = here()
selection = teaching.with_snapshot(now)
query = figures.dwell(selection, now.settings)
stages = now.ask(query)
finding = findings.health(stages, now.ask(figures.sales_cycle(selection)), now.settings)
teaching.with_open_deals(now, stages["deals"], finding)
headline(now, finding)

clicked = health.picture(now, query, stages)
how_computed(now, query)
if clicked:
    health.too_long(now, selection, clicked)
st.divider()
match health.part(now):
    case "conversion":
        health.conversion(now, selection)
    case "wins":
        won.wins(now, selection)
    case "velocity":
        won.speed(now, selection)
    case "layers":
        health.layers(now, selection)
    case "pushes":
        detours.pushes(now, selection)
    case _:
        detours.moves(now, selection)
