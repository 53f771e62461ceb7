"""What a test reads off a drawn figure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

FONTS = ("font", "textfont", "tickfont")


def drawn(figure: go.Figure) -> dict[str, Any]:
    """The figure as the browser gets it, its packed arrays spelled out."""
    return json.loads(figure.to_json(engine="json"))


def texts(figure: go.Figure) -> list[str]:
    """Every word on the figure or in its hovers: labels, ticks, annotations, legend."""
    return [value for key, value in _leaves(drawn(figure)) if key in ("text", "hovertext", "ticktext", "name")]


def type_sizes(figure: go.Figure) -> list[float]:
    """The size of every piece of type, in pixels."""
    fonts = [value["size"] for key, value in _nodes(drawn(figure)) if key in FONTS and "size" in value]
    inline = [float(size) for text in texts(figure) for size in re.findall(r"font-size:(\d+)px", text)]
    return fonts + inline


def _leaves(value: Any) -> Iterator[tuple[str, Any]]:
    return ((key, inner) for key, inner in _nodes(value) if not isinstance(inner, dict | list))


def _nodes(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Everything in the figure with the name it stands under; the items of a list under the name of the list."""
    yield key, value
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _nodes(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner, key)
