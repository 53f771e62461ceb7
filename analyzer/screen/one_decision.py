"""One decision of the ledger: what it stood on, what became of each deal, and what can still be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st

from analyzer.advice.ledger import Decision, Score
from analyzer.advice.ledger.scoring import Outcome
from analyzer.language import Language
from analyzer.message import Message
from analyzer.screen import deals, tables, verdicts
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence

OUTCOMES: Mapping[Outcome, tuple[str, Message]] = MappingProxyType(
    {
        "moved_up": ("▲", Message("moved up")),
        "won": ("★", Message("won")),
        "stayed": ("■", Message("stayed")),
        "moved_back": ("▼", Message("moved back")),
        "lost": ("✕", Message("lost")),
        "vanished": ("○", Message("vanished")),
        "unknown": ("–", Message("not seen since")),
    }
)
DEALS = (
    "opportunity_name", "customer", "rep", "stage", "chance", "chance_with", "outcome", "stage_now", "amount",
    "amount_now", "seen_on", "opportunity_id",
)  # fmt: skip


def draw(here: Here, found: Score) -> None:
    """One decision: what it stood on, what became of each deal, and what can still be done about it."""
    decision = found.decision
    name = Message("Decision {n}: {title}", n=decision.number, title=decision.title)
    st.subheader(sentence(here.language, name), anchor=False)
    st.markdown(sentence(here.language, _came_of(here.language, found)))
    lines = [_stood_on(here, decision), *_overridden(decision)]
    st.caption("  \n".join(sentence(here.language, line) for line in lines))
    if found.deals:
        st.dataframe(
            _deals(here.language, found), column_config=_deal_columns(here), column_order=DEALS, hide_index=True,
            placeholder=tables.MISSING, height=tables.height(len(found.deals), 12),
            key=f"decided_{decision.code}", alt=here.text("Deals"),
        )  # fmt: skip
    if found.standing == "open":
        _change(here, decision)


def _came_of(language: Language, found: Score) -> Message:
    decision = found.decision
    if found.standing == "withdrawn":
        return Message("Withdrawn on {day}; it is not scored.", day=decision.withdrawn_at)
    values = {"n": found.happened, "all": len(found.deals), "day": found.seen_on, "due": decision.due_on}
    if found.happened is None:
        return Message("Nothing is known yet: upload the snapshots that follow. It is due on {due}.", **values)
    if decision.kind == "add":
        if found.standing == "scored":
            return Message("New deals by {day}: {n}.", **values)
        return Message("New deals by {day}: {n}; due on {due}.", **values)
    if found.is_single:
        now = outcome(language, found.deals[0].outcome)
        if found.standing == "scored":
            return Message("By {day}: {outcome}.", outcome=now, **values)
        return Message("By {day}: {outcome}; it is due on {due}.", outcome=now, **values)
    if found.standing == "scored":
        return Message("{n} of {all} moved up by {day}.", **values)
    return Message("{n} of {all} have moved up by {day}; it is due on {due}.", **values)


def _stood_on(here: Here, decision: Decision) -> Message:
    return Message(
        "Decided by {by} on the review of {day}, when the advice said {verdict}.",
        by=decision.by, day=decision.decided_on, verdict=here.language.say(verdicts.VERDICTS[decision.verdict][2]),
    )  # fmt: skip


def _overridden(decision: Decision) -> list[Message]:
    return [
        Message("{guard} was overridden: {reason}", guard=one.guard, reason=one.reason) for one in decision.overrides
    ]


def _deals(language: Language, found: Score) -> pd.DataFrame:
    rows = [
        {
            **vars(one.deal),
            "customer": language.state(one.deal.customer),
            "rep": language.state(one.deal.rep),
            "chance": one.deal.chance_without,
            "outcome": outcome(language, one.outcome) if found.seen_on else None,
            "stage_now": one.stage_now,
            "amount_now": one.amount_now,
            "seen_on": one.seen_on,
        }
        for one in found.deals
    ]
    frame = pd.DataFrame(rows).astype(dict.fromkeys(("chance", "chance_with", "amount", "amount_now"), "float64"))
    return frame.assign(chance=tables.percents(frame["chance"]), chance_with=tables.percents(frame["chance_with"]))


def outcome(language: Language, name: Outcome) -> str:
    """What became of a deal, as shape and word."""
    shape, word = OUTCOMES[name]
    return f"{shape} {language.say(word)}"


def _deal_columns(here: Here) -> dict[str, Any]:
    return deals.columns(here.language) | {
        "stage": tables.text(here.text("Stage before")),
        "chance": tables.percent(here.text("Moves up by then")),
        "chance_with": tables.percent(here.text("… if pushed")),
        "outcome": tables.text(here.text("What happened")),
        "stage_now": tables.text(here.text("Stage now")),
        "amount_now": tables.number(here.text("Amount now")),
        "seen_on": tables.day(here.language, here.text("Seen on")),
    }


def _change(here: Here, decision: Decision) -> None:
    """Give it to somebody else, or take it back."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        to = st.text_input(
            here.text("Assigned to"), value=decision.assigned_to or "", max_chars=100,
            key=f"reassign_{decision.code}", placeholder=here.text("Each deal's own rep"),
        )  # fmt: skip
        changed = (to.strip() or None) != decision.assigned_to
        if st.button(here.text("Assign"), disabled=not changed, key=f"assign_{decision.code}"):
            here.visitor.redecide(replace(decision, assigned_to=to.strip() or None))
            st.rerun()
        with st.popover(here.text("Withdraw"), icon="↩️"):
            st.markdown(here.text("It stays in the ledger as withdrawn, and is not scored."))
            if st.button(here.text("Withdraw this decision"), type="primary", key=f"withdraw_{decision.code}"):
                here.visitor.withdraw(decision.number)
                st.rerun()
