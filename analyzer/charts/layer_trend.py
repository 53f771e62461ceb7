"""F5: how the open pipeline was spread over the layers at each snapshot, with the line that leads should not pass."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analyzer.charts import plot
from analyzer.charts.axis import days_axis
from analyzer.charts.theme import Theme, bold, plain, shortened
from analyzer.charts.values import deals, number, records
from analyzer.language import Language

HEIGHT = 420
LONGEST_NAME = 40
NO_NAMES: Mapping[int, str] = MappingProxyType({})


def layer_trend(
    frame: pd.DataFrame, limit: float, language: Language, theme: Theme, names: Mapping[int, str] = NO_NAMES
) -> go.Figure:
    """A column for each snapshot, its layers from 1 at the bottom upwards; a dotted line where layer 1 gets too heavy.

    frame: the layer trend figure of all deals: snapshot_date, layer, count, amount, share. limit: 0..1, of rule H1.
    names: of the layers, by the user's own stages; a layer without one is called by its default name.
    """
    rows = records(frame)
    days = sorted({pd.Timestamp(row["snapshot_date"]).date() for row in rows})
    held = {(pd.Timestamp(row["snapshot_date"]).date(), int(row["layer"])): row for row in rows}
    layers = sorted({layer for _, layer in held})
    layout = theme.layout(
        HEIGHT,
        margin=(8, 92, 36, 8),
        barmode="stack",
        bargap=0.18,
        xaxis=days_axis(days, language, theme),
        yaxis=theme.axis(range=[0, 1], showticklabels=False),
        showlegend=True,
        legend={**theme.legend(), "traceorder": "normal"},
        **_limit(limit, language, theme),
    )
    called = {layer: shortened(names.get(layer) or language.layer_name(layer), LONGEST_NAME) for layer in layers}
    hovers = [_hover(day, called, held, language) for day in days]
    return plot.figure([_layer(layer, name, days, held, hovers, theme) for layer, name in called.items()], layout)


def _layer(
    layer: int, name: str, days: list[date], held: dict[Any, dict[str, Any]], hovers: list[str], theme: Theme
) -> plot.Trace:
    shares = [number(held[day, layer]["share"]) if (day, layer) in held else 0.0 for day in days]
    return plot.bars(
        x=list(range(len(days))),
        y=shares,
        name=plain(name),
        marker={"color": theme.layer(layer), "line": {"color": theme.surface, "width": theme.px(1)}},
        hovertext=hovers,
        hoverinfo="text",
    )


def _limit(limit: float, language: Language, theme: Theme) -> dict[str, Any]:
    """The line of rule H1 across the columns, and its name beside them."""
    look = {"color": theme.light("red"), "width": theme.px(3), "dash": "dot"}
    line = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": limit, "y1": limit, "line": look}
    name = language.text("limit {share}").format(share=language.percent(limit))
    place = {"x": 1.0, "xref": "paper", "xanchor": "left", "y": limit, "yanchor": "middle", "xshift": theme.px(8)}
    words = {"text": bold(name), "showarrow": False, "font": theme.font(color=theme.light("red"))}
    return {"shapes": [{**line, "layer": "above"}], "annotations": [{**place, **words}]}


def _hover(day: date, called: dict[int, str], held: dict[Any, dict[str, Any]], language: Language) -> str:
    lines = [
        _said(plain(called[layer]), held[day, layer], language) for layer in [*called][::-1] if (day, layer) in held
    ]
    return "<br>".join([bold(language.date(day)), *lines])


def _said(name: str, row: dict[str, Any], language: Language) -> str:
    parts = [language.percent(row["share"]), deals(row["count"], language)]
    if not pd.isna(row["amount"]):
        parts.append(language.money(row["amount"]))
    return language.text("{name}: {value}").format(name=name, value=" · ".join(parts))
