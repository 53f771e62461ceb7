"""F2: the pipeline stage by stage."""

from __future__ import annotations

from analyzer.figures.figure_query import figure_query
from analyzer.model import Query, Selection


def waterfall(selection: Selection) -> Query:
    """One row per open stage, in order, those without deals too.

    stage, position, layer, count, amount, previous_count, previous_amount (at the comparison snapshot; null
    without one), share (of the total), total_count, total_amount, low_share (layers 1-3 of the total), share_by
    ("amount" or "count": by count where that is the measure, or where no amount is present at all). SPEC F2.
    """
    parameters = {"as_of": selection.as_of, "compare_to": selection.compare_to, "measure": selection.measure}
    return figure_query("waterfall", parameters, selection.scope())
