"""What actions stand on: the deals that are stuck, whom to approach, and what became of deals since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from analyzer.figures.figure_query import benchmark_scope, dated_scope, figure_query
from analyzer.model import LOW_LAYERS, Query, Role, Selection
from analyzer.settings import Settings


def stuck_deals(
    selection: Selection, settings: Settings, layers: range = LOW_LAYERS, beyond_days: int | None = None
) -> Query:
    """One row per stay in the layers that is stuck at the review, or that ended in the last `rate_weeks`.

    Stuck: open, and in its stage for longer than the benchmark: ``beyond_days`` where given; else the stage's own, else
    the median of the completed dwells (with fewer than `few_dwells` none is stuck). The stuck first, the largest first.
    opportunity_id, opportunity_name, customer, region, product, industry, channel, rep (as last seen there),
    customer_size (large, middle, small by the amount of all the customer's deals, in thirds of customers), stage,
    layer, amount, outcome (open, moved_up, moved_back, won, lost, vanished), is_stuck, dwell_days, dwell_is_minimum,
    benchmark_days, days_beyond (days beyond the benchmark in those weeks, while snapshots were taken: the time at risk
    of a rate), days_ago (from its end, or from when it was last seen, to the review).
    """
    parameters = {
        "as_of": selection.as_of,
        "since": selection.as_of - timedelta(weeks=settings.rate_weeks),
        "layer_from": layers[0],
        "layer_to": layers[-1],
        "beyond_days": beyond_days,
    }
    return figure_query("stuck_deals", parameters, benchmark_scope(selection, settings))


def deal_states(opportunity_ids: Iterable[str], as_of: date) -> Query:
    """One row per deal of those ids that a snapshot up to ``as_of`` held, whatever the selection.

    opportunity_id, opportunity_name, stage, kind, layer, position, amount, last_seen, is_there (``as_of`` holds it).
    """
    parameters = {"wanted": "\n" + "\n".join(opportunity_ids) + "\n", "as_of": as_of}
    return figure_query("deal_states", parameters, dated_scope(Selection(as_of)))


def prospects(selection: Selection, role: Role, at_most: int = 5) -> Query:
    """One row per member of the role and customer that bought there before, those that bought most.

    member, place (from 1), customer, won_deals, won_amount, open_deals (of the customer, now), rep (of its newest won
    deal), rep_open_deals (all open deals of that rep). All of it as known at the review.
    """
    return figure_query("prospects", {"at_most": at_most}, dated_scope(selection, role))
