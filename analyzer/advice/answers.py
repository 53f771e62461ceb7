"""What a rule answers: yes, no, or not enough data; never a guess."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from analyzer.message import Message

Answer = Literal["yes", "no", "not_enough_data"]
Evidence = Mapping[str, float | int | str | date | None]

NOTHING: Evidence = MappingProxyType({})


@dataclass(frozen=True)
class Check:
    """One rule's answer for one member ('' for the whole selection), with what it stands on.

    id: of the rule, as "S1". evidence: the numbers, each threshold among them, and the sample as ``n``; None for what
    the data does not hold. said: the finding in words. needs: what is missing where the answer is not enough data.
    """

    id: str
    member: str
    answer: Answer
    said: Message
    evidence: Evidence = field(default_factory=lambda: NOTHING)
    needs: tuple[Message, ...] = ()

    def number(self, name: str) -> float | None:
        """A number of the evidence; None where the data does not hold it."""
        found = self.evidence[name]
        return float(found) if isinstance(found, int | float) else None


def all_of(*answers: Answer) -> Answer:
    """Whether all hold, in three-valued logic (Kleene): one no is enough for no."""
    if "no" in answers:
        return "no"
    return "not_enough_data" if "not_enough_data" in answers else "yes"


def any_of(*answers: Answer) -> Answer:
    """Whether one holds, in three-valued logic (Kleene): one yes is enough for yes."""
    if "yes" in answers:
        return "yes"
    return "not_enough_data" if "not_enough_data" in answers else "no"
