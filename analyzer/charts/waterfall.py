"""F2: the open pipeline stage by stage, floating up to its total."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from math import ceil
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analyzer.charts import plot
from analyzer.charts.axis import bar_width, category_axis, padded, room_below
from analyzer.charts.theme import Theme, bold, colored, plain
from analyzer.charts.values import Scale, deals, measure_of, number, optional, records
from analyzer.language import Language
from analyzer.model import LOW_LAYERS, Measure

HEIGHT = 470
BLANK_LINE = "<br>\N{NO-BREAK SPACE}"
PLOT_HEIGHT, LABEL_HEIGHT, LINE_HEIGHT = 370, 76, 21


def waterfall(
    frame: pd.DataFrame,
    language: Language,
    theme: Theme,
    *,
    measure: Measure = "amount",
    target: float | None = None,
    compare_to: date | None = None,
) -> go.Figure:
    """One floating bar for each open stage, then the total, over the comparison snapshot's levels.

    frame: the waterfall figure: stage, layer, count, amount, previous_count, previous_amount, share, total_count,
    total_amount, low_share, a row for each open stage in order. Drawn by count where it holds no amount at all.
    target: what the total is held against, in the currency of the amounts; only drawn by amount.
    compare_to: the day the ghosted levels are from, named in the hover.
    A stage's bar carries customdata [stage], the total [None].
    """
    measure = measure_of(frame, measure)
    target = target if measure == "amount" and target else None
    total = float(frame[measure].map(number).sum())
    previous = float(frame[f"previous_{measure}"].map(number).sum())
    scale = Scale.over(language, measure, [*frame[measure], total, target])
    bars = _stage_bars(frame, scale, theme, compare_to)
    ends = padded(0.0, max(total, previous, target or 0.0), PLOT_HEIGHT, 0, LABEL_HEIGHT)
    total_bar = _total_bar(frame, _lines_above(total, target, ends[1]), scale, theme)
    shapes = [*_connectors(bars, total, theme), *_brackets(frame, theme)]
    notes = [*_group_notes(frame, language, theme), *_ghost_key(previous, compare_to, language, theme)]
    if target:
        shapes += _target_line(target, len(frame), theme)
        notes.append(_target_note(target, total, scale, theme))
    stages_axis = category_axis([*frame["stage"], language.text("Total")], theme)
    layout = theme.layout(
        HEIGHT,
        margin=(8, 168 if target else 8, 44, room_below(stages_axis)),
        barmode="overlay",
        xaxis=stages_axis,
        yaxis=theme.axis(range=ends, showticklabels=False),
    )
    return plot.figure(
        [_ghosts(frame, measure, theme), bars, total_bar], {**layout, "shapes": shapes, "annotations": notes}
    )


def _running(values: Sequence[float]) -> list[float]:
    """Where each bar starts: the sum of the bars before it."""
    return [float(sum(values[:place])) for place in range(len(values))]


def _stage_bars(frame: pd.DataFrame, scale: Scale, theme: Theme, compare_to: date | None) -> plot.Trace:
    heights = [number(value) for value in frame[scale.measure]]
    rows = records(frame)
    return plot.bars(
        x=list(range(len(heights))),
        y=heights,
        base=_running(heights),
        width=bar_width(len(frame) + 1),
        text=[_label(row[scale.measure], row["count"], row["share"], scale, theme) for row in rows],
        **theme.labels(),
        customdata=[[row["stage"]] for row in rows],
        hovertext=[_hover(row, scale, compare_to) for row in rows],
        hoverinfo="text",
        marker={"color": [theme.layer(optional(row["layer"])) for row in rows], "cornerradius": 3},
        **theme.chosen(),
    )


def _total_bar(frame: pd.DataFrame, above: int, scale: Scale, theme: Theme) -> plot.Trace:
    """The total, its low stages below its high ones; its label keeps clear of a target line just above it."""
    heights = frame[scale.measure].map(number)
    low = float(heights[frame["layer"].isin(LOW_LAYERS)].sum())
    total, count = float(heights.sum()), int(frame["count"].sum())
    known = total if frame[scale.measure].notna().any() else None
    said = bold(scale.language.text("Total")) + "<br>" + _exact(frame["amount"].sum(min_count=1), count, scale.language)
    return plot.bars(
        x=[len(frame)] * 2,
        y=[low, total - low],
        base=[0.0, low],
        width=bar_width(len(frame) + 1),
        text=["", _label(known, count, None, scale, theme) + BLANK_LINE * above],
        **theme.labels(),
        customdata=[[None], [None]],
        hovertext=[said, said],
        hoverinfo="text",
        marker={"color": [_group_color(True, theme), _group_color(False, theme)]},
        **theme.chosen(),
    )


def _ghosts(frame: pd.DataFrame, measure: Measure, theme: Theme) -> plot.Trace:
    """The comparison snapshot's waterfall, wider and pale, behind today's."""
    heights = [number(value) for value in frame[f"previous_{measure}"]]
    return plot.bars(
        x=list(range(len(heights) + 1)),
        y=[*heights, sum(heights)],
        base=[*_running(heights), 0.0],
        width=bar_width(len(frame) + 1) * 1.35,
        hoverinfo="skip",
        marker={"color": theme.ghost, "opacity": 0.55, "cornerradius": 3},
        **theme.chosen(),
    )


def _label(value: Any, count: Any, share: Any, scale: Scale, theme: Theme) -> str:
    """Amount, count and share, one below the other; by count, the count is the first line."""
    lines = [bold(scale.short(value))]
    if scale.measure == "amount":
        lines.append(colored(deals(count, scale.language), theme.muted))
    if optional(share) is not None:
        lines.append(colored(scale.language.percent(share), theme.muted))
    return "<br>".join(lines)


def _hover(row: dict[str, Any], scale: Scale, compare_to: date | None) -> str:
    language = scale.language
    lines = [bold(plain(row["stage"])), _exact(row["amount"], row["count"], language)]
    if optional(row["share"]) is not None:
        lines.append(language.text("{share} of the total").format(share=language.percent(row["share"])))
    if optional(row["previous_count"]) is not None:
        before = _exact(row["previous_amount"], row["previous_count"], language)
        lines.append(language.text("{name}: {value}").format(name=_day(compare_to, language), value=before))
    return "<br>".join(lines)


def _day(compare_to: date | None, language: Language) -> str:
    return language.date(compare_to) if compare_to else language.text("Before")


def _level(compare_to: date | None, language: Language) -> str:
    if compare_to is None:
        return language.text("level before")
    return language.text("level on {day}").format(day=language.short_date(compare_to))


def _exact(amount: Any, count: Any, language: Language) -> str:
    return f"{language.money(amount)} · {deals(count, language)}"


def _connectors(bars: plot.Trace, total: float, theme: Theme) -> list[dict[str, Any]]:
    """A hairline from the top of each bar to the foot of the next."""
    half = bar_width(len(bars["x"]) + 1) / 2
    tops = [base + height for base, height in zip(bars["base"], bars["y"], strict=True)]
    line = {"color": theme.muted, "width": 1}
    return [
        {"type": "line", "x0": place + half, "x1": place + 1 - half, "y0": top, "y1": top, "line": line}
        for place, top in enumerate(tops)
        if total > 0
    ]


def _groups(frame: pd.DataFrame) -> list[tuple[bool, int, int]]:
    """Runs of neighbouring stages that are all low or all high: (low, first place, last place)."""
    low = [(place, layer in LOW_LAYERS) for place, layer in enumerate(frame["layer"])]
    runs = [(is_low, [place for place, _ in run]) for is_low, run in groupby(low, key=lambda item: item[1])]
    return [(is_low, places[0], places[-1]) for is_low, places in runs]


def _brackets(frame: pd.DataFrame, theme: Theme) -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "yref": "paper",
            "x0": first - 0.4,
            "x1": last + 0.4,
            "y0": 1.0,
            "y1": 1.0,
            "line": {"color": _group_color(low, theme), "width": 3},
        }
        for low, first, last in _groups(frame)
    ]


def _group_color(low: bool, theme: Theme) -> str:
    return theme.layer(2 if low else 5)


def _group_notes(frame: pd.DataFrame, language: Language, theme: Theme) -> list[dict[str, Any]]:
    """The share of the low and of the high stages, each once, over the longest run of its kind."""
    runs = sorted(_groups(frame), key=lambda run: run[2] - run[1])
    longest = {low: (first, last) for low, first, last in runs}
    share = optional(frame["low_share"].iloc[0]) if len(frame) else None
    if share is None:
        return []
    said = {
        True: language.text("Low stages {share}").format(share=language.percent(share)),
        False: language.text("High stages {share}").format(share=language.percent(1 - share)),
    }
    return [
        {
            "x": (first + last) / 2,
            "y": 1.0,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": theme.px(6),
            "text": bold(said[low]),
            "font": theme.font(),
            "showarrow": False,
        }
        for low, (first, last) in longest.items()
    ]


def _target_line(target: float, place: int, theme: Theme) -> list[dict[str, Any]]:
    """A line across the total alone (further left it would strike through labels), on a band that sets it off."""
    across = {"type": "line", "x0": place - 0.48, "x1": place + 0.45, "y0": target, "y1": target}
    lines = {"color": theme.surface, "width": 7}, {"color": theme.accent, "width": 3, "dash": "dot"}
    return [across | {"line": line} for line in lines]


def _lines_above(total: float, target: float | None, top: float) -> int:
    """How many lines the total's label moves up so that the target line does not strike through it."""
    pixels = ((target or 0.0) - total) / top * PLOT_HEIGHT
    return ceil(pixels / LINE_HEIGHT) if 0 <= pixels < 2 * LINE_HEIGHT else 0


def _target_note(target: float, total: float, scale: Scale, theme: Theme) -> dict[str, Any]:
    """Target and coverage, right of the line's end, where no bar can cross them."""
    language = scale.language
    named = language.text("Target {target}").format(target=scale.short(target))
    covered = language.text("covered {coverage} times").format(coverage=language.number(round(total / target, 1)))
    place = {"x": 1.0, "xref": "paper", "y": target, "xanchor": "left", "xshift": theme.px(8), "showarrow": False}
    return place | {"text": f"{bold(named)}<br>{covered}", "align": "left", "font": theme.font(color=theme.accent)}


def _ghost_key(previous: float, compare_to: date | None, language: Language, theme: Theme) -> list[dict[str, Any]]:
    """What the pale bars are, over the total."""
    if previous == 0:
        return []
    place = {"x": 1.0, "xref": "paper", "y": 1.0, "yref": "paper", "xanchor": "right", "yanchor": "bottom"}
    square = f'<span style="color:{theme.ghost};font-size:{theme.px(22)}px">■</span>'
    text = f"{square} {_level(compare_to, language)}"
    return [place | {"yshift": theme.px(6), "text": text, "font": theme.font(color=theme.muted), "showarrow": False}]
