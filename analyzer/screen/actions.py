"""The cards of actions: what to do, why, with whom, until when, what to say, and what to expect of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

import pandas as pd
import streamlit as st

from analyzer.advice import Assessment
from analyzer.advice.actions import Action, Kind, Proposals, propose
from analyzer.advice.ledger import Decision, predicted, under_way
from analyzer.message import Message, Share
from analyzer.model import Selection
from analyzer.screen import accepting, assessments, deals, spoken, tables
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence

ANCHOR = "what-to-do"
ICONS: Mapping[Kind, str] = MappingProxyType({"add": "➕", "push": "👉"})
ORDER = (
    "opportunity_name", "customer", "rep", "stage", "amount", "dwell_days", "benchmark_days", "chance", "chance_with"
)  # fmt: skip


def draw(here: Here, selected: Selection, assessment: Assessment) -> None:
    """Each action as a card, those first that the verdict asks for; accepting one puts it into the ledger.

    assessment: of what is selected.
    """
    selection = replace(selected, focus_stage=None)
    st.subheader(here.text("What to do"), anchor=ANCHOR)
    found = _proposals(here, selection, assessment)
    if not found.actions:
        st.markdown(sentence(here.language, _nothing_asked(assessment)))
    _cards(here, selection, assessment, found, found.actions)
    if st.toggle(here.text("Show actions that the advice does not ask for"), key="other_actions"):
        every = _proposals(here, selection, assessment, others=True)
        others = [action for action in every.actions if not action.is_asked]
        if not others:
            st.markdown(here.text("There are no others: no deal is stuck, and none was won with an amount."))
        _cards(here, selection, assessment, every, others)


def _proposals(here: Here, selection: Selection, assessment: Assessment, others: bool = False) -> Proposals:
    decided = under_way(here.visitor.workspace.decisions, selection.as_of)
    accepted = [(one.code, one.due_on) for one in decided]
    engine, difficulty = assessments.engine(here, selection), assessments.difficulty(here)
    found: Proposals = here.visitor.kept(
        repr(("proposals", selection, assessment.verdict, accepted, others)),
        lambda: propose(assessment, engine, selection, here.settings, decided, difficulty, others),
    )
    return found


def _nothing_asked(assessment: Assessment) -> Message:
    if assessment.verdict in ("hold", "not_enough_data"):
        return Message("The advice asks for nothing to be done.")
    if assessment.verdict == "add":
        return Message("Where to add cannot be told: no deal that was won in the last year has an amount.")
    return Message("Which deals to push cannot be told: none of layers 1 to 3 is in its stage beyond the benchmark.")


def _cards(
    here: Here, selection: Selection, assessment: Assessment, found: Proposals, actions: Iterable[Action]
) -> None:
    decided = {
        one.action_code: one
        for one in here.visitor.workspace.decisions
        if one.decided_on == selection.as_of and not one.withdrawn_at
    }
    for action in actions:
        with st.container(border=True, gap="xsmall"):
            _card(here, selection, assessment, found, action, decided.get(action.code))


def _card(
    here: Here,
    selection: Selection,
    assessment: Assessment,
    found: Proposals,
    action: Action,
    decision: Decision | None,
) -> None:
    st.markdown(f"{ICONS[action.kind]} **{sentence(here.language, action.title)}**")
    st.markdown(sentence(here.language, action.why))
    st.caption("  \n".join(sentence(here.language, line) for line in _terms(here, selection, action)))
    if action.deals:
        _panel(_deals_label(here, action), f"pushed_{action.code}", lambda: _deals(here, selection, action))
    label = here.text("Talk track") if action.kind == "push" else here.text("Outreach letter")
    _panel(label, f"say_{action.code}", lambda: spoken.draw(here, action))
    if decision:
        accepting.accepted(here, decision)
        return
    _panel(
        here.text("Accept, assign, set a date"), f"take_{action.code}",
        lambda: accepting.draw(here, selection, assessment, action, found.guards),
    )  # fmt: skip


def _panel(label: str, key: str, draw: Callable[[], None]) -> None:
    """What is drawn when it is opened."""
    with st.expander(label, key=key, type="compact", on_change="rerun") as panel:
        if panel.open:
            draw()


def _terms(here: Here, selection: Selection, action: Action) -> list[Message]:
    """Who, until when, how long it takes, and what to expect; then what stands in the way."""
    who = action.rep or (here.text("each deal's own rep") if accepting.has_reps(action) else here.text("nobody yet"))
    terms = Message(
        "{who}, by {day}, about {hours} hours.", who=who, day=action.due_on, hours=action.hours
    )  # fmt: skip
    guards = [Message("{guard} stands against it: {said}", guard=one.id, said=one.said) for one in action.guards]
    return [terms, _expected(here, selection, action), *_first_asked(action), *guards]


def _first_asked(action: Action) -> list[Message]:
    if action.kind == "push" or not action.customers:
        return []
    return [Message("Begin with those who bought before: {customers}.", customers=list(action.customers))]


def _expected(here: Here, selection: Selection, action: Action) -> Message:
    found = predicted(action, (action.due_on - selection.as_of).days, here.settings.push_effect)
    if found is None:
        return Message("What to expect of it cannot be told yet: no snapshots have seen such deals move.")
    if action.kind == "push" and len(action.deals) == 1:
        chances = {"without": Share(found.without), "with_it": Share(found.with_it)}
        if here.language.percent(found.without) == here.language.percent(found.with_it):
            return Message(
                "The chance that it moves up by then: {with_it}, hardly more than without a push.", **chances
            )
        return Message("The chance that it moves up by then: {with_it}; {without} without a push.", **chances)
    values = {
        "without": round(found.without, 1), "with_it": round(found.with_it, 1), "low": found.low, "high": found.high,
        "n": len(action.deals),
    }  # fmt: skip
    if action.kind == "add":
        return Message(
            "Expected by then: {with_it} new deals ({low} to {high}); {without} would come anyway.", **values
        )
    return Message(
        "Expected by then: {with_it} of {n} move up ({low} to {high}); {without} would without a push.", **values
    )


def _deals_label(here: Here, action: Action) -> str:
    if action.deals_in_all > len(action.deals):
        label = Message(
            "The {n} of {all} stuck deals where most money has waited longest",
            n=len(action.deals), all=action.deals_in_all,
        )  # fmt: skip
        return here.language.say(label)
    return here.text("The deals")


def _deals(here: Here, selection: Selection, action: Action) -> None:
    days = (action.due_on - selection.as_of).days
    frame = pd.DataFrame([vars(deal) for deal in action.deals])
    chances = [deal.pace.chance(days) if deal.pace else None for deal in action.deals]
    pushed = [deal.pace.chance(days, here.settings.push_effect) if deal.pace else None for deal in action.deals]
    shown = frame.assign(
        customer=frame["customer"].map(here.language.state),
        rep=frame["rep"].map(here.language.state),
        chance=tables.percents(pd.Series(chances, dtype="float64")),
        chance_with=tables.percents(pd.Series(pushed, dtype="float64")),
    )
    columns = deals.columns(here.language) | {
        "benchmark_days": tables.number(here.text("Benchmark (days)")),
        "chance": tables.percent(here.text("Moves up by then")),
        "chance_with": tables.percent(here.text("… if pushed")),
    }
    st.dataframe(
        shown, column_config=columns, column_order=ORDER, hide_index=True, placeholder=tables.MISSING,
        height=tables.height(len(shown), 10), key=f"deals_of_{action.code}", alt=here.text("Deals"),
    )  # fmt: skip
