"""How far the data can be trusted: what is missing, what contradicts itself, what seems too good."""

from __future__ import annotations

import streamlit as st

from analyzer import figures
from analyzer.figures import findings
from analyzer.screen import contradictions, fills, own_records, quality, teaching, upload
from analyzer.screen.explain import how_computed
from analyzer.screen.field_names import FIELD_NAMES
from analyzer.screen.frame import headline, here

now = here()
selection = teaching.with_snapshot(now)
query = figures.completeness(selection)
fields, broken = now.ask(query), now.ask(figures.contradictions(selection, at_most=1))
finding = findings.quality(fields, broken, now.settings, FIELD_NAMES)
teaching.with_any_deal(now, fields, finding)
headline(now, finding)
upload.outcome(now)

clicked = quality.picture(now, query, fields)
how_computed(now, query)
if clicked:
    quality.behind_field(now, selection, clicked, "bar")
st.divider()
match quality.part(now, broken):
    case "fields":
        quality.by_field(now, selection, fields)
    case "reps":
        quality.by_rep(now, selection, fields)
    case "weeks":
        quality.by_week(now, selection, fields)
    case "contradictions":
        contradictions.table(now, selection, fields)
    case "fills":
        fills.table(now, selection, fields)
    case _:
        own_records.amounts(now, selection)
