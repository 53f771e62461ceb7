"""What to write and to say for an action: the texts that a sales team can edit, filled in for one deal or customer."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from analyzer.advice.actions import Action, StuckDeal, texts
from analyzer.errors import AnalyzerError
from analyzer.message import Message
from analyzer.model import BLANK
from analyzer.screen import errors
from analyzer.screen.frame import Here

CUSTOMER, PRODUCT = Message("your company"), Message("our product")
INDUSTRY, REGION = Message("your industry"), Message("your region")


def draw(here: Here, action: Action) -> None:
    """The talk track for one of the deals, or the outreach letter to one of the customers, to be copied."""
    try:
        if action.kind == "push":
            _talk_track(here, action)
        else:
            _outreach(here, action)
    except AnalyzerError as error:
        errors.show(here.language, error)


def _folder() -> Path | None:
    """The folder with an installation's own texts, where it has one."""
    named = os.environ.get(texts.FOLDER)
    return Path(named) if named else None


def _talk_track(here: Here, action: Action) -> None:
    deals = action.deals
    chosen = 0
    if len(deals) > 1:
        chosen = st.selectbox(
            here.text("For which deal?"), range(len(deals)), format_func=lambda at: _named(here, deals[at]),
            key=f"talk_{action.code}",
        )  # fmt: skip
    deal = deals[chosen]
    track = texts.talk_track(deal.layer, here.language.code, _folder())
    _show(here, track.filled(_values(here, deal, action.rep)))


def _named(here: Here, deal: StuckDeal) -> str:
    return f"{deal.opportunity_name or deal.opportunity_id} · {here.language.state(deal.customer)}"


def _values(here: Here, deal: StuckDeal, rep: str | None) -> dict[str, str]:
    given = {
        "customer": (deal.customer, CUSTOMER), "product": (deal.product, PRODUCT),
        "industry": (deal.industry, INDUSTRY), "region": (deal.region, REGION),
    }  # fmt: skip
    filled = {place: _or(here, name, other) for place, (name, other) in given.items()}
    own_rep = "" if deal.rep == BLANK else deal.rep
    return {**filled, "stage": deal.stage, "days": here.language.number(deal.dwell_days), "rep": rep or own_rep}


def _outreach(here: Here, action: Action) -> None:
    customer = None
    if action.customers:
        customer = st.selectbox(here.text("To whom?"), action.customers, key=f"letter_{action.code}")
    member = action.member or BLANK
    values = {
        "customer": _or(here, customer or BLANK, CUSTOMER),
        "product": here.language.say(PRODUCT),
        "industry": _or(here, member if action.feature == "industry" else BLANK, INDUSTRY),
        "region": _or(here, member if action.feature == "region" else BLANK, REGION),
        "stage": "", "days": "", "rep": action.rep or "",
    }  # fmt: skip
    _show(here, texts.outreach(here.language.code, _folder()).filled(values))


def _or(here: Here, name: str, other: Message) -> str:
    return here.language.say(other) if name == BLANK else name


def _show(here: Here, text: texts.Text) -> None:
    """As text that nothing in it can turn into markup, with a button that copies it."""
    st.code(str(text), language=None, wrap_lines=True)
