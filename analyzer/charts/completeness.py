"""How complete the data is: a bar for each field against the goals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analyzer.charts import plot
from analyzer.charts.goals import Goals, counts
from analyzer.charts.lights import SHAPES
from analyzer.charts.theme import Theme, bold, colored, plain
from analyzer.charts.values import records
from analyzer.language import Language

ROW, FRAME = 29, 34
BESIDE_BARS, ROOM_FOR_LABELS = 1.008, 1.16
LONGEST_NAME = 24

Rows = list[dict[str, Any]]


def completeness(
    frame: pd.DataFrame, names: Mapping[str, str], goals: Goals, language: Language, theme: Theme
) -> go.Figure:
    """A bar for each field, the emptiest on top; those that no deal holds last, without a bar.

    frame: the completeness figure of all deals: field, deals, deals_with, share. names: of the fields.
    Bars carry customdata [field].
    """
    rows = in_order(frame)
    said = [plain(names.get(row["field"], row["field"]), LONGEST_NAME) for row in rows]
    hovers = ["<br>".join([bold(name), *counts(row, language)]) for name, row in zip(said, rows, strict=True)]
    labels = [_label(row, goals, language, theme) for row in rows]
    traces = [_bars(rows, goals, theme), _labels(labels, theme), _click_areas(rows, hovers, theme)]
    layout = theme.layout(
        ROW * len(rows) + FRAME,
        margin=(8, 8, FRAME - 4, 4),
        barmode="overlay",
        xaxis=theme.axis(range=[0, ROOM_FOR_LABELS], showticklabels=False),
        yaxis=_names_axis(said, theme),
        **goals.lines(language, theme, across="x"),
    )
    return plot.figure(traces, layout)


def in_order(frame: pd.DataFrame) -> Rows:
    """The fields as they stand in the chart: the emptiest first, those that no deal holds last."""
    ordered = frame.assign(is_absent=frame["deals_with"] == 0).sort_values(["is_absent", "share"], kind="stable")
    return records(ordered)


def _places(count: int) -> list[int]:
    """Where the rows stand, from the top down."""
    return list(range(count))[::-1]


def _bars(rows: Rows, goals: Goals, theme: Theme) -> plot.Trace:
    colors = [theme.accent if row["share"] >= goals.goal else theme.light("red") for row in rows]
    return plot.bars(
        x=[row["share"] for row in rows],
        y=_places(len(rows)),
        width=0.62,
        orientation="h",
        marker={"color": colors, "cornerradius": 3},
        hoverinfo="skip",
        unselected={"marker": {"opacity": 1}},
    )


def _labels(labels: list[str], theme: Theme) -> plot.Trace:
    """In one column beside the bars, where the lines of the goals do not cross them."""
    return plot.points(
        x=[BESIDE_BARS] * len(labels),
        y=_places(len(labels)),
        mode="text",
        text=labels,
        textposition="middle right",
        textfont=theme.font(),
        cliponaxis=False,
        hoverinfo="skip",
    )


def _click_areas(rows: Rows, hovers: list[str], theme: Theme) -> plot.Trace:
    """Each field answers a click over its whole row, however short its bar."""
    return plot.bars(
        x=[1.0] * len(rows),
        y=_places(len(rows)),
        width=0.92,
        orientation="h",
        customdata=[[row["field"]] for row in rows],
        hovertext=hovers,
        **theme.click_area(),
    )


def _label(row: dict[str, Any], goals: Goals, language: Language, theme: Theme) -> str:
    if not row["deals_with"]:
        return colored(language.text("not in the data"), theme.muted)
    light = goals.light(row["share"])
    return f"{bold(language.judged(row['share']))} {colored(SHAPES[light], theme.light(light))}"


def _names_axis(said: list[str], theme: Theme) -> dict[str, Any]:
    ticks = {"tickvals": _places(len(said)), "ticktext": said, "tickfont": theme.font()}
    return theme.axis(**ticks, range=[-0.6, len(said) - 0.4], ticklabelstandoff=theme.px(8))
