"""What the forecast would have said at earlier snapshots, against what was won."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analyzer.charts import plot
from analyzer.charts.axis import days_axis, ticks
from analyzer.charts.theme import Theme, bold
from analyzer.charts.values import Scale, number, optional, records
from analyzer.language import Language
from analyzer.model import Measure

HEIGHT = 340
WIDTH_OF_DATE = 84
ASIDE = 0.16

Rows = list[dict[str, Any]]


def backtest(frame: pd.DataFrame, language: Language, theme: Theme, *, measure: Measure = "amount") -> go.Figure:
    """For each earlier snapshot: what was won as a bar, what was predicted with its band, and the weighted pipeline.

    frame: as_of, ends_on (days), predicted, low, high, weighted, actual, in order of time.
    The last five are amounts, or by ``measure`` numbers of deals, or missing.
    """
    rows = records(frame)
    numbers = [row[name] for row in rows for name in ("high", "weighted", "actual", "predicted")]
    scale = Scale.over(language, measure, numbers)
    hovers = [_hover(row, scale) for row in rows]
    highest = max(map(number, numbers), default=0.0) or 1.0
    look = theme.layout(
        HEIGHT,
        margin=(8, 8, 40, 8),
        showlegend=True,
        legend=theme.legend(),
        xaxis=days_axis([pd.Timestamp(row["as_of"]).date() for row in rows], language, theme, width=WIDTH_OF_DATE),
        yaxis=_values_axis(highest, scale, theme),
    )
    parts = [_actual(rows, hovers, language, theme), _predicted(rows, hovers, language, theme)]
    return plot.figure([*parts, _weighted(rows, hovers, language, theme)], look)


def _actual(rows: Rows, hovers: list[str], language: Language, theme: Theme) -> plot.Trace:
    return plot.bars(
        x=list(range(len(rows))),
        y=[number(row["actual"]) for row in rows],
        width=0.6,
        name=language.text("what was won"),
        marker={"color": theme.ghost, "cornerradius": 3},
        hovertext=hovers,
        hoverinfo="text",
    )


def _predicted(rows: Rows, hovers: list[str], language: Language, theme: Theme) -> plot.Trace:
    middles, lows, highs = ([number(row[name]) for row in rows] for name in ("predicted", "low", "high"))
    return plot.points(
        x=[at - ASIDE for at in range(len(rows))],
        y=middles,
        mode="markers",
        name=language.text("what was expected, with 80% of outcomes"),
        marker={"color": theme.accent, "size": theme.px(11)},
        error_y=plot.interval(middles, lows, highs, theme.accent, theme.px(3), theme.px(6)),
        hovertext=hovers,
        hoverinfo="text",
    )


def _weighted(rows: Rows, hovers: list[str], language: Language, theme: Theme) -> plot.Trace:
    held = [at for at, row in enumerate(rows) if optional(row["weighted"]) is not None]
    return plot.points(
        x=[at + ASIDE for at in held],
        y=[number(rows[at]["weighted"]) for at in held],
        mode="markers",
        name=language.text("weighted pipeline"),
        marker={"color": theme.went_out, "size": theme.px(13), "symbol": "diamond"},
        hovertext=[hovers[at] for at in held],
        hoverinfo="text",
    )


def _hover(row: dict[str, Any], scale: Scale) -> str:
    language = scale.language
    days = {name: language.date(pd.Timestamp(row[name]).date()) for name in ("as_of", "ends_on")}
    said = {
        language.text("What was won"): "actual",
        language.text("Expected"): "predicted",
        language.text("Low end (1 in 10 below)"): "low",
        language.text("High end (1 in 10 above)"): "high",
        language.text("Weighted pipeline"): "weighted",
    }
    line = language.text("{name}: {value}")
    lines = [line.format(name=name, value=scale.exact(row[column])) for name, column in said.items()]
    title = language.text("as of {as_of}, to {ends_on}").format(**days)
    return "<br>".join([bold(title), *lines])


def _values_axis(highest: float, scale: Scale, theme: Theme) -> dict[str, Any]:
    marks = ticks(0.0, highest)
    names = [scale.short(mark) for mark in marks]
    return theme.axis(tickvals=marks, ticktext=names, range=[0, highest * 1.06], showgrid=True, gridcolor=theme.line)
