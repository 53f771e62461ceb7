"""The few words that Streamlit's own widgets say in English only, in the reader's language."""

from __future__ import annotations

import streamlit as st

from analyzer.language import Language
from analyzer.message import Message

BUTTON = '[data-testid="stFileUploaderDropzone"] button [data-testid="stMarkdownContainer"] p'
LIMIT = '[data-testid="stFileUploaderDropzoneInstructions"] span'


def style(language: Language) -> None:
    """Put the reader's words in the place of Streamlit's; English has nothing to put right."""
    if language.code == "en":
        return
    limit = language.say(Message("At most {n} MB a file", n=st.get_option("server.maxUploadSize")))
    st.html(f"<style>{_said(BUTTON, language.text('Choose files'))}{_said(LIMIT, limit)}</style>")


def _said(place: str, words: str) -> str:
    """The rule that hides the words of a place and shows others."""
    return f'{place}{{font-size:0}}{place}::after{{content:"{words}";font-size:0.875rem}}'
