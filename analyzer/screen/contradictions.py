"""The deals that contradict themselves: each rule with its deals, or with what it needs to be judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st

from analyzer import figures
from analyzer.message import Message
from analyzer.model import Selection
from analyzer.screen import deals, tables
from analyzer.screen.explain import how_computed
from analyzer.screen.field_names import FIELD_NAMES
from analyzer.screen.frame import Here
from analyzer.screen.session import code_of

WIDTH_OF_AMOUNT = 110

RULES: Mapping[str, Message] = MappingProxyType(
    {
        "closed_before_created": Message("Closed before it was created"),
        "expected_close_past": Message("Open, and expected to close in the past"),
        "zero_amount": Message("An amount of 0 in layer 4 or above"),
        "no_amount": Message("No amount in layer 4 or above"),
        "jump_before_review": Message("Jumped up over a layer on the day of the review or the day before"),
        "undated_jump": Message("Jumped up over a layer since the comparison; the day is not known"),
        "closed_without_date": Message("Won or lost without the day it closed"),
        "certain_but_open": Message("A probability of 100%, and still open"),
        "high_without_chance": Message("A probability of 0% in layer 4 or above"),
    }
)

# What a rule cannot be judged without; "compare_to" is an earlier snapshot.
NEEDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "closed_before_created": ("created_on", "closed_on"),
        "expected_close_past": ("expected_close",),
        "zero_amount": ("amount",),
        "no_amount": ("amount",),
        "jump_before_review": ("stage_entered_on", "compare_to"),
        "undated_jump": ("compare_to",),
        "closed_without_date": ("closed_on",),
        "certain_but_open": ("probability",),
        "high_without_chance": ("probability",),
    }
)


def table(here: Here, selection: Selection, fields: pd.DataFrame) -> None:
    """Each rule with the deals that break it, or what it needs to be judged; a row opens its deals."""
    query = figures.contradictions(selection, at_most=1)
    missing = {rule: _missing(rule, fields, selection) for rule in RULES}
    needs = ["needs"] if any(missing.values()) else []
    state = st.dataframe(
        _rows(here, here.ask(query), missing), column_config=_columns(here), hide_index=True,
        column_order=["rule", "deals", "amount", *needs], placeholder=tables.MISSING, on_select="rerun",
        selection_mode=tables.ONE_ROW, key=f"rules_{code_of(query)}", width="content",
        alt=here.text("Contradictions"),
    )  # fmt: skip
    st.caption(here.text("Click a row to see its deals."))
    how_computed(here, query, "rules")
    row = tables.picked_row(state)
    if row is not None and not missing[(rule := list(RULES)[row])]:
        deals.behind(here, figures.contradictions(selection, rule), RULES[rule], f"rule_{rule}")


def _rows(here: Here, frame: pd.DataFrame, missing: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """One row per rule; a rule that cannot be judged has no number of deals, but what it needs."""
    broken = frame.set_index("rule")
    rows = {
        "rule": [here.language.say(text) for text in RULES.values()],
        "deals": [None if missing[rule] else int(broken["deals_in_all"].get(rule, 0)) for rule in RULES],
        "amount": [float(broken["amount_in_all"].get(rule, float("nan"))) for rule in RULES],
        "needs": [_needs(here, missing[rule]) for rule in RULES],
    }
    return pd.DataFrame(rows).astype({"deals": "Int64"})


def _columns(here: Here) -> dict[str, Any]:
    return {
        "rule": tables.text(here.text("Contradiction"), pinned=True),
        "deals": tables.number(here.text("Deals")),
        "amount": tables.number(here.text("Amount"), width=here.theme.px(WIDTH_OF_AMOUNT)),
        "needs": tables.text(here.text("Not judged")),
    }


def _missing(rule: str, fields: pd.DataFrame, selection: Selection) -> list[str]:
    held = set(fields.loc[fields["deals_with"] > 0, "field"])
    held |= {"compare_to"} if selection.compare_to else set()
    return [need for need in NEEDS[rule] if need not in held]


def _needs(here: Here, missing: Sequence[str]) -> str | None:
    if not missing:
        return None
    said = [Message("an earlier snapshot") if need == "compare_to" else FIELD_NAMES[need] for need in missing]
    return here.language.say(Message("not enough data: needs {fields}", fields=said))
