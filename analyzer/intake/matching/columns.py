"""Columns matched to fields, by their header and by what they hold, as one best assignment over the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.intake.matching.assignment import best_assignment
from analyzer.intake.matching.contents import LEAST, content_score
from analyzer.intake.matching.fields import FIELDS, Field
from analyzer.intake.matching.headers import header_score, nearest
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
# A column with another one times the probability is no amount, unless there is no other.
_WEIGHTED = 0.75


@dataclass(frozen=True)
class Match:
    """One column and the field it was given, if any.

    resembles: its header is like that of a field it was not given. asks: the fields it may be, likeliest first, where
    only a person can tell.
    """

    profile: ColumnProfile
    field: str | None
    confidence: float
    reason: Message
    resembles: bool = False
    asks: tuple[str, ...] = ()

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
    def is_free(self) -> bool:
        """Nobody has said what it is: neither its header nor the user."""
        return bool(self.profile.filled) and self.field is None and not self.confidence and not self.asks


def match(profiles: Sequence[ColumnProfile], fields: Sequence[Field], chosen: Mapping[str, str]) -> tuple[Match, ...]:
    """A match for each profile, in order. ``chosen`` holds headers that the user has settled (field, or "")."""
    settled = {at: chosen[item.header] for at, item in enumerate(profiles) if item.header in chosen}
    free_fields = [item for item in fields if item.name not in settled.values()]
    free = [at for at, item in enumerate(profiles) if at not in settled and item.filled]
    scores = [[_score(field, profiles[at]) for at in free] for field in free_fields]
    _lower_weighted(scores, free_fields, [profiles[at] for at in free])
    given = {
        free[column]: (field, scores[row][column])
        for row, (field, column) in enumerate(zip(free_fields, best_assignment(scores), strict=True))
        if column is not None
    }
    return tuple(_matched(item, settled.get(at), given.get(at), fields) for at, item in enumerate(profiles))


def _matched(
    item: ColumnProfile, settled: str | None, given: tuple[Field, float] | None, fields: Sequence[Field]
) -> Match:
    if settled is not None:
        return Match(item, _settled_field(settled) if item.filled else None, 1.0, YOU_SAID_SO)
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
