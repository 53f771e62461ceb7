"""F5: how fast deals go through the stages, how many come through, and what has become of them."""

from __future__ import annotations

from datetime import timedelta

from analyzer.figures.figure_query import benchmark_scope, dated_scope, figure_query
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
    return figure_query("dwell", {"is_total": role is None}, benchmark_scope(selection, settings, role))


def benchmarks(selection: Selection, settings: Settings) -> Query:
    """One row per open stage: stage, position, layer, benchmark_days, benchmark_is_set, benchmark_completed.

    As in `dwell`. They are the same for all members.
    """
    return figure_query("benchmarks", scope=benchmark_scope(selection, settings))


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


def conversion(selection: Selection, settings: Settings, role: Role | None = None, cohorts: bool = False) -> Query:
    """One row per member ('' for all) and open stage that deals came to, with ``cohorts`` per month of entry too.

    member, stage, position, layer, cohort (the first day of the month; null without cohorts), entered (deals that came
    to the stage, each once), too_young (of these, less than `conversion_days` ago, whatever became of them since: to
    leave out only those that wait would flatter), judged (the others), reached (of the judged: have been in a later
    layer or won since), lost (of the judged: got no further and are lost now), at_first_sight (of the judged: stood
    there at the first snapshot of all; they count as having entered then). SPEC F5.
    """
    parameters = {
        "as_of": selection.as_of,
        "young_after": selection.as_of - timedelta(days=settings.conversion_days),
        "by_cohort": cohorts,
    }
    return figure_query("conversion", parameters, dated_scope(selection, role))


def outcome_times(selection: Selection) -> Query:
    """One row per number of days from created and outcome: what had become of deals by then.

    days, outcome (won, lost; open: followed for so many days without either, until the review or until it vanished),
    deals. Deals that were created before the snapshots tell what closed are left out: those of them that are seen are
    those that lasted. They tell since the first snapshot, or since the earliest closing day that it holds.
    """
    return figure_query("outcome_times", scope=dated_scope(selection))


def close_pushes(selection: Selection, role: Role | None = None) -> Query:
    """One row per member ('' for all) with open deals at the review that have, or had, an expected close.

    member, deals, amount, pushed_deals (put off at least once), pushes (how often in all), median_days_pushed (of the
    deals put off: days in all), pushed_amount. A push is a later day than the snapshot before gave.
    """
    return figure_query("close_pushes", {"as_of": selection.as_of}, dated_scope(selection, role))


def detours(selection: Selection, role: Role | None = None) -> Query:
    """Three rows (skip, regression, round_trip) per member with any of them, or in all (''): the year to the review.

    member, kind, moves, deals, amount (each deal once, at its last such move; null where none has one). Moves are from
    an open stage to an open one: a skip goes up by more than one layer, a regression back; a round trip comes to a
    stage that the deal has been in before, and is a regression too where it comes from above. Empty with one snapshot.
    """
    parameters = {"as_of": selection.as_of, "year_before": selection.as_of - YEAR, "is_total": role is None}
    return figure_query("detours", parameters, dated_scope(selection, role))


def overdue_deals(selection: Selection, settings: Settings, stage: str | None = None, at_most: int = 1000) -> Query:
    """One row per open deal that has been in its stage (in ``stage``, or any) beyond the benchmark, the largest first.

    The columns of `deals`, benchmark_days (as in `dwell`), deals_in_all and amount_in_all.
    """
    parameters = {"stage": stage, "at_most": at_most}
    return figure_query("overdue_deals", parameters, benchmark_scope(selection, settings))
