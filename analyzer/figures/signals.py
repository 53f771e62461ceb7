"""What the rules of the advice hold against their thresholds. SPEC 6."""

from __future__ import annotations

from datetime import timedelta

from analyzer.figures.figure_query import dated_scope, figure_query
from analyzer.model import Query, Role, Selection
from analyzer.settings import Settings


def arrivals(selection: Selection, role: Role | None = None) -> Query:
    """One row per member ('' for all) and snapshot after the first, up to the review.

    member, snapshot_date, previous_date, days (between the two), new_count (deals that no earlier snapshot held,
    whatever the selection), new_amount (null where none of them has one), moved_count (deals that were first seen in
    another stage that day).
    """
    return figure_query("arrivals", {"as_of": selection.as_of}, dated_scope(selection, role))


def split_deals(selection: Selection, role: Role) -> Query:
    """One row: deals, those that any snapshot up to the review has under several members of the role.

    Without one, the deals of the members add up to those of the whole.
    """
    return figure_query("split_deals", {"as_of": selection.as_of}, dated_scope(selection, role))


def funnel_levels(selection: Selection, settings: Settings, role: Role | None = None) -> Query:
    """One row per member ('' for all) and layer that hold open deals at the review snapshot.

    member, layer, count, priced_count (deals with an amount), amount, largest_amount, squared_amount (the sum of the
    squares), dated_count (deals of which it is known since when they are in their stage), known_count (these, and
    those that stood there at an earlier first snapshot of all), mean_days and sd_days (of the known ones; at least,
    where a deal stood there at the first snapshot of all), mean_days_at_most (such deals taken as there since they were
    created; null where that is not known), stalled_count, stalled_amount (in their stage for
    more than `stalled_days`), perhaps_stalled_count (not known).
    """
    parameters = {"as_of": selection.as_of, "stalled_days": settings.stalled_days}
    return figure_query("funnel_levels", parameters, dated_scope(selection, role))


def looping_customers(selection: Selection, settings: Settings, role: Role | None = None) -> Query:
    """One row per member ('' for all), customer and product that entered layer 2 more often than `loop_limit`.

    member, customer, product (BLANK: one deal without a product), entries (within `loop_days`), deals, last_entry. The
    entries of several deals are added up where these came one after the other and none of them stands in layer 4 or
    above or was won; else each deal goes in its own circle: a key account has many deals.
    """
    parameters = {
        "since": selection.as_of - timedelta(days=settings.loop_days),
        "loop_limit": settings.loop_limit,
    }
    return figure_query("looping_customers", parameters, dated_scope(selection, role))


def stalled_deals(selection: Selection, settings: Settings, at_most: int = 1000) -> Query:
    """One row per open deal in layer `stalled_layer` without a change of stage for more than `stalled_days`.

    The longest first: opportunity_id, opportunity_name, customer, region, product, industry, channel, rep, stage,
    layer, amount, expected_close, created_on, dwell_days, dwell_is_minimum, deals_in_all, amount_in_all.
    """
    parameters = {
        "stalled_layer": settings.stalled_layer,
        "stalled_days": settings.stalled_days,
        "at_most": at_most,
    }
    return figure_query("stalled_deals", parameters, dated_scope(selection))


def hard_deals(selection: Selection, settings: Settings, difficulty: Role | None = None) -> Query:
    """One row per hard open deal of a rep: in layer 4 and above and large, come back or stalled, or said to be hard.

    opportunity_id, opportunity_name, customer, region, product, industry, channel, rep, extra_1 .. extra_3, stage,
    layer, amount, created_on, dwell_days, dwell_is_minimum, is_large (among the largest `hard_quarter` of the open
    deals), is_back (came back from a later stage), is_stalled (more than `stalled_days` in its stage), is_said (the
    column of role ``difficulty`` says so).
    """
    parameters = {
        "as_of": selection.as_of,
        "hard_quarter": settings.hard_quarter,
        "stalled_days": settings.stalled_days,
        "difficulty": difficulty,
    }
    return figure_query("hard_deals", parameters, dated_scope(selection))


def advance_rates(selection: Selection, settings: Settings, role: Role | None = None) -> Query:
    """One row per member ('' for all), open stage and period: recent (the last `conversion_weeks`) or earlier.

    member, stage, position, layer, period, deal_weeks (deals that stood there at a snapshot, added up over the
    snapshots that another one follows), advanced (those that the next one had further on or won), won, lost.
    """
    since = selection.as_of - timedelta(weeks=settings.conversion_weeks)
    return figure_query(
        "advance_rates", {"as_of": selection.as_of, "recent_since": since}, dated_scope(selection, role)
    )
