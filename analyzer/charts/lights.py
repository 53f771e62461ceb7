"""Traffic lights that are told by shape and word as well as by colour."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from analyzer.charts.theme import Theme
from analyzer.language import Language
from analyzer.model import Light

SHAPES: Mapping[Light, str] = MappingProxyType({"green": "●", "yellow": "▲", "red": "■"})


def light_word(light: Light | None, language: Language) -> str:
    """The light as shape and word: "■ at risk"; without a light, that there is no target."""
    if not light:
        return language.text("no target")
    return f"{SHAPES[light]} {language.light_name(light)}"


def light_mark(light: Light | None, language: Language, theme: Theme) -> str:
    """The light as plotly text: its shape in its colour, its word in the colour of the text around it."""
    if not light:
        return light_word(light, language)
    shape = f'<span style="color:{theme.light(light)};font-size:{theme.px(20)}px">{SHAPES[light]}</span>'
    return f"{shape} {language.light_name(light)}"
