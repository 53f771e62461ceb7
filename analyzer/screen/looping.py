"""The customers that come to layer 2 again and again."""

from __future__ import annotations

import streamlit as st

from analyzer import figures
from analyzer.message import Message
from analyzer.model import Selection
from analyzer.screen import tables
from analyzer.screen.explain import how_computed
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence


def table(here: Here, selection: Selection) -> None:
    """One row per customer and product beyond the limit; nothing where there is none."""
    query = figures.looping_customers(selection, here.settings)
    frame = here.ask(query)
    if frame.empty:
        return
    st.caption(sentence(here.language, Message("Customers that entered layer 2 too often: {n}", n=len(frame))))
    say = here.text
    shown = frame.assign(**{name: frame[name].map(here.language.state) for name in ("customer", "product")})
    st.dataframe(
        shown,
        column_config={
            "customer": tables.text(here.language.role_title("customer"), pinned=True),
            "product": tables.text(here.language.role_title("product")),
            "entries": tables.number(say("Entries into layer 2")),
            "deals": tables.number(say("Deals")),
            "last_entry": tables.day(here.language, say("Last entry")),
        },
        column_order=["customer", "product", "entries", "deals", "last_entry"], hide_index=True,
        placeholder=tables.MISSING, height=tables.height(len(shown), 6), key="looping", alt=say("Looping customers"),
    )  # fmt: skip
    how_computed(here, query, "looping")
