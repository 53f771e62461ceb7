"""The one place where an error becomes words on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from analyzer.errors import AnalyzerError
from analyzer.language import Language
from analyzer.screen.plain import sentence


@contextmanager
def said_in_words(language: Language) -> Iterator[None]:
    """Run the body; an `AnalyzerError` in it is shown as what happened and what to do next."""
    try:
        yield
    except AnalyzerError as error:
        show(language, error)


def show(language: Language, error: AnalyzerError) -> None:
    """One error: what happened, and the next step where there is one."""
    said = [sentence(language, message) for message in (error.what, error.next_step) if message]
    st.error("\n\n".join(said), icon="⚠️")
