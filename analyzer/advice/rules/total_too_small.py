"""S1: the total is too small, so add new opportunities."""

from __future__ import annotations

from typing import Any

from analyzer.advice.answers import Answer, Check, all_of
from analyzer.advice.arriving import Arrivals, compared, most_before
from analyzer.advice.compare import is_less, is_more
from analyzer.advice.inputs import Inputs, Level
from analyzer.advice.lasting import weeks_to_last
from analyzer.advice.rules.rule import Rule
from analyzer.message import Judged, Message, Money, Share
from analyzer.settings import Settings

HALF = 0.5


def ask(inputs: Inputs, settings: Settings) -> Check:
    """Yes when the top of the funnel holds too little of the target and new deals fell as well."""
    top = inputs.open_in(range(1, settings.top_layer + 1))
    arrivals = compared(inputs.steps, settings)
    top_answer, fall_answer = of_top(inputs, settings), of_fall(arrivals, settings)
    needs = (*_needs_of_top(inputs, top, settings), *_needs_of_fall(inputs, arrivals, settings))
    answer = all_of(top_answer, fall_answer)
    return Check(
        "S1",
        inputs.member,
        answer,
        Message(
            "{top}; {new}.",
            top=said_of_top(inputs, settings),
            new=said_of_fall(arrivals, settings),
        ),
        {
            **_top_evidence(inputs, top, settings),
            **_fall_evidence(arrivals, settings),
            "weeks_to_last": _weeks_to_last(inputs, arrivals, settings)
            if (top_answer, fall_answer) == ("no", "yes")
            else None,
        },
        needs,
    )


def of_top(inputs: Inputs, settings: Settings) -> Answer:
    """Whether the top of the funnel holds less of the target than it must.

    Not known without a target or amounts; nor where one single deal, at least half of what is there, makes the limit,
    or where deals without an amount could.
    """
    top = inputs.open_in(range(1, settings.top_layer + 1))
    limit = _limit(inputs, settings)
    if limit is None or not _has_top(inputs, settings) or (top.count and not top.priced):
        return "not_enough_data"
    if is_less(top.amount, limit):
        return "not_enough_data" if _may_hold_more(inputs, top, limit) else "yes"
    return "not_enough_data" if rests_on_one(top, limit) else "no"


def rests_on_one(top: Level, limit: float) -> bool:
    """Whether the limit is reached thanks to a single deal that is at least half of what is there."""
    return is_less(top.amount - top.largest, limit) and not is_less(top.largest, HALF * top.amount)


def of_fall(arrivals: Arrivals | None, settings: Settings) -> Answer:
    """Whether new deals fell by more than they may; none at all, now and before, is too few as well."""
    if arrivals is None:
        return "not_enough_data"
    return "yes" if arrivals.fall is None or is_more(arrivals.fall, settings.new_fall) else "no"


def said_of_top(inputs: Inputs, settings: Settings) -> Message:
    """What the top of the funnel holds, in words."""
    top, limit = inputs.open_in(range(1, settings.top_layer + 1)), _limit(inputs, settings)
    if not _has_top(inputs, settings):
        return Message("No stage stands at the top of the funnel")
    if top.count and not top.priced:
        return Message("The deals at the top of the funnel have no amounts")
    if limit is None or inputs.target is None:
        return Message("The top of the funnel holds {amount}, and no target is set", amount=Money(top.amount))
    if not inputs.target:
        return Message(
            "The top of the funnel holds {amount}, and nothing of the quarter's target is left to win",
            amount=Money(top.amount),
        )
    values: dict[str, Any] = {
        "amount": Money(top.amount),
        "share": Judged(top.amount / inputs.target),
        "target": Money(inputs.target),
        "limit": Judged(settings.top_share),
    }
    if not is_less(top.amount, limit) and rests_on_one(top, limit):
        return Message(
            "The top of the funnel holds {amount}, {share} of the quarter's target of {target} (limit {limit}), but "
            "only thanks to one deal of {largest}",
            largest=Money(top.largest),
            **values,
        )
    return Message(
        "The top of the funnel holds {amount}, {share} of the quarter's target of {target} (limit {limit})", **values
    )


def said_of_fall(arrivals: Arrivals | None, settings: Settings) -> Message:
    """How many new deals came, and before, in words."""
    if arrivals is None:
        return Message("there are too few new deals or snapshots to compare")
    said = _said_of_new(arrivals, settings)
    if not arrivals.left_out:
        return said
    return Message(
        "{said}; left out is what came by {dates}, as hardly anything moved then or far too much",
        said=said,
        dates=list(arrivals.left_out),
    )


def _said_of_new(arrivals: Arrivals, settings: Settings) -> Message:
    if arrivals.fall is None:
        return Message("no new deal came in {days} days", days=arrivals.days + arrivals.days_before)
    values: dict[str, Any] = {"new": arrivals.new, "days": arrivals.days, "before": arrivals.new_before}
    if arrivals.fall <= 0:
        return Message("new deals in {days} days: {new}, not fewer than the {before} before", **values)
    return Message(
        "new deals in {days} days: {new}, {fall} fewer than the {before} before (limit {limit})",
        fall=Share(arrivals.fall),
        limit=Share(settings.new_fall),
        **values,
    )


def _weeks_to_last(inputs: Inputs, arrivals: Arrivals | None, settings: Settings) -> float | None:
    limit = _limit(inputs, settings)
    return weeks_to_last(inputs, arrivals, limit, settings) if limit else None


def _limit(inputs: Inputs, settings: Settings) -> float | None:
    return None if inputs.target is None else settings.top_share * inputs.target


def _has_top(inputs: Inputs, settings: Settings) -> bool:
    return any(layer <= settings.top_layer for layer in inputs.layers)


def _may_hold_more(inputs: Inputs, top: Level, limit: float) -> bool:
    """Whether deals without an amount, where they are many, would make the limit if they were as large as others."""
    if not top.lacks_many_amounts:
        return False
    everything = inputs.all_open
    usual = everything.amount / everything.priced if everything.priced else 0.0
    return not is_less(top.amount + (top.count - top.priced) * usual, limit)


def _needs_of_top(inputs: Inputs, top: Level, settings: Settings) -> tuple[Message, ...]:
    if of_top(inputs, settings) != "not_enough_data":
        return ()
    if not _has_top(inputs, settings):
        return (Message("a stage in layer {layer}", layer=settings.top_layer),)
    missing = Message("amounts of {n} deals at the top of the funnel", n=top.count - top.priced)
    if inputs.target is None:
        return (Message("a target for the quarter"), *([missing] if top.count and not top.priced else []))
    if top.priced < top.count:
        return (missing,)
    return (Message("a second look at the one deal of {amount} that makes the limit", amount=Money(top.largest)),)


def _needs_of_fall(inputs: Inputs, arrivals: Arrivals | None, settings: Settings) -> tuple[Message, ...]:
    if arrivals is not None:
        return ()
    if len(inputs.steps) < 2:
        return (Message("at least 3 snapshots (loaded: {n})", n=len(inputs.steps) + 1),)
    return (
        Message(
            "at least {few} new deals in the earlier of two equal periods (the most is {n})",
            few=settings.few_new,
            n=most_before(inputs.steps),
        ),
    )


def _top_evidence(inputs: Inputs, top: Level, settings: Settings) -> dict[str, Any]:
    target = inputs.target
    return {
        "top_amount": top.amount if top.priced or not top.count else None,
        "target": target,
        "share_of_target": top.amount / target if target and (top.priced or not top.count) else None,
        "top_share": settings.top_share,
        "largest_deal": top.largest if top.priced else None,
        "n": top.count,
    }


def _fall_evidence(arrivals: Arrivals | None, settings: Settings) -> dict[str, Any]:
    return {
        "new": arrivals.new if arrivals else None,
        "new_before": arrivals.new_before if arrivals else None,
        "days": arrivals.days if arrivals else None,
        "days_before": arrivals.days_before if arrivals else None,
        "fall": arrivals.fall if arrivals else None,
        "new_fall": settings.new_fall,
        "left_out": len(arrivals.left_out) if arrivals else None,
    }


RULE = Rule(
    "S1",
    Message("Total too small"),
    Message("Add new opportunities"),
    "waterfall",
    ("top_layer", "top_share", "new_fall", "few_new", "quiet_week"),
)
