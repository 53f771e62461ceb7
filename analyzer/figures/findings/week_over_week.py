"""What the movements of the focus stage say."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analyzer.figures.findings.values import known_measure, quantity
from analyzer.message import Judged, Message
from analyzer.model import NEW, REOPENED, Measure
from analyzer.settings import Settings


def week_over_week(flow: pd.DataFrame | None, focus: str | None, measure: Measure) -> Message:
    """Where the deals that now stand in the focus stage came from.

    flow: the focus flow: side, state, direction, count, amount; None where there is nothing to compare with.
    """
    if flow is None or focus is None:
        return Message("There is only one snapshot, so nothing can have moved yet: add an earlier week.")
    if flow.empty:
        return Message("No deal is in {focus}, and none was in it at the snapshot before.", focus=focus)
    by = known_measure(flow, measure)
    here = flow[flow["side"] != "out"]
    if here.empty:
        return Message("{focus} is empty: {left} left it.", focus=focus, left=quantity(flow[by].sum(), by))
    sources = here[(here["side"] == "in") & (here["state"] != NEW)].sort_values(by, ascending=False, kind="stable")
    values = {
        "closing": quantity(here[by].sum(), by),
        "focus": focus,
        "new": quantity(here.loc[here["state"] == NEW, by].sum(), by),
        "stayed": quantity(here.loc[here["side"] == "stayed", by].sum(), by),
    }
    match len(sources):
        case 0:
            return _no_source(values)
        case 1:
            return _one_source(values | _source(sources, 0, "first", by))
    return _two_sources(values | _source(sources, 0, "first", by) | _source(sources, 1, "second", by))


def _source(sources: pd.DataFrame, place: int, name: str, measure: Measure) -> dict[str, Any]:
    row = sources.iloc[place]
    stage = Message("closed deals") if row["state"] == REOPENED else str(row["state"])
    return {name: quantity(row[measure], measure), f"{name}_stage": stage}


def _no_source(values: dict[str, Any]) -> Message:
    if not values["new"]:
        return Message("All of the {closing} in {focus} were there before: nothing moved in, nothing is new.", **values)
    return Message(
        "Of this week's {closing} in {focus}, {new} are new and {stayed} were there before; nothing moved in.", **values
    )


def _one_source(values: dict[str, Any]) -> Message:
    if not values["new"]:
        return Message(
            "Of this week's {closing} in {focus}, {first} came from {first_stage} and {stayed} were there before; "
            "nothing is new.",
            **values,
        )
    return Message(
        "Of this week's {closing} in {focus}, {first} came from {first_stage}, {new} are new, and {stayed} were there "
        "before.",
        **values,
    )


def _two_sources(values: dict[str, Any]) -> Message:
    if not values["new"]:
        return Message(
            "Of this week's {closing} in {focus}, {first} came from {first_stage}, {second} from {second_stage}, and "
            "{stayed} were there before; nothing is new.",
            **values,
        )
    return Message(
        "Of this week's {closing} in {focus}, {first} came from {first_stage}, {second} from {second_stage}, {new} are "
        "new, and {stayed} were there before.",
        **values,
    )


def pushing(
    flow: pd.DataFrame | None,
    focus: str | None,
    measure: Measure,
    settings: Settings,
) -> Message:
    """Whether much of the focus stage moved up into it, which means that the team is pushing hard already.

    The settings say from which share of the stage that is much, and below how many deals it is not judged.
    """
    if flow is None or focus is None:
        return Message("Two snapshots show whether the team is pushing.")
    by = known_measure(flow, measure)
    here = flow[flow["side"] != "out"]
    total = float(here[by].sum())
    if not total:
        return Message("There is too little in {focus} to see whether the team is pushing.", focus=focus)
    moved_up = float(here.loc[here["direction"].isin(("advance", "skip")), by].sum())
    count = int(here["count"].sum())
    values = {"share": Judged(moved_up / total), "focus": focus, "n": count}
    if count < settings.few_deals:
        return Message("{share} of {focus} moved up from lower stages; {n} deals are too few to judge.", **values)
    if moved_up / total >= settings.pushing_from:
        return Message("{share} of {focus} moved up from lower stages: the team is pushing hard already.", **values)
    return Message("{share} of {focus} moved up from lower stages: there is room to push.", **values)


def candles_title(frame: pd.DataFrame, focus: str, measure: Measure) -> Message:
    """In how many of the weeks the focus stage grew."""
    if frame.empty:
        return Message("How does {focus} change from week to week?", focus=focus)
    by = known_measure(frame, measure, "closing_amount")
    grew = frame[f"closing_{by}"].fillna(0) > frame[f"opening_{by}"].fillna(0)
    return Message("{focus} grew in {grew} of {weeks} weeks.", focus=focus, grew=int(grew.sum()), weeks=len(frame))
