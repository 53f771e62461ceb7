"""Columns whose values speak against what their headers were heard as: only a person can tell, so they are asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analyzer.intake.matching.columns import Match
from analyzer.intake.matching.headers import meaning
from analyzer.intake.matching.member_words import known_members
from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.stages.stage_words import find
from analyzer.message import Message

_MOSTLY, _SOME, _HARDLY = 0.6, 0.3, 0.1
# A header that is a usual name for a field, and values that suit it, leave no doubt.
_SURE = 0.9
_MOST_STAGES = 60
_FIRMS = Message("It is named like people who sell, but it holds names of companies.")
_NO_FIRMS = Message("Another column holds names of companies, and this one does not.")
_FIRMS_INSTEAD = Message("It holds names of companies, and the column that is named like the customer does not.")
_ENDS = Message("It only tells how deals end; another column is named for stages.")
_NAMED_FOR_STAGES = Message("It is named for stages, beside a column that only tells how deals end.")


def asked_if_doubted(matches: Sequence[Match]) -> tuple[Match, ...]:
    """The matches, with a question where values speak against a field: firms for reps, outcomes for stages."""
    return tuple(_stages(_customer(_rep(list(matches)))))


def _taken(matches: Sequence[Match], field: str) -> int | None:
    return next((at for at, item in enumerate(matches) if item.field == field and not item.is_told), None)


def _firms(item: ColumnProfile) -> float:
    return known_members("customer", item.judged)


def _rep(matches: list[Match]) -> list[Match]:
    at = _taken(matches, "rep")
    if at is not None and matches[at].confidence < _SURE and _firms(matches[at].profile) >= _MOSTLY:
        fields = ("rep",) if any(item.field == "customer" for item in matches) else ("customer", "rep")
        matches[at] = replace(matches[at], field=None, confidence=0.4, reason=_FIRMS, asks=fields)
    return matches


def _customer(matches: list[Match]) -> list[Match]:
    at = _taken(matches, "customer")
    if at is None or matches[at].confidence >= _SURE or _firms(matches[at].profile) >= _HARDLY:
        return matches
    rivals = [place for place, item in enumerate(matches) if item.is_free and _firms(item.profile) >= _SOME]
    for place in (at, *rivals) if rivals else ():
        reason = _NO_FIRMS if place == at else _FIRMS_INSTEAD
        matches[place] = replace(matches[place], field=None, confidence=0.4, reason=reason, asks=("customer",))
    return matches


def _stages(matches: list[Match]) -> list[Match]:
    """Without stages the sheet waits, and it is asked which of its columns holds them."""
    at = _taken(matches, "stage")
    if at is None or meaning(matches[at].profile.spoken).inside & {"stage"} or not _tells_ends(matches[at].profile):
        return matches
    rivals = [place for place, item in enumerate(matches) if item.is_free and _may_be_stages(item.profile)]
    if rivals:
        matches[at] = replace(matches[at], field=None, confidence=0.0, reason=_ENDS)
    for place in rivals:
        matches[place] = replace(matches[place], confidence=0.4, reason=_NAMED_FOR_STAGES, asks=("stage",))
    return matches


def _tells_ends(item: ColumnProfile) -> bool:
    """Whether all of its values but one at the most say that a deal is won or lost."""
    kinds = [found.place.kind if (found := find(label)) else "open" for label in item.counts]
    return kinds.count("open") <= 1 < len(kinds)


def _may_be_stages(item: ColumnProfile) -> bool:
    is_short = 2 < len(item.counts) <= _MOST_STAGES and not item.is_unique
    is_text = item.money_share < _MOSTLY and item.date_share < _MOSTLY
    return "stage" in meaning(item.spoken).inside and is_short and is_text
