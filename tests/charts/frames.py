"""Small frames of figures, each number of which can be checked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

MONDAYS = (date(2026, 10, 26), date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16))
MARKUP = "<b>East</b> & <a href='x'>%{x}</a>"


def gauges(*rows: tuple[str, int, float | None, float | None, str | None]) -> pd.DataFrame:
    """member, layer, amount, target, light; the multiples are 1.5 and 1.2."""
    return pd.DataFrame([_gauge(*row) for row in rows])


def _gauge(member: str, layer: int, amount: float | None, target: float | None, light: str | None) -> dict[str, Any]:
    multiple = {4: 1.5, 5: 1.2}[layer]
    required = None if target is None else multiple * target
    attainment = amount / required if required and amount is not None else None
    known = {"member": member, "layer": layer, "count": 3, "amount": amount, "target": target, "multiple": multiple}
    return known | {"required": required, "attainment": attainment, "light": light}


STAGES = pd.DataFrame(
    [
        {"stage": "Lead", "position": 1, "layer": 1, "kind": "open"},
        {"stage": "Clear", "position": 2, "layer": 3, "kind": "open"},
        {"stage": "Invest", "position": 3, "layer": 4, "kind": "open"},
        {"stage": "Commit", "position": 4, "layer": 6, "kind": "open"},
        {"stage": "Won", "position": 5, "layer": 7, "kind": "won"},
        {"stage": "Lost", "position": 6, "layer": None, "kind": "lost"},
    ]
)


def waterfall(amounts: bool = True) -> pd.DataFrame:
    """300 in Lead, 100 in Clear, none in Invest, 100 in Commit: 80% low; or the same deals by count, 4 of 6 low."""
    rows = [("Lead", 1, 3, 300.0, 2, 200.0), ("Clear", 3, 1, 100.0, 1, 150.0)]
    rows += [("Invest", 4, 0, 0.0, 1, 50.0), ("Commit", 6, 2, 100.0, 0, 0.0)]
    names = ["stage", "layer", "count", "amount", "previous_count", "previous_amount"]
    frame = pd.DataFrame(rows, columns=names)
    frame["share"] = frame["amount"] / 500 if amounts else frame["count"] / 6
    frame["low_share"] = 0.8 if amounts else 4 / 6
    if not amounts:
        frame["amount"] = [None, None, 0.0, None]
    return frame


def flow() -> pd.DataFrame:
    """Invest: 50 stayed, 80 from Lead, 91 from Clear, 10 back from Commit, 112 new, 7 reopened; closing 350."""
    rows = [
        ("stayed", "Invest", "stayed", 5, 50.0),
        ("in", "Lead", "skip", 8, 80.0),
        ("in", "Clear", "advance", 9, 91.0),
        ("in", "Commit", "regression", 1, 10.0),
        ("in", "(new)", "new", 11, 112.0),
        ("in", "(reopened)", "reopened", 1, 7.0),
        ("out", "Commit", "advance", 2, 40.0),
        ("out", "Clear", "regression", 1, 15.0),
        ("out", "Won", "won", 3, 60.0),
        ("out", "Lost", "lost", 1, 20.0),
        ("out", "(vanished)", "vanished", 1, 5.0),
    ]
    return pd.DataFrame(rows, columns=["side", "state", "direction", "count", "amount"])


def candles() -> pd.DataFrame:
    """100 + 50 in - 30 out -> 120, then 120 + 10 - 60 -> 70, then no movement at all."""
    weeks = [(100.0, 50.0, 30.0, 120.0), (120.0, 10.0, 60.0, 70.0), (70.0, 0.0, 0.0, 70.0)]
    rows = []
    for place, week in enumerate(weeks):
        days = {"snapshot_date": MONDAYS[place + 1], "previous_date": MONDAYS[place]}
        names = ("opening", "came_in", "went_out", "closing")
        amounts = {f"{name}_amount": value for name, value in zip(names, week, strict=True)}
        counts = {f"{name}_count": value / 10 for name, value in zip(names, week, strict=True)}
        rows.append(days | amounts | counts)
    return pd.DataFrame(rows)


def history() -> pd.DataFrame:
    """Lead without an amount, Invest at 20,000, back to Clear, then Won at 30,000."""
    steps = [("Lead", 1, None), ("Invest", 4, 20_000.0), ("Clear", 3, 20_000.0), ("Won", 7, 30_000.0)]
    return pd.DataFrame(
        [
            {"snapshot_date": MONDAYS[place], "stage": stage, "layer": layer, "amount": amount}
            | {"expected_close": None if place else date(2026, 12, 31), "dwell_days": 1 if place else None}
            for place, (stage, layer, amount) in enumerate(steps)
        ]
    )
