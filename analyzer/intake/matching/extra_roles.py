"""Columns that mean nothing to us, kept as roles of the user's own where they part the deals into a few groups."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from analyzer.intake.matching.columns import EXTRA, Match
from analyzer.intake.matching.plain_words import compact, plain
from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.message import Message
from analyzer.model import EXTRA_ROLES

FEWEST_VALUES, MOST_VALUES = 2, 60
LEAST_FILLED = 0.5
_LONGEST_VALUE = 40
_REPEATED = 0.98
_KEPT_CONFIDENCE = 0.5
_CONTACT = re.compile(r"@\w|^https?://|^www\.|^\+?[\d\s().-]{7,}$", re.IGNORECASE)
# The CRM's own book-keeping parts rows, and not deals.
_BOOK_KEEPING = frozenset(plain("modified updated edited import imported sync record system private deleted").split())

_TOO_FEW = Message("It holds the same value in every row, so it parts nothing.")
_TOO_MANY = Message("It holds too many different values for a role: more than {most}.", most=MOST_VALUES)
_TOO_BLANK = Message("It is blank in more than half of the rows, so it is not kept as a role.")
_TEXT = Message("It holds free text, which parts nothing.")
_CONTACTS = Message("It holds addresses or numbers of people, which part nothing.")
_NO_WORDS = Message("It holds numbers or dates, and nothing here needs it.")
_KEPT_BOOKS = Message("The CRM's own book-keeping: nothing here needs it.")
_BETTER = Message("Three other columns are kept as roles: they are filled better, or part the deals more evenly.")
_KEPT = Message("It means nothing to us, so it is kept as a role of yours for filters and drill-down.")


def keep_extra_roles(sheets: Sequence[KnownSheet], keys: Iterable[ColumnProfile] = ()) -> list[KnownSheet]:
    """The sheets, with the best columns of the opportunities that have no field as `EXTRA_ROLES`.

    Those that the user chose come first, then those that part the deals best: by the share of rows that are filled,
    times the chance that two of them hold different values. keys: columns that find a row in a lookup table.
    """
    keyed = {id(key) for key in keys}
    deals = [sheet for sheet in sheets if sheet.kind == "opportunities"]
    judged = {id(item): _problem(sheet, item, keyed) for sheet in deals for item in sheet.matches if _is_free(item)}
    slots = _slots(deals, judged)
    return [_with_slots(sheet, slots, judged) if sheet.kind == "opportunities" else sheet for sheet in sheets]


def extra_roles(sheets: Iterable[KnownSheet]) -> tuple[str, ...]:
    """The headers kept as `EXTRA_ROLES`, in their order."""
    headers = {
        item.field: item.profile.header for sheet in sheets for item in sheet.matches if item.field in EXTRA_ROLES
    }
    return tuple(headers[role] for role in EXTRA_ROLES if role in headers)


def _is_free(item: Match) -> bool:
    """Nobody has said what it is: neither the user, nor its field, nor what was found of it."""
    return item.field in (EXTRA, *EXTRA_ROLES) or item.is_free


def _slots(sheets: Sequence[KnownSheet], judged: Mapping[int, Message | None]) -> dict[str, str]:
    """Plain header -> the extra role it is kept as; the same header is the same role in every sheet."""
    merits: defaultdict[str, float] = defaultdict(float)
    for sheet in sheets:
        for item in sheet.matches:
            if id(item) in judged and judged[id(item)] is None:
                # Those of last time keep their order.
                before = 10.0 - EXTRA_ROLES.index(item.field) if item.field in EXTRA_ROLES else 0.0
                chosen = 2.0 if item.field == EXTRA else before
                merits[compact(item.profile.header)] += sheet.rows * (chosen + _merit(sheet, item.profile))
    best = sorted(merits, key=lambda header: (-merits[header], header))
    return dict(zip(best, EXTRA_ROLES, strict=False))


def _merit(sheet: KnownSheet, item: ColumnProfile) -> float:
    shares = [count / item.sampled for count in item.counts.values()] if item.sampled else [1.0]
    return item.filled / sheet.rows * (1 - sum(share**2 for share in shares))


def _with_slots(sheet: KnownSheet, slots: Mapping[str, str], judged: Mapping[int, Message | None]) -> KnownSheet:
    taken: set[str] = set()
    return replace(sheet, matches=tuple(_settled(item, slots, judged, taken) for item in sheet.matches))


def _settled(item: Match, slots: Mapping[str, str], judged: Mapping[int, Message | None], taken: set[str]) -> Match:
    if id(item) not in judged:
        return item
    slot, problem = slots.get(compact(item.profile.header)), judged[id(item)]
    if problem is None and slot and slot not in taken:
        taken.add(slot)
        if item.field == EXTRA:
            return replace(item, field=slot)
        return replace(item, field=slot, confidence=_KEPT_CONFIDENCE, reason=_KEPT)
    # Why a column that resembles a field was not given it says more than why it is no role.
    if item.resembles:
        return item
    return replace(item, field=None, confidence=1.0, reason=problem or _BETTER)


def said_of_extra_roles(sheet: KnownSheet) -> tuple[Message, ...]:
    """Which columns of ``sheet`` are kept as roles, and which ones nothing is made of."""
    kept = [item.profile.header for item in sheet.matches if item.field in EXTRA_ROLES]
    aside = [_name(item.profile) for item in sheet.matches if item.field is None and item.profile.filled]
    return (
        *((Message("Kept as roles of yours: {headers}.", headers=kept),) if kept else ()),
        *((Message("{count} columns are set aside: {headers}.", count=len(aside), headers=aside),) if aside else ()),
    )


def _name(item: ColumnProfile) -> str:
    return item.header or item.column


def _problem(sheet: KnownSheet, match: Match, keys: set[int]) -> Message | None:
    """Why a column is not a role, None where it may be one. What the user chose is one whatever it holds."""
    item = match.profile
    if match.field:
        return None
    found = next((said for wrong, said in _CHECKS if wrong(item)), None)
    if found is None and item.filled < LEAST_FILLED * sheet.rows:
        return _TOO_BLANK
    if found is None and id(item) in keys:
        return Message("Another table is looked up by it.")
    return found or _repeats(sheet, item)


def _is_without_words(item: ColumnProfile) -> bool:
    words = sum(any(char.isalpha() for char in value) for value in item.judged)
    return item.money_share >= 0.5 or item.date_share >= 0.5 or words < len(item.judged) / 2


def _is_contact(item: ColumnProfile) -> bool:
    return sum(bool(_CONTACT.search(value.strip())) for value in item.judged) > len(item.judged) / 2


def _is_free_text(item: ColumnProfile) -> bool:
    return sum(len(value) > _LONGEST_VALUE for value in item.judged) > len(item.judged) / 10


def _is_book_keeping(item: ColumnProfile) -> bool:
    return not item.header.strip() or bool(_BOOK_KEEPING & set(plain(item.header).split()))


_CHECKS: tuple[tuple[Callable[[ColumnProfile], bool], Message], ...] = (
    (lambda item: len(item.counts) < FEWEST_VALUES, _TOO_FEW),
    (_is_without_words, _NO_WORDS),
    (_is_contact, _CONTACTS),
    (_is_free_text, _TEXT),
    (lambda item: len(item.counts) > MOST_VALUES or (item.is_unique and len(item.counts) > FEWEST_VALUES), _TOO_MANY),
    (_is_book_keeping, _KEPT_BOOKS),
)


def _repeats(sheet: KnownSheet, item: ColumnProfile) -> Message | None:
    """Whether another column already says what ``item`` says: the stage, or a role that it names in other words."""
    stage = sheet.columns.get("stage")
    if stage and _follows(item.cells, stage.cells):
        return Message("It only repeats “{header}”.", header=stage.header)
    for match in sheet.matches:
        other = match.profile
        if match.field in ("region", "product", "industry", "channel", "rep", "customer") and (
            _follows(item.cells, other.cells) and _follows(other.cells, item.cells)
        ):
            return Message("It only repeats “{header}”.", header=other.header)
    return None


def _follows(one: Sequence[str | None], other: Sequence[str | None]) -> bool:
    """Whether whoever knows ``other`` knows ``one`` too."""
    values: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mine, theirs in zip(one, other, strict=True):
        if mine is not None and theirs is not None:
            values[theirs][mine] += 1
    known = sum(max(held.values()) for held in values.values())
    rows = sum(held.total() for held in values.values())
    return rows > 2 * len(values) and known >= _REPEATED * rows
