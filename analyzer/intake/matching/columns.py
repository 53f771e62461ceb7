"""Columns matched to fields, by their header and by what they hold, as one best assignment over the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from analyzer.intake.matching.assignment import best_assignment
from analyzer.intake.matching.contents import LEAST, content_score, is_counter
from analyzer.intake.matching.fields import FIELDS, Field
from analyzer.intake.matching.headers import header_score, is_bare_number, nearest
from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.matching.relations import weighted_amounts
from analyzer.intake.report import ColumnMatch
from analyzer.message import Message
from analyzer.model import EXTRA_ROLES

# Below this a match is not made, and the column is set aside.
ACCEPTED = 0.5
# What the user writes to keep a column as a role of their own.
EXTRA = "extra"
NOT_NEEDED = Message("Nothing here needs it.")
YOU_SAID_SO = Message("You said so.")
AS_BEFORE = Message("As last time.")
_RECALLED = 0.95
# A column with another one times the probability is no amount, unless there is no other.
_WEIGHTED = 0.75


@dataclass(frozen=True)
class Match:
    """One column and the field it was given, if any.

    resembles: its header is like that of a field it was not given. asks: the fields it may be, likeliest first, where
    only a person can tell. is_recalled: it means what it meant last time.
    """

    profile: ColumnProfile
    field: str | None
    confidence: float
    reason: Message
    resembles: bool = False
    asks: tuple[str, ...] = ()
    is_recalled: bool = False

    def reported(self, field: str | None = None, reason: Message | None = None) -> ColumnMatch:
        """The match as the intake report shows it."""
        return ColumnMatch(
            self.profile.header,
            field or self.field,
            round(self.confidence, 2),
            reason or self.reason,
            self.profile.samples,
        )

    @property
    def is_told(self) -> bool:
        """The user has settled it, now or last time."""
        return self.reason == YOU_SAID_SO or self.is_recalled

    @property
    def is_free(self) -> bool:
        """Nobody has said what it is: neither its header nor the user."""
        is_settled = bool(self.field or self.confidence or self.asks or self.is_recalled)
        return bool(self.profile.filled) and not is_settled


def match(
    profiles: Sequence[ColumnProfile],
    fields: Sequence[Field],
    chosen: Mapping[str, str],
    recalled: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Match, ...]:
    """A match for each profile, in order.

    chosen: headers that the user has settled -> field, or "" to set aside. recalled: the same of last time, which
    gives way to the user.
    """
    settled = _settled(profiles, chosen, recalled)
    free_fields = [item for item in fields if item.name not in {said.field for said in settled.values()}]
    free = [at for at, item in enumerate(profiles) if at not in settled and item.filled]
    scores = [[_score(field, profiles[at]) for at in free] for field in free_fields]
    _lower_weighted(scores, free_fields, [profiles[at] for at in free])
    given = {
        free[column]: (field, scores[row][column])
        for row, (field, column) in enumerate(zip(free_fields, best_assignment(scores), strict=True))
        if column is not None
    }
    return tuple(settled.get(at) or _matched(item, given.get(at), fields) for at, item in enumerate(profiles))


def _settled(
    profiles: Sequence[ColumnProfile], chosen: Mapping[str, str], recalled: Mapping[str, str]
) -> dict[int, Match]:
    """By its place, each column that the user has settled, and each that is as it was last time."""
    settled: dict[int, Match] = {}
    for at, item in enumerate(profiles):
        if item.header in chosen:
            field = _settled_field(chosen[item.header]) if item.filled else None
            settled[at] = Match(item, field, 1.0, YOU_SAID_SO)
    taken = {said.field for said in settled.values()}
    for at, item in enumerate(profiles):
        known = recalled.get(item.header)
        if at in settled or known is None or not item.filled or known in taken - {None}:
            continue
        settled[at] = Match(item, known or None, _RECALLED if known else 0.0, AS_BEFORE, is_recalled=True)
        taken.add(known or None)
    return settled


def _matched(item: ColumnProfile, given: tuple[Field, float] | None, fields: Sequence[Field]) -> Match:
    if not item.filled:
        return Match(item, None, 1.0, Message("The column is empty."))
    if given is None:
        why_not = _why_not(item, fields)
        return Match(item, None, 0.0, why_not, why_not is not NOT_NEEDED)
    field, score = given
    return Match(item, field.name, score, _why(field, item))


def _settled_field(settled: str) -> str | None:
    if settled == EXTRA or settled in EXTRA_ROLES:
        return EXTRA
    return settled if settled in FIELDS else None


def _score(field: Field, item: ColumnProfile) -> float:
    heard = header_score(field, item.spoken)
    if heard < ACCEPTED:
        return 0.0
    may_count = field.content == "category" or (field.name == "opportunity_id" and is_bare_number(item.spoken))
    if may_count and is_counter(item):
        return 0.0
    seen = content_score(field, item)
    score = heard * (0.7 + 0.3 * seen) if seen >= LEAST else 0.0
    return score if score >= ACCEPTED else 0.0


def _lower_weighted(scores: list[list[float]], fields: Sequence[Field], profiles: Sequence[ColumnProfile]) -> None:
    """Let an amount go before the same amount times its probability."""
    rows = {field.name: row for row, field in enumerate(fields)}
    if not {"amount", "probability"} <= rows.keys():
        return
    amounts, chances = scores[rows["amount"]], scores[rows["probability"]]
    for at in weighted_amounts(profiles, amounts, chances):
        amounts[at] *= _WEIGHTED


def _why(field: Field, item: ColumnProfile) -> Message:
    if header_score(field, item.spoken) >= 0.95:
        return Message("The header is a usual name for it, and the values suit it.")
    return Message("The header resembles “{alias}”, and the values suit it.", alias=nearest(field, item.spoken))


def _why_not(item: ColumnProfile, fields: Sequence[Field]) -> Message:
    named = max(fields, key=lambda field: header_score(field, item.spoken), default=None)
    if named is None or header_score(named, item.spoken) < ACCEPTED:
        return NOT_NEEDED
    if content_score(named, item) >= LEAST:
        return Message("Another column suits “{field}” better.", field=named.name)
    if named.content == "category" and item.is_unique:
        return Message("It is named like “{field}”, but almost every row holds another value.", field=named.name)
    return Message("It is named like “{field}”, but its values are not of that kind.", field=named.name)
