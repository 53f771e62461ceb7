"""Around the dials: how many to show, the check that members add up, and the targets to type."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from analyzer import figures
from analyzer.message import Message
from analyzer.model import GAUGE_ROLES, OPEN_LAYERS, Role, Selection
from analyzer.screen import choices, tables, targets, teaching
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence

FIRST = 12
TARGETS = "targets"
LAYERS = (4, 5)
HALF_A_CENT = 0.005


def worst_first(here: Here, gauges: pd.DataFrame, role: Role) -> pd.DataFrame:
    """The gauges of the first twelve members, worst first, or of all where the reader asks for them."""
    members = gauges["member"].drop_duplicates()
    if len(members) <= FIRST:
        return gauges
    label = here.language.say(Message("All {n} {roles}", n=len(members), roles=here.language.roles_name(role)))
    everybody = st.toggle(label, key=f"all_{role}")
    return gauges if everybody else gauges[gauges["member"].isin(members.head(FIRST))]


def up_to(here: Here, layer: int) -> int:
    """The last layer that the gauge of ``layer`` measures."""
    return OPEN_LAYERS[-1] if here.settings.gauge_basis == "layer_and_above" else layer


def sum_check(here: Here, selection: Selection, gauges: pd.DataFrame, role: Role) -> None:
    """One line: the members of the role add up to what the pipeline holds, asked without the role."""
    bars = here.ask(figures.waterfall(selection))
    checks = [_check(here, gauges, bars, layer, role) for layer in LAYERS]
    st.caption(sentence(here.language, Message("{first} {second}", first=checks[0], second=checks[1])))


def _check(here: Here, gauges: pd.DataFrame, bars: pd.DataFrame, layer: int, role: Role) -> Message:
    above = here.settings.gauge_basis == "layer_and_above"
    held = bars[(bars["layer"] >= layer) if above else (bars["layer"] == layer)]
    of_role = gauges[gauges["layer"] == layer]
    if held["amount"].isna().all() and not of_role["amount"].sum():
        return Message("Stage {layer} holds no amounts.", layer=layer)
    return _compared(here, layer, role, held["amount"].sum(), of_role["amount"].sum())


def _compared(here: Here, layer: int, role: Role, held: float, members: float) -> Message:
    roles = here.language.roles_name(role)
    if abs(held - members) < HALF_A_CENT:
        return Message("✓ Stage {layer}: the {roles} add up to the {held} in the pipeline.",
                       layer=layer, roles=roles, held=here.language.money(held))  # fmt: skip
    return Message("✗ Stage {layer}: the {roles} add up to {members}, the pipeline holds {held}.",
                   layer=layer, roles=roles, members=here.language.money(members),
                   held=here.language.money(held))  # fmt: skip


def without_lights(here: Here, selection: Selection, gauges: pd.DataFrame, role: Role) -> None:
    """Where no dial has a target: why, and how to come by lights."""
    if gauges["target"].notna().any():
        return
    settings, name = here.settings, here.language.role_name(role)
    if not any(choices.named_members(here, one) for one in GAUGE_ROLES):
        unsplit = Message("The data names no region, product or industry, so the dials show the whole pipeline.")
        st.markdown(sentence(here.language, unsplit))
    if _targets(here, selection, role)["target"].notna().any():
        filtered = Message("A target is for a whole {role}: under a filter on something else there are no lights. "
                           "Reset the filters to see them.", role=name)  # fmt: skip
        st.markdown(sentence(here.language, filtered))
        return
    how = Message("A target turns an amount into a light: stage 4 must hold {four} times the target of the quarter, "
                  "stage 5 {five} times. Type the target of each {role} into the table below, or upload a sheet of "
                  "targets; the template shows how.",
                  role=name, four=settings.multiple(4), five=settings.multiple(5))  # fmt: skip
    st.markdown(sentence(here.language, how))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"[↓ {here.text('Set the targets')}](#{TARGETS})", width="content")
        teaching.template_button(here.language)


def _targets(here: Here, selection: Selection, role: Role) -> pd.DataFrame:
    """The whole target of each member for the review quarter, whatever the filters let through."""
    whole = replace(here.settings, target_basis="full")
    return here.ask(figures.targets(replace(selection, members={}), role, whole))


def target_table(here: Here, selection: Selection, role: Role) -> None:
    """The target of each member for the review quarter, editable; a change takes effect at once."""
    full = _targets(here, selection, role)
    rows = here.ask(figures.members(role)).merge(full, how="left", on="member")[["member", "target"]]
    quarter = here.settings.quarter(selection.as_of)
    title = Message("Targets for {start} to {end}", start=quarter.starts_on, end=quarter.ends_on)
    st.subheader(sentence(here.language, title), anchor=TARGETS)
    members = list(rows["member"])
    key = f"targets_{role}_{quarter.starts_on}_{hash(tuple(members))}"
    st.data_editor(
        rows.assign(member=[here.language.state(member) for member in members]),
        column_config={
            "member": tables.text(here.language.role_name(role).capitalize(), disabled=True),
            "target": tables.number(here.text("Target"), min_value=0, width="medium"),
        },
        hide_index=True, width="content", height=tables.height(len(rows), 12), key=key,
        on_change=partial(_take, here, role, selection, members, key), placeholder=here.text("type a target"),
        alt=here.language.say(title),
    )  # fmt: skip


def _take(here: Here, role: Role, selection: Selection, members: list[str], key: str) -> None:
    edited = st.session_state[key]["edited_rows"]
    typed = {members[int(row)]: change["target"] for row, change in edited.items() if "target" in change}
    quarter = here.settings.quarter(selection.as_of)
    here.visitor.set_targets(targets.with_typed(here.visitor.workspace.targets, role, typed, quarter))
