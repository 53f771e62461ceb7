"""A chart on the page, and what was clicked in it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analyzer.charts.theme import CONFIG
from analyzer.model import Query
from analyzer.screen.session import code_of


def draw(figure: Any, query: Query, alt: str) -> list[Any] | None:
    """Draw the chart of a query; the ``customdata`` of the point that was clicked, or None.

    Another query is another chart: what was clicked in the one before is no longer chosen.
    """
    key = f"picture_{code_of(query)}"
    state = st.plotly_chart(
        figure, theme=None, config=dict(CONFIG), key=key, on_select="rerun", selection_mode="points", alt=alt
    )
    points = state["selection"]["points"]
    found = points[0].get("customdata") if points else None
    return list(found) if found else None
