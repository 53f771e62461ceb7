"""F1: the round dials of one role, all in one figure."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analyzer.charts import dial, plot
from analyzer.charts.lights import light_mark
from analyzer.charts.theme import LARGE, Theme, bold, colored, plain, shortened
from analyzer.charts.values import Scale, deals, optional, records
from analyzer.language import Language
from analyzer.model import Light

LAYERS = (4, 5)
NAME_HEIGHT, STAGE_HEIGHT, WORDS_HEIGHT, GAP, DESCENT = 34, 30, 62, 16, 6
BAND_GAP = 2.0
COLUMNS = MappingProxyType({0: 1, 1: 1, 2: 2, 3: 3, 4: 2, 5: 3, 6: 3, 9: 3})
RADIUS = MappingProxyType({1: 96, 2: 88, 3: 66})
SMALL_RADIUS, ROWS_OF_LARGE = 50, 2
LETTERS = MappingProxyType({1: 100, 2: 50, 3: 34})

Text = tuple[float, float, str]


@dataclass(frozen=True)
class _Grid:
    """Where each member's pair of dials stands: x runs over columns, y over rows, downwards."""

    columns: int
    rows: int
    radius: int

    @property
    def height(self) -> int:
        """Pixels of all rows; below the last one there is only room for its words to hang."""
        return self.rows * self.row_height - GAP + DESCENT

    @property
    def row_height(self) -> int:
        return NAME_HEIGHT + STAGE_HEIGHT + round(1.5 * self.radius) + WORDS_HEIGHT + GAP

    def centre(self, place: int, layer: int) -> tuple[float, float]:
        row, column = divmod(place, self.columns)
        return column + 0.27 + 0.46 * LAYERS.index(layer), row + self.hub

    @property
    def bottom(self) -> float:
        """Pixels from the hub down to the opening of the dial."""
        return 0.5 * self.radius

    def up(self, pixels: float) -> float:
        """Pixels as a part of a row."""
        return pixels / self.row_height

    @property
    def hub(self) -> float:
        return (NAME_HEIGHT + STAGE_HEIGHT + self.radius) / self.row_height


@dataclass(frozen=True)
class _Cell:
    """One dial: its row of the frame, and where its hub stands."""

    row: dict[str, Any]
    x: float
    y: float

    def value(self, column: str) -> Any:
        return optional(self.row[column])

    @property
    def pointing(self) -> float | None:
        """Where the needle points; to the end where nothing more is required, nowhere without a light."""
        attainment = self.value("attainment")
        return dial.FULL if attainment is None and self.value("light") else attainment

    @property
    def layer(self) -> int:
        return int(self.row["layer"])


def dials(
    frame: pd.DataFrame,
    language: Language,
    theme: Theme,
    *,
    yellow_from: float = 0.6,
    columns: int | None = None,
) -> go.Figure:
    """A stage-4 and a stage-5 dial for each member, in the order of ``frame``.

    frame: the gauges figure: member, layer (4, 5), count, amount, target, multiple, required, attainment, light.
    yellow_from: where the red band ends and the yellow begins, as a share of what is required.
    columns: pairs in a row; by default as few as fill a screen of 1440 pixels, so that the dials are large.
    Each dial's whole cell can be clicked; its customdata is [member, layer].
    """
    members = list(dict.fromkeys(frame["member"]))
    grid = _grid(len(members), columns)
    scale = Scale.over(language, "amount", [*frame["amount"], *frame["required"]])
    cells = [_Cell(row, *grid.centre(members.index(row["member"]), row["layer"])) for row in records(frame)]
    texts = [
        _texts(
            [_name(place, member, grid, language) for place, member in enumerate(members)], theme.font(18, weight=600)
        ),
        _texts([_stage(cell, grid, language) for cell in cells], theme.font(color=theme.muted)),
        _texts([_percent(cell, grid, language) for cell in cells], theme.font(LARGE, weight=700)),
        _texts([_amounts(cell, grid, scale, theme) for cell in cells], theme.font()),
        _texts([_light(cell, grid, language, theme) for cell in cells], theme.font()),
    ]
    shapes = [shape for cell in cells for shape in _dial(cell, grid, theme, yellow_from)]
    return plot.figure([_click_areas(cells, grid, scale, theme), *texts], {**_layout(grid, theme), "shapes": shapes})


def _grid(members: int, columns: int | None) -> _Grid:
    columns = columns or COLUMNS.get(members) or 4
    rows = max(1, -(-members // columns))
    return _Grid(columns, rows, RADIUS.get(columns, SMALL_RADIUS) if rows <= ROWS_OF_LARGE else SMALL_RADIUS)


def _layout(grid: _Grid, theme: Theme) -> dict[str, Any]:
    hidden = {"visible": False}
    return theme.layout(
        grid.height,
        margin=(0, 0, 0, 0),
        xaxis=theme.axis(range=[0, grid.columns], **hidden),
        yaxis=theme.axis(range=[grid.rows - grid.up(GAP - DESCENT), 0], **hidden),
        barmode="overlay",
    )


def _click_areas(cells: list[_Cell], grid: _Grid, scale: Scale, theme: Theme) -> plot.Trace:
    """Unlike markers, bars grow with the screen: the whole cell answers a click."""
    return plot.bars(
        x=[cell.x for cell in cells],
        width=0.46,
        base=[cell.y - grid.hub + grid.up(NAME_HEIGHT - 4) for cell in cells],
        y=[1 - grid.up(NAME_HEIGHT)] * len(cells),
        customdata=[[cell.row["member"], cell.layer] for cell in cells],
        hovertext=[_hover(cell, scale, theme) for cell in cells],
        **theme.click_area(),
    )


def _texts(texts: list[Text], font: dict[str, Any]) -> plot.Trace:
    """Words of one size as one trace, which a browser draws many times faster than annotations."""
    x, y, text = zip(*texts, strict=True) if texts else ((), (), ())
    style = {
        "mode": "text",
        "textposition": "middle center",
        "textfont": font,
        "hoverinfo": "skip",
        "cliponaxis": False,
        "unselected": {"textfont": {"color": font["color"]}},
    }
    return plot.points(x=x, y=y, text=text, **style)


def _dial(cell: _Cell, grid: _Grid, theme: Theme, yellow_from: float) -> list[dict[str, Any]]:
    outer, inner = theme.px(grid.radius), theme.px(grid.radius - 13)
    pointing, lit = cell.pointing, cell.value("light")
    if pointing is None:
        return [_path(cell, dial.band(0, dial.FULL, outer, inner), theme.line)]
    bands: tuple[tuple[Light, float, float], ...] = (
        ("red", 0.0, yellow_from),
        ("yellow", yellow_from, 1.0),
        ("green", 1.0, dial.FULL),
    )
    return [
        *(
            _path(cell, dial.band(low, high, outer, inner, BAND_GAP), theme.light(light), 1.0 if light == lit else 0.35)
            for light, low, high in bands
        ),
        _path(cell, dial.needle(pointing, outer - theme.px(4), theme.px(4.5)), theme.text),
    ]


def _path(cell: _Cell, path: str, color: str, opacity: float = 1.0) -> dict[str, Any]:
    """A shape in pixels around the hub, so that dials stay round at every width of the screen."""
    place = {"type": "path", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": cell.x, "yanchor": cell.y}
    return place | {"path": path, "fillcolor": color, "opacity": opacity, "line": {"width": 0}}


def _name(place: int, member: str, grid: _Grid, language: Language) -> Text:
    row, column = divmod(place, grid.columns)
    name = shortened(language.state(member), LETTERS.get(grid.columns, 24))
    return column + 0.5, row + 16 / grid.row_height, plain(name)


def _stage(cell: _Cell, grid: _Grid, language: Language) -> Text:
    return cell.x, cell.y - grid.up(grid.radius + 16), _stage_name(cell, language)


def _stage_name(cell: _Cell, language: Language) -> str:
    return language.text("Stage {layer}").format(layer=cell.layer)


def _percent(cell: _Cell, grid: _Grid, language: Language) -> Text:
    known = cell.value("attainment") is not None
    return cell.x, cell.y + grid.up(grid.bottom), language.judged(cell.value("attainment")) if known else ""


def _amounts(cell: _Cell, grid: _Grid, scale: Scale, theme: Theme) -> Text:
    held = bold(scale.short(cell.value("amount")))
    required = cell.value("required")
    against = "" if required is None else colored(f" / {scale.short(required)}", theme.muted)
    return cell.x, cell.y + grid.up(grid.bottom + 28), held + against


def _light(cell: _Cell, grid: _Grid, language: Language, theme: Theme) -> Text:
    return cell.x, cell.y + grid.up(grid.bottom + 52), _verdict(cell, language, theme)


def _verdict(cell: _Cell, language: Language, theme: Theme) -> str:
    if cell.value("light") is None and cell.value("target") is not None:
        return language.text("no amounts")
    return light_mark(cell.value("light"), language, theme)


def _hover(cell: _Cell, scale: Scale, theme: Theme) -> str:
    language = scale.language
    held = f"{language.money(cell.value('amount'))} · {deals(cell.value('count'), language)}"
    lines = [bold(plain(language.state(cell.row["member"]))), _stage_name(cell, language), held]
    if cell.value("required") is not None:
        required = language.text("Required: {required} = {multiple} × target {target}")
        values = {name: language.money(cell.value(name)) for name in ("required", "target")}
        lines.append(required.format(multiple=language.number(cell.value("multiple")), **values))
    return "<br>".join([*lines, _verdict(cell, language, theme)])
