"""A chart on the page, what it counts, and what was clicked in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from analyzer.charts.theme import CONFIG
from analyzer.model import Measure, Query
from analyzer.screen.frame import Here
from analyzer.screen.session import code_of


def draw(here: Here, query: Query, alt: str, hint: str, figure: Callable[[], Any], *also: object) -> list[Any] | None:
    """Draw the chart of a query; the ``customdata`` of the point that was clicked, or None.

    alt: what the chart is called for those who cannot see it. hint: below it, what a click opens.

    figure: makes the chart; not asked again while the query, the selection, the language, the theme and ``also``,
    which must name whatever else it depends on, are the same. Another query is another chart: what was clicked in
    the one before is no longer chosen.
    """
    code = code_of(query)
    made_of = repr((code, here.selection, here.language, here.theme, also))
    drawn = here.visitor.kept(made_of, figure)
    state = st.plotly_chart(
        drawn, theme=None, config=dict(CONFIG), key=f"picture_{code}", on_select="rerun", selection_mode="points",
        alt=alt,
    )  # fmt: skip
    st.caption(hint)
    points = state["selection"]["points"]
    found = points[0].get("customdata") if points else None
    return list(found) if found else None


def still(here: Here, query: Query, alt: str, figure: Callable[[], Any]) -> None:
    """A chart that answers no click, made once for a query and the look of the screen."""
    code = code_of(query)
    drawn = here.visitor.kept(repr((code, here.selection, here.language, here.theme)), figure)
    st.plotly_chart(drawn, theme=None, config=dict(CONFIG), key=f"picture_{code}", alt=alt)


def measure_of(in_deals: bool) -> Measure:
    """What a chart counts: deals where no deal has an amount."""
    return "count" if in_deals else "amount"
