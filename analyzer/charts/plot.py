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


def figure(traces: Sequence[Trace], layout: dict[str, Any]) -> go.Figure:
    """The traces, the first one at the back, as one figure."""
    return go.Figure(list(traces), layout, _validate=False)
