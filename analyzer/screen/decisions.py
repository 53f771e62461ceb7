"""The ledger: what was decided, and predicted against what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st

from analyzer.advice.ledger import Score, Summary, score
from analyzer.advice.ledger import learned as learning
from analyzer.advice.ledger import summary as summed
from analyzer.advice.ledger.scoring import Standing
from analyzer.language import Language
from analyzer.message import Message, Share
from analyzer.model import Selection
from analyzer.screen import learned, one_decision, tables
from analyzer.screen.frame import Here, headline
from analyzer.screen.plain import csv_bytes, sentence

ADVICE_PAGE = "pages/decide/advice.py"
STANDINGS: Mapping[Standing, tuple[str, Message]] = MappingProxyType(
    {
        "open": ("○", Message("under way")),
        "scored": ("●", Message("scored")),
        "withdrawn": ("×", Message("withdrawn")),
    }
)
ORDER = (
    "number", "title", "standing", "expected", "happened", "assigned_to", "due_on", "by", "overrides", "decided_on",
    "hours",
)  # fmt: skip
EXPORTED = (
    "number", "decided_on", "decided_at", "by", "verdict", "kind", "title", "assigned_to", "due_on", "hours",
    "new_deals", "expected_without", "expected_with", "low", "high", "standing", "seen_on", "happened", "overrides",
    "opportunity_id", "opportunity_name", "customer", "rep", "stage", "amount", "chance_without", "chance_with",
    "outcome", "stage_now", "amount_now",
)  # fmt: skip


def scores(here: Here, selection: Selection) -> tuple[Score, ...]:
    """Each decision against what the snapshots up to the review say, the newest first."""
    decided = here.visitor.workspace.decisions
    code = repr(("scores", selection.as_of, [(one.code, one.assigned_to, one.withdrawn_at) for one in decided]))
    found: tuple[Score, ...] = here.visitor.kept(
        code, lambda: tuple(score(one, here.visitor.workspace, selection.as_of) for one in reversed(decided))
    )
    return found


def teach(here: Here) -> None:
    """What the ledger is for, where nothing was decided yet."""
    headline(here, Message("No decision has been taken yet"))
    st.markdown(
        here.text(
            "Accept an action on the advice page: it stands here with what was expected of it, and the uploads of the "
            "next weeks say what came of it, deal by deal."
        )
    )
    if st.button(here.text("Advice"), type="primary", icon="💡"):
        st.switch_page(ADVICE_PAGE)


def draw(here: Here, found: Sequence[Score]) -> None:
    """What all decisions came to, the table of them, and one of them deal by deal."""
    told = summed(found)
    headline(here, told.sentence)
    lines = _how_good(told, here.settings.few_deals)
    if lines:
        st.caption("  \n".join(sentence(here.language, line) for line in lines))
    state = st.dataframe(
        _table(here.language, found), column_config=_columns(here), column_order=ORDER, hide_index=True,
        placeholder=tables.MISSING, on_select="rerun", selection_mode=tables.ONE_ROW,
        height=tables.height(len(found), 10), key=f"ledger_{len(found)}", alt=here.text("Decisions"),
    )  # fmt: skip
    st.caption(here.text("Click a row to see its deals, to give it to somebody else, or to take it back."))
    st.download_button(
        here.text("Download the ledger"), lambda: csv_bytes(EXPORTED, exported(here.language, found)),
        file_name="decisions.csv", mime="text/csv", icon="⬇️", on_click="ignore", key="download_ledger",
    )  # fmt: skip
    row = tables.picked_row(state)
    learned.draw(here, found)
    one_decision.draw(here, found[row if row is not None and row < len(found) else 0])


def _how_good(told: Summary, few_deals: int) -> list[Message]:
    lines = []
    if told.banded:
        lines.append(
            Message("{n} of {all} scored decisions came out within their band.", n=told.in_band, all=told.banded)
        )
    moves = min(told.moved_up, told.pushed - told.moved_up)
    if told.with_chance >= few_deals and moves >= learning.FEWEST_MOVES:
        lines += _how_true(told)
    if told.open and told.scored:
        lines.append(Message("Decisions still under way: {n}.", n=told.open))
    return lines


def _how_true(told: Summary) -> list[Message]:
    """Whether the chances told deals apart, by their error against that of one chance for all, known in hindsight."""
    if not told.brier_of_one or told.brier is None:
        return []
    less = 1 - told.brier / told.brier_of_one
    if less < 0.01:
        return [Message("The chances told no better than one chance for all which deals would move up (Brier score).")]
    said = Message(
        "The chances told which deals would move up: with {share} less error than one chance for all (Brier score).",
        share=Share(less),
    )
    return [said]


def _table(language: Language, found: Sequence[Score]) -> pd.DataFrame:
    return pd.DataFrame(
        {**_said(language, one), "expected": _expected(language, one), "happened": _happened(language, one)}
        for one in found
    )


def _expected(language: Language, one: Score) -> str | None:
    """A number of deals with its band; of a single deal the chance that it moves up, which has none."""
    decision = one.decision
    if decision.expected_with is None:
        return None
    if one.is_single:
        return language.percent(decision.expected_with)
    expected = round(decision.expected_with, 1)
    if decision.low is None or decision.high is None:
        return language.number(expected)
    return language.say(Message("{n} ({low} to {high})", n=expected, low=decision.low, high=decision.high))


def _happened(language: Language, one: Score) -> str | None:
    """How many moved up or came; of a single deal what became of it."""
    if one.happened is None:
        return None
    return one_decision.outcome(language, one.deals[0].outcome) if one.is_single else language.number(one.happened)


def _said(language: Language, one: Score) -> dict[str, Any]:
    """What tables and exports say of a decision, in the reader's words."""
    decision = one.decision
    shape, standing = STANDINGS[one.standing]
    overrides = [f"{override.guard}: {override.reason}" for override in decision.overrides]
    return {
        "number": decision.number,
        "title": language.say(decision.title),
        "standing": f"{shape} {language.say(standing)}",
        "assigned_to": decision.assigned_to,
        "due_on": decision.due_on,
        "by": decision.by,
        "decided_on": decision.decided_on,
        "hours": decision.hours,
        "overrides": "; ".join(overrides) or None,
    }


def _columns(here: Here) -> dict[str, Any]:
    say = here.text
    return {
        "number": tables.number(say("No."), pinned=True),
        "title": tables.text(say("Decision"), width=300),
        "standing": tables.text(say("State")),
        "expected": tables.text(
            say("Expected"),
            help=say(
                "Deals that move up, or new deals, by the due date, and the two numbers between which it lies in 80 of "
                "100 cases; of a single deal the chance that it moves up"
            ),
        ),
        "happened": tables.text(say("Happened")),
        "assigned_to": tables.text(say("Assigned to")),
        "due_on": tables.day(here.language, say("Due")),
        "by": tables.text(say("Decided by")),
        "decided_on": tables.day(here.language, say("Review")),
        "hours": tables.number(say("Hours")),
        "overrides": tables.text(say("Overridden, and why")),
    }


def exported(language: Language, found: Sequence[Score]) -> list[dict[str, Any]]:
    """One row per decision and deal, days as 2026-11-16; one row for a decision without deals."""
    rows = []
    for one in found:
        decision = {**vars(one.decision), **_said(language, one), "seen_on": one.seen_on, "happened": one.happened}
        followed = [
            {**vars(deal.deal), "outcome": deal.outcome, "stage_now": deal.stage_now, "amount_now": deal.amount_now}
            for deal in one.deals
        ]
        rows += [{**decision, "standing": one.standing, **deal} for deal in followed or [{}]]
    return rows
