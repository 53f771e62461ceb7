"""F5: which share of deals is won, and which lost, by how many days after they were created."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analyzer.charts import plot
from analyzer.charts.axis import ticks
from analyzer.charts.dwell import days as in_days
from analyzer.charts.theme import Theme, bold, colored, faint
from analyzer.charts.values import deals, number, records
from analyzer.language import Language

HEIGHT = 360
OPACITY_OF_BAND = 0.20
ROOM_FOR_NAMES = 118

Rows = list[dict[str, Any]]


def win_incidence(frame: pd.DataFrame, language: Language, theme: Theme) -> go.Figure:
    """Two courses that climb in steps, the won one with its 95% band; dotted where too few deals are left to judge.

    frame: days, at_risk, won, lost, low, high, is_judged, in order of days; shares 0..1.
    """
    rows = records(frame)
    judged = [row for row in rows if row["is_judged"]] or rows[:1]
    reach = float(rows[-1]["days"]) if rows else 1.0
    layout = theme.layout(
        HEIGHT,
        margin=(8, ROOM_FOR_NAMES, 16, 8),
        xaxis=_days_axis(reach, language, theme),
        yaxis=_shares_axis(rows, language, theme),
        annotations=[*_name(rows, "won", language, theme), *_name(rows, "lost", language, theme)],
    )
    drawn = [_band(judged, theme)]
    for outcome in ("lost", "won"):
        drawn += [_line(rows, outcome, "dot", language, theme), _line(judged, outcome, "solid", language, theme)]
    return plot.figure(drawn, layout)


def _color(outcome: str, theme: Theme) -> str:
    return theme.accent if outcome == "won" else theme.muted


def _said(outcome: str, language: Language) -> str:
    return language.text("won") if outcome == "won" else language.text("lost")


def _band(rows: Rows, theme: Theme) -> plot.Trace:
    """Out along the high ends and back along the low ones, in the steps of the line."""
    known = [row for row in rows if not pd.isna(row["low"])]
    there = [(row["days"], row["high"]) for row in known]
    back = [(row["days"], row["low"]) for row in known]
    outline = [*_steps(there), *_steps(back)[::-1]]
    return plot.points(
        x=[x for x, _ in outline],
        y=[y for _, y in outline],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=faint(theme.accent, OPACITY_OF_BAND),
        hoverinfo="skip",
    )


def _steps(points: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """The corners of a line that is level until the next point."""
    corners = [((x, y), (after, y)) for (x, y), (after, _) in zip(points, points[1:], strict=False)]
    return [*(corner for pair in corners for corner in pair), *points[-1:]]


def _line(rows: Rows, outcome: str, dash: str, language: Language, theme: Theme) -> plot.Trace:
    look = {"color": _color(outcome, theme), "width": theme.px(3), "dash": dash, "shape": "hv"}
    return plot.points(
        x=[row["days"] for row in rows],
        y=[number(row[outcome]) for row in rows],
        mode="lines",
        line=look,
        hovertext=[_hover(row, language) for row in rows],
        hoverinfo="text",
    )


def _hover(row: dict[str, Any], language: Language) -> str:
    line = language.text("{name}: {value}")
    lines = [
        line.format(name=_said(outcome, language), value=language.percent(row[outcome])) for outcome in ("won", "lost")
    ]
    if not pd.isna(row["low"]):
        ends = {"low": language.percent(row["low"]), "high": language.percent(row["high"])}
        lines.insert(1, language.text("with 95% confidence {low} to {high}").format(**ends))
    lines.append(line.format(name=language.text("still followed"), value=deals(row["at_risk"], language)))
    return "<br>".join([bold(in_days(row["days"], language)), *lines])


def _name(rows: Rows, outcome: str, language: Language, theme: Theme) -> list[dict[str, Any]]:
    """The course's name where it ends, beside the chart."""
    if not rows:
        return []
    text = f"{bold(language.percent(rows[-1][outcome]))} {_said(outcome, language)}"
    place = {"x": 1.0, "xref": "paper", "xanchor": "left", "xshift": theme.px(8), "y": number(rows[-1][outcome])}
    look = {"text": colored(text, _color(outcome, theme)), "showarrow": False, "font": theme.font()}
    return [{**place, **look}]


def _days_axis(reach: float, language: Language, theme: Theme) -> dict[str, Any]:
    marks = ticks(0.0, reach, 6)
    named = [in_days(mark, language) for mark in marks]
    return theme.axis(range=[0, reach], tickvals=marks, ticktext=named, ticklabelstandoff=theme.px(8))


def _shares_axis(rows: Rows, language: Language, theme: Theme) -> dict[str, Any]:
    highest = max([number(row[name]) for row in rows for name in ("won", "lost", "high")], default=1.0) or 1.0
    marks = ticks(0.0, highest, 5)
    shown = {"tickvals": marks, "ticktext": [language.percent(mark) for mark in marks]}
    return theme.axis(**shown, range=[0, highest * 1.06], showgrid=True, gridcolor=theme.line)
