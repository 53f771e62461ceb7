"""Names that may be the same: proposed, and one only when somebody says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from analyzer.intake.report import Alike, IntakeReport, JoinReport
from analyzer.message import Message
from analyzer.model import ROLES, Role
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence
from analyzer.settings import Settings

MOST_SHOWN = 5


def of(report: IntakeReport, settings: Settings) -> list[Alike]:
    """What was found alike within a role, and the near misses of the lookup tables; nothing that was answered."""
    found = {(item.role, item.member): item for item in (*report.alike, *_near_misses(report))}
    return [item for item in found.values() if item.member not in settings.same_as.get(item.role, {})]


def _near_misses(report: IntakeReport) -> Iterator[Alike]:
    for join in report.joins:
        role = role_of(report, join)
        for value, (rows, proposal) in join.unmatched.items():
            if role and proposal:
                yield Alike(role, value, proposal, rows)


def role_of(report: IntakeReport, join: JoinReport) -> Role | None:
    """The role that a lookup table is joined by; None where it is joined by something else."""
    fields = {
        column.field
        for sheet in report.sheets
        if (sheet.file, sheet.sheet) == (join.file, join.sheet)
        for column in sheet.columns
        if column.header == join.key
    }
    return next((role for role in ROLES if role in fields), None)


def ask(here: Here, report: IntakeReport) -> Settings | None:
    """The first few, each to be accepted or declined; the settings once one is."""
    found = of(report, here.settings)
    if not found:
        return None
    st.markdown(f"**{here.text('Are these the same?')}**")
    for number, item in enumerate(found[:MOST_SHOWN]):
        answer = _answer(here, item, number)
        if answer is not None:
            return said_same(here.settings, item, answer)
    if len(found) > 1 and st.button(
        here.language.plural("All {n} are the same", "All {n} are the same", len(found)), key="all_alike"
    ):
        return _all_same(here.settings, found)
    return None


def _answer(here: Here, item: Alike, number: int) -> bool | None:
    with st.container(horizontal=True, vertical_alignment="center"):
        asked = Message(
            "“{member}” ({rows} rows) and “{other}”, both {role}.",
            member=item.member, rows=item.rows, other=item.same_as, role=here.language.role_name(item.role),
        )  # fmt: skip
        st.markdown(sentence(here.language, asked), width="content")
        key = f"{here.visitor.batch}_{number}"
        if st.button(here.text("The same"), key=f"same_{key}"):
            return True
        if st.button(here.text("Not the same"), type="tertiary", key=f"apart_{key}"):
            return False
    return None


def said_same(settings: Settings, item: Alike, same: bool) -> Settings:
    """The settings that hold the answer; a member that is not the same stays itself."""
    held = settings.same_as.get(item.role, {})
    answer = {item.member: item.same_as if same else item.member}
    return replace(settings, same_as={**settings.same_as, item.role: {**held, **answer}})


def _all_same(settings: Settings, found: list[Alike]) -> Settings:
    for item in found:
        settings = said_same(settings, item, True)
    return settings
