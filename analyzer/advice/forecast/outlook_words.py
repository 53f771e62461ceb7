"""What the outlook says: when which layer falls short, and what would prevent it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from analyzer.figures.findings.values import member as named
from analyzer.message import Message, Money, Share

if TYPE_CHECKING:
    from analyzer.advice.forecast.outlook import Trouble
    from analyzer.advice.forecast.prevention import Remedy


def outlook_said(member: str, trouble: Trouble | None, remedy: Remedy | None, weeks: int) -> Message:
    """The finding of one outlook over so many weeks."""
    if trouble is None or remedy is None:
        return _safe(member, weeks)
    found = Message("{trouble}. {remedy}", trouble=_trouble(trouble), remedy=_remedy(remedy, weeks))
    return Message("{member}: {finding}", member=named(member), finding=found) if member else found


def _safe(member: str, weeks: int) -> Message:
    if not member:
        return Message("Stages 4 and 5 are expected to hold what they must for the next {weeks} weeks.", weeks=weeks)
    return Message(
        "{member}: stages 4 and 5 are expected to hold what they must for the next {weeks} weeks.",
        member=named(member),
        weeks=weeks,
    )


def _trouble(trouble: Trouble) -> Message:
    values = {
        "layer": trouble.layer,
        "expected": Money(trouble.expected),
        "required": Money(trouble.required),
    }
    if trouble.week == 0:
        return Message("Stage {layer} is short already: it holds {expected} of the {required} it needs", **values)
    if trouble.week == 1:
        return Message("In a week stage {layer} is expected to hold {expected} of the {required} it needs", **values)
    return Message(
        "In {weeks} weeks, from {day}, stage {layer} is expected to hold {expected} of the {required} it needs",
        weeks=trouble.week,
        day=trouble.day,
        **values,
    )


def _remedy(remedy: Remedy, weeks: int) -> Message:
    if remedy.mends:
        return Message("It cannot be prevented any more, and is expected to be over within {weeks} weeks.", weeks=weeks)
    if remedy.new_a_week is None and remedy.more_advance is None:
        return Message("Neither new deals nor more advance would make up for it in {weeks} weeks.", weeks=weeks)
    return _prevents(remedy) if remedy.prevents else _makes_up(remedy, weeks)


def _prevents(remedy: Remedy) -> Message:
    new, share = remedy.new_a_week, Share(remedy.more_advance or 0.0)
    if new is None:
        return Message("{share} more advance below it would prevent it; new deals would come too late.", share=share)
    if remedy.more_advance is None:
        return Message("More new deals ({new} a week on top) would prevent it; more advance alone would not.", new=new)
    return Message(
        "More new deals ({new} a week on top), or {share} more advance below it, would prevent it.",
        new=new,
        share=share,
    )


def _makes_up(remedy: Remedy, weeks: int) -> Message:
    new, share = remedy.new_a_week, Share(remedy.more_advance or 0.0)
    if new is None:
        return Message(
            "It cannot be prevented any more; {share} more advance below it would make up for it within {weeks} weeks.",
            share=share,
            weeks=weeks,
        )
    if remedy.more_advance is None:
        return Message(
            "It cannot be prevented any more; more new deals ({new} a week on top) would make up for it within {weeks} "
            "weeks.",
            new=new,
            weeks=weeks,
        )
    return Message(
        "It cannot be prevented any more; more new deals ({new} a week on top), or {share} more advance below it, "
        "would make up for it within {weeks} weeks.",
        new=new,
        share=share,
        weeks=weeks,
    )


def no_target() -> Message:
    """What is missing where nothing is set."""
    return Message("A target: it tells what stages 4 and 5 must hold.")


def no_amounts() -> Message:
    """What is missing where no deal has an amount."""
    return Message("Amounts: no deal has one, so nothing can be held against a target.")


def carried_on(since: date) -> Message:
    """That a later quarter is held against an earlier target."""
    return Message("No target is set for the quarter from {day}; the last one that is set is carried on.", day=since)


def no_cycle(weeks: int) -> Message:
    """How far the outlook reaches where the sales cycle is not known."""
    return Message(
        "No won deal has both the day it was created and the day it was won, so the sales cycle is not known; the next "
        "{weeks} weeks are looked at.",
        weeks=weeks,
    )
