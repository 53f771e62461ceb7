"""What the sum hides: members that call for what the whole does not."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.advice.assessment import Assessment
from analyzer.advice.verdict import Verdict
from analyzer.figures.findings.values import members as named_members
from analyzer.message import Message

MOST_NAMED = 3
ADD: tuple[Verdict, ...] = ("add", "both")
PUSH: tuple[Verdict, ...] = ("push", "both")


def with_members(whole: Assessment, members: Sequence[Assessment]) -> Message:
    """The sentence of the whole, with the members that ask for adding or pushing where the whole does not."""
    add, push = _asking(whole, members, ADD), _asking(whole, members, PUSH)
    if add and push:
        return Message("{whole} But add in {add}, and push in {push}.", whole=whole.sentence, add=add, push=push)
    if add:
        return Message("{whole} But add in {add}.", whole=whole.sentence, add=add)
    if push:
        return Message("{whole} But push in {push}.", whole=whole.sentence, push=push)
    return whole.sentence


def _asking(whole: Assessment, members: Sequence[Assessment], verdicts: tuple[Verdict, ...]) -> list[str | Message]:
    """The members that ask for it, where the whole does not; of many only the worst are named."""
    if whole.verdict in verdicts:
        return []
    named = named_members([one.member for one in members if one.verdict in verdicts])
    return named if len(named) <= MOST_NAMED else [*named[:MOST_NAMED], Message("{n} more", n=len(named) - MOST_NAMED)]
