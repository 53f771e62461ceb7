"""What the waterfall says."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analyzer.figures.findings.values import known_measure, quantity
from analyzer.message import Message, Money, Share
from analyzer.model import LOW_LAYERS, Measure


def waterfall(frame: pd.DataFrame, measure: Measure, target: float | None = None) -> Message:
    """How much of the open pipeline is in low or in high stages, and how often it covers the target.

    frame: the waterfall figure: layer, count, amount, low_share. target: in the currency of the amounts.
    """
    if frame.empty or not frame["count"].sum():
        return Message("No deal is open in this selection, so there is no pipeline to draw.")
    low_share = frame["low_share"].iloc[0]
    if pd.isna(low_share):
        return Message("The open deals in this selection add up to an amount of 0.")
    by = known_measure(frame, measure)
    values = _values(frame, by, float(low_share))
    if by == "count":
        return _by_count(values, low_share >= 0.5, measure)
    return _by_amount(values, low_share >= 0.5, target)


def _values(frame: pd.DataFrame, measure: Measure, low_share: float) -> dict[str, Any]:
    """Share, part and total of the heavier half: low stages or high stages."""
    low = frame["layer"].isin(LOW_LAYERS)
    heavier = frame[low] if low_share >= 0.5 else frame[~low]
    return {
        "share": Share(max(low_share, 1 - low_share)),
        "part": quantity(heavier[measure].sum(), measure),
        "total": quantity(frame[measure].sum(), measure),
    }


def _by_count(values: dict[str, Any], low: bool, asked: Measure) -> Message:
    if asked == "amount" and low:
        return Message(
            "No deal has an amount; by count, {share} are in low stages: {part} of {total} open deals.", **values
        )
    if asked == "amount":
        return Message(
            "No deal has an amount; by count, {share} are in high stages: {part} of {total} open deals.", **values
        )
    if low:
        return Message("{share} of the open deals are in low stages: {part} of {total}.", **values)
    return Message("{share} of the open deals are in high stages: {part} of {total}.", **values)


def _by_amount(values: dict[str, Any], low: bool, target: float | None) -> Message:
    if not target:
        if low:
            return Message("{share} of the open pipeline is in low stages: {part} of {total}.", **values)
        return Message("{share} of the open pipeline is in high stages: {part} of {total}.", **values)
    against = {"target": Money(target), "coverage": round(values["total"] / target, 1)}
    if low:
        return Message(
            "{share} of the open pipeline is in low stages: {part} of {total}; in all it covers the target of "
            "{target} {coverage} times.",
            **values,
            **against,
        )
    return Message(
        "{share} of the open pipeline is in high stages: {part} of {total}; in all it covers the target of "
        "{target} {coverage} times.",
        **values,
        **against,
    )


def waterfall_title(frame: pd.DataFrame, measure: Measure) -> Message:
    """The stage that holds the most."""
    by = known_measure(frame, measure) if len(frame) else measure
    if frame.empty or not frame[by].sum():
        return Message("Where does the pipeline stand?")
    largest = frame.sort_values(by, ascending=False, kind="stable").iloc[0]
    return Message(
        "{stage} holds the most: {part} of {total}.",
        stage=str(largest["stage"]),
        part=quantity(largest[by], by),
        total=quantity(frame[by].sum(), by),
    )
