"""What stages 4 and 5 are expected to hold in the weeks to come, against what they must hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from analyzer.charts import plot
from analyzer.charts.courses import traces
from analyzer.charts.panels import Band, Course, Numbers, Panel, layout, scale_of
from analyzer.charts.theme import Theme, bold
from analyzer.language import Language

HEIGHT = 360


def outlook(
    days: Sequence[date],
    courses: Mapping[int, Band],
    required: Mapping[int, Numbers],
    below: Mapping[int, int | None],
    language: Language,
    theme: Theme,
) -> go.Figure:
    """A panel for each layer of ``courses``: mean, low, high on each of ``days``, and what it must
    hold on each (NaN where nothing says so).

    below: layer -> the place among the days of the first week that is expected to fall short; None where none is.
    """
    panels = [
        _panel(layer, band, required.get(layer), below.get(layer), days, language, theme)
        for layer, band in courses.items()
    ]
    scale = scale_of(panels, language)
    look = theme.layout(HEIGHT, margin=(8, 24, 52, 8))
    return plot.figure(traces(days, panels, scale, theme), look | layout(days, panels, scale, theme))


def _panel(
    layer: int,
    band: Band,
    required: Numbers | None,
    below: int | None,
    days: Sequence[date],
    language: Language,
    theme: Theme,
) -> Panel:
    course = Course(language.text("expected"), *band, theme.layer(layer + 1 if theme.dark else layer))
    is_held = required is not None and not pd.isna(pd.Series(required)).all()
    level = (required, language.text("required")) if required is not None and is_held else None
    mark = None if below is None else (below, language.short_date(days[below]))
    return Panel(_title(layer, is_held, below, days, language), (course,), level, mark)


def _title(layer: int, is_held: bool, below: int | None, days: Sequence[date], language: Language) -> str:
    name = bold(language.text("Stage {layer}").format(layer=layer))
    if not is_held:
        return f"{name}  {language.text('no target to hold it against')}"
    if below is None:
        return f"{name}  {language.text('holds enough in all these weeks')}"
    short = language.text("short from {day}").format(day=language.short_date(days[below]))
    return f"{name}  {short}"
