"""The shapes of sheets as they were understood before: header -> field, so that the next one means the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from analyzer.intake.matching.columns import Match
from analyzer.intake.matching.contents import LEAST, content_score
from analyzer.intake.matching.fields import OPPORTUNITY_FIELDS
from analyzer.intake.matching.plain_words import compact
from analyzer.intake.matching.profile import ColumnProfile
from analyzer.message import Message
from analyzer.model import EXTRA_ROLES

Shape = Mapping[str, str]
"""Header as it stood -> its field, "" where it was set aside."""

# From this share of common headers on, a sheet is one of the same shape that has changed.
_SAME = 0.5
_MOST_SHAPES = 20
_MOST_COLUMNS = 200
_AS_BEFORE = Message("Its columns are those of last time, and mean the same.")
_FIELDS = {field.name: field for field in OPPORTUNITY_FIELDS}


@dataclass(frozen=True)
class Recalled:
    """What is remembered of one sheet. fields: header -> field. notes: what to say of it. shape: the one used."""

    fields: Mapping[str, str]
    notes: tuple[Message, ...]
    shape: Shape


NOTHING = Recalled(MappingProxyType({}), (), MappingProxyType({}))


def recall(profiles: Sequence[ColumnProfile], shapes: Sequence[Shape], chosen: Mapping[str, str]) -> Recalled:
    """What was made of a sheet of this shape before, as far as what its columns hold still suits it.

    chosen: headers that the user has settled; what they say is not remembered but said anew.
    """
    shape = _nearest(profiles, shapes)
    if shape is None:
        return NOTHING
    meant = {compact(header): field for header, field in shape.items()}
    known = [item for item in profiles if item.header not in chosen and compact(item.header) in meant]
    fields = {item.header: meant[compact(item.header)] for item in known}
    changed = [item for item in known if not suits(fields[item.header], item)]
    kept = {header: field for header, field in fields.items() if header not in {item.header for item in changed}}
    return Recalled(kept, _notes(profiles, shape, fields, changed), shape)


def _nearest(profiles: Sequence[ColumnProfile], shapes: Sequence[Shape]) -> Shape | None:
    own = {compact(item.header) for item in profiles} - {""}
    likeness = [(_likeness(own, {compact(header) for header in shape}), at) for at, shape in enumerate(shapes)]
    best = max(likeness, default=(0.0, 0))
    return shapes[best[1]] if best[0] >= _SAME else None


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one else 0.0


def suits(field: str, item: ColumnProfile) -> bool:
    """Whether what the column holds may be ``field``."""
    wanted = _FIELDS.get(field)
    return wanted is None or not item.filled or content_score(wanted, item) >= LEAST


def _notes(
    profiles: Sequence[ColumnProfile], shape: Shape, fields: Mapping[str, str], changed: Sequence[ColumnProfile]
) -> tuple[Message, ...]:
    before = {compact(header) for header in shape}
    now = {compact(item.header) for item in profiles}
    new = [item.header for item in profiles if item.header and item.filled and compact(item.header) not in before]
    gone = [header for header, field in shape.items() if field and compact(header) not in now]
    notes = [_other(item, fields[item.header]) for item in changed]
    if new:
        notes.append(Message("Columns that were not there last time: {headers}.", headers=new))
    if gone:
        notes.append(Message("Columns that are gone since last time: {headers}.", headers=gone))
    return tuple(notes)


def told_apart(
    before: Recalled, now: Sequence[Match], as_before: Sequence[Match]
) -> tuple[Recalled, tuple[Match, ...]]:
    """What is recalled, and the matches by it: it is only spoken of where a column would mean another thing without.

    now: the matches by what the sheet shows alone. as_before: those by what is recalled.
    """
    differ = any(one.field != other.field and other.field not in EXTRA_ROLES
                 for one, other in zip(now, as_before, strict=True) if other.is_recalled)  # fmt: skip
    matches = tuple(map(_as_said, now, as_before))
    return replace(before, notes=before.notes or (_AS_BEFORE,)) if differ else before, matches


def _as_said(now: Match, as_before: Match) -> Match:
    if now.field == as_before.field and not now.asks:
        return replace(now, is_recalled=as_before.is_recalled)
    return as_before


def _other(item: ColumnProfile, field: str) -> Message:
    return Message(
        "“{header}” was {field} last time; what it holds now is not of that kind.", header=item.header, field=field
    )


def remembered(shapes: Sequence[Shape], sheets: Iterable[tuple[Shape, Shape]]) -> tuple[Shape, ...]:
    """The shapes to remember: those of ``sheets``, each given with the one it was understood by, then the others."""
    new: list[Shape] = []
    used: list[Shape] = []
    for shape, recalled in sheets:
        used.append(recalled)
        if shape and shape not in new:
            new.append(shape)
    return (*new, *(shape for shape in shapes if shape not in used and shape not in new))[:_MOST_SHAPES]


def shape_of(matches: Iterable[Match]) -> Shape:
    """The shape of a sheet: its filled columns that nobody is asked about; of a header that stands twice the first."""
    shape: dict[str, str] = {}
    for item in matches:
        header = item.profile.header
        if header.strip() and item.profile.filled and not item.asks:
            shape.setdefault(header, item.field or "")
    meant = {header: field for header, field in shape.items() if field}
    aside = [header for header, field in shape.items() if not field]
    return MappingProxyType(meant | dict.fromkeys(aside[:_MOST_COLUMNS], ""))
