"""What the forecast and its record say, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.message import Judged, Message, Money, Share

if TYPE_CHECKING:
    from analyzer.advice.forecast.accuracy import Accuracy
    from analyzer.advice.forecast.forecast import PeriodForecast

# A bias nearer to 0 than this is none.
HARDLY = 0.05


def not_enough(needs: tuple[Message, ...]) -> Message:
    """That it cannot be told, and the first thing that is missing."""
    return Message("Not enough data to look ahead. Needed: {need}", need=needs[0])


def forecast_said(period: PeriodForecast, in_deals: bool) -> Message:
    """What is expected by the end of the quarter, and the chance of its target."""
    kind = _deals if in_deals else Money
    values = {
        "day": period.quarter.ends_on,
        "expected": kind(period.expected),
        "low": kind(period.low),
        "high": kind(period.high),
    }
    if in_deals:
        return Message("By {day} {expected} deals are expected to be won, with 80% chance {low} to {high}.", **values)
    if period.target is None or period.chance is None:
        return Message("By {day} {expected} is expected to be won, with 80% chance {low} to {high}.", **values)
    return Message(
        "By {day} {expected} is expected to be won, with 80% chance {low} to {high}; the target of {target} is reached "
        "with a chance of {chance}.",
        target=Money(period.target),
        chance=Judged(period.chance),
        **values,
    )


def _deals(number: float) -> int:
    return round(number)


def lacking(deals: int) -> tuple[Message, ...]:
    """That the weighted pipeline is without some open deals; nothing where it holds all."""
    if not deals:
        return ()
    said = Message(
        "Not in the weighted pipeline: {n} of the open deals, as nothing tells their chance of winning.", n=deals
    )
    return (said,)


def leaning(own: Accuracy) -> Message | None:
    """Whether the forecast promised too much or too little in all; None where that cannot be told."""
    if own.bias is None:
        return None
    if abs(own.bias) < HARDLY:
        return Message("In all it promised neither too much nor too little.")
    if own.bias > 0:
        return Message("In all it promised {share} too much.", share=Share(own.bias))
    return Message("In all it promised {share} too little.", share=Share(-own.bias))


def backtest_said(own: Accuracy, own_beside: Accuracy, weighted: Accuracy) -> Message:
    """How far the forecast was off, and which of the two ways was nearer to what came."""
    if own.wape is None:
        return Message("Nothing was won in the periods that were forecast, so no error can be told.")
    values = {"error": Share(own.wape), "inside": Share(own.coverage or 0.0), "n": own.forecasts}
    if own_beside.wape is None or weighted.wape is None:
        return Message(
            "In {n} earlier forecasts the error was {error} of what was won, and {inside} of the outcomes lay in the "
            "80% band.",
            **values,
        )
    values |= {"weighted": Share(weighted.wape), "error": Share(own_beside.wape)}
    if own_beside.wape <= weighted.wape:
        return Message(
            "In {n} earlier forecasts the error was {error} of what was won, that of the weighted pipeline {weighted}; "
            "{inside} of the outcomes lay in the 80% band.",
            **values,
        )
    return Message(
        "In {n} earlier forecasts the weighted pipeline was nearer: its error was {weighted} of what was won, that of "
        "the forecast {error}; {inside} of the outcomes lay in the 80% band.",
        **values,
    )
