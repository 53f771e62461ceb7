"""Stages whose names differ from another's by a letter or two: proposed as one, never made one unasked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analyzer.intake.stages.spelling import is_near
from analyzer.intake.stages.stage_words import KNOWN
from analyzer.intake.stages.weighing import Weighed
from analyzer.message import Message

# Stages whose chances of winning are further apart than this are two.
_SAME_CHANCE = 0.1
# Of more labels than these none is compared with all others: they are hardly stages.
_MOST = 200


def without_typos(weighed: Sequence[Weighed]) -> list[Weighed]:
    """The same, where a stage that seems to be another one misspelled waits for an answer."""
    return [_doubted(item, weighed) for item in weighed] if len(weighed) <= _MOST else list(weighed)


def _doubted(item: Weighed, weighed: Sequence[Weighed]) -> Weighed:
    candidate = item.candidate
    if candidate.is_told or candidate.group.answered or candidate.sureness >= KNOWN:
        return item
    near = [other for other in weighed if other is not item and _may_be_one(item, other)]
    if not near:
        return item
    other = max(near, key=lambda other: (other.candidate.group.rows, other.name))
    reason = Message("It resembles “{other}”.", other=other.name)
    return replace(item, place=None, resembles=other.name, confidence=0.5, reason=reason)


def _may_be_one(item: Weighed, other: Weighed) -> bool:
    mine, theirs = item.candidate, other.candidate
    if other.place is None or not is_near(item.name, other.name):
        return False
    if (mine.group.rows, mine.sureness) > (theirs.group.rows, theirs.sureness) and theirs.sureness < KNOWN:
        return False
    if mine.numbered.ordinal != theirs.numbered.ordinal:
        return False
    return mine.chance is None or theirs.chance is None or abs(mine.chance - theirs.chance) <= _SAME_CHANCE


def alike_notes(weighed: Sequence[Weighed]) -> tuple[Message, ...]:
    """What to say of stages that are known, stand in one place, and differ by a letter or two."""
    placed = [item for item in weighed if item.place and not item.candidate.is_told][:_MOST]
    pairs = [(one, other) for at, one in enumerate(placed) for other in placed[at + 1 :] if _stand_together(one, other)]
    return tuple(
        Message(
            "“{one}” and “{other}” may be one stage. They stand side by side until you give them one name.",
            one=one.name,
            other=other.name,
        )
        for one, other in pairs
    )


def _stand_together(one: Weighed, other: Weighed) -> bool:
    assert one.place is not None
    assert other.place is not None
    same = (one.place.layer, one.place.kind) == (other.place.layer, other.place.kind)
    return same and one.candidate.numbered.ordinal == other.candidate.numbered.ordinal and is_near(one.name, other.name)
