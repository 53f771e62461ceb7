"""What is imported stays, so the garbage collector need not look at it again and again."""

from __future__ import annotations

import atexit
import gc
from functools import cache
from importlib import import_module

from analyzer.charts import plot

CHARTS = ("candles", "flow", "gauges", "history", "waterfall")


@cache
def set_imports_aside() -> None:
    """Once for the server: take all that lives now out of the collector's sight.

    Streamlit collects garbage after every run of a script, over everything alive: with pandas and Plotly among it,
    that took 100 ms, twice the time of the script itself. To be called before there is any visitor's data: what is
    set aside is never collected.
    """
    for chart in CHARTS:
        import_module(f"analyzer.charts.{chart}")
    plot.figure([plot.bars(), plot.points()], {}).to_dict()  # Plotly imports most of itself on first use
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # or modules written in C complain of what they cannot take down
