"""Guesses for blank industries, regions and products: shown with their evidence, applied only when accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st

from analyzer import figures
from analyzer.figures import findings
from analyzer.intake.corrections import Fill
from analyzer.message import Judged, Message
from analyzer.model import BLANK, Query, Role, Selection
from analyzer.screen import deals, tables, upload
from analyzer.screen.explain import how_computed
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence
from analyzer.screen.session import code_of

FILLED: tuple[Role, ...] = ("industry", "region", "product")
SIMILAR: tuple[Role, ...] = ("rep", "region", "product")
EVIDENCE: Mapping[str, Message] = MappingProxyType(
    {
        "same_customer": Message("{votes} of {n} deals of this customer"),
        "similar_deals": Message("{votes} of {n} similar deals"),
    }
)
ORDER = ("opportunity_name", "customer", "role", "member", "confidence", "why", "rep", "stage", "amount")


def table(here: Here, selection: Selection, fields: pd.DataFrame) -> None:
    """The guesses, the surest first; those that are chosen, or all from a confidence, can be accepted."""
    query = figures.suggested_fills(selection)
    frame = here.ask(query)
    of_roles = fields[fields["field"].isin(FILLED)]
    blanks = int((of_roles["deals"] - of_roles["deals_with"]).sum())
    st.markdown(sentence(here.language, findings.fills(frame, here.settings.fill_from, blanks)))
    if len(frame):
        _suggested(here, selection, query)
    if here.visitor.workspace.corrections.fills:
        _accepted(here)


def _suggested(here: Here, selection: Selection, query: Query) -> None:
    frame = here.ask(query)
    state = st.dataframe(
        _shown(here, frame), column_config=_columns(here), column_order=ORDER, hide_index=True,
        placeholder=tables.MISSING, on_select="rerun", selection_mode="multi-row",
        height=tables.height(len(frame), 12), key=f"fills_{code_of(query)}_{here.visitor.batch}",
        alt=here.text("Suggested fills"),
    )  # fmt: skip
    chosen = [row for row in state["selection"]["rows"] if row < len(frame)]
    st.caption(here.text("Nothing is filled in before you accept it. Choose rows to accept, or to see the evidence."))
    _buttons(here, frame, frame.iloc[chosen])
    how_computed(here, query, "fills")
    if chosen:
        _evidence(here, selection, {str(name): value for name, value in frame.iloc[chosen[-1]].items()})


def _shown(here: Here, frame: pd.DataFrame) -> pd.DataFrame:
    why = [
        here.language.say(EVIDENCE[row["evidence"]].saying(votes=row["votes"], n=row["evidence_deals"]))
        for row in frame.to_dict("records")
    ]
    roles = [here.language.role_name(role) for role in frame["role"]]
    return frame.assign(why=why, role=roles, confidence=tables.percents(frame["confidence"], 0))


def _columns(here: Here) -> dict[str, Any]:
    return deals.columns(here.language) | {
        "role": tables.text(here.text("Blank")),
        "member": tables.text(here.text("Suggestion")),
        "confidence": st.column_config.ProgressColumn(
            here.text("Confidence"), format="%.0f%%", min_value=0, max_value=100
        ),
        "why": tables.text(here.text("Because of")),
    }


def _buttons(here: Here, frame: pd.DataFrame, chosen: pd.DataFrame) -> None:
    sure = frame[frame["confidence"] >= here.settings.fill_from]
    all_sure = Message(
        "Accept all {n} of {share} confidence or more", n=len(sure), share=Judged(here.settings.fill_from)
    )
    on_sample = here.visitor.on_sample
    if on_sample:
        st.caption(here.text("This is sample data: guesses can be accepted in your own."))
    with st.container(horizontal=True, vertical_alignment="center"):
        one = st.button(
            here.text("Accept the chosen rows"),
            type="primary", disabled=on_sample or chosen.empty, key="accept_chosen",
        )  # fmt: skip
        every = not sure.empty and st.button(here.language.say(all_sure), disabled=on_sample, key="accept_sure")
    if one or every:
        accepted = fills_of(chosen if one else sure)
        upload.perform(here, lambda watch: here.visitor.accept(accepted, watch))


def _accepted(here: Here) -> None:
    """What was accepted, and the way to take it back."""
    held = here.visitor.workspace.corrections.fills
    st.subheader(here.text("Accepted"), anchor=False)
    shown = pd.DataFrame(
        {
            "opportunity_id": [fill.opportunity_id for fill in held],
            "role": [here.language.role_name(fill.role) for fill in held],
            "member": [fill.member for fill in held],
        }
    )
    state = st.dataframe(
        shown, column_config=_columns(here), hide_index=True, on_select="rerun", selection_mode="multi-row",
        width="content", height=tables.height(len(shown), 8), key=f"accepted_{here.visitor.batch}",
        alt=here.text("Accepted"),
    )  # fmt: skip
    chosen = tuple(held[row] for row in state["selection"]["rows"] if row < len(held))
    with st.container(horizontal=True):
        some = st.button(here.text("Take the chosen back"), disabled=not chosen, key="take_back_chosen")
        every = st.button(here.text("Take all back"), key="take_back_all")
    if some or every:
        upload.perform(here, lambda watch: here.visitor.take_back(chosen if some else held, watch))


def fills_of(frame: pd.DataFrame) -> tuple[Fill, ...]:
    """The guesses in these rows as corrections of the data."""
    return tuple(Fill(row["role"], str(row["opportunity_id"]), str(row["member"])) for row in frame.to_dict("records"))


def _evidence(here: Here, selection: Selection, row: dict[str, Any]) -> None:
    """The deals that the guess was made from, as they stand at the review."""
    if row["evidence"] == "same_customer":
        members: dict[Role, tuple[str, ...]] = {"customer": (str(row["customer"]),)}
        title = Message(
            "{member} on {day}: the deals of this customer", member=str(row["customer"]), day=selection.as_of
        )
    else:
        known = [role for role in SIMILAR if role != row["role"] and row[role] != BLANK]
        members = {role: (str(row[role]),) for role in known}
        title = Message("Deals on {day} that are similar", day=selection.as_of)
    deals.behind(here, figures.deals(replace(selection, members=members)), title, "evidence")
