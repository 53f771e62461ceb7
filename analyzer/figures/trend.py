"""What was open, week by week."""

from __future__ import annotations

from analyzer.figures.sql import sql
from analyzer.model import Query, Role, Selection


def trend(selection: Selection, role: Role | None = None) -> Query:
    """One row per member ('' for all) and snapshot up to the review snapshot: member, snapshot_date, count, amount."""
    return Query("trend", sql("trend"), {"as_of": selection.as_of}, selection.scope(role))
