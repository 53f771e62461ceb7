"""The column of stages found by the stages that another sheet lists, whatever it is called and they are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from analyzer.intake.matching.plain_words import compact
from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.raw_sheet import RawSheet
from analyzer.message import Message

# From this share of its values on, a column holds the stages that are listed; below the other one it does not.
_ENOUGH = 0.8
_TOO_FEW = 0.3
_SURENESS = 0.97
_REASON = Message("Its values are stages that another sheet lists.")


def by_listed_stages(
    raw: Sequence[RawSheet],
    sheets: Sequence[KnownSheet],
    recognise: Callable[[RawSheet, Mapping[str, str]], KnownSheet],
) -> list[KnownSheet]:
    """The same sheets, where those that hold listed stages in a column not taken for them are recognised anew.

    raw: the sheets before they were recognised. recognise: one of them, with fields for some of its headers.
    """
    listed = [sheet.columns["name"] for sheet in sheets if sheet.kind == "stages"]
    names = frozenset(compact(name) for item in listed for name in item.judged)
    if len(names) < 2:
        return list(sheets)
    return [_by_names(item, sheet, names, recognise) for item, sheet in zip(raw, sheets, strict=True)]


def _by_names(
    raw: RawSheet,
    sheet: KnownSheet,
    names: frozenset[str],
    recognise: Callable[[RawSheet, Mapping[str, str]], KnownSheet],
) -> KnownSheet:
    if sheet.kind not in ("opportunities", "not_used") or not sheet.rows:
        return sheet
    stage = sheet.columns.get("stage") if sheet.kind == "opportunities" else None
    free = (item.profile for item in sheet.matches if item.confidence < 1 and item.profile is not stage)
    held = _most_like(free, names)
    if held is None or (stage is not None and _share(stage, names) > _TOO_FEW):
        return sheet
    found = recognise(raw, {held.header: "stage"})
    matches = tuple(
        replace(item, confidence=_SURENESS, reason=_REASON) if item.profile.header == held.header else item
        for item in found.matches
    )
    return replace(found, matches=matches)


def _most_like(items: Iterable[ColumnProfile], names: frozenset[str]) -> ColumnProfile | None:
    """The column most of whose values are listed, and more than one of them."""
    found = [item for item in items if len(item.counts) > 1 and _share(item, names) >= _ENOUGH]
    return max(found, key=lambda item: (_share(item, names), item.filled), default=None)


def _share(item: ColumnProfile, names: frozenset[str]) -> float:
    known = [compact(value) in names for value in item.judged]
    return sum(known) / len(known) if known else 0.0
