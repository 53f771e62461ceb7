"""Expected courses over the weeks: a line and its band for each, in panels side by side that share one unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analyzer.charts import plot
from analyzer.charts.axis import padded, ticks
from analyzer.charts.theme import Theme, bold, colored, faint
from analyzer.charts.values import Scale, number, optional
from analyzer.language import Language
from analyzer.model import Measure

GAP = 0.08
PLOT_HEIGHT, BELOW, ABOVE = 240, 12, 20
WIDTH_OF_DATE, WIDTH_OF_CHART = 84, 980
OPACITY_OF_BAND = 0.20

Numbers = Sequence[float] | npt.NDArray[np.float64]
Band = tuple[Numbers, Numbers, Numbers]
"""Mean, low end and high end, one number for each day."""


@dataclass(frozen=True)
class Course:
    """What is expected, and between which ends it lies four times in five: one number for each day.

    name: what the course is of, as the legend says it. color: of its line. dash: how its line is drawn. Where no end of
    the band is known, there is none.
    """

    name: str
    mean: Numbers
    low: Numbers
    high: Numbers
    color: str
    dash: str = "solid"

    @property
    def has_band(self) -> bool:
        """Whether the ends of the band are known."""
        return not any(pd.isna(value) for value in (*self.low, *self.high))

    @property
    def reach(self) -> list[float]:
        """All the places that the drawing must hold."""
        ends = [*self.low, *self.high] if self.has_band else []
        return [float(value) for value in (*self.mean, *ends)]


@dataclass(frozen=True)
class Panel:
    """One measure's courses, with its title (safe text) over them.

    level: what they are held against on each day (NaN where nothing is), and its name; None without one. marked: the
    place among the days that is to stand out, and what is written there (safe text).
    """

    title: str
    courses: tuple[Course, ...]
    level: tuple[Numbers, str] | None = None
    marked: tuple[int, str] | None = None

    @property
    def levels(self) -> list[float]:
        """The level on those days on which there is one."""
        return [float(value) for value in self.level[0] if not pd.isna(value)] if self.level else []


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


def scale_of(panels: Iterable[Panel], language: Language, measure: Measure = "amount") -> Scale:
    """One unit for all that the panels write."""
    levels = [value for panel in panels for value in panel.levels]
    reached = [value for panel in panels for course in panel.courses for value in course.reach]
    return Scale.over(language, measure, [*levels, *reached])


def layout(days: Sequence[date], panels: Sequence[Panel], scale: Scale, theme: Theme) -> dict[str, Any]:
    """The axes, levels and titles of the panels, as parts of a layout."""
    parts: dict[str, Any] = {"annotations": []}
    width = (1 - GAP * (len(panels) - 1)) / len(panels)
    for place, panel in enumerate(panels):
        left = place * (width + GAP)
        parts[f"xaxis{_nth(place)}"] = _days_axis(days, [left, left + width], place, len(panels), scale.language, theme)
        parts[f"yaxis{_nth(place)}"] = _values_axis(panel, place, scale, theme)
        parts["annotations"].append(_title(panel, left, scale, theme))
    return parts


def _nth(place: int) -> str:
    """How plotly numbers axes: the first has no number."""
    return str(place + 1) if place else ""


def _axes(place: int) -> dict[str, str]:
    return {"xaxis": f"x{_nth(place)}", "yaxis": f"y{_nth(place)}"}


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


def _days_axis(
    days: Sequence[date], domain: list[float], place: int, count: int, language: Language, theme: Theme
) -> dict[str, Any]:
    """Dates under the panel, only as many as stand apart, the last always among them."""
    step = max(1, -(-len(days) * WIDTH_OF_DATE * count // WIDTH_OF_CHART))
    shown = list(days)[::-1][::step]
    if len(shown) > 1 and shown[-1] != days[0] and len(shown) * step - len(days) >= step:
        shown = shown[:-1]
    names = [language.short_date(day) for day in shown]
    return theme.axis(
        tickvals=shown,
        ticktext=names,
        tickangle=0,
        domain=domain,
        anchor=f"y{_nth(place)}",
        ticklabelstandoff=theme.px(14),
    )


def _values_axis(panel: Panel, place: int, scale: Scale, theme: Theme) -> dict[str, Any]:
    ends = _ends(panel)
    marks = ticks(*ends)
    names = [scale.short(mark) for mark in marks]
    shown = {"tickvals": marks, "ticktext": names, "showgrid": True, "gridcolor": theme.line}
    return theme.axis(**shown, range=list(ends), anchor=f"x{_nth(place)}")


def _ends(panel: Panel) -> tuple[float, float]:
    """From nothing, but for courses that stay far above it, up to the highest band or the level."""
    reached = [value for course in panel.courses for value in course.reach] + panel.levels
    lowest, highest = min(reached, default=0.0), max(reached, default=0.0)
    stays_far_above = lowest > highest / 2
    low, high = padded(lowest if stays_far_above else 0.0, highest, PLOT_HEIGHT, BELOW, ABOVE)
    return (low, high) if stays_far_above else (0.0, high)


def _title(panel: Panel, left: float, scale: Scale, theme: Theme) -> dict[str, Any]:
    """The title, and under it what the dotted level is: its name would be crossed by the courses anywhere else."""
    level = _level_name(panel, scale) if panel.level else ""
    text = f"{panel.title}<br>{colored(level, theme.muted)}"
    place = {"x": left, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom"}
    return {"text": text, "showarrow": False, "align": "left", "font": theme.font(), **place}


def _level_name(panel: Panel, scale: Scale) -> str:
    """The level's name and what it is; at first and at last, where it changes."""
    assert panel.level
    first, last = scale.short(panel.levels[0]), scale.short(panel.levels[-1])
    language = scale.language
    text = language.text("{name} {value}") if first == last else language.text("{name} {value}, later {later}")
    return "┄ " + text.format(name=panel.level[1], value=first, later=last)
