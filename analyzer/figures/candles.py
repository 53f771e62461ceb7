"""F3 over the weeks: the traffic through the focus stage."""

from __future__ import annotations

from analyzer.figures.figure_query import figure_query
from analyzer.model import Query, Selection


def candles(selection: Selection) -> Query:
    """One row per snapshot up to the review snapshot that has one before it, for the focus stage.

    snapshot_date, previous_date, then opening, came_in, went_out, closing, high (opening + came in) and low
    (opening - went out), each as ``..._count`` and ``..._amount``, and change_of_stayed_amount. What came in is
    priced at the later snapshot, what went out at the earlier. Empty without a focus stage. SPEC F3.
    """
    parameters = {"as_of": selection.as_of, "focus_stage": selection.focus_stage}
    return figure_query("candles", parameters, selection.scope())
