"""The deals behind a figure, and the history of one of them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analyzer import figures
from analyzer.charts.history import history
from analyzer.charts.theme import CONFIG
from analyzer.figures import findings
from analyzer.language import Language
from analyzer.message import Message
from analyzer.model import ALL_ROLES, EXTRA_ROLES, Query
from analyzer.screen import tables
from analyzer.screen.explain import how_computed
from analyzer.screen.frame import Here
from analyzer.screen.plain import csv_bytes, sentence
from analyzer.screen.session import code_of

ORDER = (
    "opportunity_name", "customer", "rep", "stage", "from_state", "to_state", "opening_amount", "closing_amount",
    "amount", "reason", "usual_amount", "usual_limit", "median_ratio", "ratio_low", "ratio_high", "won_deals",
    "days_off", "from_stage", "at_least", "dwell_days", "expected_close", "closed_on", "probability", "region",
    "product", "industry", "channel", "extra_1", "extra_2", "extra_3", "created_on", "stage_since",
    "stage_entered_on", "opportunity_id",
)  # fmt: skip
HISTORY = ("snapshot_date", "stage", "amount", "expected_close", "stage_since", "at_least", "dwell_days")
AT_LEAST = "≥"
SHARES = ("probability", "median_ratio", "ratio_low", "ratio_high")
STATES = (*ALL_ROLES, "from_state", "to_state")


def behind(here: Here, query: Query, title: Message, place: str) -> None:
    """The deals behind what was clicked, below the picture; ``place`` is the picture's name."""
    st.subheader(sentence(here.language, title), anchor=False)
    table(here, query, place)


def table(here: Here, query: Query, place: str) -> None:
    """The deals of a query; selecting one shows its history."""
    frame = here.ask(query)
    st.caption(_how_many(here.language, frame))
    if frame.empty:
        return
    shown = _shown(frame, here.language).dropna(axis="columns", how="all")
    order = [name for name in ORDER if name in shown and (name not in EXTRA_ROLES or name in here.roles)]
    headings = columns(here.language)
    state = st.dataframe(
        shown, column_config=headings, column_order=_seen(order, frame), hide_index=True, placeholder=tables.MISSING,
        height=tables.height(len(shown), 10), key=f"deals_{place}_{code_of(query)}", on_select="rerun",
        selection_mode=tables.ONE_ROW, alt=here.text("Deals"),
    )  # fmt: skip
    st.download_button(
        here.text("Download these deals"), lambda: csv_bytes(order, _records(shown)),
        file_name="deals.csv", mime="text/csv", icon="⬇️", on_click="ignore", key=f"download_{place}",
    )  # fmt: skip
    how_computed(here, query, place)
    row = tables.picked_row(state)
    if row is not None and row < len(frame):
        one_deal(here, str(frame["opportunity_id"].iloc[row]), frame["opportunity_name"].iloc[row], place)


def _seen(order: list[str], frame: pd.DataFrame) -> list[str]:
    """The columns without those of a move that the title over the table says already."""
    said = {state for state in ("from_state", "to_state") if state in frame and frame[state].nunique() == 1}
    return [name for name in order if name not in said and not (said and name == "amount")]


def one_deal(here: Here, opportunity_id: str, name: Any, place: str) -> None:
    """One deal's own history: its stages, amounts, dates and dwell."""
    query = figures.deal_history(opportunity_id)
    frame = here.ask(query)
    label = opportunity_id if pd.isna(name) else str(name)
    st.subheader(sentence(here.language, Message("{deal}, week by week", deal=label)), anchor=False)
    st.markdown(sentence(here.language, findings.history_title(frame)))
    figure = history(frame, here.ask(figures.stages()), here.language, here.theme)
    st.plotly_chart(figure, theme=None, config=dict(CONFIG), key=f"history_{place}", alt=label)
    shown = _shown(frame, here.language).iloc[::-1].dropna(axis="columns", how="all")
    st.dataframe(
        shown, column_config=columns(here.language), hide_index=True, placeholder=tables.MISSING,
        column_order=[name for name in HISTORY if name in shown],
        height=tables.height(len(frame), 8), key=f"history_table_{place}", alt=label,
    )  # fmt: skip
    how_computed(here, query, place)


def _records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    days = {str(name): frame[name].dt.strftime("%Y-%m-%d") for name in frame.select_dtypes("datetime")}
    plain = frame.assign(**days).astype("object")
    return plain.where(plain.notna(), None).to_dict("records")


def _shown(frame: pd.DataFrame, language: Language) -> pd.DataFrame:
    """The frame as a reader sees it: percentages, blanks by name, and a sign where a dwell is known only from below."""
    shown = frame.assign(**{name: frame[name] * 100 for name in SHARES if name in frame})
    said = {name: frame[name].map(language.state, na_action="ignore") for name in STATES if name in frame}
    shown = shown.assign(**said)
    if "dwell_is_minimum" in frame and frame["dwell_days"].notna().any():
        shown = shown.assign(at_least=frame["dwell_is_minimum"].map({True: AT_LEAST}))
    if "is_beyond_usual" in frame:
        beyond, cut = language.text("beyond the usual"), language.text("such deals closed at less")
        reason = frame["is_beyond_usual"].map({True: beyond, False: cut})
        shown = shown.assign(reason=reason, usual_limit=frame["usual_limit"].round(0))
    if "is_large" in frame:
        shown = shown.assign(reason=[_why_hard(row, language) for row in frame.to_dict("records")])
    return shown


def _why_hard(row: dict[Any, Any], language: Language) -> str:
    """Why a deal is hard, in words."""
    words = {
        "is_large": language.text("large"),
        "is_back": language.text("came back"),
        "is_stalled": language.text("stalled"),
        "is_said": language.text("said to be hard"),
    }
    return language.listed(word for name, word in words.items() if row[name] is True)


def columns(language: Language) -> dict[str, Any]:
    """How each column of a table of deals is headed and formatted."""
    say = language.text
    roles: dict[str, Any] = {role: tables.text(language.role_title(role)) for role in ALL_ROLES}
    return {
        **roles,
        "opportunity_id": tables.text(say("Id")),
        "opportunity_name": tables.text(say("Deal"), pinned=True),
        "stage": tables.text(say("Stage")),
        "from_state": tables.text(say("From")),
        "to_state": tables.text(say("To")),
        "amount": tables.number(say("Amount")),
        "from_stage": tables.text(say("Stage before")),
        "days_off": tables.number(say("Days off"), help=say("How many days the dates are apart")),
        "reason": tables.text(say("Why")),
        "won_deals": tables.number(say("Won deals"), help=say("The rep's won deals that stood at this stage before")),
        "median_ratio": tables.percent(
            say("Closed at"),
            help=say("What such deals closed at, in percent of their amount at this stage (median)"),
        ),
        "ratio_low": tables.percent(say("from"), help=say("The median lies between these two with 95% confidence")),
        "ratio_high": tables.percent(say("to"), help=say("The median lies between these two with 95% confidence")),
        "usual_amount": tables.number(say("Usually won"), help=say("The median amount that such deals closed at")),
        "usual_limit": tables.number(say("Beyond the usual from")),
        "closed_on": tables.day(language, say("Closed")),
        "stage_entered_on": tables.day(language, say("In stage since")),
        "opening_amount": tables.number(say("Amount before")),
        "closing_amount": tables.number(say("Amount now")),
        "probability": tables.percent(say("Probability")),
        "at_least": tables.text(AT_LEAST, help=say("The deal was in this stage already when it was first seen.")),
        "dwell_days": tables.number(say("Dwell (days)")),
        "snapshot_date": tables.day(language, say("Snapshot")),
        "expected_close": tables.day(language, say("Expected close")),
        "created_on": tables.day(language, say("Created")),
        "stage_since": tables.day(language, say("In stage since")),
    }


def _how_many(language: Language, frame: pd.DataFrame) -> str:
    total = int(frame["deals_in_all"].iloc[0]) if "deals_in_all" in frame and len(frame) else len(frame)
    many = language.plural("{n} deal", "{n} deals", total)
    if total > len(frame):
        return language.say(
            Message("{deals}; the first {shown} are shown, largest first", deals=many, shown=len(frame))
        )
    if not total:
        return many
    return language.say(Message("{deals}. Select one to see its history.", deals=many))
