"""A1: deals stand still where the customer has said that they intend to buy."""

from __future__ import annotations

from typing import Any

from analyzer.advice.answers import Answer, Check
from analyzer.advice.inputs import Inputs, Level
from analyzer.advice.rules.rule import Rule
from analyzer.message import Message, Money
from analyzer.settings import Settings


def ask(inputs: Inputs, settings: Settings) -> Check:
    """Yes when an open deal of the layer has been in its stage for too long."""
    level = inputs.open_in([settings.stalled_layer])
    answer = _answer(level, settings.stalled_layer in inputs.layers)
    return Check(
        "A1",
        inputs.member,
        answer,
        _said(level, settings.stalled_layer in inputs.layers, settings),
        {
            "deals": level.stalled,
            "amount": level.stalled_amount or None,
            "perhaps": level.perhaps_stalled,
            "stalled_layer": settings.stalled_layer,
            "stalled_days": settings.stalled_days,
            "n": level.count,
        },
        _needs(level, settings) if answer == "not_enough_data" else (),
    )


def _answer(level: Level, has_layer: bool) -> Answer:
    if level.stalled:
        return "yes"
    return "not_enough_data" if level.perhaps_stalled or not has_layer else "no"


def _said(level: Level, has_layer: bool, settings: Settings) -> Message:
    values = {"n": level.count, "layer": settings.stalled_layer, "days": settings.stalled_days}
    if level.stalled:
        return _said_of_stalled(level, values)
    if level.perhaps_stalled:
        return Message(
            "Open deals in layer {layer} of which it is not known whether they have been there for more than {days} "
            "days: {n}.",
            **values | {"n": level.perhaps_stalled},
        )
    if not has_layer:
        return Message("None of the stages is placed in layer {layer}.", layer=settings.stalled_layer)
    return Message(
        "No open deal in layer {layer} has been in its stage for more than {days} days.",
        layer=settings.stalled_layer, days=settings.stalled_days,
    )  # fmt: skip


def _said_of_stalled(level: Level, values: dict[str, Any]) -> Message:
    """Without a worth where none of them has an amount."""
    values = values | {"stalled": level.stalled, "amount": Money(level.stalled_amount)}
    if not level.stalled_amount:
        return Message(
            "Open deals in layer {layer} that have not changed their stage for more than {days} days: {stalled} of "
            "{n}; they have no amounts.",
            **values,
        )
    if level.stalled == 1:
        return Message(
            "1 of {n} open deals in layer {layer} has not changed its stage for more than {days} days; it is worth "
            "{amount}.",
            **values,
        )
    return Message(
        "{stalled} of {n} open deals in layer {layer} have not changed their stage for more than {days} days; they "
        "are worth {amount}.",
        **values,
    )


def _needs(level: Level, settings: Settings) -> tuple[Message, ...]:
    if not level.perhaps_stalled:
        return (Message("a stage in layer {layer}", layer=settings.stalled_layer),)
    return (Message("the days on which {n} deals entered their stage", n=level.perhaps_stalled),)


RULE = Rule(
    "A1",
    Message("Stalled"),
    Message("Call the customer"),
    "products",
    ("stalled_layer", "stalled_days"),
)
