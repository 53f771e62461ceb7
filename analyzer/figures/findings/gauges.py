"""What the gauges of one role say."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analyzer.figures.findings.values import NAMES_AT_MOST, member, members
from analyzer.language.words import ROLE, ROLES
from analyzer.message import Judged, Message
from analyzer.model import Role


def gauges(frame: pd.DataFrame, role: Role) -> Message:
    """Which members fall short of what layers 4 and 5 must hold, and how far the lowest does.

    frame: the gauges figure of ``role``: member, layer, target, attainment, light.
    """
    lit = frame[frame["light"].notna()]
    if lit.empty:
        return _without_lights(frame)
    short = lit[lit["light"] != "green"]
    if short.empty:
        return _all_safe(frame, lit, role)
    lowest = short.sort_values("attainment", kind="stable").iloc[0]
    worst = {"member": member(lowest["member"]), "share": Judged(lowest["attainment"]), "layer": int(lowest["layer"])}
    if short["member"].nunique() == 1:
        return _one_short(frame, lit, role, worst)
    return _several_short(frame, short, role, worst)


def _without_lights(frame: pd.DataFrame) -> Message:
    if frame.empty:
        return Message("No open deal and no target is in this selection, so there is nothing to gauge.")
    if frame["target"].isna().all():
        return Message("No target is set for this selection, so the gauges show amounts without lights.")
    return Message("The deals in stages 4 and 5 have no amounts, so they cannot be held against the targets.")


def _all_safe(frame: pd.DataFrame, lit: pd.DataFrame, role: Role) -> Message:
    everybody, judged = frame["member"].nunique(), lit["member"].nunique()
    if judged == everybody:
        return Message("Every {role} has the stage-4 and stage-5 pipeline it needs.", role=ROLE[role])
    return Message(
        "Every {role} with a target has the stage-4 and stage-5 pipeline it needs; {without} of {all} have no target.",
        role=ROLE[role],
        without=everybody - judged,
        all=everybody,
    )


def _one_short(frame: pd.DataFrame, lit: pd.DataFrame, role: Role, worst: dict[str, Any]) -> Message:
    everybody, judged = frame["member"].nunique(), lit["member"].nunique()
    if everybody == 1:
        return Message("{member} has {share} of the stage-{layer} pipeline it needs.", **worst)
    if judged == everybody:
        return Message(
            "{member} has {share} of the stage-{layer} pipeline it needs; the other {roles} are safe.",
            roles=ROLES[role],
            **worst,
        )
    return Message(
        "{member} has {share} of the stage-{layer} pipeline it needs; {without} of {all} {roles} have no target.",
        without=everybody - judged,
        all=everybody,
        roles=ROLES[role],
        **worst,
    )


def _several_short(frame: pd.DataFrame, short: pd.DataFrame, role: Role, worst: dict[str, Any]) -> Message:
    at_risk = list(dict.fromkeys(short.loc[short["light"] == "red", "member"]))
    watched = [name for name in dict.fromkeys(short["member"]) if name not in at_risk]
    counts = {"all": frame["member"].nunique(), "roles": ROLES[role]}
    match len(at_risk):
        case 0 if len(watched) <= NAMES_AT_MOST:
            return Message(
                "To be watched: {names}. The lowest is {member}, with {share} of the stage-{layer} pipeline it needs.",
                names=members(watched),
                **worst,
            )
        case 0:
            return Message(
                "{n} of {all} {roles} are to be watched; the lowest is {member}, with {share} of the stage-{layer} "
                "pipeline it needs.",
                n=len(watched),
                **counts,
                **worst,
            )
        case 1 if len(watched) <= NAMES_AT_MOST:
            return Message(
                "{member} is at risk, with {share} of the stage-{layer} pipeline it needs; to be watched: {names}.",
                names=members(watched),
                **worst,
            )
        case n if n <= NAMES_AT_MOST:
            return Message(
                "At risk: {names}. The lowest is {member}, with {share} of the stage-{layer} pipeline it needs.",
                names=members(at_risk),
                **worst,
            )
        case n:
            return Message(
                "{n} of {all} {roles} are at risk; the lowest is {member}, with {share} of the stage-{layer} "
                "pipeline it needs.",
                n=n,
                **counts,
                **worst,
            )
