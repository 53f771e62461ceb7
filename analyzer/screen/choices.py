"""Choices that a page offers above its picture, kept in the URL."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analyzer.model import Role
from analyzer.screen import address
from analyzer.screen.frame import Here


def role(here: Here, name: str, roles: Sequence[Role]) -> Role:
    """Choose one role to look by."""
    chosen = address.one(name, roles, roles[0])
    st.segmented_control(
        here.text("By"), roles, format_func=lambda code: here.language.role_name(code).capitalize(),
        key=address.key(name), persist_state="session", required=True, label_visibility="collapsed",
    )  # fmt: skip
    return chosen
