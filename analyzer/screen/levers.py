"""The sliders of a rehearsal: what could be done, and for whom, kept in the URL."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

import streamlit as st

from analyzer import figures
from analyzer.advice.simulation import Levers
from analyzer.message import Message
from analyzer.model import Role
from analyzer.screen import address, choices
from analyzer.screen.frame import Here
from analyzer.screen.plain import as_text, sentence

WHO, NEW, WEEKS, DWELL = "who", "new", "weeks", "dwell"
TEAM = "team"
MOST_NEW, MOST_WEEKS, MOST_SHARE, LONGEST_CUT = 50, 26, 100, 50
USUAL_WEEKS = 4
SIGNS: Mapping[str, str] = MappingProxyType({NEW: "+%d", DWELL: "−%d%%"})
STEP = 5
MOST_MEMBERS = 300


def advance(layer: int) -> str:
    """What the lever on the advance of a layer is called in the URL."""
    return f"advance_{layer}"


def who(here: Here) -> tuple[Role, str] | None:
    """Whose weeks are rehearsed: one member of a role; None for the whole selection."""
    roles = choices.judged_roles(here)
    members = {f"{role}:{member}": (role, member) for role in roles for member in _members(here, role)}
    options = [TEAM, *members]
    chosen = address.one(WHO, options, TEAM)
    st.selectbox(
        here.text("Whose deals"), options, key=address.key(WHO), format_func=partial(_said, here, members),
    )  # fmt: skip
    return members.get(chosen)


def _members(here: Here, role: Role) -> list[str]:
    names = [str(name) for name in here.ask(figures.members(role))["member"]]
    return names if 1 < len(names) <= MOST_MEMBERS else []


def _said(here: Here, members: Mapping[str, tuple[Role, str]], code: str) -> str:
    if code not in members:
        return here.text("The whole team")
    role, member = members[code]
    named = {"name": here.language.role_title(role), "value": here.language.state(member)}
    return here.language.say(Message("{name}: {value}", **named))


def draw(here: Here) -> Levers:
    """The levers as they stand now: adding, pushing stage by stage, and shorter stays."""
    st.caption(here.text("Move a lever to see what it would change."))
    new = _slider(here, NEW, Message("Add: new opportunities a week, on top"), MOST_NEW)
    weeks = _slider(here, WEEKS, Message("For so many weeks"), MOST_WEEKS, USUAL_WEEKS, off=not new)
    st.markdown(f"**{as_text(here.text('Push: more deals move up from'))}**")
    shares = {layer: _slider(here, advance(layer), name, MOST_SHARE, step=STEP) for layer, name in _stages(here)}
    cut = _slider(here, DWELL, Message("Shorter stays in every stage"), LONGEST_CUT, step=STEP)
    raised = {layer: share / 100 for layer, share in shares.items() if share}
    return Levers(new, weeks if new else 0, raised, cut / 100)


def _slider(here: Here, name: str, label: Message, most: int, usual: int = 0, step: int = 1, off: bool = False) -> int:
    chosen = address.whole(name, 0, most, usual)
    unit = SIGNS.get(name, "+%d%%" if step == STEP else "%d")
    st.slider(sentence(here.language, label), 0, most, step=step, key=address.key(name), disabled=off, format=unit)
    return chosen


def _stages(here: Here) -> list[tuple[int, Message]]:
    """Each layer that holds open stages, and the names of those."""
    stages = here.ask(figures.stages())
    held = stages[stages["kind"] == "open"].groupby("layer")["stage"].agg(list)
    return [(int(str(layer)), Message("{stages}", stages=list(names))) for layer, names in held.items()]


def put(here: Here, levers: Levers) -> None:
    """Set the sliders to these levers, before they are drawn again."""
    address.choose(NEW, min(round(levers.new_a_week), MOST_NEW))
    address.choose(WEEKS, min(levers.weeks, MOST_WEEKS))
    address.choose(DWELL, min(round(levers.shorter_dwell * 100), LONGEST_CUT))
    for layer, _ in _stages(here):
        address.choose(advance(layer), min(round(levers.advance.get(layer, 0) * 100), MOST_SHARE))
