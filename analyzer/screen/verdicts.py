"""The verdict for each member of a role, the worst first, told by shape, colour and word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st

from analyzer.advice import Answer, Assessment, Verdict
from analyzer.charts.theme import Theme
from analyzer.language import Language
from analyzer.message import Message
from analyzer.model import Light, Role
from analyzer.screen import tables
from analyzer.screen.frame import Here

MOST_ROWS = 8
WIDTH_OF_SENTENCE = 520
SIGNALS = ("S1", "S2")

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
    light = VERDICTS[verdict][1]
    return theme.light(light) if light or not theme.dark else theme.ghost


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
            **{rule: [_answered(one, rule, language) for one in members] for rule in SIGNALS},
            "sure": tables.percents(pd.Series([one.sure for one in members], dtype="float64"), 0),
            "deals": [one.deals for one in members],
            "said": [language.say(one.sentence) for one in members],
        }
    )
    key = f"verdicts_{role}_{code}"
    st.dataframe(
        rows, column_config=_columns(here, role), hide_index=True, placeholder=tables.MISSING, key=key,
        height=tables.height(len(rows), MOST_ROWS), selection_mode=tables.ONE_ROW,
        on_select=partial(_tell, key, [one.member for one in members], on_row), alt=here.text("Verdicts"),
    )  # fmt: skip


def _answered(one: Assessment, rule: str, language: Language) -> str | None:
    return next((answer_word(check.answer, language) for check in one.checks if check.id == rule), None)


def _columns(here: Here, role: Role) -> dict[str, Any]:
    say = here.text
    return {
        "member": tables.text(here.language.role_title(role), pinned=True),
        "verdict": st.column_config.MultiselectColumn(
            say("Verdict"),
            options=[word(verdict, here.language) for verdict in VERDICTS],
            color=[color(verdict, here.theme) for verdict in VERDICTS],
        ),
        "S1": tables.text(say("Total too small?"), help=say("Signal S1: yes means add new opportunities")),
        "S2": tables.text(say("Stuck low?"), help=say("Signal S2: yes means push the existing ones")),
        "sure": st.column_config.NumberColumn(
            say("Sure"),
            format="%.0f%%",
            help=say("How often the verdict stays the same when each number is varied within its own error"),
        ),
        "deals": tables.number(say("Open deals")),
        "said": tables.text(say("In words"), width=here.theme.px(WIDTH_OF_SENTENCE)),
    }


def _tell(key: str, members: Sequence[str], on_row: Callable[[str | None], None]) -> None:
    row = tables.picked_row(st.session_state[key])
    on_row(members[row] if row is not None and row < len(members) else None)
