"""What every page stands in: who is here, what they chose, and the sentence at the top."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analyzer.charts.theme import Theme
from analyzer.language import Language
from analyzer.message import Message
from analyzer.model import EXTRA_ROLES, ROLES, Query, Role, Selection
from analyzer.screen import session
from analyzer.screen.plain import sentence
from analyzer.screen.session import Visitor
from analyzer.settings import Settings


@dataclass(frozen=True)
class Here:
    """What a page needs to know of the moment it is drawn in."""

    visitor: Visitor
    language: Language
    theme: Theme

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.visitor.settings

    @property
    def selection(self) -> Selection | None:
        """What the sidebar says; None while there is no snapshot."""
        return self.visitor.selection

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that deals can be looked at by, with those of the user's own that the data has."""
        return (*ROLES, *EXTRA_ROLES[: len(self.language.extra_roles)])

    def ask(self, query: Query) -> pd.DataFrame:
        """The answer to a query."""
        return self.visitor.ask(query)

    def text(self, english: str) -> str:
        """An interface text in the reader's language."""
        return self.language.text(english)


def here() -> Here:
    """The moment that this page is drawn in."""
    visitor = session.visitor()
    return Here(visitor, session.language(visitor), Theme(st.context.theme.type == "dark", visitor.zoom))


def headline(moment: Here, message: Message) -> None:
    """The one sentence that says what the data says."""
    st.header(sentence(moment.language, message), anchor=False)
