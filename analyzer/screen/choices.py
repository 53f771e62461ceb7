"""Choices that a page offers above its picture, kept in the URL."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analyzer import figures
from analyzer.model import BLANK, Role
from analyzer.screen import address
from analyzer.screen.frame import Here
from analyzer.screen.plain import as_text


def judged_roles(here: Here) -> list[Role]:
    """The roles whose members hold enough deals to be judged: not customers, who have few each."""
    return [role for role in here.roles if role != "customer"]


def named_members(here: Here, role: Role) -> set[str]:
    """The members of a role that have a name."""
    return set(here.ask(figures.members(role))["member"]) - {BLANK}


def role(here: Here, name: str, roles: Sequence[Role]) -> Role:
    """Choose one role to look by: one whose members have names, where there is any."""
    roles = [code for code in roles if named_members(here, code)] or roles
    chosen = address.one(name, roles, roles[0])
    st.segmented_control(
        here.text("By"), roles, format_func=lambda code: as_text(here.language.role_title(code)),
        key=address.key(name), persist_state="session", required=True, label_visibility="collapsed",
    )  # fmt: skip
    return chosen
