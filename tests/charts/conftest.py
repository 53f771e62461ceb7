"""In the tests, Plotly checks every value of every chart: the product leaves that out, for speed."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest

from analyzer.charts import plot


@pytest.fixture(autouse=True)
def plotly_checks_every_value(monkeypatch: pytest.MonkeyPatch) -> None:
    def checked(traces: list[plot.Trace], layout: dict[str, Any]) -> go.Figure:
        return go.Figure(traces, layout)

    monkeypatch.setattr(plot, "figure", checked)
