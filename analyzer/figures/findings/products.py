"""What the traffic-light table says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from analyzer.figures.findings.values import NAMES_AT_MOST, known_measure, member, members, quantity
from analyzer.language.words import ROLE, ROLES
from analyzer.message import Judged, Message
from analyzer.model import Measure, Role


def products(frame: pd.DataFrame, role: Role, compare_to: date | None = None) -> Message:
    """Which rows are at risk or to be watched, and how far the worst is behind; without targets, what changed most.

    frame: the products figure of ``role``: member, light, deviation_4, deviation_5, count, amount, previous_...
    """
    if frame.empty:
        return Message("No open deal and no target is in this selection, so the table is empty.")
    if frame["light"].isna().all():
        return _without_lights(frame, compare_to)
    at_risk = frame[frame["light"] == "red"]
    if len(at_risk):
        return _at_risk(frame, at_risk, role)
    watched = frame[frame["light"] == "yellow"]
    if len(watched):
        return _to_watch(frame, watched, role)
    return Message("Every {role} with a target has the stage-4 and stage-5 pipeline it needs.", role=ROLE[role])


def _without_lights(frame: pd.DataFrame, compare_to: date | None) -> Message:
    measure = known_measure(frame, "amount")
    change = frame[measure].fillna(0) - frame[f"previous_{measure}"].fillna(0)
    if compare_to is None or not change.any():
        return _largest(frame, measure)
    most = frame.iloc[int(change.abs().argmax())]
    values = {
        "member": member(most["member"]),
        "before": quantity(most[f"previous_{measure}"], measure),
        "now": quantity(most[measure], measure),
        "date": compare_to,
    }
    return Message(
        "{member} changed most since {date}: from {before} to {now}; without targets there are no lights.", **values
    )


def _largest(frame: pd.DataFrame, measure: Measure) -> Message:
    total = frame[measure].sum()
    if not total:
        return Message("No deal is open in this selection, so there is nothing to hold against a target.")
    most = frame.sort_values(measure, ascending=False, kind="stable").iloc[0]
    values = {"part": quantity(most[measure], measure), "total": quantity(total, measure)}
    return Message(
        "{member} holds the most: {part} of {total}; without targets there are no lights.",
        member=member(most["member"]),
        **values,
    )


def _at_risk(frame: pd.DataFrame, rows: pd.DataFrame, role: Role) -> Message:
    worst = _furthest_behind(rows)
    if len(rows) == 1:
        return Message("{member} is at risk: its stage-{layer} pipeline is {share} short of what it needs.", **worst)
    if len(rows) <= NAMES_AT_MOST:
        return Message(
            "At risk: {names}. {member} is the furthest behind: its stage-{layer} pipeline is {share} short of what it "
            "needs.",
            names=members(list(rows["member"])),
            **worst,
        )
    return Message(
        "{n} of {all} {roles} are at risk. {member} is the furthest behind: its stage-{layer} pipeline is {share} "
        "short of what it needs.",
        n=len(rows),
        all=len(frame),
        roles=ROLES[role],
        **worst,
    )


def _to_watch(frame: pd.DataFrame, rows: pd.DataFrame, role: Role) -> Message:
    worst = _furthest_behind(rows)
    if len(rows) == 1:
        return Message(
            "Nothing is at risk; {member} is to be watched: its stage-{layer} pipeline is {share} short of what it "
            "needs.",
            **worst,
        )
    return Message(
        "Nothing is at risk; {n} of {all} {roles} are to be watched. {member} is the furthest behind: its "
        "stage-{layer} pipeline is {share} short of what it needs.",
        n=len(rows),
        all=len(frame),
        roles=ROLES[role],
        **worst,
    )


def _furthest_behind(rows: pd.DataFrame) -> dict[str, Any]:
    """The row and the layer with the lowest deviation, said as what is missing."""
    long = rows.melt("member", ["deviation_4", "deviation_5"], "column", "deviation").dropna()
    worst = long.sort_values("deviation", kind="stable").iloc[0]
    return {
        "member": member(worst["member"]),
        "layer": int(worst["column"][-1]),
        "share": Judged(-worst["deviation"]),
    }
