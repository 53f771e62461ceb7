"""F3 over the weeks: the focus stage's opening, closing and traffic as one candle a week."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analyzer.charts.axis import NARROWEST_CHART, padded, ticks
from analyzer.charts.theme import Theme, bold
from analyzer.charts.values import Scale, measure_of, number, records
from analyzer.language import Language
from analyzer.model import Measure

HEIGHT = 360
PLOT_HEIGHT, LABEL_HEIGHT = 270, 30
WIDTH_OF_DATE = 76
PARTS = ("opening", "came_in", "went_out", "closing")


def candles(frame: pd.DataFrame, language: Language, theme: Theme, *, measure: Measure = "amount") -> go.Figure:
    """One candle for each snapshot: body from opening to closing, wicks up to all that came in, down to all that left.

    frame: the candles figure: snapshot_date, previous_date, opening_, came_in_, went_out_, closing_, each with
    ``count`` and ``amount``. Drawn by count where it holds no amount at all. Bodies and wicks carry customdata
    [snapshot_date, previous_date] as ISO text.
    """
    measure = measure_of(frame, measure, "closing_amount")
    weeks = [_week(row, measure) for row in records(frame)]
    scale = Scale.over(language, measure, [value for week in weeks for value in (week["high"], week["low"])])
    lowest = min((week["low"] for week in weeks), default=0.0)
    highest = max((week["high"] for week in weeks), default=0.0)
    common = {
        "x": list(range(len(weeks))),
        "customdata": [week["days"] for week in weeks],
        "hovertext": [_hover(week, scale) for week in weeks],
        "hoverinfo": "text",
        **theme.chosen(),
    }
    colors = [theme.came_in if week["closing"] >= week["opening"] else theme.went_out for week in weeks]
    layout = theme.layout(
        HEIGHT,
        margin={"l": 8, "r": 8, "t": 36, "b": 8},
        barmode="overlay",
        xaxis=_weeks_axis(weeks, language, theme),
        yaxis=_values_axis(min(lowest, 0.0), highest, scale, theme),
        showlegend=True,
        legend=theme.legend(),
    )
    return go.Figure(
        [_wicks(weeks, colors, common), _bodies(weeks, colors, scale, common), *_keys(language, theme)], layout
    )


def _week(row: dict[str, Any], measure: Measure) -> dict[str, Any]:
    """One week's numbers, and how far its body and wicks reach."""
    known = {part: row[f"{part}_{measure}"] for part in PARTS}
    opening, came_in, went_out, closing = (number(known[part]) for part in PARTS)
    high, low = max(opening + came_in, closing), min(opening - went_out, closing)
    days = [None if pd.isna(row[day]) else pd.Timestamp(row[day]).date() for day in ("snapshot_date", "previous_date")]
    ends = {"opening": opening, "closing": closing, "high": high, "low": low}
    return ends | {"known": known, "dates": days, "days": [day and day.isoformat() for day in days]}


def _wicks(weeks: list[dict[str, Any]], colors: list[str], common: dict[str, Any]) -> go.Bar:
    return go.Bar(
        y=[week["high"] - week["low"] for week in weeks],
        base=[week["low"] for week in weeks],
        width=0.07,
        marker={"color": colors},
        showlegend=False,
        **common,
    )


def _bodies(weeks: list[dict[str, Any]], colors: list[str], scale: Scale, common: dict[str, Any]) -> go.Bar:
    """From opening to closing; a week without net change is a thin line, not nothing."""
    thin = 0.008 * max((week["high"] for week in weeks), default=0.0)
    return go.Bar(
        y=[max(abs(week["closing"] - week["opening"]), thin) for week in weeks],
        base=[min(week["closing"], week["opening"]) for week in weeks],
        width=0.5,
        marker={"color": colors, "cornerradius": 2},
        showlegend=False,
        **common,
    )


def _keys(language: Language, theme: Theme) -> list[go.Bar]:
    """What colours and wicks mean, as entries of the legend."""
    keys = {
        language.text("grew"): theme.came_in,
        language.text("shrank"): theme.went_out,
        language.text("thin line: up to all that came in, down to all that went out"): theme.muted,
    }
    return [go.Bar(x=[None], y=[None], name=name, marker={"color": color}) for name, color in keys.items()]


def _hover(week: dict[str, Any], scale: Scale) -> str:
    language = scale.language
    said = {
        "opening": language.text("Opening"),
        "came_in": language.text("Came in"),
        "went_out": language.text("Went out"),
        "closing": language.text("Closing"),
    }
    ends = " → ".join(language.date(day) for day in reversed(week["dates"]) if day)
    return "<br>".join([bold(ends), *(f"{name}: {scale.exact(week['known'][part])}" for part, name in said.items())])


def _weeks_axis(weeks: list[dict[str, Any]], language: Language, theme: Theme) -> dict[str, Any]:
    """Dates under the candles, only as many as stand apart, the newest always among them."""
    step = max(1, -(-len(weeks) * WIDTH_OF_DATE // NARROWEST_CHART))
    shown = list(range(len(weeks) - 1, -1, -step))
    names = [language.short_date(weeks[place]["dates"][0]) for place in shown]
    return theme.axis(tickvals=shown, ticktext=names, tickangle=0, range=[-0.6, max(len(weeks), 8) - 0.4])


def _values_axis(lowest: float, highest: float, scale: Scale, theme: Theme) -> dict[str, Any]:
    marks = ticks(lowest, highest)
    names = [scale.short(mark) for mark in marks]
    ends = padded(lowest, highest, PLOT_HEIGHT, 0, LABEL_HEIGHT)
    return theme.axis(tickvals=marks, ticktext=names, range=ends, showgrid=True, gridcolor=theme.line, automargin=True)
