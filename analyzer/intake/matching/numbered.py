"""Columns of amounts that only a number or a letter tells apart, “Value 1” and “Value 2”: who knows which counts?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.intake.matching.columns import ACCEPTED, Match
from analyzer.intake.matching.contents import guessed_score
from analyzer.message import Message

_NUMBERED = re.compile(r"\s*(.*\w)(?:[\s_-]+[A-Z]|[\s_-]*[0-9])\s*")
_REASON = Message("Another column differs from it by no more than a number or a letter.")


def asked_if_numbered(matches: Sequence[Match]) -> tuple[Match, ...]:
    """The matches, with a question instead of an amount that has a twin."""
    taken = next((item for item in matches if item.field == "amount" and not item.is_told), None)
    name = _name(taken) if taken else None
    if taken is None or name is None or not any(_is_twin(item, name) for item in matches):
        return tuple(matches)
    asking = replace(taken, field=None, confidence=0.4, reason=_REASON, asks=("amount",))
    return tuple(asking if item is taken else item for item in matches)


def _name(item: Match) -> str | None:
    found = _NUMBERED.fullmatch(item.profile.header)
    return found[1].casefold() if found else None


def _is_twin(item: Match, name: str) -> bool:
    return (
        item.field is None
        and not item.is_told
        and _name(item) == name
        and (guessed_score("amount", item.profile) >= ACCEPTED)
    )
