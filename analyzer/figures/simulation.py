"""What a simulation of the funnel stands on: how deals moved, how they came, what is open, what won deals are worth."""

from __future__ import annotations

from datetime import date, timedelta

from analyzer.figures.figure_query import dated_scope, figure_query
from analyzer.model import Query, Role, Selection
from analyzer.settings import Settings

# Days in a stage at which a deal is of the next age: 2, 4, 8, 12 and 20 weeks.
AGES = (14, 28, 56, 84, 140)


def steps(selection: Selection, settings: Settings, weeks: int | None = None) -> Query:
    """One row per step in the last ``weeks`` (else `rate_weeks`), oldest first: two snapshots the usual time apart.

    snapshot_date, previous_date, days (between the two), usual_days (the median). Of several snapshots in a week the
    one nearest to whole weeks before the review counts; a step that is not within half of the usual time is left out.
    """
    return figure_query("steps", {"since": _since(selection, settings, weeks)}, dated_scope(selection))


def step_counts(selection: Selection, settings: Settings, role: Role | None = None, weeks: int | None = None) -> Query:
    """One row per member ('' for all), step of `steps`, layer and age of an open deal, and place and age at its end.

    member, snapshot_date (the end of the step), from_layer (1..6), from_age (0..5: how many of `AGES` days it had been
    in its stage), to_place ('1'..'6', 'won', 'lost', 'vanished'), to_age (null for what is not open), deals;
    amount_before, amount_after: of deals with an amount at both ends and a single line, null without any; blank: deals
    without an amount at the beginning, filled: of these the ones that have one at the end. A deal counts for the member
    it had at the beginning of the step, and for where it went whoever had it then; what the filters no longer let
    through has vanished.
    """
    parameters = {"since": _since(selection, settings, weeks), **{f"age_{n}": days for n, days in enumerate(AGES, 1)}}
    return figure_query("step_counts", parameters, dated_scope(selection, role))


def entries(selection: Selection, settings: Settings, role: Role | None = None, weeks: int | None = None) -> Query:
    """One row per member ('' for all), step of `steps` and layer where deals came in: new, back or reopened.

    member, snapshot_date (the end of the step), layer (1..6; 7 for deals that were won at once, 8 for those
    that were lost at once), deals, priced (those with an amount), amount and squared_amount (sums over them, null
    without any).
    """
    return figure_query("entries", {"since": _since(selection, settings, weeks)}, dated_scope(selection, role))


def open_deals(selection: Selection, role: Role | None = None) -> Query:
    """One row per member ('' for all) and open deal at the review snapshot, the largest first.

    member, opportunity_key, opportunity_id, stage, layer, days_in_stage (at least so many where it was there at the
    first snapshot of all; null where nothing tells), amount (of the member's lines), customer, rep.
    """
    return figure_query("open_deals", {"as_of": selection.as_of}, dated_scope(selection, role))


def won_amounts(selection: Selection, settings: Settings, role: Role | None = None) -> Query:
    """One row per member ('' for all) with won deals; without any in all there is none.

    member; of the last 365 days: deals, priced (those with an amount), mean_amount, sd_amount; of the quarter up to
    the review: deals_in_quarter, amount_in_quarter. The day a deal was won is that of `won_by_day`.
    """
    parameters = {
        "year_before": selection.as_of - timedelta(days=365),
        "quarter_starts_on": settings.quarter(selection.as_of).starts_on,
    }
    return figure_query("won_amounts", parameters, dated_scope(selection, role))


def _since(selection: Selection, settings: Settings, weeks: int | None = None) -> date:
    return selection.as_of - timedelta(weeks=weeks or settings.rate_weeks)
