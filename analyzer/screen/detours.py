"""Deals whose close was put off, and deals that did not go the straight way."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from analyzer import figures
from analyzer.figures import findings
from analyzer.message import Message
from analyzer.model import Selection
from analyzer.screen import choices, tables, teaching
from analyzer.screen.explain import how_computed
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence
from analyzer.screen.session import code_of

BY = "pushes_by"
KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "skip": Message("Skip: up by more than one layer"),
        "regression": Message("Return: back to an earlier stage"),
        "round_trip": Message("Round trip: to a stage where the deal has been before"),
    }
)


def pushes(here: Here, selection: Selection) -> None:
    """How often the expected close was put off, in all and by a role."""
    if teaching.lacks_a_second(here, selection):
        return
    st.markdown(sentence(here.language, findings.pushes(here.ask(figures.close_pushes(selection)))))
    role = choices.role(here, BY, choices.judged_roles(here))
    query = figures.close_pushes(selection, role)
    frame = here.ask(query)
    if frame.empty:
        return
    shown = frame.assign(
        member=frame["member"].map(here.language.state), share=tables.percents(frame["pushed_deals"] / frame["deals"])
    ).sort_values("share", ascending=False, kind="stable")
    say = here.text
    columns = {
        "member": tables.text(here.language.role_title(role), pinned=True),
        "deals": tables.number(say("Open deals")),
        "pushed_deals": tables.number(say("Put off")),
        "share": tables.percent(say("Share put off")),
        "pushes": tables.number(say("Times put off")),
        "median_days_pushed": tables.number(say("Days put off"), help=say("Median of the deals that were put off")),
        "pushed_amount": tables.money(here.language, say("Amount put off")),
    }
    st.dataframe(
        shown, column_config=columns, column_order=list(columns), hide_index=True, placeholder=tables.MISSING,
        height=tables.height(len(shown), 14), key=f"pushes_{code_of(query)}", alt=say("Pushes of the close"),
    )  # fmt: skip
    how_computed(here, query, "pushes")


def moves(here: Here, selection: Selection) -> None:
    """Skips, returns and round trips, in deals and in money."""
    if teaching.lacks_a_second(here, selection):
        return
    query = figures.detours(selection)
    frame = here.ask(query)
    st.markdown(sentence(here.language, findings.detours(frame)))
    if frame.empty:
        return
    say = here.text
    columns = {
        "kind": tables.text(say("Move"), width="large"),
        "moves": tables.number(say("Moves")),
        "deals": tables.number(say("Deals")),
        "amount": tables.money(here.language, say("Amount")),
    }
    shown = frame.assign(kind=[here.language.say(KINDS[kind]) for kind in frame["kind"]])
    st.dataframe(
        shown, column_config=columns, column_order=list(columns), hide_index=True, placeholder=tables.MISSING,
        width="content", key=f"detours_{code_of(query)}", alt=say("Skips and returns"),
    )  # fmt: skip
    how_computed(here, query, "detours")
