"""Expected courses over the weeks, drawn: a line and its band for each, its level, and the day that stands out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analyzer.charts import plot
from analyzer.charts.panels import Course, Panel, nth
from analyzer.charts.theme import Theme, bold, faint
from analyzer.charts.values import Scale, number, optional

OPACITY_OF_BAND = 0.20


def traces(days: Sequence[date], panels: Sequence[Panel], scale: Scale, theme: Theme) -> list[plot.Trace]:
    """Bands at the back, lines before them; every point of a panel says all that is known of its day."""
    drawn = [
        _band(days, course, place) for place, panel in enumerate(panels) for course in panel.courses if course.has_band
    ]
    for place, panel in enumerate(panels):
        hovers = [_hover(days, panel, at, scale) for at in range(len(days))]
        drawn += [_level(days, panel, hovers, place, theme)] if panel.level else []
        drawn += [_line(days, course, hovers, place, theme) for course in panel.courses]
        drawn += [_mark(days, panel, hovers, place, theme)] if panel.marked else []
    return drawn


def _axes(place: int) -> dict[str, str]:
    return {"xaxis": f"x{nth(place)}", "yaxis": f"y{nth(place)}"}


def _band(days: Sequence[date], course: Course, place: int) -> plot.Trace:
    """Out along the high ends and back along the low ones."""
    there, back = list(days), list(days)[::-1]
    return plot.points(
        x=[*there, *back],
        y=[*map(number, course.high), *map(number, list(course.low)[::-1])],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=faint(course.color, OPACITY_OF_BAND),
        hoverinfo="skip",
        showlegend=False,
        **_axes(place),
    )


def _line(days: Sequence[date], course: Course, hovers: list[str], place: int, theme: Theme) -> plot.Trace:
    return plot.points(
        x=list(days),
        y=list(map(number, course.mean)),
        mode="lines",
        name=course.name,
        line={"color": course.color, "width": theme.px(3), "dash": course.dash},
        hovertext=hovers,
        hoverinfo="text",
        showlegend=False,
        **_axes(place),
    )


def _level(days: Sequence[date], panel: Panel, hovers: list[str], place: int, theme: Theme) -> plot.Trace:
    """The level, dotted: it changes where another quarter begins."""
    assert panel.level
    return plot.points(
        x=list(days),
        y=[optional(value) for value in panel.level[0]],
        mode="lines",
        line={"color": theme.text, "width": theme.px(2), "dash": "dot", "shape": "hv"},
        hovertext=hovers,
        hoverinfo="text",
        showlegend=False,
        **_axes(place),
    )


def _mark(days: Sequence[date], panel: Panel, hovers: list[str], place: int, theme: Theme) -> plot.Trace:
    assert panel.marked
    at, words = panel.marked
    mean = panel.courses[-1].mean
    rises = at + 1 < len(mean) and mean[at + 1] > mean[at]  # the words stand where the line does not go
    return plot.points(
        x=[days[at]],
        y=[number(mean[at])],
        mode="markers+text",
        marker={"color": theme.light("red"), "size": theme.px(14), "symbol": "square"},
        text=[bold(words)],
        textposition=f"{'bottom' if rises else 'top'} {'left' if at > len(days) / 2 else 'right'}",
        textfont=theme.font(),
        cliponaxis=False,
        hovertext=[hovers[at]],
        hoverinfo="text",
        showlegend=False,
        **_axes(place),
    )


def _hover(days: Sequence[date], panel: Panel, at: int, scale: Scale) -> str:
    language = scale.language
    lines = [_said(course, at, scale) for course in panel.courses]
    if panel.level:
        values, name = panel.level
        lines.append(language.text("{name}: {value}").format(name=name, value=scale.exact(values[at])))
    return "<br>".join([bold(language.date(days[at])), *lines])


def _said(course: Course, at: int, scale: Scale) -> str:
    said = {"name": course.name, "value": scale.exact(course.mean[at])}
    if not course.has_band:
        return scale.language.text("{name}: {value}").format(**said)
    ends = {"low": scale.exact(course.low[at]), "high": scale.exact(course.high[at])}
    return scale.language.text("{name}: {value}, with 80% chance {low} to {high}").format(**said, **ends)
