"""F5: how fast deals go through the stages, how many come through, and what has become of them."""

from __future__ import annotations

from datetime import timedelta

from analyzer.figures.figure_query import dated_scope, figure_query
from analyzer.model import Query, Role, Selection
from analyzer.settings import Settings

YEAR = timedelta(days=365)


def dwell(selection: Selection, settings: Settings, role: Role | None = None) -> Query:
    """One row per member and open stage that has held any of its deals; in all ('') one per open stage.

    member, stage, position, layer, deals (open now), deals_dated (it is known since when they are in their stage, or
    since when at least), deals_at_least (of these, from below only: they stood there at the first snapshot of all),
    mean_days, sd_days, median_days (of the dated), completed (stays that ended and whose beginning is known),
    completed_median_days, benchmark_days (the stage's own, else the median of the completed dwells of all members,
    null with fewer than `few_dwells`), benchmark_is_set, benchmark_completed (the completed dwells of all members),
    beyond and beyond_amount (open deals that are in their stage for longer; null without a benchmark). SPEC F5.
    """
    parameters = {"few_dwells": settings.few_dwells, "is_total": role is None}
    return figure_query("dwell", parameters, dated_scope(selection, role))


def sales_cycle(selection: Selection, role: Role | None = None) -> Query:
    """One row per member ('' for all) with open or closed deals, of the 365 days to the review.

    member, won, lost, won_undated and lost_undated (closed at the first snapshot of all, nobody knows when: not among
    won and lost), won_dated (won deals whose days from created to won are known), median_days, sd_days (of these),
    won_priced (won deals with an amount), won_amount, mean_won_amount, sd_won_amount, open_count, open_amount (at the
    review). A deal that left the snapshots after it closed still counts; one reopened since does not. It closed on its
    closing day, else when it was expected to, where that is past, else when it came to that stage. SPEC F5.
    """
    parameters = {"year_before": selection.as_of - YEAR}
    return figure_query("sales_cycle", parameters, dated_scope(selection, role))


def layer_trend(selection: Selection, role: Role | None = None) -> Query:
    """One row per member ('' for all), snapshot up to the review that holds its open deals, and layer of an open stage.

    member, snapshot_date, layer, count, amount (null where there are deals and none has one), share (0..1, of the
    member's open amount that day; by count where no deal of any has an amount or the measure is count), share_by.
    """
    parameters = {"as_of": selection.as_of, "measure": selection.measure}
    return figure_query("layer_trend", parameters, selection.scope(role))
