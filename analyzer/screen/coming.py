"""A page that is to come: its questions, and where they are answered until then."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from analyzer.message import Message
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence


def coming(here: Here, says: Message, questions: Iterable[tuple[Message, Message, str | None]]) -> None:
    """Each question with what answers it today, and the story page to go to where there is one."""
    st.markdown(sentence(here.language, says))
    for question, today, page in questions:
        with st.container(border=True):
            st.markdown(f"**{sentence(here.language, question)}**")
            if page is None:
                st.caption(sentence(here.language, today))
            else:
                st.page_link(f"pages/story/{page}.py", label=sentence(here.language, today))
