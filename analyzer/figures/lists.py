"""What there is to choose from: snapshots, stages, members."""

from __future__ import annotations

from analyzer.figures.figure_query import figure_query
from analyzer.model import Query, Role


def snapshots() -> Query:
    """One row per snapshot date: snapshot_date, previous_date (null for the first), deals."""
    return figure_query("snapshots")


def stages() -> Query:
    """One row per stage in order: stage, position, layer (null for lost), kind, benchmark_days."""
    return figure_query("stages")


def members(role: Role) -> Query:
    """One row per member of the role over all snapshots: member; `BLANK` last."""
    return figure_query("members", {"role": role})
