"""The trail from all members down to the deals: each step holds one role to one member."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analyzer import figures
from analyzer.language import Language
from analyzer.message import Message, Money
from analyzer.model import ALL_ROLES, Role, Selection
from analyzer.screen import address
from analyzer.screen.frame import Here
from analyzer.screen.plain import as_text

TRAIL = "trail"
SPLIT = "split"
DEALS = "deals"

Step = tuple[Role, str]


def trail(here: Here) -> list[Step]:
    """The steps that the URL carries; a step to a role or a member that is not in the data ends the trail."""
    steps: list[Step] = []
    for code in address.read(TRAIL):
        name, _, member = code.partition(":")
        role = next((role for role in ALL_ROLES if role == name), None)
        if role is None or member not in set(here.ask(figures.members(role))["member"]):
            break
        steps.append((role, member))
    return steps


def narrowed(selection: Selection, steps: Sequence[Step]) -> Selection:
    """The selection at the end of the trail."""
    for role, member in steps:
        selection = selection.narrowed(role, member)
    return selection


def finding(here: Here, selection: Selection, steps: Sequence[Step]) -> Message:
    """The sentence over the deals at the end of the trail."""
    kinds = here.ask(figures.outcomes(selection))
    held = kinds[kinds["kind"] == "open"]
    names = " › ".join(here.language.state(member) for _, member in steps)
    count, amount = int(held["count"].sum()), held["amount"].sum(min_count=1)
    deals = here.language.plural("{n} open deal", "{n} open deals", count)
    if pd.isna(amount):
        return Message("{members}: {deals}", members=names, deals=deals)
    return Message("{members}: {deals} worth {amount}", members=names, deals=deals, amount=Money(amount))


def step_to(steps: Sequence[Step], role: Role, member: str) -> None:
    """One step further; the next split is to be chosen anew."""
    address.write(TRAIL, [f"{name}:{value}" for name, value in [*steps, (role, member)]])
    address.forget(SPLIT)


def breadcrumb(here: Here, steps: Sequence[Step]) -> None:
    """The trail as buttons; each walks back to where it stands."""
    names = [here.text("All")]
    names += [_said(here.language, step) for step in steps]
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
        for place, name in enumerate(names):
            here_now = place == len(steps)
            label = as_text(name) if not place else f"› {as_text(name)}"
            st.button(
                label, key=f"back_{place}", type="tertiary", disabled=here_now, on_click=_walk_back,
                args=(steps[:place],),
            )  # fmt: skip


def _said(language: Language, step: Step) -> str:
    role, member = step
    named = {"name": language.role_title(role), "value": language.state(member)}
    return language.say(Message("{name}: {value}", **named))


def _walk_back(steps: Sequence[Step]) -> None:
    address.write(TRAIL, [f"{role}:{member}" for role, member in steps])
    address.forget(SPLIT)


def next_split(here: Here, steps: Sequence[Step]) -> Role | None:
    """The role to split by next, as the reader chooses; None for the deals themselves."""
    taken = {role for role, _ in steps}
    left = [role for role in ALL_ROLES if role not in taken and len(here.ask(figures.members(role))) > 1]
    options = [DEALS, *left]
    chosen = address.one(SPLIT, options, DEALS)
    st.pills(
        here.text("Split by"), options, key=address.key(SPLIT), required=True,
        format_func=lambda code: here.text("Deals") if code == DEALS else as_text(here.language.role_title(code)),
    )  # fmt: skip
    return next((role for role in left if role == chosen), None)
