"""Panels side by side that share one unit: the courses that each holds, its axes, its level and its title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analyzer.charts.axis import padded, ticks
from analyzer.charts.theme import Theme, colored
from analyzer.charts.values import Scale
from analyzer.language import Language
from analyzer.model import Measure

GAP = 0.08
PLOT_HEIGHT, BELOW, ABOVE = 240, 12, 20
WIDTH_OF_DATE, WIDTH_OF_CHART = 84, 980

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
        parts[f"xaxis{nth(place)}"] = _days_axis(days, [left, left + width], place, len(panels), scale.language, theme)
        parts[f"yaxis{nth(place)}"] = _values_axis(panel, place, scale, theme)
        parts["annotations"].append(_title(panel, left, scale, theme))
    return parts


def nth(place: int) -> str:
    """How plotly numbers axes: the first has no number."""
    return str(place + 1) if place else ""


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
        anchor=f"y{nth(place)}",
        ticklabelstandoff=theme.px(14),
    )


def _values_axis(panel: Panel, place: int, scale: Scale, theme: Theme) -> dict[str, Any]:
    ends = _ends(panel)
    marks = ticks(*ends)
    names = [scale.short(mark) for mark in marks]
    shown = {"tickvals": marks, "ticktext": names, "showgrid": True, "gridcolor": theme.line}
    return theme.axis(**shown, range=list(ends), anchor=f"x{nth(place)}")


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
    first, last = scale.priced(panel.levels[0]), scale.priced(panel.levels[-1])
    language = scale.language
    text = language.text("{name} {value}") if first == last else language.text("{name} {value}, later {later}")
    return "┄ " + text.format(name=panel.level[1], value=first, later=last)
