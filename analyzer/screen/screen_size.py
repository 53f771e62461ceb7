"""How large the reader's screen is: on a wall everything is drawn larger, to be read from afar."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

STYLES = Path(__file__).with_suffix(".css")
WIDTHS = (1800, 2600)
ZOOMS = (1.0, 1.3, 1.9)
"""How many times larger charts are drawn in a window narrower than the first width, than the second, and beyond."""

# The browser says how many of the widths its window reaches, and only when the page does not know that number yet.
REPORT = """
export default function ({ data, setStateValue }) {
  let known = data.known
  const tell = () => {
    const reached = data.widths.filter(width => window.innerWidth >= width).length
    if (reached === known) return
    known = reached
    setStateValue("reached", reached)
  }
  tell()
  window.addEventListener("resize", tell)
  return () => window.removeEventListener("resize", tell)
}
"""
KEY = "screen_size"

_report = st.components.v2.component(KEY, js=REPORT)


def style() -> None:
    """Style the words around the charts; to be called before they are drawn, as tables measure them only once."""
    st.html(STYLES)


def zoom() -> float:
    """How many times larger charts are drawn; 1 until the browser has said how wide its window is."""
    known = st.session_state.get(KEY, {}).get("reached", 0)
    told = _report(key=KEY, data={"widths": WIDTHS, "known": known}, default={"reached": 0}, on_reached_change=_take)
    return ZOOMS[int(told["reached"])]


def _take() -> None:
    """Nothing to do: the run that follows reads what was told."""
