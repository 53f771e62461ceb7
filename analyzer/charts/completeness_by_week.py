"""How complete one field was at each snapshot, against the goals."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analyzer.charts import plot
from analyzer.charts.axis import days_axis, padded
from analyzer.charts.goals import Goals, counts
from analyzer.charts.theme import Theme, bold
from analyzer.charts.values import records
from analyzer.language import Language

HEIGHT, PLOT_HEIGHT = 340, 270
BELOW, ABOVE = 36, 24


def completeness_by_week(frame: pd.DataFrame, goals: Goals, language: Language, theme: Theme) -> go.Figure:
    """A line over the snapshots. frame: of one field: snapshot_date, deals, deals_with, share, in order of time.

    Points carry customdata [snapshot_date] as ISO text.
    """
    rows = records(frame)
    days = [pd.Timestamp(row["snapshot_date"]).date() for row in rows]
    lowest = min([goals.goal, *(row["share"] for row in rows)])
    layout = theme.layout(
        HEIGHT,
        margin=(8, 8, 30, 8),
        xaxis=days_axis(days, language, theme, room=0.6),
        yaxis=theme.axis(range=list(padded(lowest, 1.0, PLOT_HEIGHT, BELOW, ABOVE)), showticklabels=False),
        **goals.lines(language, theme, across="y"),
    )
    return plot.figure([_line(rows, days, language, theme)], layout)


def _line(rows: list[dict[str, Any]], days: list[date], language: Language, theme: Theme) -> plot.Trace:
    hovers = [[bold(language.date(day)), *counts(row, language)] for day, row in zip(days, rows, strict=True)]
    return plot.points(
        x=list(range(len(rows))),
        y=[row["share"] for row in rows],
        mode="lines+markers+text",
        line={"color": theme.accent, "width": theme.px(2)},
        marker={"size": theme.px(9), "color": theme.accent, "opacity": 1},
        text=_first_and_last([bold(language.judged(row["share"])) for row in rows]),
        textposition="bottom center",
        textfont=theme.font(),
        cliponaxis=False,
        customdata=[[day.isoformat()] for day in days],
        hovertext=["<br>".join(lines) for lines in hovers],
        hoverinfo="text",
    )


def _first_and_last(labels: list[str]) -> list[str]:
    ends = (0, len(labels) - 1)
    return [label if place in ends else "" for place, label in enumerate(labels)]
