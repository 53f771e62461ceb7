"""One deal's own history: the stages it stood in, week by week, with its amount."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analyzer.charts import plot
from analyzer.charts.axis import NARROWEST_CHART, wrapped
from analyzer.charts.theme import Theme, bold, plain
from analyzer.charts.values import Scale, optional, records
from analyzer.language import Language

STAGE_HEIGHT, FRAME_HEIGHT = 52, 70
WIDTH_OF_DATE = 130


def history(frame: pd.DataFrame, stages: pd.DataFrame, language: Language, theme: Theme) -> go.Figure:
    """A step line over the snapshots on which one deal was seen, a row for each stage, lost ones below the first.

    frame: the deal history figure: snapshot_date, stage, layer, amount, expected_close, dwell_days, in order of time.
    stages: the stages in their order: stage, kind. The amount is written where it changes. Points carry customdata
    [snapshot_date] as ISO text.
    """
    rows = records(frame)
    lost = stages["kind"] == "lost"
    names = [str(name) for name in [*stages.loc[lost, "stage"], *stages.loc[~lost, "stage"]]]
    names += [stage for stage in dict.fromkeys(frame["stage"]) if stage not in names]
    scale = Scale.over(language, "amount", list(frame["amount"]))
    days = [pd.Timestamp(row["snapshot_date"]).date() for row in rows]
    line = plot.points(
        x=days,
        y=[names.index(row["stage"]) for row in rows],
        mode="lines+markers+text",
        line={"shape": "hv", "color": theme.muted, "width": theme.px(2)},
        marker={"size": theme.px(14), "color": [theme.layer(optional(row["layer"])) for row in rows], "opacity": 1},
        text=_amounts(rows, scale),
        textposition="top center",
        textfont=theme.font(),
        cliponaxis=False,
        customdata=[[day.isoformat()] for day in days],
        hovertext=[_hover(row, language) for row in rows],
        hoverinfo="text",
    )
    return plot.figure([line], _layout(names, days, language, theme))


def _amounts(rows: list[dict[str, Any]], scale: Scale) -> list[str]:
    """The amount at the first point and wherever it is another one than before."""
    known = [optional(row["amount"]) for row in rows]
    changed = [place == 0 or amount != known[place - 1] for place, amount in enumerate(known)]
    return [bold(scale.short(amount)) if new else "" for amount, new in zip(known, changed, strict=True)]


def _hover(row: dict[str, Any], language: Language) -> str:
    day = pd.Timestamp(row["snapshot_date"]).date()
    lines = [bold(language.date(day)), plain(row["stage"]), language.money(row["amount"])]
    if optional(row["expected_close"]) is not None:
        expected = language.date(pd.Timestamp(row["expected_close"]).date())
        lines.append(language.text("Expected close: {date}").format(date=expected))
    if optional(row["dwell_days"]) is not None:
        lines.append(language.plural("{n} day in this stage", "{n} days in this stage", int(row["dwell_days"])))
    return "<br>".join(lines)


def _layout(names: list[str], days: list[Any], language: Language, theme: Theme) -> dict[str, Any]:
    step = max(1, -(-len(days) * WIDTH_OF_DATE // NARROWEST_CHART))
    shown = days[::-1][::step]
    dates = {"tickvals": shown, "ticktext": [language.date(day) for day in shown], "tickangle": 0}
    return theme.layout(
        STAGE_HEIGHT * len(names) + FRAME_HEIGHT,
        margin=(8, 40, 8, 8),
        xaxis=theme.axis(**dates),
        yaxis=theme.axis(
            tickvals=list(range(len(names))),
            ticktext=[wrapped(name, 24) for name in names],
            range=[-0.5, len(names) - 0.2],
            showgrid=True,
            gridcolor=theme.line,
            ticklabelstandoff=theme.px(10),
        ),
    )
