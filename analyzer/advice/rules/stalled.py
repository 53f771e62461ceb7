"""A1: deals stand still where the customer has said that they intend to buy."""

from __future__ import annotations

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
        _said(level, settings),
        {
            "deals": level.stalled,
            "amount": level.stalled_amount if level.stalled else None,
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


def _said(level: Level, settings: Settings) -> Message:
    values = {"layer": settings.stalled_layer, "days": settings.stalled_days}
    if level.stalled == 1:
        return Message(
            "1 of {n} open deals in layer {layer} has not changed its stage for more than {days} days; it is worth "
            "{amount}.",
            n=level.count,
            amount=Money(level.stalled_amount),
            **values,
        )
    if level.stalled:
        return Message(
            "{stalled} of {n} open deals in layer {layer} have not changed their stage for more than {days} days; they "
            "are worth {amount}.",
            stalled=level.stalled,
            n=level.count,
            amount=Money(level.stalled_amount),
            **values,
        )
    if level.perhaps_stalled:
        return Message(
            "Open deals in layer {layer} of which it is not known whether they have been there for more than {days} "
            "days: {n}.",
            n=level.perhaps_stalled,
            **values,
        )
    return Message("No open deal in layer {layer} has been in its stage for more than {days} days.", **values)


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
