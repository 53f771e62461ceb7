"""What a number of hours gains by how it is split between adding and pushing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from analyzer.charts import plot
from analyzer.charts.axis import padded, ticks
from analyzer.charts.theme import Theme, bold
from analyzer.charts.values import Scale
from analyzer.language import Language
from analyzer.model import Measure

HEIGHT, PLOT_HEIGHT = 300, 210


def split(
    shares: Sequence[float],
    gains: Sequence[float],
    best: int,
    language: Language,
    theme: Theme,
    *,
    measure: Measure = "amount",
) -> go.Figure:
    """A line over the share of the hours that goes into pushing, its best place marked.

    shares: 0 (all adding) to 1 (all pushing), rising. gains: the amount, or by ``measure`` the deals, more that
    are expected to be won at each.
    best: the place of the best share.
    """
    scale = Scale.over(language, measure, gains)
    hovers = [_hover(share, gain, scale) for share, gain in zip(shares, gains, strict=True)]
    ends = padded(min([0.0, *gains]), max([0.0, *gains]), PLOT_HEIGHT, 16, 40)
    look = theme.layout(
        HEIGHT,
        margin=(8, 24, 8, 8),
        xaxis=_shares_axis(language, theme),
        yaxis=_gains_axis(ends, scale, theme),
    )
    return plot.figure([_line(shares, gains, hovers, theme), _best(shares, gains, hovers, best, scale, theme)], look)


def _line(shares: Sequence[float], gains: Sequence[float], hovers: list[str], theme: Theme) -> plot.Trace:
    return plot.points(
        x=list(shares),
        y=list(gains),
        mode="lines+markers",
        line={"color": theme.accent, "width": theme.px(3)},
        marker={"color": theme.accent, "size": theme.px(8)},
        hovertext=hovers,
        hoverinfo="text",
    )


def _best(
    shares: Sequence[float], gains: Sequence[float], hovers: list[str], best: int, scale: Scale, theme: Theme
) -> plot.Trace:
    words = scale.language.text("best: {gain}").format(gain=_short(gains[best], scale))
    return plot.points(
        x=[shares[best]],
        y=[gains[best]],
        mode="markers+text",
        marker={"color": theme.light("green"), "size": theme.px(16), "symbol": "diamond"},
        text=[bold(words)],
        textposition=_beside(shares[best]),
        textfont=theme.font(),
        cliponaxis=False,
        hovertext=[hovers[best]],
        hoverinfo="text",
    )


def _short(gain: float, scale: Scale) -> str:
    return scale.language.compact_money(gain) if scale.measure == "amount" else scale.language.compact(gain)


def _beside(share: float) -> str:
    """Where the words stay inside the chart."""
    return "top right" if share < 0.2 else "top left" if share > 0.8 else "top center"


def _hover(share: float, gain: float, scale: Scale) -> str:
    language = scale.language
    hours = language.text("{push} of the hours into pushing, {add} into adding")
    gained = language.text("{name}: {value}").format(name=language.text("More won"), value=scale.exact(gain))
    return f"{bold(hours.format(push=language.percent(share), add=language.percent(1 - share)))}<br>{gained}"


def _shares_axis(language: Language, theme: Theme) -> dict[str, Any]:
    marks = [0.0, 0.25, 0.5, 0.75, 1.0]
    between = [language.text("{share} pushing").format(share=language.percent(mark)) for mark in marks[1:-1]]
    names = [language.text("all adding"), *between, language.text("all pushing")]
    return theme.axis(tickvals=marks, ticktext=names, tickangle=0, range=[-0.06, 1.06])


def _gains_axis(ends: tuple[float, float], scale: Scale, theme: Theme) -> dict[str, Any]:
    marks = ticks(*ends)
    names = [scale.short(mark) for mark in marks]
    return theme.axis(tickvals=marks, ticktext=names, range=list(ends), showgrid=True, gridcolor=theme.line)
