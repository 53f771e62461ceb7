"""Members of a role that may be the same, for a person to say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from analyzer.intake.report import Alike
from analyzer.intake.tables.members import Members
from analyzer.intake.values.spelling import bare, folded
from analyzer.model import ROLES
from analyzer.settings import Settings

_MOST_SHOWN = 50
# Every pair is looked at only where the members are few.
_MOST_PAIRED = 500
_SHORTEST, _NEAR = 6, 0.85
# A slip of the hand is rarer than the name that was meant.
_RARER = 3


def alike(members: Members, settings: Settings) -> tuple[Alike, ...]:
    """Pairs of members that may be one, those in most rows first; not those the user has already spoken of."""
    found = []
    for role in ROLES:
        rows = {name: count for name, count in members.rows.get(role, {}).items() if count}
        told = settings.same_as.get(role, {})
        pairs = {member: other for member, other in _pairs(rows) if member not in told}
        found += [Alike(role, member, other, rows[member]) for member, other in pairs.items()]
    return tuple(sorted(found, key=lambda item: (-item.rows, item.role, item.member))[:_MOST_SHOWN])


def _pairs(rows: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    by_bare = defaultdict(list)
    for name in sorted(rows, key=lambda name: (-rows[name], name)):
        by_bare[bare(folded(name))].append(name)
    if len(by_bare) <= _MOST_PAIRED:
        yield from _near({key: names[0] for key, names in by_bare.items()}, rows)
    for first, *others in by_bare.values():
        yield from ((other, first) for other in others)


def _near(names: Mapping[str, str], rows: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Long names that differ in a letter or two, where one is much rarer than the other."""
    keys = [key for key in names if len(key) >= _SHORTEST]
    for at, key in enumerate(keys):
        for other, _, place in process.extract(
            key, keys, scorer=OSA.normalized_similarity, score_cutoff=_NEAR, limit=3
        ):
            rarer, kept = names[key], names[other]
            if place != at and rows[rarer] * _RARER <= rows[kept] and _may_be_a_slip(rarer, kept):
                yield rarer, kept
                break


def _may_be_a_slip(one: str, other: str) -> bool:
    """Not where they differ in a number, or in a short word of its own: Team A and Team B are two."""
    digits = ["".join(char for char in name if char.isdigit()) for name in (one, other)]
    words = [set(folded(name).split()) for name in (one, other)]
    apart = words[0] ^ words[1]
    return digits[0] == digits[1] and all(len(word) > 2 for word in apart)
