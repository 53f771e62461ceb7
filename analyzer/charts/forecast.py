"""What will be won by the ends of quarters: the forecast with its band, the weighted pipeline and the target."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analyzer.charts import plot
from analyzer.charts.axis import ticks
from analyzer.charts.theme import Theme, bold, faint
from analyzer.charts.values import Scale, number, optional, records
from analyzer.language import Language
from analyzer.model import Measure

ROW, FRAME = 96, 74
ROOM_FOR_LABELS = 1.06
BAR, BAND = 0.34, 0.14

Rows = list[dict[str, Any]]


def forecast(frame: pd.DataFrame, language: Language, theme: Theme, *, measure: Measure = "amount") -> go.Figure:
    """A row for each period: won so far as a bar, on to what is expected with its band, weighted and target as marks.

    frame: ends_on, won_so_far, expected, low, high, weighted, target, in order of time.
    All but the first are amounts, or by ``measure`` numbers of deals, or missing.
    """
    rows = records(frame)
    places = list(range(len(rows)))[::-1]
    numbers = [row[name] for row in rows for name in ("high", "weighted", "target", "expected")]
    scale = Scale.over(language, measure, numbers)
    hovers = [_hover(row, scale) for row in rows]
    look = theme.layout(
        ROW * len(rows) + FRAME,
        margin=(8, 16, 40, 8),
        barmode="overlay",
        showlegend=True,
        legend=theme.legend(),
        xaxis=_values_axis(max(map(number, numbers), default=0.0), scale, theme),
        yaxis=_periods_axis(rows, places, language, theme),
    )
    parts = [
        _bars(rows, places, hovers, "expected", faint(theme.accent, 0.45), language.text("expected"), BAR),
        _bars(rows, places, hovers, "won_so_far", theme.layer(7), language.text("won so far"), BAR),
        _whiskers(rows, places, language, theme),
        _marks(rows, places, hovers, "weighted", "diamond", theme.went_out, language.text("weighted pipeline"), theme),
        _marks(rows, places, hovers, "target", "line-ns", theme.text, language.text("target"), theme),
        _labels(rows, places, scale, theme),
    ]
    return plot.figure(parts, look)


def _bars(
    rows: Rows, places: list[int], hovers: list[str], column: str, color: str, name: str, width: float
) -> plot.Trace:
    return plot.bars(
        x=[number(row[column]) for row in rows],
        y=places,
        width=width,
        orientation="h",
        name=name,
        marker={"color": color, "cornerradius": 3},
        hovertext=hovers,
        hoverinfo="text",
    )


def _whiskers(rows: Rows, places: list[int], language: Language, theme: Theme) -> plot.Trace:
    """From the low to the high end of the band, at what is expected."""
    middles, lows, highs = ([number(row[name]) for row in rows] for name in ("expected", "low", "high"))
    return plot.points(
        x=middles,
        y=places,
        mode="markers",
        name=language.text("80% of outcomes"),
        marker={"color": theme.accent, "size": theme.px(11), "symbol": "circle"},
        error_x=plot.interval(middles, lows, highs, theme.accent, theme.px(3), theme.px(9)),
        hoverinfo="skip",
    )


def _marks(
    rows: Rows, places: list[int], hovers: list[str], column: str, symbol: str, color: str, name: str, theme: Theme
) -> plot.Trace:
    held = [at for at, row in enumerate(rows) if optional(row[column]) is not None]
    outline = {"width": theme.px(3), "color": color} if symbol == "line-ns" else {"width": 0}
    return plot.points(
        x=[number(rows[at][column]) for at in held],
        y=[places[at] for at in held],
        mode="markers",
        name=name,
        marker={"color": color, "size": theme.px(30 if outline["width"] else 14), "symbol": symbol, "line": outline},
        hovertext=[hovers[at] for at in held],
        hoverinfo="text",
    )


def _labels(rows: Rows, places: list[int], scale: Scale, theme: Theme) -> plot.Trace:
    """What is expected, over its mark."""
    return plot.points(
        x=[number(row["expected"]) for row in rows],
        y=[place + BAR / 2 + BAND for place in places],
        mode="text",
        text=[bold(_expected(row, scale)) for row in rows],
        textposition="middle center",
        textfont=theme.font(),
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )


def _expected(row: dict[str, Any], scale: Scale) -> str:
    """As the sentence over the chart says it: with its currency, and whole deals."""
    return scale.priced(round(number(row["expected"])) if scale.measure == "count" else row["expected"])


def _hover(row: dict[str, Any], scale: Scale) -> str:
    language = scale.language
    said = {
        language.text("Won so far"): "won_so_far",
        language.text("Expected"): "expected",
        language.text("Low end (1 in 10 below)"): "low",
        language.text("High end (1 in 10 above)"): "high",
        language.text("Weighted pipeline"): "weighted",
        language.text("Target"): "target",
    }
    line = language.text("{name}: {value}")
    lines = [line.format(name=name, value=scale.exact(row[column])) for name, column in said.items()]
    return "<br>".join([bold(_until(row, language)), *lines])


def _until(row: dict[str, Any], language: Language) -> str:
    return language.text("to {day}").format(day=language.date(pd.Timestamp(row["ends_on"]).date()))


def _values_axis(highest: float, scale: Scale, theme: Theme) -> dict[str, Any]:
    marks = ticks(0.0, highest or 1.0)
    names = [scale.short(mark) for mark in marks]
    end = (highest or 1.0) * ROOM_FOR_LABELS
    return theme.axis(tickvals=marks, ticktext=names, range=[0, end], showgrid=True, gridcolor=theme.line)


def _periods_axis(rows: Rows, places: list[int], language: Language, theme: Theme) -> dict[str, Any]:
    names = [_until(row, language) for row in rows]
    shown = {"tickvals": places, "ticktext": names, "tickfont": theme.font(), "ticklabelstandoff": theme.px(8)}
    return theme.axis(**shown, range=[-0.55, len(rows) - 0.4])
