"""What was open, week by week."""

from __future__ import annotations

from analyzer.figures.figure_query import figure_query
from analyzer.model import Query, Role, Selection


def trend(selection: Selection, role: Role | None = None) -> Query:
    """One row per member ('' for all) and snapshot up to the review snapshot: member, snapshot_date, count, amount."""
    return figure_query("trend", {"as_of": selection.as_of}, selection.scope(role))
