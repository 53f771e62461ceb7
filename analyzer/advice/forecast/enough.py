"""Whether there is enough behind a forecast to make one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analyzer import figures
from analyzer.advice.forecast.weighted import Won
from analyzer.message import Message
from analyzer.model import Engine, Selection

FEW_SNAPSHOTS = 4
FEW_WON = 5


def snapshot_dates(engine: Engine, selection: Selection) -> list[date]:
    """The snapshots up to the review, oldest first."""
    days = engine.run(figures.snapshots())["snapshot_date"]
    return sorted(day.date() for day in days if day <= pd.Timestamp(selection.as_of))


def missing(snapshots: Sequence[date], won: Won) -> tuple[Message, ...]:
    """What is missing for a forecast at the last of the snapshots; empty where it can be made."""
    needs = []
    if len(snapshots) < FEW_SNAPSHOTS:
        needs.append(Message("{few} snapshots to learn from (loaded: {n}).", few=FEW_SNAPSHOTS, n=len(snapshots)))
    seen = won.deals_after(snapshots[0]) if snapshots else 0
    if seen < FEW_WON:
        needs.append(Message("{few} deals won since the first snapshot (seen: {n}).", few=FEW_WON, n=seen))
    return tuple(needs)
