"""How far the data can be trusted, in one sentence, and what each part of it comes to."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analyzer.message import Judged, Message, Money
from analyzer.settings import Settings


def quality(
    fields: pd.DataFrame, contradictions: pd.DataFrame, settings: Settings, names: Mapping[str, Message]
) -> Message:
    """Which fields fall short of the goal, and how many deals contradict themselves.

    fields: the completeness figure of all deals. contradictions: that figure. names: of the fields.
    """
    if fields.empty:
        return Message("No deal is in this selection, so there is nothing to check.")
    return Message(
        "{completeness}; {contradictions}.",
        completeness=_completeness(fields[fields["deals_with"] > 0], settings.completeness_goal, names),
        contradictions=_contradictions(contradictions),
    )


def _completeness(held: pd.DataFrame, goal: float, names: Mapping[str, Message]) -> Message:
    short = held[held["share"] < goal].sort_values("share", kind="stable")
    if short.empty:
        return Message("All {n} fields of the data reach the goal of {goal}", n=len(held), goal=Judged(goal))
    emptiest = short.iloc[0]
    values = {
        "field": names.get(emptiest["field"], emptiest["field"]),
        "share": Judged(emptiest["share"]),
        "goal": Judged(goal),
    }
    if len(short) == 1:
        return Message("One field is short of {goal}: {field} is filled in for {share} of the deals", **values)
    return Message(
        "{n} of {all} fields are short of {goal}, most of all {field}, which {share} of the deals hold",
        n=len(short),
        all=len(held),
        **values,
    )


def _contradictions(frame: pd.DataFrame) -> Message:
    deals = int(frame["contradicting_deals"].iloc[0]) if len(frame) else 0
    if not deals:
        return Message("no deal contradicts itself")
    return Message("1 deal contradicts itself") if deals == 1 else Message("{n} deals contradict themselves", n=deals)


def completeness_by_week(frame: pd.DataFrame, field: Message) -> Message:
    """From which share the field came and where it stands. frame: one field at each snapshot: snapshot_date, share."""
    if frame.empty:
        return Message("No deal should hold {field} at any of the snapshots.", field=field)
    first, last = frame.iloc[0], frame.iloc[-1]
    values = {"field": field, "share": Judged(last["share"])}
    if len(frame) == 1:
        return Message("{share} of the deals hold {field}.", **values)
    since = {"before": Judged(first["share"]), "date": pd.Timestamp(first["snapshot_date"]).date()}
    return Message("{share} of the deals hold {field}; on {date} it was {before}.", **values, **since)


def fills(frame: pd.DataFrame, sure_from: float, blanks: int) -> Message:
    """How many blank values can be guessed, and how many of them surely.

    frame: the suggested fills figure. blanks: how many values are blank, with or without a guess.
    """
    if not blanks:
        return Message("Every deal has an industry, a region and a product: there is nothing to fill.")
    if frame.empty:
        return Message("{blanks} values are blank, and no other deal tells what they could be.", blanks=blanks)
    sure = int((frame["confidence"] >= sure_from).sum())
    return Message(
        "Other deals tell what {fills} of {blanks} blank values could be; {sure} of these guesses are {share} sure or "
        "more.",
        fills=int(frame["fills_in_all"].iloc[0]),
        blanks=blanks,
        sure=sure,
        share=Judged(sure_from),
    )


def inflated(frame: pd.DataFrame, records: pd.DataFrame, settings: Settings) -> Message:
    """Which open amounts the reps' own records do not bear out, and how many could be judged.

    frame: the inflated amounts figure. records: the own records figure.
    """
    if records.empty:
        return Message("No open deal has both an amount and a rep, so no amount can be held against a record.")
    judged = records[records["deals_missing"] == 0]
    if judged.empty:
        return Message(
            "Not enough data: an amount is judged by {few} won deals of the same rep that stood at the same stage "
            "before, and the most that any rep has is {most}.",
            few=settings.few_won_deals,
            most=int(records["won_deals"].max()),
        )
    values = {"judged": int(judged["open_deals"].sum()), "all": int(records["open_deals"].sum())}
    if frame.empty:
        return Message(
            "No amount stands out against its rep's own record; {judged} of {all} could be judged.", **values
        )
    return Message(
        "{n} open deals worth {amount} are not borne out by what their rep's deals at that stage closed at; {judged} "
        "of {all} could be judged.",
        n=int(frame["deals_in_all"].iloc[0]),
        amount=Money(frame["amount_in_all"].iloc[0]),
        **values,
    )
