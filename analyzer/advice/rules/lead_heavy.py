"""H1: the first layer is too heavy, snapshot after snapshot."""

from __future__ import annotations

from typing import Any

from analyzer.advice.answers import Answer, Check
from analyzer.advice.compare import is_more
from analyzer.advice.inputs import Inputs
from analyzer.advice.rules.rule import Rule
from analyzer.message import Message, Share
from analyzer.settings import Settings


def ask(inputs: Inputs, settings: Settings) -> Check:
    """Yes when layer 1 held more than its share of the open amount in each of the last snapshots."""
    recent = inputs.lead_shares[-settings.lead_weeks :]
    shares = [share for _, share in recent]
    answer = _answer(shares, 1 in inputs.layers, settings)
    newest = shares[-1] if shares else None
    return Check(
        "H1",
        inputs.member,
        answer,
        _said(answer, newest, bool(inputs.all_open.priced), settings),
        {
            "share": newest,
            "least_share": min((share for share in shares if share is not None), default=None),
            "lead_share": settings.lead_share,
            "lead_weeks": settings.lead_weeks,
            "leans_to": settings.lead_heavy_means,
            "n": inputs.all_open.count,
        },
        _needs(len(shares), 1 in inputs.layers, settings) if answer == "not_enough_data" else (),
    )


def _answer(shares: list[float | None], has_layer: bool, settings: Settings) -> Answer:
    """One snapshot within the limit is enough for no."""
    if not has_layer or not shares:
        return "not_enough_data"
    if any(share is not None and not is_more(share, settings.lead_share) for share in shares):
        return "no"
    return "not_enough_data" if len(shares) < settings.lead_weeks or None in shares else "yes"


def _said(answer: Answer, newest: float | None, has_amounts: bool, settings: Settings) -> Message:
    if newest is None:
        return Message("There are no open deals whose layers could be compared.")
    values = {"share": Share(newest), "limit": Share(settings.lead_share), "n": settings.lead_weeks}
    return _of_the_amount(answer, values) if has_amounts else _of_the_deals(answer, values)


def _of_the_amount(answer: Answer, values: dict[str, Any]) -> Message:
    if answer == "yes":
        return Message(
            "Layer 1 holds {share} of the open amount, and was above {limit} in each of the last {n} snapshots.",
            **values,
        )
    if answer == "no":
        return Message(
            "Layer 1 holds {share} of the open amount; it was not above {limit} in each of the last {n} snapshots.",
            **values,
        )
    return Message("Layer 1 holds {share} of the open amount; {n} snapshots are needed to judge it.", **values)


def _of_the_deals(answer: Answer, values: dict[str, Any]) -> Message:
    """No deal has an amount, so the share is of their number."""
    if answer == "yes":
        return Message(
            "Layer 1 holds {share} of the open deals, and was above {limit} in each of the last {n} snapshots.",
            **values,
        )
    if answer == "no":
        return Message(
            "Layer 1 holds {share} of the open deals; it was not above {limit} in each of the last {n} snapshots.",
            **values,
        )
    return Message("Layer 1 holds {share} of the open deals; {n} snapshots are needed to judge it.", **values)


def _needs(snapshots: int, has_layer: bool, settings: Settings) -> tuple[Message, ...]:
    if not has_layer:
        return (Message("a stage in layer {layer}", layer=1),)
    if snapshots < settings.lead_weeks:
        return (Message("at least {few} snapshots (loaded: {n})", few=settings.lead_weeks, n=snapshots),)
    return (Message("open deals in each of the last {n} snapshots", n=settings.lead_weeks),)


RULE = Rule(
    "H1",
    Message("Lead-heavy"),
    Message("Leans to pushing, or to adding if the settings say so"),
    "waterfall",
    ("lead_share", "lead_weeks", "lead_heavy_means"),
)
