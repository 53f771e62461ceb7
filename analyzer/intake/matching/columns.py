"""Columns matched to fields, by their header and by what they hold, as one best assignment over the sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from analyzer.intake.matching.assignment import best_assignment
from analyzer.intake.matching.fields import FIELDS, Field
from analyzer.intake.matching.plain_words import compact, plain
from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.report import ColumnMatch
from analyzer.intake.stages.stage_words import known_share
from analyzer.message import Message, Share
from analyzer.model import EXTRA_ROLES

# Below this a match is not made, and the column is set aside.
ACCEPTED = 0.5
# What the user writes to keep a column as a role of their own.
EXTRA = "extra"
_FEW = 20
NOT_NEEDED = Message("Nothing here needs it.")

# A word that turns "... stage" or "... owner" into something else.
_OTHER_THINGS = frozenset(
    plain(
        "previous prior old last parent modified lost count former number average total original primary days next by "
        "target product first manager reason"
    ).split()
)
_BRACKETS = re.compile(r"[（(\[【].*?[)）\]】]")


@dataclass(frozen=True)
class Match:
    """One column and the field it was given, if any. resembles: its header is like that of a field it was not given."""

    profile: ColumnProfile
    field: str | None
    confidence: float
    reason: Message
    resembles: bool = False

    def reported(self, field: str | None = None, reason: Message | None = None) -> ColumnMatch:
        """The match as the intake report shows it."""
        return ColumnMatch(
            self.profile.header,
            field or self.field,
            round(self.confidence, 2),
            reason or self.reason,
            self.profile.samples,
        )


def match(profiles: Sequence[ColumnProfile], fields: Sequence[Field], chosen: Mapping[str, str]) -> tuple[Match, ...]:
    """A match for each profile, in order. ``chosen`` holds headers that the user has settled (field, or "")."""
    settled = {at: chosen[item.header] for at, item in enumerate(profiles) if item.header in chosen}
    free_fields = [item for item in fields if item.name not in settled.values()]
    free = [at for at, item in enumerate(profiles) if at not in settled and item.filled]
    scores = [[_score(field, profiles[at]) for at in free] for field in free_fields]
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
        return Match(item, _settled_field(settled) if item.filled else None, 1.0, Message("You said so."))
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
    heard, seen = header_score(field, item.header), content_score(field, item)
    if field.content == "stage" and heard < ACCEPTED and known_share(item.judged) >= 0.6 and seen:
        return 0.75 * known_share(item.judged)
    score = heard * (0.7 + 0.3 * seen) if seen >= 0.2 else 0.0
    return score if score >= ACCEPTED else 0.0


@lru_cache(maxsize=4096)
def header_score(field: Field, header: str) -> float:
    """How surely the words of ``header`` name ``field``: 1 for an alias, less for a weak or a similar one."""
    heard = {compact(header), compact(_BRACKETS.sub("", header))} - {""}
    aliases, weak = _compact(field.aliases), _compact(field.weak)
    forms = heard | {form.removesuffix("s") for form in heard if len(form) > 3}
    if forms & aliases.keys():
        # Of two columns with good names, the one with the name we list first is the likelier.
        return 1.0 - 0.001 * min(at for alias, at in aliases.items() if alias in forms)
    if forms & weak.keys():
        return 0.72
    return max(_ends_with(field, header), *(0.9 * _similar(form, tuple(aliases)) for form in forms), 0.0)


@cache
def _compact(names: tuple[str, ...]) -> dict[str, int]:
    """Each name without spaces, and its place in the list."""
    return {compact(name): at for at, name in reversed(tuple(enumerate(names)))}


def _ends_with(field: Field, header: str) -> float:
    words = plain(_BRACKETS.sub("", header)).split()
    for alias in field.aliases if words else ():
        parts = plain(alias).split()
        if _OTHER_THINGS & set(words[: -len(parts)]):
            continue
        if (len(parts) > 1 or (len(parts[0]) > 4 and len(words) < 5)) and words[-len(parts) :] == parts:
            return 0.85 if len(parts) > 1 else 0.72
        if len(parts[-1]) > 1 and not parts[-1].isascii() and words[-1].endswith(parts[-1]):
            return 0.75
    return 0.0


def _similar(form: str, aliases: tuple[str, ...]) -> float:
    if len(form) < 6:
        return 0.0
    best = max((fuzz.ratio(form, alias) for alias in aliases if len(alias) > 5), default=0.0)
    return best / 100 if best >= 88 else 0.0


def content_score(field: Field, item: ColumnProfile) -> float:
    """How well what the column holds suits ``field``, 0..1."""
    judge = _CONTENT.get(field.content)
    return judge(item) if judge else 1.0


def _stage_score(item: ColumnProfile) -> float:
    if len(item.counts) > 60 or (item.is_unique and item.sampled > _FEW):
        return 0.0
    return 0.5 + 0.5 * known_share(item.judged)


def _text_score(item: ColumnProfile) -> float:
    return 1.0 - 0.9 * max(item.date_share if item.money_share < 0.5 else 0.0, 0.3 * item.money_share)


def _money_score(item: ColumnProfile) -> float:
    return 0.3 if item.date_share >= 0.9 and item.money_share <= item.date_share else item.money_share


def _category_score(item: ColumnProfile) -> float:
    return 0.0 if item.is_unique and item.sampled > 3 * _FEW else _text_score(item)


def _id_score(item: ColumnProfile) -> float:
    return 1.0 if item.money_share >= 0.5 else 1.0 - 0.7 * item.date_share


_CONTENT: Mapping[str, Callable[[ColumnProfile], float]] = {
    "money": _money_score,
    "number": lambda item: item.money_share,
    "date": lambda item: item.date_share,
    "week": lambda item: max(item.date_share, item.week_share),
    "probability": lambda item: item.probability_share,
    "currency": lambda item: item.currency_share,
    "stage": _stage_score,
    "category": _category_score,
    "id": _id_score,
    "text": _text_score,
}


def _why(field: Field, item: ColumnProfile) -> Message:
    heard = header_score(field, item.header)
    if heard >= 0.95:
        return Message("The header is a usual name for it, and the values suit it.")
    if heard < ACCEPTED:
        share = Share(known_share(item.judged))
        return Message("{share} of its values are known names of stages.", share=share)
    return Message("The header resembles “{alias}”, and the values suit it.", alias=_nearest(field, item.header))


def _nearest(field: Field, header: str) -> str:
    names = (*field.aliases, *field.weak)
    return max(names, key=lambda alias: (fuzz.ratio(compact(header), compact(alias)), alias))


def _why_not(item: ColumnProfile, fields: Sequence[Field]) -> Message:
    named = max(fields, key=lambda field: header_score(field, item.header), default=None)
    if named is None or header_score(named, item.header) < ACCEPTED:
        return NOT_NEEDED
    if content_score(named, item) >= 0.2:
        return Message("Another column suits “{field}” better.", field=named.name)
    if named.content == "category" and item.is_unique:
        return Message("It is named like “{field}”, but almost every row holds another value.", field=named.name)
    return Message("It is named like “{field}”, but its values are not of that kind.", field=named.name)
