"""Open, won and lost at the review snapshot."""

from __future__ import annotations

from analyzer.figures.figure_query import figure_query
from analyzer.model import Query, Role, Selection


def outcomes(selection: Selection, role: Role | None = None) -> Query:
    """Three rows (open, won, lost) per member of the role, or in all: member ('' in all), kind, count, amount.

    amount is null where there are deals and none of them has an amount.
    """
    parameters = {"as_of": selection.as_of, "is_total": role is None}
    return figure_query("outcomes", parameters, selection.scope(role))
