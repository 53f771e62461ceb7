"""How complete the data is: a bar for each field against the goals, and one field from week to week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analyzer.charts import plot
from analyzer.charts.axis import NARROWEST_CHART
from analyzer.charts.lights import SHAPES
from analyzer.charts.theme import SMALL, Theme, bold, colored, plain
from analyzer.charts.values import deals, records
from analyzer.language import Language
from analyzer.model import Light

ROW, FRAME = 29, 34
WEEKS_HEIGHT = 340
BESIDE_BARS, ROOM_FOR_LABELS = 1.008, 1.16
LABEL = 24
WIDTH_OF_DATE = 76


@dataclass(frozen=True)
class Goals:
    """The shares of deals that should hold a field: ``goal`` is to be reached, ``best`` is very good. Each 0..1."""

    goal: float
    best: float

    def light(self, share: float) -> Light:
        """Green from the goal, red below it."""
        return "green" if share >= self.goal else "red"


def completeness(
    frame: pd.DataFrame, names: Mapping[str, str], goals: Goals, language: Language, theme: Theme
) -> go.Figure:
    """A bar for each field, the emptiest on top; those that no deal holds last, without a bar.

    frame: the completeness figure of all deals: field, deals, deals_with, share. names: of the fields.
    Bars carry customdata [field].
    """
    rows = in_order(frame)
    place = list(range(len(rows)))[::-1]
    click = plot.bars(
        x=[1.0] * len(rows),
        y=place,
        width=0.92,
        orientation="h",
        customdata=[[row["field"]] for row in rows],
        hovertext=[_hover(row, names, language) for row in rows],
        **theme.click_area(),
    )
    bars = plot.bars(
        x=[row["share"] for row in rows],
        y=place,
        width=0.62,
        orientation="h",
        marker={"color": [_color(row, goals, theme) for row in rows], "cornerradius": 3},
        hoverinfo="skip",
        unselected={"marker": {"opacity": 1}},
    )
    labels = plot.points(
        x=[BESIDE_BARS] * len(rows),
        y=place,
        mode="text",
        text=[_label(row, goals, language, theme) for row in rows],
        textposition="middle right",
        textfont=theme.font(),
        cliponaxis=False,
        hoverinfo="skip",
    )
    said = [plain(names.get(row["field"], row["field"]), LABEL) for row in rows]
    layout = theme.layout(
        ROW * len(rows) + FRAME,
        margin=(8, 8, FRAME - 4, 4),
        barmode="overlay",
        xaxis=theme.axis(range=[0, ROOM_FOR_LABELS], showticklabels=False),
        yaxis=theme.axis(
            tickvals=place, ticktext=said, range=[-0.6, len(rows) - 0.4], tickfont=theme.font(),
            ticklabelstandoff=theme.px(8),
        ),
        **_goal_lines(goals, language, theme, across="x"),
    )  # fmt: skip
    return plot.figure([bars, labels, click], layout)


def in_order(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The fields as they stand in the chart: the emptiest first, those that no deal holds last."""
    ordered = frame.assign(is_absent=frame["deals_with"] == 0).sort_values(["is_absent", "share"], kind="stable")
    return records(ordered)


def completeness_by_week(frame: pd.DataFrame, goals: Goals, language: Language, theme: Theme) -> go.Figure:
    """One field's share at each snapshot, against the goals. frame: snapshot_date, deals, deals_with, share, in time.

    Points carry customdata [snapshot_date] as ISO text.
    """
    rows = records(frame)
    days = [pd.Timestamp(row["snapshot_date"]).date() for row in rows]
    last = len(rows) - 1
    line = plot.points(
        x=list(range(len(rows))),
        y=[row["share"] for row in rows],
        mode="lines+markers+text",
        line={"color": theme.accent, "width": theme.px(2)},
        marker={"size": theme.px(9), "color": theme.accent, "opacity": 1},
        text=[bold(language.judged(row["share"])) if place in (0, last) else "" for place, row in enumerate(rows)],
        textposition="bottom center",
        textfont=theme.font(),
        cliponaxis=False,
        customdata=[[day.isoformat()] for day in days],
        hovertext=[
            "<br>".join([bold(language.date(day)), *_counts(row, language)])
            for day, row in zip(days, rows, strict=True)
        ],
        hoverinfo="text",
    )
    lowest = min([goals.goal, *(row["share"] for row in rows)])
    room = max(1 - lowest, 0.02)
    step = max(1, -(-len(days) * WIDTH_OF_DATE // NARROWEST_CHART))
    shown = list(range(last, -1, -step))
    layout = theme.layout(
        WEEKS_HEIGHT,
        margin=(8, 8, 30, 8),
        xaxis=theme.axis(
            tickvals=shown, ticktext=[language.short_date(days[place]) for place in shown], tickangle=0,
            range=[-0.6, max(len(rows), 8) + 0.6],
        ),
        yaxis=theme.axis(range=[lowest - 0.28 * room, 1 + 0.08 * room], showticklabels=False),
        **_goal_lines(goals, language, theme, across="y"),
    )  # fmt: skip
    return plot.figure([line], layout)


def _color(row: dict[str, Any], goals: Goals, theme: Theme) -> str:
    return theme.accent if row["share"] >= goals.goal else theme.light("red")


def _label(row: dict[str, Any], goals: Goals, language: Language, theme: Theme) -> str:
    if not row["deals_with"]:
        return colored(language.text("not in the data"), theme.muted)
    light = goals.light(row["share"])
    mark = colored(SHAPES[light], theme.light(light))
    return f"{bold(language.judged(row['share']))} {mark}"


def _hover(row: dict[str, Any], names: Mapping[str, str], language: Language) -> str:
    return "<br>".join([bold(plain(names.get(row["field"], row["field"]))), *_counts(row, language)])


def _counts(row: dict[str, Any], language: Language) -> list[str]:
    held, missing = int(row["deals_with"]), int(row["deals"]) - int(row["deals_with"])
    return [
        language.text("{name}: {value}").format(name=language.text("with"), value=deals(held, language)),
        language.text("{name}: {value}").format(name=language.text("without"), value=deals(missing, language)),
    ]


def _goal_lines(goals: Goals, language: Language, theme: Theme, across: str) -> dict[str, Any]:
    """The two goals as lines across the chart, each with its words on its own side."""
    said = {goals.goal: language.text("goal {share}"), goals.best: language.text("very good {share}")}
    shapes, words = [], []
    for number, (share, text) in enumerate(said.items()):
        line = {"color": theme.text if not number else theme.muted, "width": theme.px(1), "dash": "dot"}
        along = {"x0": share, "x1": share, "y0": 0, "y1": 1, "yref": "paper"}
        if across == "y":
            along = {"y0": share, "y1": share, "x0": 0, "x1": 1, "xref": "paper"}
        shapes.append({"type": "line", "line": line, "layer": "above", **along})
        place = {"x": share, "y": 1, "yref": "paper", "xanchor": "left" if number else "right", "yanchor": "bottom"}
        if across == "y":
            place = {"x": 1, "y": share, "xref": "paper", "xanchor": "right", "yanchor": "bottom" if number else "top"}
        font = theme.font(SMALL, theme.muted)
        words.append({"text": text.format(share=language.percent(share)), "showarrow": False, "font": font, **place})
    return {"shapes": shapes, "annotations": words}
