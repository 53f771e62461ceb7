"""The verdict for each member of a role, the worst first, told by shape, colour and word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st

from analyzer.advice import Answer, Assessment, Check, Verdict
from analyzer.advice.rules.days import whole_days
from analyzer.charts.theme import Theme
from analyzer.language import Language
from analyzer.message import Judged, Message, Share
from analyzer.model import Light, Role
from analyzer.screen import tables
from analyzer.screen.frame import Here

MOST_ROWS = 8

VERDICTS: Mapping[Verdict, tuple[str, Light | None, Message]] = MappingProxyType(
    {
        "both": ("■", "red", Message("add and push")),
        "add": ("▲", "yellow", Message("add")),
        "push": ("◆", "yellow", Message("push")),
        "not_enough_data": ("○", None, Message("not enough data")),
        "hold": ("●", "green", Message("hold")),
    }
)
"""Each verdict's shape, colour and word."""

ANSWERS: Mapping[Answer, tuple[str, str, Message]] = MappingProxyType(
    {
        "yes": ("■", "red", Message("yes")),
        "no": ("●", "green", Message("no")),
        "not_enough_data": ("○", "gray", Message("not enough data")),
    }
)
"""Each answer's shape, the colour of its badge, and its word. A rule that holds is trouble."""


def word(verdict: Verdict, language: Language) -> str:
    """The verdict as shape and word: "▲ add"."""
    shape, _, name = VERDICTS[verdict]
    return f"{shape} {language.say(name)}"


def color(verdict: Verdict, theme: Theme) -> str:
    """The colour of a verdict; a quiet one that its word can be read on where there is none."""
    return theme.badge(VERDICTS[verdict][1])


def answer_word(answer: Answer, language: Language) -> str:
    """The answer as shape and word: "■ yes"."""
    shape, _, name = ANSWERS[answer]
    return f"{shape} {language.say(name)}"


def table(
    here: Here, members: Sequence[Assessment], role: Role, code: str, on_row: Callable[[str | None], None]
) -> None:
    """One row a member; ``on_row`` is told the member whose row was selected, or None when none is any more.

    code: the same for the same selection, for the key of the table.
    """
    language = here.language
    rows = pd.DataFrame(
        {
            "member": [language.state(one.member) for one in members],
            "verdict": pd.Series([[word(one.verdict, language)] for one in members], dtype="object"),
            "sure": tables.percents(pd.Series([one.sure for one in members], dtype="float64"), 0),
            "deals": [one.deals for one in members],
            "S1": [of_the_total(one.check("S1"), language) for one in members],
            "S2": [of_waiting(one.check("S2"), language) for one in members],
        }
    )
    key = f"verdicts_{role}_{code}"
    st.dataframe(
        rows, column_config=_columns(here, role), hide_index=True, placeholder=tables.MISSING, key=key,
        height=tables.height(len(rows), MOST_ROWS), selection_mode=tables.ONE_ROW,
        on_select=partial(_tell, key, [one.member for one in members], on_row), alt=here.text("Verdicts"),
    )  # fmt: skip


def of_the_total(check: Check, language: Language) -> str:
    """S1 with what is known of its two numbers, short enough to be read in a row of the table."""
    said, share, fall = answer_word(check.answer, language), check.number("share_of_target"), check.number("fall")
    if check.answer == "not_enough_data" or share is fall is None:
        return said
    change = None if fall is None else _change(fall)
    if share is None:
        return language.say(Message("{answer}: new deals {change}", answer=said, change=change))
    held = {"answer": said, "share": Judged(share)}
    if change is None:
        return language.say(Message("{answer}: {share} of the target", **held))
    return language.say(Message("{answer}: {share} of the target, new deals {change}", change=change, **held))


def _change(fall: float) -> Message:
    return Message("−{share}", share=Share(fall)) if fall >= 0 else Message("+{share}", share=Share(-fall))


def of_waiting(check: Check, language: Language) -> str:
    """S2 with its days, or with the customer who goes in circles where that makes the answer."""
    said, limit = answer_word(check.answer, language), check.number("limit_days")
    days, at_most = check.number("mean_days"), check.number("mean_days_at_most")
    if check.answer == "yes" and check.evidence.get("customer") and not (days and limit and days > limit):
        return language.say(Message("{answer}: {name} goes in circles", answer=said, name=check.evidence["customer"]))
    if check.answer == "not_enough_data" or limit is None:
        return said
    held: dict[str, Any] = {"answer": said, "limit": whole_days(limit)}
    is_known = check.evidence["dated"] == check.evidence["n"] and not check.evidence.get("unknown")
    if check.answer == "no" and not is_known and at_most is not None:
        return language.say(Message("{answer}: {days} days at most, limit {limit}", days=whole_days(at_most), **held))
    return (
        said
        if days is None
        else language.say(Message("{answer}: {days} days, limit {limit}", days=whole_days(days), **held))
    )


def _columns(here: Here, role: Role) -> dict[str, Any]:
    say = here.text
    return {
        "member": tables.text(here.language.role_title(role), pinned=True),
        "verdict": st.column_config.MultiselectColumn(
            say("Verdict"),
            options=[word(verdict, here.language) for verdict in VERDICTS],
            color=[color(verdict, here.theme) for verdict in VERDICTS],
        ),
        "sure": st.column_config.NumberColumn(
            say("Sure"),
            format="%.0f%%",
            help=say("How often the verdict stays the same when each number is varied within its own error"),
        ),
        "deals": tables.number(say("Open deals")),
        "S1": tables.text(
            say("Total too small?"),
            help=say("What the top of the funnel holds of the target, and how new deals changed. Yes: add new ones."),
        ),
        "S2": tables.text(
            say("Stuck low?"), help=say("How long low deals have waited on average, and may wait. Yes: push them.")
        ),
    }


def _tell(key: str, members: Sequence[str], on_row: Callable[[str | None], None]) -> None:
    row = tables.picked_row(st.session_state[key])
    on_row(members[row] if row is not None and row < len(members) else None)
