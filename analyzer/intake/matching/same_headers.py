"""Sheets with the same headers, such as those of several weeks, mean the same by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from analyzer.intake.matching.columns import YOU_SAID_SO, Match
from analyzer.intake.matching.plain_words import compact
from analyzer.intake.matching.shapes import shape_of, suits
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.raw_sheet import RawSheet
from analyzer.message import Message

Recognise = Callable[[RawSheet, Mapping[str, str]], KnownSheet]


def alike_by_headers(raws: Sequence[RawSheet], sheets: Sequence[KnownSheet], recognise: Recognise) -> list[KnownSheet]:
    """The same sheets; of opportunities with the same headers, the longest sheet settles what all mean by them.

    raws: the sheets before they were recognised. recognise: one of them, with fields for some of its headers.
    """
    result = list(sheets)
    groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, sheet in enumerate(sheets):
        if sheet.kind == "opportunities":
            groups[tuple(sorted(compact(header) for header in sheet.raw.headers))].append(at)
    for places in (places for places in groups.values() if len(places) > 1):
        model = max((sheets[at] for at in places), key=lambda sheet: sheet.rows)
        for at in (at for at in places if _meaning(sheets[at]) != _meaning(model)):
            result[at] = _as_in(model, sheets[at], raws[at], recognise)
    return result


def _meaning(sheet: KnownSheet) -> dict[str, str]:
    return {field: compact(item.header) for field, item in sheet.columns.items()}


def _as_in(model: KnownSheet, sheet: KnownSheet, raw: RawSheet, recognise: Recognise) -> KnownSheet:
    meant = {compact(header): field for header, field in shape_of(model.matches).items()}
    own = [item.profile for item in sheet.matches]
    fields = {item.header: field for item in own
              if (field := meant.get(compact(item.header))) and suits(field, item)}  # fmt: skip
    again = recognise(raw, fields)
    if again.kind != sheet.kind:
        return sheet
    reason = Message("As in {name}, which has the same headers.", name=model.name)
    matches = (_with_reason(*pair, reason) for pair in zip(sheet.matches, again.matches, strict=True))
    return replace(again, matches=tuple(matches))


def _with_reason(before: Match, now: Match, reason: Message) -> Match:
    if before.field == now.field and not before.asks:
        return before
    return replace(now, reason=reason, confidence=0.9) if now.reason == YOU_SAID_SO else now
