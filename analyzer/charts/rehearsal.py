"""The funnel's course without and with what is rehearsed: two curves with their bands, on the same draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import plotly.graph_objects as go

from analyzer.charts import plot
from analyzer.charts.courses import traces
from analyzer.charts.panels import Band, Course, Numbers, Panel, layout, scale_of
from analyzer.charts.theme import Theme, bold, colored
from analyzer.language import Language
from analyzer.model import Measure

HEIGHT = 400
DASHES = ("╌", "━")
PANELS = ("layer_4", "layer_5", "won")


def rehearsal(
    days: Sequence[date],
    curves: Mapping[str, Mapping[str, Band]],
    levels: Mapping[str, float | None],
    language: Language,
    theme: Theme,
    *,
    measure: Measure = "amount",
) -> go.Figure:
    """A panel each for stage 4, stage 5 and what is won, the course without grey and dashed, the one with in colour.

    curves: measure (`PANELS`) -> "without" and, where something is rehearsed, "with" -> mean, low, high: an amount, or
    by ``measure`` a number of deals, for each of ``days``.
    levels: measure -> what it is held against; None, or no entry, where nothing is.
    """
    panels = [
        _panel(name, curves[name], _constant(levels.get(name), days), measure, language, theme) for name in PANELS
    ]
    scale = scale_of(panels, language, measure)
    look = theme.layout(HEIGHT, margin=(8, 24, 98, 8))
    return plot.figure(traces(days, panels, scale, theme), look | layout(days, panels, scale, theme))


def _panel(
    name: str, curves: Mapping[str, Band], level: Numbers | None, measure: Measure, language: Language, theme: Theme
) -> Panel:
    worlds = _worlds(curves, language, theme)
    held = None if level is None else (level, _level_name(name, language))
    return Panel(_title(name, worlds, measure, language), worlds, held)


def _worlds(curves: Mapping[str, Band], language: Language, theme: Theme) -> tuple[Course, ...]:
    """The course without and the one with; one alone, in colour, where nothing is rehearsed."""
    if "with" not in curves:
        return (Course(language.text("if nothing changes"), *curves["without"], theme.accent),)
    return (
        Course(language.text("without it"), *curves["without"], theme.muted, "dash"),
        Course(language.text("with it"), *curves["with"], theme.accent),
    )


def _constant(level: float | None, days: Sequence[date]) -> Numbers | None:
    return None if level is None else [level] * len(days)


def _title(name: str, worlds: tuple[Course, ...], measure: Measure, language: Language) -> str:
    """The panel's measure, and under it where each course ends, in its colour: the key of the lines as well."""
    names = {
        "layer_4": language.text("Stage 4"),
        "layer_5": language.text("Stage 5"),
        "won": language.text("Won"),
    }
    line = language.text("{name} {value}")
    ends = [
        colored(f"{dash} {line.format(name=course.name, value=_end(course, measure, language))}", course.color)
        for dash, course in zip(DASHES[-len(worlds) :], worlds, strict=True)
    ]
    return "<br>".join([bold(names[name]), *ends])


def _end(course: Course, measure: Measure, language: Language) -> str:
    last = course.mean[-1] if len(course.mean) else None
    return language.compact_money(last) if measure == "amount" else language.compact(last)


def _level_name(name: str, language: Language) -> str:
    return language.text("target") if name == "won" else language.text("required")
