"""The weeks ahead: when stage 4 or 5 is expected to fall short, for the team and for each member."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analyzer.advice.forecast import Outlook, outlook
from analyzer.advice.forecast.outlook_words import no_target
from analyzer.charts.outlook import outlook as courses
from analyzer.charts.theme import CONFIG
from analyzer.language import Language
from analyzer.message import Message
from analyzer.model import Role, Selection
from analyzer.screen import address, choices, tables
from analyzer.screen.checks import TARGETS_PAGE
from analyzer.screen.frame import Here
from analyzer.screen.plain import as_text, sentence
from analyzer.screen.sidebar import UPLOAD_PAGE

BY = "outlook_by"
TEAM = "team"
MOST_MEMBERS, MOST_ROWS = 60, 10


def draw(here: Here, selection: Selection, said: Sequence[Message] = ()) -> None:
    """The team's outlook in one sentence and one chart; by a role, a row for each member, the first on top.

    said: what the page has noted already, which is not noted again.
    """
    st.subheader(here.text("When will stage 4 or 5 fall short?"), anchor=False)
    role = _by(here)
    with st.spinner(here.text("Looking at the weeks ahead")):
        found = _found(here, selection, role)
    chosen = found[0]
    if role:
        chosen = found[_table(here, found, role)]
    st.markdown(sentence(here.language, chosen.sentence))
    _way_to_the_missing(here, chosen)
    _picture(here, chosen)
    for note in chosen.notes:
        if note not in said:
            st.caption(sentence(here.language, note))


def _way_to_the_missing(here: Here, one: Outlook) -> None:
    if no_target() in one.needs:
        st.page_link(TARGETS_PAGE, label=here.text("Set the targets"), icon="🎯")
    elif one.needs:
        st.page_link(UPLOAD_PAGE, label=here.text("Upload what is missing"), icon="📤")


def _by(here: Here) -> Role | None:
    """The role by which the outlook is told; None for the team."""
    roles = [role for role in here.roles if 1 < len(choices.named_members(here, role)) <= MOST_MEMBERS]
    options = [TEAM, *roles]
    chosen = address.one(BY, options, TEAM)
    st.segmented_control(
        here.text("By"), options, key=address.key(BY), required=True, label_visibility="collapsed",
        format_func=lambda code: here.text("The whole team") if code == TEAM else as_text(_title(here.language, code)),
    )  # fmt: skip
    return next((role for role in roles if role == chosen), None)


def _title(language: Language, code: Any) -> str:
    return language.role_title(code)


def _found(here: Here, selection: Selection, role: Role | None) -> tuple[Outlook, ...]:
    engine, settings = here.visitor.workspace, here.settings
    found: tuple[Outlook, ...] = here.visitor.kept(
        repr(("outlook", selection, role)), lambda: outlook(engine, selection, settings, role)
    )
    return found


def _table(here: Here, found: Sequence[Outlook], role: Role) -> int:
    """One row a member, the earliest trouble first; the row that is selected, else the first."""
    rows = pd.DataFrame(
        {
            "member": [here.language.state(one.member) for one in found],
            "day": pd.to_datetime(pd.Series([one.trouble and one.trouble.day for one in found], dtype="object")),
            "layer": [_stage(here.language, one) for one in found],
            "expected": [one.trouble and round(one.trouble.expected) for one in found],
            "required": [one.trouble and round(one.trouble.required) for one in found],
        }
    )
    say = here.text
    state = st.dataframe(
        rows,
        column_config={
            "member": tables.text(here.language.role_title(role), pinned=True),
            "day": tables.day(here.language, say("Short from")),
            "layer": tables.text(say("Where")),
            "expected": tables.money(here.language, say("Expected then")),
            "required": tables.money(here.language, say("Required")),
        },
        hide_index=True, placeholder=tables.MISSING, height=tables.height(len(rows), MOST_ROWS), on_select="rerun",
        selection_mode=tables.ONE_ROW, key=f"outlook_{role}_{len(rows)}", alt=say("Outlook"),
    )  # fmt: skip
    st.caption(say("Click a row to see its weeks, and what would prevent it."))
    row = tables.picked_row(state)
    return row if row is not None and row < len(found) else 0


def _stage(language: Language, one: Outlook) -> str:
    """Where it falls short, told by shape and word; where it does not, or cannot be told, as well."""
    if one.trouble:
        return language.say(Message("■ stage {layer}", layer=one.trouble.layer))
    return language.text("○ not enough data") if one.needs else language.text("● not in sight")


def _picture(here: Here, one: Outlook) -> None:
    """What stages 4 and 5 are expected to hold, against what they must; the first week below is marked."""
    if one.weeks.empty:
        return
    layers = {int(str(layer)): weeks for layer, weeks in one.weeks.groupby("layer")}
    days = [day.date() for day in next(iter(layers.values()))["day"]]
    figure = courses(
        days,
        {layer: (list(weeks["expected"]), list(weeks["low"]), list(weeks["high"])) for layer, weeks in layers.items()},
        {layer: list(weeks["required"]) for layer, weeks in layers.items()},
        {layer: _first_below(weeks) for layer, weeks in layers.items()},
        here.language,
        here.theme,
    )
    name = here.language.say(Message("Outlook"))
    st.plotly_chart(figure, theme=None, config=dict(CONFIG), key=f"outlook_{one.member}", alt=name)


def _first_below(weeks: pd.DataFrame) -> int | None:
    short = (weeks["expected"] < weeks["required"]).tolist()
    return short.index(True) if True in short else None
