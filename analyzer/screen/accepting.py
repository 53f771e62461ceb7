"""Accepting an action: by whom, for whom, until when; a guard is read, and overridden with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from analyzer.advice import Assessment, Check
from analyzer.advice.actions import Action, Guards
from analyzer.advice.ledger import MOST_LETTERS, Decision, accept
from analyzer.advice.rules import RULES
from analyzer.errors import AnalyzerError
from analyzer.message import Message
from analyzer.model import BLANK, Selection
from analyzer.screen import errors
from analyzer.screen.frame import Here
from analyzer.screen.plain import as_text, sentence

LEDGER_PAGE = "pages/decide/decisions.py"
MOST_NEW = 1000


def accepted(here: Here, decision: Decision) -> None:
    """That the action stands in the ledger, and the way there."""
    said = Message(
        "Accepted as decision {n}, due on {day}.", n=decision.number, day=decision.due_on
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":green-badge[✓ {sentence(here.language, said)}]", width="content")
        st.page_link(LEDGER_PAGE, label=here.text("See the ledger"), icon="📒")


def draw(here: Here, selection: Selection, assessment: Assessment, action: Action, guards: Guards) -> None:
    """What is asked before an action is accepted, and the button that does it."""
    by, given, due_on = _asked(here, selection, action, guards)
    reasons = {guard.id: _reason(here, action, guard) for guard in given.guards}
    if not st.button(here.text("Accept"), type="primary", icon="✔️", key=f"accept_{action.code}"):
        return
    try:
        decision = accept(
            given, assessment, selection, here.settings,
            by=by, today=date.today(), due_on=due_on, reasons=reasons,
        )  # fmt: skip
    except AnalyzerError as error:
        errors.show(here.language, error)
        return
    here.visitor.decides = by
    here.visitor.decide(decision)
    st.rerun()


def has_reps(action: Action) -> bool:
    """Whether any of its deals has a rep of its own."""
    return any(deal.rep != BLANK for deal in action.deals)


def _asked(here: Here, selection: Selection, action: Action, guards: Guards) -> tuple[str, Action, date]:
    """Who decides, the action as it is given to whom it is given, and its due date."""
    fields = st.columns(4 if action.kind == "add" else 3)
    with fields[0]:
        by = st.text_input(
            here.text("Decided by"), value=here.visitor.decides, max_chars=100, key=f"by_{action.code}"
        )  # fmt: skip
    with fields[1]:
        rep = st.text_input(
            here.text("Assigned to"), value=action.rep or "", max_chars=100, key=f"to_{action.code}",
            placeholder=here.text("Each deal's own rep") if has_reps(action) else None,
        )  # fmt: skip
    with fields[2]:
        due_on = st.date_input(
            here.text("Due on"), value=action.due_on, min_value=selection.as_of + timedelta(days=1),
            key=f"due_{action.code}",
        )  # fmt: skip
    if action.kind == "add":
        with fields[3]:
            action = _with_new_deals(here, action)
    return by, guards.given_to(action, rep.strip() or None), due_on


def _with_new_deals(here: Here, action: Action) -> Action:
    asked = st.number_input(
        here.text("New opportunities"), min_value=1, max_value=MOST_NEW, value=action.new_deals,
        key=f"new_{action.code}",
    )  # fmt: skip
    return replace(action, new_deals=int(asked), hours=int(asked) * here.settings.hours_per_new)


def _reason(here: Here, action: Action, guard: Check) -> str:
    """The guard in words, and the reason for which it is overridden."""
    title = next(rule.title for rule in RULES if rule.id == guard.id)
    st.warning(
        f"**{guard.id} {sentence(here.language, title)}**: {sentence(here.language, guard.said)}", icon="🛑"
    )  # fmt: skip
    asked = Message("Why do you do it nevertheless? The reason is kept beside the decision ({guard}).", guard=guard.id)
    return st.text_input(
        as_text(here.language.say(asked)), max_chars=MOST_LETTERS, key=f"reason_{guard.id}_{action.code}"
    )
