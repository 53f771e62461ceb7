"""F3 over the weeks: the focus stage's opening, closing and traffic as one candle a week."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analyzer.charts import plot
from analyzer.charts.axis import ONE_LINE_BELOW, days_axis, padded, ticks
from analyzer.charts.theme import LEGEND_ABOVE, Theme, bold
from analyzer.charts.values import Scale, measure_of, number, records
from analyzer.language import Language
from analyzer.model import Measure

HEIGHT = 360
PLOT_HEIGHT, ROOM = 270, 24
STILL = MappingProxyType({"hoverinfo": "skip", "showlegend": False, "unselected": {"marker": {"opacity": 1}}})
PARTS = ("opening", "came_in", "went_out", "closing")


def candles(frame: pd.DataFrame, language: Language, theme: Theme, *, measure: Measure = "amount") -> go.Figure:
    """One candle for each snapshot: body from opening to closing, wicks up to all that came in, down to all that left.

    frame: the candles figure: snapshot_date, previous_date, opening_, came_in_, went_out_, closing_, each with
    ``count`` and ``amount``. Drawn by count where it holds no amount at all. A week carries customdata
    [snapshot_date, previous_date] as ISO text, over the whole height of the chart.
    """
    measure = measure_of(frame, measure, "closing_amount")
    weeks = [_week(row, measure) for row in records(frame)]
    scale = Scale.over(language, measure, [value for week in weeks for value in (week["high"], week["low"])])
    colors = [theme.came_in if week["closing"] >= week["opening"] else theme.went_out for week in weeks]
    ends = _ends(weeks)
    layout = theme.layout(
        HEIGHT,
        margin=(8, 8, LEGEND_ABOVE, ONE_LINE_BELOW),
        barmode="overlay",
        xaxis=days_axis([week["dates"][0] for week in weeks], language, theme),
        yaxis=_values_axis(ends, scale, theme),
        showlegend=True,
        legend=theme.legend(),
    )
    drawn = [_click_areas(weeks, ends, scale, theme), _wicks(weeks, colors), _bodies(weeks, colors)]
    return plot.figure([*drawn, *_keys(language, theme)], layout)


def _week(row: dict[str, Any], measure: Measure) -> dict[str, Any]:
    """One week's numbers, and how far its body and wicks reach."""
    known = {part: row[f"{part}_{measure}"] for part in PARTS}
    opening, came_in, went_out, closing = (number(known[part]) for part in PARTS)
    high, low = max(opening + came_in, closing), min(opening - went_out, closing)
    days = [None if pd.isna(row[day]) else pd.Timestamp(row[day]).date() for day in ("snapshot_date", "previous_date")]
    ends = {"opening": opening, "closing": closing, "high": high, "low": low}
    return ends | {"known": known, "dates": days, "days": [day and day.isoformat() for day in days]}


def _ends(weeks: list[dict[str, Any]]) -> tuple[float, float]:
    """The ends of the axis: candles show places, not lengths, so it need not start at 0, nor reach below it."""
    lowest = min((week["low"] for week in weeks), default=0.0)
    low, high = padded(lowest, max((week["high"] for week in weeks), default=0.0), PLOT_HEIGHT, ROOM, ROOM)
    return (max(low, 0.0) if lowest >= 0 else low), high


def _click_areas(weeks: list[dict[str, Any]], ends: tuple[float, float], scale: Scale, theme: Theme) -> plot.Trace:
    """Each week answers a click over its whole height, however thin its candle."""
    return plot.bars(
        x=list(range(len(weeks))),
        y=[ends[1] - ends[0]] * len(weeks),
        base=[ends[0]] * len(weeks),
        width=0.9,
        customdata=[week["days"] for week in weeks],
        hovertext=[_hover(week, scale) for week in weeks],
        showlegend=False,
        **theme.click_area(),
    )


def _wicks(weeks: list[dict[str, Any]], colors: list[str]) -> plot.Trace:
    return plot.bars(
        x=list(range(len(weeks))),
        y=[week["high"] - week["low"] for week in weeks],
        base=[week["low"] for week in weeks],
        width=0.07,
        marker={"color": colors},
        **STILL,
    )


def _bodies(weeks: list[dict[str, Any]], colors: list[str]) -> plot.Trace:
    """From opening to closing; a week without net change is a thin line, not nothing."""
    thin = 0.008 * max((week["high"] for week in weeks), default=0.0)
    return plot.bars(
        x=list(range(len(weeks))),
        y=[max(abs(week["closing"] - week["opening"]), thin) for week in weeks],
        base=[min(week["closing"], week["opening"]) for week in weeks],
        width=0.5,
        marker={"color": colors, "cornerradius": 2},
        **STILL,
    )


def _keys(language: Language, theme: Theme) -> list[plot.Trace]:
    """What colours and wicks mean, as entries of the legend."""
    keys = {
        language.text("grew"): theme.came_in,
        language.text("shrank"): theme.went_out,
        language.text("thin line: up to all that came in, down to all that went out"): theme.muted,
    }
    return [plot.bars(x=[None], y=[None], name=name, marker={"color": color}) for name, color in keys.items()]


def _hover(week: dict[str, Any], scale: Scale) -> str:
    language = scale.language
    said = {
        "opening": language.text("Opening"),
        "came_in": language.text("Came in"),
        "went_out": language.text("Went out"),
        "closing": language.text("Closing"),
    }
    ends = " → ".join(language.date(day) for day in reversed(week["dates"]) if day)
    line = language.text("{name}: {value}")
    lines = [line.format(name=name, value=scale.exact(week["known"][part])) for part, name in said.items()]
    return "<br>".join([bold(ends), *lines])


def _values_axis(ends: tuple[float, float], scale: Scale, theme: Theme) -> dict[str, Any]:
    marks = ticks(*ends)
    names = [scale.short(mark) for mark in marks]
    return theme.axis(tickvals=marks, ticktext=names, range=list(ends), showgrid=True, gridcolor=theme.line)
