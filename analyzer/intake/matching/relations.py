"""What the columns of a sheet tell of each other, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.stages.stage_words import find

_AGREE = 0.95
_ENOUGH = 5
_FEWEST_LOST = 3
_MOST_COMPARED = 12


def weighted_amounts(
    profiles: Sequence[ColumnProfile], amounts: Sequence[float], chances: Sequence[float]
) -> frozenset[int]:
    """The places of columns that are another one times the probability.

    amounts, chances: how surely each column is an amount or a probability; those at 0 are not looked at.
    """
    likely = sorted((at for at, score in enumerate(amounts) if score), key=lambda at: -amounts[at])[:_MOST_COMPARED]
    shares = [_shares(profiles[at]) for at, score in enumerate(chances) if score]
    return frozenset(
        one
        for one in likely
        for other in likely
        if one != other
        for chance in shares
        if _is_product(profiles[one].amounts, profiles[other].amounts, chance)
    )


def _shares(item: ColumnProfile) -> list[float | None]:
    bare = ColumnProfile(
        item.column, item.header, item.filled, [cell and cell.strip(" %％") for cell in item.cells], item.spoken
    )
    numbers = bare.amounts
    scale = 100 if max((number for number in numbers if number is not None), default=0) > 1 else 1
    return [None if number is None else number / scale for number in numbers]


def _is_product(one: Sequence[float | None], other: Sequence[float | None], chance: Sequence[float | None]) -> bool:
    rows = [
        abs(mine - theirs * share) <= max(0.01 * abs(mine), 1)
        for mine, theirs, share in zip(one, other, chance, strict=True)
        if mine is not None and theirs and share is not None and 0 < share < 1
    ]
    return len(rows) >= _ENOUGH and sum(rows) >= _AGREE * len(rows)


def ended_rows(stage: ColumnProfile) -> list[bool | None]:
    """Row by row whether the deal is won or lost, None where the stage is not known by its name."""
    ended: dict[str, bool | None] = {}
    for label in stage.counts:
        found = find(label)
        ended[label] = None if found is None else found.place.kind != "open"
    return [ended[cell] if cell is not None else None for cell in stage.cells]


def is_nothing_where_lost(amount: ColumnProfile, stage: ColumnProfile) -> bool:
    """Whether the amounts of lost deals are 0, and hardly any other one is."""
    kinds = {label: found.place.kind for label in stage.counts if (found := find(label))}
    rows = [(kinds.get(label or ""), number) for label, number in zip(stage.cells, amount.amounts, strict=True)]
    lost = [number for kind, number in rows if kind == "lost" and number is not None]
    others = [number for kind, number in rows if kind in ("open", "won") and number is not None]
    return len(lost) >= _FEWEST_LOST and not any(lost) and sum(map(bool, others)) >= 0.9 * len(others) > 0


def is_full_where_won(item: ColumnProfile, stage: ColumnProfile) -> bool:
    """Whether the numbers are 100 (or 1) for won deals, 0 for lost ones, and mostly between for open ones."""
    if item.probability_share < _AGREE:
        return False
    kinds = {label: found.place.kind for label in stage.counts if (found := find(label))}
    rows = [(kinds.get(label or ""), number) for label, number in zip(stage.cells, _shares(item), strict=True)]
    won, lost, others = ([number for kind, number in rows if kind == wanted and number is not None]
                         for wanted in ("won", "lost", "open"))  # fmt: skip
    are_ended = min(len(won), len(lost)) >= _FEWEST_LOST and set(won) == {1.0} and set(lost) == {0.0}
    return are_ended and len(set(others)) > 1 and sum(0 < number < 1 for number in others) >= _AGREE * len(others)


def filled_share(item: ColumnProfile, rows: Sequence[bool | None], ended: bool) -> float | None:
    """The share of ended (or open) deals for which ``item`` is filled; None where there are too few to tell."""
    held = [cell is not None for cell, row in zip(item.cells, rows, strict=True) if row is ended]
    return sum(held) / len(held) if len(held) >= _ENOUGH else None


def is_before(one: Sequence[date | None], other: Sequence[date | None]) -> bool:
    """Whether the days of ``one`` are hardly ever after those of ``other`` and often before."""
    pairs = [(mine, theirs) for mine, theirs in zip(one, other, strict=True) if mine and theirs]
    in_order = sum(mine <= theirs for mine, theirs in pairs)
    apart = sum(mine < theirs for mine, theirs in pairs)
    return len(pairs) >= _ENOUGH and in_order >= _AGREE * len(pairs) and apart >= len(pairs) / 2


def parts_snapshots(day: ColumnProfile, own: ColumnProfile) -> bool:
    """Whether ids stand several times, and each of them once on each day of ``day``."""
    if len(day.counts) < 2 or len(day.counts) > own.sampled / 2:
        return False
    pairs = Counter(
        (cell, key) for cell, key in zip(day.cells, own.cells, strict=True) if cell is not None and key is not None
    )
    return len(own.counts) <= 0.8 * own.sampled and len(pairs) >= 0.98 * pairs.total() and pairs.total() >= _ENOUGH


def tells_changes(day: ColumnProfile, own: ColumnProfile, stage: ColumnProfile) -> bool:
    """Whether deals stand several times, nearly each time on another of many days and in another stage."""
    if own.is_unique or len(own.counts) > 0.8 * own.sampled or day.date_share < _AGREE:
        return False
    rows = sorted((key, when, label) for key, when, label in zip(own.cells, day.days, stage.cells, strict=True)
                  if key and when and label)  # fmt: skip
    steps = [(earlier, later) for earlier, later in pairwise(rows) if earlier[0] == later[0]]
    apart = sum(earlier[1] != later[1] for earlier, later in steps)
    moved = sum(earlier[2] != later[2] for earlier, later in steps)
    return len(steps) >= _ENOUGH and min(apart, moved) >= 0.9 * len(steps)
