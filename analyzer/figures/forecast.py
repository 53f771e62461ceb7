"""What was won day by day, and what the open deals are worth by their chances."""

from __future__ import annotations

from analyzer.figures.figure_query import dated_scope, figure_query
from analyzer.model import Query, Role, Selection


def won_by_day(selection: Selection, role: Role | None = None) -> Query:
    """One row per member ('' for all) and day: member, won_on, deals, amount, deals_with_amount.

    What is won at the review, as known then, also what left later snapshots. won_on: the closing day, else the day it
    was expected to close where that is past, else the day it entered its stage, else the first snapshot that had it
    won; deals without any of these, won at the first snapshot of all already, are in no row. amount is null where
    none of the deals has one.
    """
    return figure_query("won_by_day", scope=dated_scope(selection, role))


def weighted_pipeline(selection: Selection, cycle_days: float | None, role: Role | None = None) -> Query:
    """One row per member ('' for all), layer and day: member, layer, due_on, deals, amount, wins, weighted_amount,
    deals_without_amount, wins_without_amount, deals_with_probability, deals_without_chance.

    due_on: the expected close, else ``cycle_days`` after the day of creation; null without either. chance: the
    probability, else the share won of the closed deals that stood in the layer. wins: the chances added up;
    wins_without_amount: those of the deals without an amount. weighted_amount: amount x chance.
    """
    days = None if cycle_days is None else round(cycle_days)
    parameters = {"as_of": selection.as_of, "cycle_days": days}
    return figure_query("weighted_pipeline", parameters, dated_scope(selection, role))
