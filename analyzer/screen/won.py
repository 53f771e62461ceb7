"""How many deals are won, how fast, and what the open ones bring in a day."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analyzer import figures
from analyzer.advice.health import BETTER, LEVERS, velocity, win_incidence, win_rates
from analyzer.charts.win_incidence import win_incidence as by_days
from analyzer.figures import findings
from analyzer.message import Message, Money, Share
from analyzer.model import Selection
from analyzer.screen import choices, pictures, tables
from analyzer.screen.explain import how_computed
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence
from analyzer.screen.session import code_of

BY = "health_by"


def wins(here: Here, selection: Selection) -> None:
    """The win rate, the share won by so many days, and both by a role."""
    cycle = here.ask(figures.sales_cycle(selection))
    st.markdown(sentence(here.language, findings.wins(win_rates(cycle, here.settings))))
    query = figures.outcome_times(selection)
    course = win_incidence(here.ask(query), here.settings)
    if len(course) and course["is_judged"].any():
        st.markdown(sentence(here.language, findings.incidence(course)))
        pictures.still(
            here, query, here.text("Share of deals won and lost, by days since they were created"),
            lambda: by_days(course, here.language, here.theme),
        )  # fmt: skip
        st.caption(here.text("Dotted: too few deals have been followed for so long. The band holds 95%."))
        how_computed(here, query, "wins")
    _by_role(here, selection)


def _by_role(here: Here, selection: Selection) -> None:
    role = choices.role(here, BY, choices.judged_roles(here))
    query = figures.sales_cycle(selection, role)
    cycle = here.ask(query)
    rates, speeds = win_rates(cycle, here.settings), velocity(cycle, here.settings)
    shown = pd.DataFrame(
        {
            "member": cycle["member"].map(here.language.state),
            "won": rates["won"],
            "closed": rates["closed"],
            "rate": rates["rate"] * 100,
            "low": rates["low"] * 100,
            "high": rates["high"] * 100,
            "days": cycle["median_days"],
            "velocity": speeds["velocity"].round(),
            "judged": [None if is_judged else here.text("too few to judge") for is_judged in rates["is_judged"]],
        }
    ).sort_values("rate", kind="stable")
    st.dataframe(
        shown.dropna(axis="columns", how="all"), column_config=_columns(here, here.language.role_title(role)),
        hide_index=True, placeholder=tables.MISSING, height=tables.height(len(shown), 12),
        key=f"wins_{code_of(query)}", alt=here.text("Win rate and cycle"),
    )  # fmt: skip
    how_computed(here, query, "wins_by")


def _columns(here: Here, role: str) -> dict[str, Any]:
    say = here.text
    sure = say("The rate lies between these two with 95% confidence")
    return {
        "member": tables.text(role, pinned=True),
        "won": tables.number(say("Won deals")),
        "closed": tables.number(say("Closed deals")),
        "rate": tables.percent(say("Win rate")),
        "low": tables.percent(say("from"), help=sure),
        "high": tables.percent(say("to"), help=sure),
        "days": tables.number(say("Cycle (days)"), help=say("Median days from created to won")),
        "velocity": tables.money(here.language, say("Velocity a day")),
        "judged": tables.text(say("Not judged")),
    }


def speed(here: Here, selection: Selection) -> None:
    """The velocity, its four levers, and what each is worth if it were a tenth better."""
    query = figures.sales_cycle(selection)
    found = velocity(here.ask(query), here.settings)
    st.markdown(sentence(here.language, findings.velocity(found)))
    if found.empty:
        return
    row = found.iloc[0]
    for column, lever in zip(st.columns(len(LEVERS)), LEVERS, strict=True):
        with column:
            st.metric(_titles(here)[lever], _value(here, lever, row[lever]), _gain(here, row, lever), delta_color="off")
    if pd.isna(row["velocity"]):
        return
    st.caption(
        sentence(here.language, Message("Below each: the velocity if it were {share} better.", share=Share(BETTER)))
    )
    how_computed(here, query, "velocity")


def _titles(here: Here) -> dict[str, str]:
    return {
        "open_count": here.text("Open deals"),
        "mean_won_amount": here.text("Mean won amount"),
        "win_rate": here.text("Win rate"),
        "cycle_days": here.text("Cycle (days)"),
    }


def _value(here: Here, lever: str, value: Any) -> str:
    if pd.isna(value):
        return tables.MISSING
    match lever:
        case "mean_won_amount":
            return here.language.compact_money(value)
        case "win_rate":
            return here.language.percent(value)
        case _:
            return here.language.number(round(value))


def _gain(here: Here, row: pd.Series[Any], lever: str) -> str | None:
    better = row[f"with_{lever}"]
    if pd.isna(better):
        return None
    return here.language.say(Message("{velocity} a day", velocity=Money(better)))
