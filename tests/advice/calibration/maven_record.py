"""The forecast's record on Maven's year, beside that of the weighted pipeline."""

from __future__ import annotations

from contextlib import closing

import pandas as pd

from analyzer.advice.forecast import Accuracy, Backtest, backtest
from analyzer.model import Selection
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.advice import maven

REVIEWS = 20  # every other Sunday
AHEAD = ((1, 28, "up to 4 weeks ahead"), (29, 56, "5 to 8 weeks ahead"), (57, 99, "9 to 13 weeks ahead"))


def record(at_most: int = REVIEWS) -> Backtest:
    """What the forecast would have said on so many Sundays of 2017, to the end of each quarter."""
    days = maven.sundays()
    with closing(Warehouse()) as house:
        house.load(maven.snapshots(), maven.STAGES, ())
        return backtest(house, Selection(days[-1], days[-2]), Settings(), at_most)


def lines(rows: pd.DataFrame) -> list[str]:
    """The record as a Markdown table: all forecasts, and by how far they look ahead."""
    parts = [("all", rows)]
    parts += [(name, rows[rows["days"].between(low, high)]) for low, high, name in AHEAD]
    return [
        "| Maven's 2017 | forecasts | error | bias | in the 80% band | error, weighted | bias, weighted |",
        "|---|---|---|---|---|---|---|",
        *(_line(name, part) for name, part in parts),
    ]


def _line(name: str, rows: pd.DataFrame) -> str:
    own = Accuracy.of(rows["predicted"], rows["actual"], rows["low"], rows["high"])
    weighted = Accuracy.of(rows["weighted"], rows["actual"])
    shares = (own.wape, own.bias, own.coverage, weighted.wape, weighted.bias)
    return f"| {name} | {own.forecasts} | " + " | ".join("-" if s is None else f"{s:.0%}" for s in shares) + " |"
