"""F5: how long open deals have been in their stage, against how long they should."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analyzer.charts import plot
from analyzer.charts.axis import bar_width, category_axis, padded
from analyzer.charts.lights import SHAPES
from analyzer.charts.theme import Theme, bold, colored, plain
from analyzer.charts.values import deals, number, optional, records
from analyzer.language import Language

HEIGHT, PLOT_HEIGHT, LABEL_HEIGHT = 400, 310, 64
ABOVE_MARK = 0.015
WIDER = 1.25

Rows = list[dict[str, Any]]


def dwell(frame: pd.DataFrame, language: Language, theme: Theme) -> go.Figure:
    """A bar for each open stage: the mean days of its open deals, under a mark at the benchmark.

    frame: the dwell figure of all deals: stage, layer, deals, deals_dated, deals_at_least, mean_days, median_days,
    benchmark_days, benchmark_is_set, benchmark_completed, beyond, beyond_amount, a row for each open stage in order.
    A stage answers a click over the whole height with customdata [stage].
    """
    rows = records(frame)
    top = padded(0.0, max([_height(row) for row in rows], default=0.0) or 1.0, PLOT_HEIGHT, 0, LABEL_HEIGHT)[1]
    layout = theme.layout(
        HEIGHT,
        margin=(8, 8, 36, 8),
        barmode="overlay",
        xaxis=category_axis([row["stage"] for row in rows], theme),
        yaxis=theme.axis(range=[0, top], showticklabels=False),
        showlegend=True,
        legend=theme.legend(),
    )
    drawn = [_bars(rows, theme), _benchmarks(rows, language, theme), _labels(rows, top, language, theme)]
    return plot.figure([*drawn, _click_areas(rows, top, language, theme)], layout)


def _height(row: dict[str, Any]) -> float:
    return max(number(row["mean_days"]), number(row["benchmark_days"]))


def _bars(rows: Rows, theme: Theme) -> plot.Trace:
    return plot.bars(
        x=list(range(len(rows))),
        y=[number(row["mean_days"]) for row in rows],
        width=bar_width(len(rows)),
        marker={"color": [theme.layer(optional(row["layer"])) for row in rows], "cornerradius": 3},
        hoverinfo="skip",
        showlegend=False,
        unselected={"marker": {"opacity": 1}},
    )


def _benchmarks(rows: Rows, language: Language, theme: Theme) -> plot.Trace:
    """A line across each bar that has a benchmark, drawn as one broken line."""
    half = bar_width(len(rows)) * WIDER / 2
    known = [(place, row["benchmark_days"]) for place, row in enumerate(rows) if not pd.isna(row["benchmark_days"])]
    return plot.points(
        x=[x for place, _ in known for x in (place - half, place + half, None)],
        y=[y for _, days in known for y in (days, days, None)],
        mode="lines",
        name=language.text("how long they should stay (benchmark)"),
        line={"color": theme.text, "width": theme.px(3)},
        hoverinfo="skip",
        unselected={"marker": {"opacity": 1}},
    )


def _labels(rows: Rows, top: float, language: Language, theme: Theme) -> plot.Trace:
    return plot.points(
        x=list(range(len(rows))),
        y=[_height(row) + ABOVE_MARK * top for row in rows],
        mode="text",
        text=[_label(row, language, theme) for row in rows],
        textposition="top center",
        textfont=theme.font(),
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )


def _label(row: dict[str, Any], language: Language, theme: Theme) -> str:
    if not row["deals"]:
        return colored(language.text("no deals"), theme.muted)
    said = bold(days(row["mean_days"], language)) if row["deals_dated"] else colored("–", theme.muted)
    if not number(row["beyond"]):
        return said
    beyond = language.text("{n} of {all} too long").format(
        n=language.number(row["beyond"]), all=language.number(row["deals"])
    )
    return f"{said}<br>{colored(SHAPES['red'], theme.light('red'))} {beyond}"


def days(value: Any, language: Language) -> str:
    """A number of days in words, whole: "1 day", "34 days"."""
    return language.plural("{n} day", "{n} days", round(number(value)))


def _click_areas(rows: Rows, top: float, language: Language, theme: Theme) -> plot.Trace:
    return plot.bars(
        x=list(range(len(rows))),
        y=[top] * len(rows),
        width=0.9,
        customdata=[[row["stage"]] for row in rows],
        hovertext=[_hover(row, language) for row in rows],
        showlegend=False,
        **theme.click_area(),
    )


def _hover(row: dict[str, Any], language: Language) -> str:
    line = language.text("{name}: {value}")
    said = {language.text("open now"): deals(row["deals"], language)}
    if row["deals_dated"]:
        said[language.text("mean")] = _exact(row["mean_days"], row, language)
        said[language.text("median")] = _exact(row["median_days"], row, language)
    if not pd.isna(row["benchmark_days"]):
        said[_named(row, language)] = days(row["benchmark_days"], language)
        said[language.text("beyond")] = _beyond(row, language)
    lines = [line.format(name=name, value=value) for name, value in said.items()]
    return "<br>".join([bold(plain(row["stage"])), *lines])


def _exact(value: Any, row: dict[str, Any], language: Language) -> str:
    """Days to a tenth; at least so many where some deals stood there at the first snapshot of all."""
    said = language.number(round(float(value), 1))
    return f"≥ {said}" if row["deals_at_least"] else said


def _named(row: dict[str, Any], language: Language) -> str:
    if row["benchmark_is_set"]:
        return language.text("benchmark, as set")
    return language.text("benchmark, median of {n} completed stays").format(
        n=language.number(row["benchmark_completed"])
    )


def _beyond(row: dict[str, Any], language: Language) -> str:
    said = deals(row["beyond"], language)
    return said if pd.isna(row["beyond_amount"]) else f"{said}, {language.money(row['beyond_amount'])}"
