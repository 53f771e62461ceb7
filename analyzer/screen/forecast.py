"""The forecast by period, and its own record on the user's earlier snapshots."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analyzer.advice.forecast import Accuracy, Backtest, Forecast, backtest, forecast, words
from analyzer.charts.backtest import backtest as record
from analyzer.charts.forecast import forecast as by_period
from analyzer.charts.theme import CONFIG
from analyzer.language import Language
from analyzer.message import Judged, Message
from analyzer.model import Selection
from analyzer.screen import pictures, tables
from analyzer.screen.frame import Here
from analyzer.screen.plain import sentence

FEW_OF_QUARTERS = 3


def of(here: Here, selection: Selection) -> Forecast:
    """The forecast of the selection, made once."""
    engine, settings = here.visitor.workspace, here.settings
    found: Forecast = here.visitor.kept(repr(("forecast", selection)), lambda: forecast(engine, selection, settings))
    return found


def picture(here: Here, found: Forecast) -> None:
    """Won so far, expected with its band, the weighted pipeline and the target, for both quarters."""
    rows = [
        {
            "ends_on": period.quarter.ends_on,
            "won_so_far": period.won_so_far,
            "expected": period.expected,
            "low": period.low,
            "high": period.high,
            "weighted": period.weighted,
            "target": period.target,
        }
        for period in found.periods
    ]
    figure = by_period(pd.DataFrame(rows), here.language, here.theme, measure=pictures.measure_of(found.in_deals))
    st.plotly_chart(figure, theme=None, config=dict(CONFIG), key="forecast", alt=here.text("Forecast"))
    if any(period.weighted is not None for period in found.periods):
        st.caption(here.text("Weighted pipeline: the amount of each open deal times its chance of winning."))
    chances = [
        Message("by {day}: {share}", day=period.quarter.ends_on, share=Judged(period.chance))
        for period in found.periods
        if period.chance is not None
    ]
    if len(chances) > 1:  # the first is in the headline
        st.markdown(sentence(here.language, Message("The chance to reach the target, {chances}.", chances=chances)))
    for note in found.notes:
        st.caption(sentence(here.language, note))


def past(here: Here, selection: Selection) -> None:
    """What the forecast would have said at earlier snapshots, whether it flatters or not."""
    st.subheader(here.text("How good was it before?"), anchor=False)
    engine, settings = here.visitor.workspace, here.settings
    with st.spinner(here.text("Forecasting from your earlier snapshots")):
        found: Backtest = here.visitor.kept(
            repr(("backtest", selection)), lambda: backtest(engine, selection, settings)
        )
    st.markdown(sentence(here.language, found.said))
    if found.rows.empty:
        return
    leaning = words.leaning(found.own_beside if found.weighted.forecasts else found.own)
    if leaning:
        st.markdown(sentence(here.language, leaning))
    shown = _of_one_kind(found.rows)
    figure = record(shown, here.language, here.theme, measure=pictures.measure_of(found.in_deals))
    st.plotly_chart(figure, theme=None, config=dict(CONFIG), key="backtest", alt=here.text("Backtest"))
    st.caption(sentence(here.language, _which(here.language, shown, found.rows)))
    _accuracy(here, found)


def _of_one_kind(rows: pd.DataFrame) -> pd.DataFrame:
    """Forecasts that can stand side by side: to the end of a quarter, or all over the same number of days."""
    quarters = rows[rows["horizon"] == "quarter"]
    if len(quarters) >= FEW_OF_QUARTERS:
        return quarters
    fixed = rows[rows["horizon"] != "quarter"]
    return fixed[fixed["days"] == fixed["days"].min()] if len(fixed) else quarters


def _which(language: Language, shown: pd.DataFrame, rows: pd.DataFrame) -> Message:
    many = language.plural("{n} forecast", "{n} forecasts", len(rows))
    if (shown["horizon"] == "quarter").all():
        return Message(
            "Each is a forecast from that day to the end of its quarter, by what was known then. Judged in all: "
            "{many}.",
            many=many,
        )
    return Message(
        "Each is a forecast from that day for {days} days ahead, by what was known then. Judged in all: {many}.",
        days=int(shown["days"].iloc[0]), many=many,
    )  # fmt: skip


def _accuracy(here: Here, found: Backtest) -> None:
    """Error, bias and coverage of both ways, over the forecasts for which both can be told."""
    say = here.text
    ways = {say("This forecast"): found.own_beside, say("Weighted pipeline"): found.weighted}
    if not found.weighted.forecasts:
        ways = {say("This forecast"): found.own}
    rows = [{"way": way, **_row(accuracy)} for way, accuracy in ways.items()]
    st.dataframe(
        pd.DataFrame(rows), column_config=_columns(here), hide_index=True, width="content",
        placeholder=tables.MISSING, alt=say("How good was it before?"),
    )  # fmt: skip


def _row(accuracy: Accuracy) -> dict[str, Any]:
    shares = {"wape": accuracy.wape, "bias": accuracy.bias, "coverage": accuracy.coverage}
    percents = {name: None if share is None else share * 100 for name, share in shares.items()}
    return {"forecasts": accuracy.forecasts, **percents}


def _columns(here: Here) -> dict[str, Any]:
    say = here.text
    return {
        "way": tables.text(say("Way of forecasting"), pinned=True),
        "forecasts": tables.number(say("Forecasts")),
        "wape": tables.percent(say("Error"), help=say("All misses, up or down, in percent of what was won")),
        "bias": tables.percent(say("Bias"), help=say("Above 0 it promised too much, below 0 too little")),
        "coverage": tables.percent(
            say("Inside the band"), help=say("How often the outcome lay inside the 80% band; about 80% is right")
        ),
    }
