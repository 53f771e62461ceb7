"""The verdict in words: what to do and why, total or conversion."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from analyzer.advice.answers import Check
from analyzer.advice.compare import is_more
from analyzer.advice.lasting import MOST_WEEKS
from analyzer.advice.verdict import Verdict
from analyzer.message import Judged, Message, Share

ADVICE: Mapping[Verdict, Message] = MappingProxyType(
    {
        "add": Message("Add"),
        "push": Message("Push"),
        "both": Message("Add and push"),
        "hold": Message("Hold"),
        "not_enough_data": Message("Not enough data"),
    }
)


def sentence(verdict: Verdict, total: Check, stuck: Check) -> Message:
    """The verdict with its reason. total, stuck: S1 and S2."""
    match verdict:
        case "add":
            return Message("Add new opportunities: {total}.", total=_why_add(total))
        case "push":
            return Message("Push the existing deals: {stuck}.", stuck=_why_push(stuck))
        case "both":
            return Message(
                "Add new opportunities and push the existing deals: {total}; {stuck}.",
                total=_why_add(total),
                stuck=_why_push(stuck),
            )
        case "hold" if _is_untold(total):
            return Message("Hold: new deals have not fallen, and deals are not stuck low.")
        case "hold":
            return Message("Hold: the total is not too small, and deals are not stuck low.")
        case _:
            return Message(
                "Not enough data to say whether to add or to push. What is missing: {needs}.",
                needs=[*total.needs, *stuck.needs],
            )


def _why_add(total: Check) -> Message:
    values = {"share": Judged(total.number("share_of_target") or 0.0)}
    fall = total.number("fall")
    if fall is None:
        return Message(
            "the top of the funnel holds {share} of the quarter's target, and no new deals come in", **values
        )
    return Message(
        "the top of the funnel holds {share} of the quarter's target, and new deals fell by {fall}",
        fall=Share(fall),
        **values,
    )


def _why_push(stuck: Check) -> Message:
    found = stuck.evidence
    days, limit, cycle = stuck.number("mean_days"), stuck.number("limit_days"), stuck.number("cycle_days")
    if days and limit and cycle and is_more(days, limit):
        return Message(
            "the {n} open deals of layers 1 to 3 have been in their stage for {days} days on average, {times} sales "
            "cycles",
            n=found["n"],
            days=round(days),
            times=round(days / cycle, 1),
        )
    return Message(
        "{customer} entered layer 2 as often as {entries} times without getting on",
        customer=found["customer"],
        entries=found["most_entries"],
    )


def cause(verdict: Verdict, total: Check, stuck: Check) -> Message:
    """Whether the trouble is the total or the conversion; and when the total will be, where new deals fell already."""
    return (
        _not_yet(verdict, total) if verdict in ("push", "hold") and has_fallen(total) else _now(verdict, total, stuck)
    )


def _now(verdict: Verdict, total: Check, stuck: Check) -> Message:
    match verdict:
        case "add" if stuck.answer == "no":
            return Message("The trouble is the total, not the conversion.")
        case "add":
            return Message("The trouble is the total; whether it is the conversion too, the data does not tell.")
        case "push" if total.answer == "no":
            return Message("The trouble is the conversion, not the total.")
        case "push":
            return Message("The trouble is the conversion; whether it is the total too, the data does not tell.")
        case "both":
            return Message("The trouble is both the total and the conversion.")
        case "hold" if _is_untold(total):
            return Message(
                "The conversion is not in trouble. Whether the total is enough cannot be told without a target and "
                "amounts."
            )
        case "hold":
            return Message("Neither the total nor the conversion is in trouble.")
        case _:
            return Message("Whether the trouble is the total or the conversion, the data does not tell.")


def _is_untold(total: Check) -> bool:
    """Whether it is not known what the top of the funnel holds of the target; of one that is reached it is enough."""
    return total.number("share_of_target") is None and total.number("target") != 0


def has_fallen(total: Check) -> bool:
    """Whether new deals fell by more than they may, while the top of the funnel lasts: half of S1 holds.

    Not where nothing of the target is left to win: then it lasts.
    """
    fall, limit = total.number("fall"), total.number("new_fall")
    if total.answer != "no" or fall is None or limit is None or total.number("share_of_target") is None:
        return False
    return is_more(fall, limit)


def _not_yet(verdict: Verdict, total: Check) -> Message:
    if total.number("weeks_to_last") is None or total.number("weeks_to_last") == MOST_WEEKS:
        if verdict == "push":
            return Message("The trouble is the conversion, not the total. {fall}", fall=_fall_and_top(total))
        return Message("Neither the total nor the conversion is in trouble. {fall}", fall=_fall_and_top(total))
    if verdict == "push":
        return Message("The trouble is the conversion, and soon the total too. {fall}", fall=_fall_and_top(total))
    return Message("Neither the total nor the conversion is in trouble yet. {fall}", fall=_fall_and_top(total))


def _fall_and_top(total: Check) -> Message:
    """How much fewer deals come in, and how long the top of the funnel lasts."""
    weeks = total.number("weeks_to_last")
    values = {
        "fall": Share(total.number("fall") or 0.0),
        "share": Judged(total.number("share_of_target") or 0.0),
        "limit": Judged(total.number("top_share") or 0.0),
    }
    if weeks is None:
        return Message(
            "But new deals fell by {fall}; the top of the funnel still holds {share} of the quarter's target (limit "
            "{limit}).",
            **values,
        )
    if weeks == MOST_WEEKS:
        return Message(
            "But new deals fell by {fall}; even at this pace the top of the funnel, {share} of the quarter's target "
            "today, stays above {limit} for half a year.",
            **values,
        )
    if round(weeks) <= 2:
        return Message(
            "But new deals fell by {fall}: at this pace the top of the funnel, {share} of the quarter's target today, "
            "falls below {limit} in a week or two.",
            **values,
        )
    return Message(
        "But new deals fell by {fall}: at this pace the top of the funnel, {share} of the quarter's target today, "
        "falls below {limit} in about {n} weeks.",
        n=round(weeks),
        **values,
    )
