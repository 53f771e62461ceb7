"""What the visitor chose, kept in the URL as codes that mean the same in every language.

Streamlit's own ``bind="query-params"`` writes the label a widget shows, which is translated: a link sent by a
Chinese manager would be dropped by an English browser. So widgets choose among codes, and this module carries them.
A widget that is translated also loses its choice when the language changes, so each has a key for each language.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

LANGUAGE = "lang"

Code = TypeVar("Code", bound=str)


def key(name: str, about: str = "") -> str:
    """The key of the widget that chooses ``name``, in the language that is spoken now.

    about: what the choice is about, where it is a choice among other things for each.
    """
    return name if name == LANGUAGE else f"{name}.{st.session_state.get(LANGUAGE)}{about and f'.{about}'}"


def one(name: str, options: Sequence[Code], default: Code, about: str = "") -> Code:
    """The code its widget holds, before it is drawn: what was chosen, else what the URL says, else ``default``."""
    widget = key(name, about)
    held = st.session_state.get(widget, st.query_params.get(name))
    chosen = next((code for code in options if code == held), default)
    if st.session_state.get(widget) != chosen:
        st.session_state[widget] = chosen
    write(name, [] if chosen == default else [chosen])
    return chosen


def whole(name: str, low: int, high: int, default: int) -> int:
    """The whole number its widget holds, before it is drawn, as `one` finds a code; never beyond both ends."""
    held = st.session_state.get(key(name), st.query_params.get(name))
    wished = int(held) if str(held).removeprefix("-").isdecimal() else default
    chosen = min(max(wished, low), high)
    if st.session_state.get(key(name)) != chosen:
        st.session_state[key(name)] = chosen
    write(name, [] if chosen == default else [str(chosen)])
    return chosen


def several(name: str, options: Sequence[str]) -> list[str]:
    """The codes that a widget for several holds; those that are no longer among the options are let go."""
    held = st.session_state.get(key(name), st.query_params.get_all(name))
    chosen = [code for code in held if code in options]
    if st.session_state.get(key(name)) != chosen:
        st.session_state[key(name)] = chosen
    write(name, chosen)
    return chosen


def choose(name: str, code: str | int | list[str]) -> None:
    """Choose for the visitor, before the widget is drawn again: a code, a number, or several codes."""
    st.session_state[key(name)] = code


def forget(*names: str) -> None:
    """Back to the defaults: nothing chosen, nothing in the URL."""
    for name in names:
        st.session_state.pop(key(name), None)
        write(name, [])


def read(name: str) -> list[str]:
    """The codes that the URL holds under a name, in order."""
    return st.query_params.get_all(name)


def write(name: str, codes: Sequence[str]) -> None:
    """Put codes into the URL under a name; none take the name away."""
    if st.query_params.get_all(name) == list(codes):
        return
    if codes:
        st.query_params[name] = codes
    else:
        st.query_params.pop(name, None)
