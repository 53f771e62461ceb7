"""F5: which share of the deals that came to a stage went on, with its interval; by stage, or by month of entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analyzer.charts import plot
from analyzer.charts.axis import bar_width, category_axis, padded
from analyzer.charts.theme import Theme, bold, colored, plain
from analyzer.charts.values import deals, number, optional, records
from analyzer.language import Language

HEIGHT, PLOT_HEIGHT, LABEL_HEIGHT = 360, 300, 62
FEW_OPACITY = 0.45
ABOVE_BAR = 0.015

Rows = list[dict[str, Any]]


def conversion(frame: pd.DataFrame, names: Sequence[str], language: Language, theme: Theme) -> go.Figure:
    """A bar for each row with its 95% interval; pale where there are too few deals to judge.

    frame: rows of the conversion figure with their rates: layer, entered, too_young, judged, reached, lost, waiting,
    rate, low, high, is_judged. names: what each is called, a stage or a month.
    """
    rows = records(frame)
    top = padded(0.0, max([number(row["high"]) for row in rows], default=0.0) or 1.0, PLOT_HEIGHT, 0, LABEL_HEIGHT)[1]
    layout = theme.layout(
        HEIGHT,
        margin=(8, 8, 12, 8),
        xaxis=category_axis(names, theme),
        yaxis=theme.axis(range=[0, top], showticklabels=False),
    )
    drawn = [
        _bars(rows, theme),
        _intervals(rows, theme),
        _labels(rows, top, language, theme),
        _hovers(rows, names, top, language, theme),
    ]
    return plot.figure(drawn, {**layout, "barmode": "overlay"})


def _bars(rows: Rows, theme: Theme) -> plot.Trace:
    return plot.bars(
        x=list(range(len(rows))),
        y=[number(row["rate"]) for row in rows],
        width=bar_width(len(rows)),
        marker={
            "color": [theme.layer(optional(row["layer"])) for row in rows],
            "opacity": [1.0 if row["is_judged"] else FEW_OPACITY for row in rows],
            "cornerradius": 3,
        },
        error_y=_interval(rows, theme.surface, theme.px(6), theme.px(9)),
        hoverinfo="skip",
    )


def _intervals(rows: Rows, theme: Theme) -> plot.Trace:
    """The intervals once more, thin, within their own margin of the page's colour: they cross light bars and dark."""
    return plot.points(
        x=list(range(len(rows))),
        y=[number(row["rate"]) for row in rows],
        mode="markers",
        marker={"opacity": 0},
        error_y=_interval(rows, theme.text, theme.px(2), theme.px(7)),
        hoverinfo="skip",
    )


def _interval(rows: Rows, color: str, thickness: int, width: int) -> dict[str, Any]:
    middles, lows, highs = ([number(row[name]) for row in rows] for name in ("rate", "low", "high"))
    return plot.interval(middles, lows, highs, color, thickness, width)


def _labels(rows: Rows, top: float, language: Language, theme: Theme) -> plot.Trace:
    return plot.points(
        x=list(range(len(rows))),
        y=[number(row["high"]) + ABOVE_BAR * top for row in rows],
        mode="text",
        text=[_label(row, language, theme) for row in rows],
        textposition="top center",
        textfont=theme.font(),
        cliponaxis=False,
        hoverinfo="skip",
    )


def _label(row: dict[str, Any], language: Language, theme: Theme) -> str:
    if not row["judged"]:
        return colored(language.text("too young"), theme.muted)
    of = language.text("{reached} of {judged}").format(
        reached=language.number(row["reached"]), judged=language.number(row["judged"])
    )
    below = of if row["is_judged"] else language.text("too few to judge")
    return f"{bold(language.percent(row['rate']))}<br>{colored(below, theme.muted)}"


def _hovers(rows: Rows, names: Sequence[str], top: float, language: Language, theme: Theme) -> plot.Trace:
    """Each row says its numbers over the whole height of the chart."""
    return plot.bars(
        x=list(range(len(rows))),
        y=[top] * len(rows),
        width=0.9,
        hovertext=[_hover(row, name, language) for row, name in zip(rows, names, strict=True)],
        **theme.click_area(),
    )


def _hover(row: dict[str, Any], name: str, language: Language) -> str:
    line = language.text("{name}: {value}")
    said = {
        language.text("came in"): row["entered"],
        language.text("too young to judge"): row["too_young"],
        language.text("judged"): row["judged"],
        language.text("went further"): row["reached"],
        language.text("lost"): row["lost"],
        language.text("still waiting"): row["waiting"],
    }
    lines = [line.format(name=what, value=deals(count, language)) for what, count in said.items()]
    if not pd.isna(row["rate"]):
        ends = {"low": language.percent(row["low"]), "high": language.percent(row["high"])}
        lines.append(language.text("with 95% confidence {low} to {high}").format(**ends))
    return "<br>".join([bold(plain(name)), *lines])
