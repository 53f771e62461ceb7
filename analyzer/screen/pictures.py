"""A chart on the page, and what was clicked in it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analyzer.charts.theme import CONFIG


def draw(figure: Any, key: str, alt: str) -> list[Any] | None:
    """Draw a chart; the ``customdata`` of the point that was clicked, or None."""
    state = st.plotly_chart(
        figure, theme=None, config=dict(CONFIG), key=key, on_select="rerun", selection_mode="points", alt=alt
    )
    points = state["selection"]["points"]
    found = points[0].get("customdata") if points else None
    return list(found) if found else None
