"""What the forecast would have said at earlier snapshots, against what was won."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analyzer.charts import plot
from analyzer.charts.axis import ticks
from analyzer.charts.theme import Theme, bold
from analyzer.charts.values import Scale, number, optional, records
from analyzer.language import Language
from analyzer.model import Measure

HEIGHT = 340
WIDTH_OF_DATE, WIDTH_OF_CHART = 84, 980
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
        xaxis=_dates_axis(rows, language, theme),
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
    middles = [number(row["predicted"]) for row in rows]
    return plot.points(
        x=[at - ASIDE for at in range(len(rows))],
        y=middles,
        mode="markers",
        name=language.text("what was expected, with 80% of outcomes"),
        marker={"color": theme.accent, "size": theme.px(11)},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [number(row["high"]) - middle for row, middle in zip(rows, middles, strict=True)],
            "arrayminus": [middle - number(row["low"]) for row, middle in zip(rows, middles, strict=True)],
            "color": theme.accent,
            "thickness": theme.px(3),
            "width": theme.px(6),
        },
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


def _dates_axis(rows: Rows, language: Language, theme: Theme) -> dict[str, Any]:
    """Dates under the bars, only as many as stand apart, the newest always among them."""
    step = max(1, -(-len(rows) * WIDTH_OF_DATE // WIDTH_OF_CHART))
    shown = list(range(len(rows) - 1, -1, -step))
    names = [language.short_date(pd.Timestamp(rows[place]["as_of"]).date()) for place in shown]
    return theme.axis(tickvals=shown, ticktext=names, tickangle=0, range=[-0.6, max(len(rows), 6) - 0.4])


def _values_axis(highest: float, scale: Scale, theme: Theme) -> dict[str, Any]:
    marks = ticks(0.0, highest)
    names = [scale.short(mark) for mark in marks]
    return theme.axis(tickvals=marks, ticktext=names, range=[0, highest * 1.06], showgrid=True, gridcolor=theme.line)
