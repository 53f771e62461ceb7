"""A2: the high stages hold far less than the target asks for."""

from __future__ import annotations

from typing import Any

from analyzer.advice.answers import Answer, Check
from analyzer.advice.compare import is_less
from analyzer.advice.inputs import Inputs
from analyzer.advice.rules.rule import Rule
from analyzer.message import Judged, Message, Money
from analyzer.settings import Settings


def ask(inputs: Inputs, settings: Settings) -> Check:
    """Yes when layers 4 and above hold less than a share of what the gauges of layers 4 and 5 require together."""
    high, required = inputs.high, required_amount(inputs, settings)
    answer = _answer(inputs, settings)
    known = high.priced or not high.count
    return Check(
        "A2",
        inputs.member,
        answer,
        _said(inputs, settings),
        {
            "amount": high.amount if known else None,
            "required": required,
            "share_of_required": high.amount / required if required and known else None,
            "high_share_of_required": settings.high_share_of_required,
            "n": high.count,
        },
        _needs(inputs) if answer == "not_enough_data" else (),
    )


def required_amount(inputs: Inputs, settings: Settings) -> float | None:
    """What layers 4 and 5 must hold together; None without a target. SPEC F1."""
    if inputs.target is None:
        return None
    return (settings.multiple_layer_4 + settings.multiple_layer_5) * inputs.target


def _answer(inputs: Inputs, settings: Settings) -> Answer:
    high, required = inputs.high, required_amount(inputs, settings)
    if required is None or (high.count and not high.priced):
        return "not_enough_data"
    limit = settings.high_share_of_required * required
    if not is_less(high.amount, limit):
        return "no"
    if not high.lacks_many_amounts:
        return "yes"
    unpriced = (high.count - high.priced) * (high.amount / high.priced if high.priced else 0.0)
    return "yes" if is_less(high.amount + unpriced, limit) else "not_enough_data"


def _said(inputs: Inputs, settings: Settings) -> Message:
    high, required = inputs.high, required_amount(inputs, settings)
    if high.count and not high.priced:
        return Message("The deals of layers 4 and above have no amounts.")
    if required is None and not high.count:
        return Message("No open deal is in layers 4 and above, and no target is set.")
    if required is None:
        return Message("Layers 4 and above hold {amount}, and no target is set.", amount=Money(high.amount))
    if not required:
        return Message(
            "Layers 4 and above hold {amount}, and nothing of the quarter's target is left to win.",
            amount=Money(high.amount),
        )
    values: dict[str, Any] = {
        "amount": Money(high.amount),
        "share": Judged(high.amount / required),
        "required": Money(required),
        "limit": Judged(settings.high_share_of_required),
    }
    return Message("Layers 4 and above hold {amount}, {share} of the {required} they need (limit {limit}).", **values)


def _needs(inputs: Inputs) -> tuple[Message, ...]:
    if inputs.target is None:
        return (Message("a target for the quarter"),)
    return (Message("amounts of {n} deals in layers 4 and above", n=inputs.high.count - inputs.high.priced),)


RULE = Rule("A2", Message("High stages short"), Message("Alarm"), "gauges", ("high_share_of_required",))
