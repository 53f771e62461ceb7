"""The deals behind a figure, and one deal's history."""

from __future__ import annotations

from analyzer.figures.figure_query import figure_query
from analyzer.figures.transitions import moves_scope
from analyzer.model import Query, Selection, StageKind


def deals(
    selection: Selection,
    stage: str | None = None,
    layer_from: int | None = None,
    layer_to: int | None = None,
    kind: StageKind | None = None,
    without: str | None = None,
    at_most: int = 1000,
) -> Query:
    """One row per deal at the review snapshot, the largest first; ``without`` leaves those that lack a field.

    opportunity_id, opportunity_name, customer, region, product, industry, channel, rep, extra_1, extra_2, extra_3
    (as of that day), stage, layer, amount, probability, expected_close, created_on, stage_since, dwell_days,
    dwell_is_minimum, deals_in_all.
    stage_since is the date the data gives, else the first snapshot that had the deal in its stage; when that is
    the very first snapshot the deal may have been there longer, and dwell_is_minimum says so.
    """
    parameters = {
        "as_of": selection.as_of,
        "stage": stage,
        "layer_from": layer_from,
        "layer_to": layer_to,
        "kind": kind,
        "without": without,
        "at_most": at_most,
    }
    return figure_query("deals", parameters, selection.scope())


def moved_deals(
    selection: Selection, from_state: str | None = None, to_state: str | None = None, at_most: int = 1000
) -> Query:
    """One row per deal that went from one state to another (None for any), the largest first.

    opportunity_id, opportunity_name, customer, region, product, rep (the newest known), from_state, to_state,
    opening_amount, closing_amount, amount (as `transitions` counts it), deals_in_all.
    """
    parameters = {"from_state": from_state, "to_state": to_state, "at_most": at_most}
    return figure_query("moved_deals", parameters, moves_scope(selection))


def deal_history(opportunity_id: str) -> Query:
    """One row per snapshot of the deal, the oldest first, whatever the selection.

    snapshot_date, stage, layer, kind, amount, expected_close, stage_since, dwell_days, dwell_is_minimum.
    """
    return figure_query("deal_history", {"opportunity_id": opportunity_id})
