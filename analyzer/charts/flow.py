"""F3: where the deals of the focus stage came from, and below zero where those that left it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analyzer.charts import plot
from analyzer.charts.axis import bar_width, category_axis, padded, room_below
from analyzer.charts.theme import LEGEND_ABOVE, Theme, bold, colored, plain
from analyzer.charts.values import Scale, deals, measure_of, number, optional, records
from analyzer.language import Language
from analyzer.model import NEW, REOPENED, VANISHED, Measure

HEIGHT = 480
PLOT_HEIGHT, LABEL_HEIGHT = 360, 52
UP = ("advance", "skip")
BACK = ("regression",)


@dataclass(frozen=True)
class _Column:
    """One bar: the move it stands for, its place, and from where to where it reaches."""

    row: dict[str, Any]
    place: int
    base: float
    height: float

    @property
    def kind(self) -> str:
        """The colour group: "up", "back", or the direction itself: stayed, new, won ..."""
        direction = str(self.row["direction"])
        return "up" if direction in UP else "back" if direction in BACK else direction

    def ends(self, focus: str) -> list[str]:
        """The state before and the state after."""
        state = str(self.row["state"])
        return {"stayed": [focus, focus], "in": [state, focus], "out": [focus, state]}[self.row["side"]]


def flow(
    frame: pd.DataFrame,
    stages: pd.DataFrame,
    focus: str,
    language: Language,
    theme: Theme,
    *,
    measure: Measure = "amount",
) -> go.Figure:
    """One column for each of last week's stages, climbing from zero to the focus stage's closing level.

    frame: the focus flow: side ('stayed', 'in', 'out'), state, direction, count, amount.
    stages: the stages in their order: stage, layer, kind. focus: the name of the focus stage.
    What left hangs below zero in the column of its destination. Columns carry customdata [from_state, to_state],
    the closing column [None, focus].
    """
    measure = measure_of(frame, measure)
    sources, destinations = _states(frame, stages, focus)
    columns = _columns(frame, measure, [*sources, None, *destinations])
    climbing = [column for column in columns if column.height >= 0 and column.row["side"] != "out"]
    closing = sum(column.height for column in climbing)
    deepest = max((-column.height for column in columns if column.row["side"] == "out"), default=0.0)
    scale = Scale.over(language, measure, [*frame[measure], closing])
    names = [*(_name(state, focus, language) for state in sources), language.text("Now in {stage}").format(stage=focus)]
    places = len(sources) + 1 + len(destinations)
    paint = _paint(stages, focus, theme)
    bars = [_bars(kind, columns, focus, places, scale, theme, paint) for kind in dict.fromkeys(c.kind for c in columns)]
    total = _closing_bar(len(sources), climbing, closing, focus, places, scale, theme, paint)
    bottom, top = padded(-deepest, closing, PLOT_HEIGHT, LABEL_HEIGHT if deepest else 0, LABEL_HEIGHT)
    states_axis = category_axis([*names, *(language.state(state) for state in destinations)], theme)
    layout = theme.layout(
        HEIGHT,
        margin=(40, 8, LEGEND_ABOVE, room_below(states_axis)),
        barmode="overlay",
        xaxis=states_axis,
        yaxis=theme.axis(range=[bottom, top], showticklabels=False),
        showlegend=True,
        legend=theme.legend(),
        shapes=[_zero_line(theme), *_connectors(climbing, len(sources), places, theme)],
        annotations=_side_notes(closing, bottom, bool(deepest), language, theme),
    )
    return plot.figure([*bars, total], layout)


def _states(frame: pd.DataFrame, stages: pd.DataFrame, focus: str) -> tuple[list[str], list[str]]:
    """The columns before the closing one (open stages in order, new, reopened) and those after it (outcomes)."""
    named = set(frame["state"]) | {focus}
    of_kind = {
        kind: [str(name) for name in stages.loc[stages["kind"] == kind, "stage"]] for kind in ("open", "won", "lost")
    }
    sources = [*of_kind["open"], NEW, REOPENED]
    destinations = [*of_kind["won"], *of_kind["lost"], VANISHED]
    return [name for name in sources if name in named], [name for name in destinations if name in named]


def _columns(frame: pd.DataFrame, measure: Measure, places: Sequence[str | None]) -> list[_Column]:
    """The climbing columns, each on the top of the one before it, and the hanging ones, each from zero."""
    rows = sorted(records(frame), key=lambda row: places.index(row["state"]))
    columns, level = [], 0.0
    for row in rows:
        place, value = places.index(row["state"]), number(row[measure])
        out = row["side"] == "out"
        columns.append(_Column(row, place, 0.0 if out else level, -value if out else value))
        level += 0.0 if out else value
    return columns


def _name(state: str, focus: str, language: Language) -> str:
    if state == focus:
        return language.text("Stayed in {stage}").format(stage=focus)
    return language.state(state)


def _paint(stages: pd.DataFrame, focus: str, theme: Theme) -> dict[str, str]:
    """The colour of each kind of move."""
    layers = stages.loc[stages["stage"] == focus, "layer"]
    own = theme.layer(None if layers.empty else optional(layers.iloc[0]))
    arrived = {"stayed": own, "new": theme.came_in, "reopened": theme.came_in}
    return arrived | {
        "up": theme.up,
        "back": theme.back,
        "won": theme.up,
        "lost": theme.went_out,
        "vanished": theme.muted,
    }


def _bars(
    kind: str,
    columns: Sequence[_Column],
    focus: str,
    places: int,
    scale: Scale,
    theme: Theme,
    paint: dict[str, str],
) -> plot.Trace:
    chosen = [column for column in columns if column.kind == kind]
    said = {"up": scale.language.text("moved up"), "back": scale.language.text("moved back")}
    return plot.bars(
        x=[column.place for column in chosen],
        y=[column.height for column in chosen],
        base=[column.base for column in chosen],
        width=bar_width(places),
        text=[_label(column.row[scale.measure], column.row["count"], scale, theme) for column in chosen],
        customdata=[column.ends(focus) for column in chosen],
        hovertext=[_hover(column, focus, scale.language) for column in chosen],
        hoverinfo="text",
        marker={"color": paint[kind], "cornerradius": 3, "pattern": {"shape": "/" if kind == "vanished" else ""}},
        name=said.get(kind, kind),
        showlegend=kind in said,
        **theme.labels(),
        **theme.chosen(),
    )


def _closing_bar(
    place: int,
    climbing: Sequence[_Column],
    closing: float,
    focus: str,
    places: int,
    scale: Scale,
    theme: Theme,
    paint: dict[str, str],
) -> plot.Trace:
    count = sum(int(column.row["count"]) for column in climbing)
    label = _label(closing if climbing else None, count, scale, theme)
    return plot.bars(
        x=[place],
        y=[closing],
        base=[0.0],
        width=bar_width(places),
        text=[label],
        customdata=[[None, focus]],
        hovertext=[f"{bold(plain(focus))}<br>{scale.exact(closing)}"],
        hoverinfo="text",
        marker={"color": paint["stayed"], "cornerradius": 3},
        showlegend=False,
        **theme.labels(),
        **theme.chosen(),
    )


def _label(value: Any, count: Any, scale: Scale, theme: Theme) -> str:
    if scale.measure == "count":
        return bold(scale.short(value))
    return f"{bold(scale.short(value))}<br>{colored(deals(count, scale.language), theme.muted)}"


def _hover(column: _Column, focus: str, language: Language) -> str:
    before, after = (plain(language.state(state)) for state in column.ends(focus))
    held = f"{language.money(column.row['amount'])} · {deals(column.row['count'], language)}"
    return f"{bold(f'{before} → {after}')}<br>{held}"


def _zero_line(theme: Theme) -> dict[str, Any]:
    line = {"color": theme.muted, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": line}


def _connectors(climbing: Sequence[_Column], closing_place: int, places: int, theme: Theme) -> list[dict[str, Any]]:
    """A hairline from the top of each climbing column to the next one, and to the closing one."""
    half, line = bar_width(places) / 2, {"color": theme.muted, "width": 1}
    following = [*(column.place for column in climbing[1:]), closing_place]
    levels = [
        (column.place, after, column.base + column.height) for column, after in zip(climbing, following, strict=False)
    ]
    return [
        {"type": "line", "x0": before + half, "x1": after - half, "y0": level, "y1": level, "line": line}
        for before, after, level in levels
    ]


def _side_notes(closing: float, bottom: float, hangs: bool, language: Language, theme: Theme) -> list[dict[str, Any]]:
    """Along the left edge: above zero is where deals came from, below it where they went."""
    sides = [(language.text("came from"), closing / 2)] + ([(language.text("went to"), bottom / 2)] if hangs else [])
    edge = {"x": 0.0, "xref": "paper", "xanchor": "right", "xshift": theme.px(-8)}
    place = edge | {"textangle": -90, "showarrow": False}
    return [place | {"y": y, "text": text, "font": theme.font(color=theme.muted)} for text, y in sides]
