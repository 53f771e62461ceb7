"""The one look of all charts: colours, type sizes, and data's text made safe to draw."""

from __future__ import annotations

import html
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from analyzer.model import Light

FONT = (
    "'Source Sans', 'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Hiragino Sans GB', "
    "sans-serif"
)
SMALL, LARGE = 16, 20
LEGEND_ABOVE = 42
"""The margin, in pixels, that a legend above a chart needs."""

CONFIG = MappingProxyType({"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False})

_LIGHT = MappingProxyType(
    {
        "text": "#1f2933",
        "muted": "#5b6773",
        "line": "#dde3e9",
        "ghost": "#d3d9df",
        "surface": "#ffffff",
        "accent": "#1f5fa8",
        "up": "#0e7c86",
        "back": "#a8548b",
        "came_in": "#4a9bd9",
        "went_out": "#b0854f",
        "green": "#009e73",
        "yellow": "#e69f00",
        "red": "#d55e00",
        "green_badge": "#007a59",
        "yellow_badge": "#f2b93b",
        "red_badge": "#b34f00",
    }
)
_DARK = MappingProxyType(
    {
        "text": "#e6eaee",
        "muted": "#a3afba",
        "line": "#303944",
        "ghost": "#3d4752",
        "surface": "#12161b",
        "accent": "#3d84c6",
        "up": "#3fb8c2",
        "back": "#d68abb",
        "came_in": "#6cbcf0",
        "went_out": "#c9a06a",
        "green": "#1fb98c",
        "yellow": "#f0e442",
        "red": "#e8702a",
        "green_badge": "#007a59",
        "yellow_badge": "#f0e442",
        "red_badge": "#b34f00",
    }
)
_LIGHT_LAYERS = ("#bcd7f0", "#93bfe6", "#689fd4", "#427fbe", "#265fa0", "#15427a", "#0a2a55")
_DARK_LAYERS = ("#d6e8fa", "#b3d2f2", "#8fbae8", "#6ca2dc", "#4f89c9", "#3b72b3", "#305f9a")


@dataclass(frozen=True)
class Theme:
    """Colours and type for a light or a dark screen; every colour and every pixel a chart uses comes from here.

    zoom: how many times larger everything is drawn, for a screen that is read from afar.
    """

    dark: bool = False
    zoom: float = 1.0

    def px(self, pixels: float) -> int:
        """Pixels of the 1440 pixel screen the charts are laid out for, as pixels of this one."""
        return round(pixels * self.zoom)

    def layer(self, layer: int | float | None) -> str:
        """The colour of a layer: one hue, light for 1 to dark for 7; grey for none."""
        shades = _DARK_LAYERS if self.dark else _LIGHT_LAYERS
        if layer is None or not 1 <= layer <= len(shades):
            return self.muted
        return shades[int(layer) - 1]

    def light(self, light: Light | None) -> str:
        """The colour of a traffic light (Okabe-Ito, safe for the colour-blind); grey for none."""
        return self._color(light) if light else self.muted

    def badge(self, light: Light | None) -> str:
        """A traffic light's colour behind small words, or a quiet one: black or white letters can be read on it."""
        return self._color(f"{light}_badge") if light else self.ghost

    @property
    def text(self) -> str:
        """Words that are to be read first."""
        return self._color("text")

    @property
    def muted(self) -> str:
        """Words and marks that stand back."""
        return self._color("muted")

    @property
    def line(self) -> str:
        """Hairlines, grids, and the empty part of a dial."""
        return self._color("line")

    @property
    def ghost(self) -> str:
        """The level of the comparison snapshot, behind today's."""
        return self._color("ghost")

    @property
    def surface(self) -> str:
        """The page behind the charts, which are transparent."""
        return self._color("surface")

    @property
    def accent(self) -> str:
        """The one accent."""
        return self._color("accent")

    @property
    def up(self) -> str:
        """A move to a later stage."""
        return self._color("up")

    @property
    def back(self) -> str:
        """A move to an earlier stage."""
        return self._color("back")

    @property
    def came_in(self) -> str:
        """What came into the pipeline or grew."""
        return self._color("came_in")

    @property
    def went_out(self) -> str:
        """What went out of the pipeline or shrank."""
        return self._color("went_out")

    def font(self, size: int = SMALL, color: str | None = None, weight: int = 400) -> dict[str, Any]:
        """A plotly font; the theme knows no text below 16 pixels, before it is zoomed."""
        return {"family": FONT, "size": self.px(max(size, SMALL)), "color": color or self.text, "weight": weight}

    def layout(self, height: int, margin: tuple[int, int, int, int] = (8, 8, 8, 8), **more: Any) -> dict[str, Any]:
        """The layout every chart starts from: transparent, still, with the theme's type.

        height and margin (left, right, top, bottom) in pixels before they are zoomed.
        """
        base: dict[str, Any] = {
            "template": "none",
            "height": self.px(height),
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": self.font(),
            "margin": {side: self.px(room) for side, room in zip("lrtb", margin, strict=True)},
            "showlegend": False,
            "dragmode": False,
            "clickmode": "event+select",
            "hovermode": "closest",
            "hoverlabel": {"font": self.font(), "bgcolor": self.surface, "bordercolor": self.muted, "align": "left"},
            "xaxis": self.axis(),
            "yaxis": self.axis(),
        }
        return base | more

    def axis(self, **more: Any) -> dict[str, Any]:
        """An axis without decoration that cannot be dragged or zoomed."""
        quiet = {"showgrid": False, "zeroline": False, "showline": False, "ticks": ""}
        return (
            quiet
            | {"fixedrange": True, "automargin": True, "tickfont": self.font(color=self.muted), "title": None}
            | more
        )

    def labels(self) -> dict[str, Any]:
        """Labels beyond the ends of bars in full size; plotly would shrink them to the width of the bar."""
        return {"textposition": "outside", "textfont": self.font(), "constraintext": "none", "cliponaxis": False}

    def legend(self) -> dict[str, Any]:
        """A quiet line of keys above the chart, at its left; a click on it changes nothing."""
        place = {"orientation": "h", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom"}
        return place | {"font": self.font(color=self.muted), "itemclick": False, "itemdoubleclick": False}

    def click_area(self) -> dict[str, Any]:
        """An unseen bar that answers clicks for what is drawn in front of it, and shows faintly when chosen."""
        faint = {"selected": {"marker": {"opacity": 0.12}}, "unselected": {"marker": {"opacity": 0}}}
        return faint | {"marker": {"color": self.accent, "opacity": 0, "cornerradius": 6}, "hoverinfo": "text"}

    def chosen(self) -> dict[str, Any]:
        """How a bar that was clicked stands out: the others step back."""
        return {
            "selected": {"marker": {"opacity": 1.0}},
            "unselected": {"marker": {"opacity": 0.45}, "textfont": {"color": self.text}},
        }

    def _color(self, name: str) -> str:
        return (_DARK if self.dark else _LIGHT)[name]


def plain(text: str, at_most: int | None = None) -> str:
    """Text from the data as plotly draws it letter by letter: never markup, cut to ``at_most`` characters."""
    flat = " ".join(text.split())
    if at_most is not None and len(flat) > at_most:
        flat = flat[: at_most - 1].rstrip() + "…"
    return html.escape(flat, quote=False)


def shortened(text: str, at_most: int) -> str:
    """Text of at most so many characters, cut in its middle: names that begin alike often end differently."""
    flat = " ".join(text.split())
    if len(flat) <= at_most:
        return flat
    tail = at_most // 3
    return f"{flat[: at_most - tail - 1].rstrip()}…{flat[-tail:].lstrip()}"


def bold(text: str) -> str:
    """Safe text in bold."""
    return f"<b>{text}</b>"


def faint(color: str, opacity: float) -> str:
    """A colour of the theme, such as "#1f5fa8", that lets what is behind it shine through; opacity: 0..1."""
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def colored(text: str, color: str) -> str:
    """Safe text in a colour of the theme."""
    return f'<span style="color:{color}">{text}</span>'
