"""Traces and figures as plain data, without Plotly's check of each value: that costs a third of a page's time.

Plotly checks all of them in the tests of the charts instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

Trace = dict[str, Any]


def bars(**properties: Any) -> Trace:
    """A trace of bars, with the properties of `plotly.graph_objects.Bar`."""
    return {"type": "bar", **properties}


def points(**properties: Any) -> Trace:
    """A trace of points, lines or text, with the properties of `plotly.graph_objects.Scatter`."""
    return {"type": "scatter", **properties}


def interval(
    middles: Sequence[float], lows: Sequence[float], highs: Sequence[float], color: str, thickness: int, width: int
) -> dict[str, Any]:
    """A whisker from each low to each high end, as the ``error_x`` or ``error_y`` of what is drawn at ``middles``."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [high - middle for high, middle in zip(highs, middles, strict=True)],
        "arrayminus": [middle - low for low, middle in zip(lows, middles, strict=True)],
        "color": color,
        "thickness": thickness,
        "width": width,
    }


def figure(traces: Sequence[Trace], layout: dict[str, Any]) -> go.Figure:
    """The traces, the first one at the back, as one figure.

    Streamlit hands each new figure to the browser's Plotly twice; the revision tells it that nothing is new the second
    time, or it would draw everything once more.
    """
    return go.Figure(list(traces), {**layout, "datarevision": 1}, _validate=False)
