"""What was won when, and the weighted pipeline, once more in plain Python over rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from analyzer.model import Stage
from tests.pipelines import Row

Stages = Mapping[str, Stage]


def _by_day(rows: list[Row], as_of: date) -> dict[str, dict[date, list[Row]]]:
    found: dict[str, dict[date, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row.snapshot_date <= as_of:
            found[row.opportunity_id][row.snapshot_date].append(row)
    return found


def _amount(lines: list[Row]) -> Decimal | None:
    priced = [line.amount for line in lines if line.amount is not None]
    return sum(priced, Decimal(0)) if priced else None


def _latest(lines: list[Row], name: str) -> date | None:
    return max((getattr(line, name) for line in lines if getattr(line, name) is not None), default=None)


def won_by_day(rows: list[Row], stages: Stages, as_of: date) -> dict[date, tuple[int, Decimal | None]]:
    """Day -> how many deals were won on it, and their amount."""
    first = min(row.snapshot_date for row in rows)
    found: dict[date, list[Decimal | None]] = defaultdict(list)
    for days in _by_day(rows, as_of).values():
        kinds = {day: stages[days[day][-1].stage].kind for day in sorted(days)}
        newest = max(days)
        if kinds[newest] != "won":
            continue
        before = [day for day in kinds if kinds[day] != "won"]
        since = min(day for day in kinds if not before or day > max(before))
        said = [day for day in (_latest(days[newest], "closed_on"), _latest(days[newest], "expected_close")) if day]
        known = [day for day in said if day <= as_of] + ([since] if since > first else [])
        if known:
            found[known[0]].append(_amount(days[newest]))
    return {day: (len(held), _total(held)) for day, held in found.items()}


def _total(amounts: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def weighted_pipeline(
    rows: list[Row], stages: Stages, as_of: date, cycle_days: int
) -> dict[tuple[int, date | None], tuple[int, float]]:
    """(layer, day it should close by) -> how many deals, and their amounts times their chances."""
    created = {row.opportunity_id: row.created_on for row in sorted(rows, key=lambda row: row.snapshot_date)}
    deals = _by_day(rows, as_of)
    shares = _win_shares(deals, stages)
    found: dict[tuple[int, date | None], tuple[int, float]] = defaultdict(lambda: (0, 0.0))
    for key, days in deals.items():
        stage = stages[days[as_of][-1].stage] if as_of in days else None
        if stage is None or stage.kind != "open" or stage.layer is None:
            continue
        said = max((row.probability for row in days[as_of] if row.probability is not None), default=None)
        chance = shares.get(stage.layer) if said is None else said
        born = created[key]
        due_on = _latest(days[as_of], "expected_close") or (born + timedelta(days=cycle_days) if born else None)
        count, amount = found[stage.layer, due_on]
        found[stage.layer, due_on] = (count + 1, amount + float(_amount(days[as_of]) or 0) * (chance or 0.0))
    return dict(found)


def _win_shares(deals: dict[str, dict[date, list[Row]]], stages: Stages) -> dict[int, float]:
    ends: dict[int, list[bool]] = defaultdict(list)
    for days in deals.values():
        stood = [stages[lines[-1].stage] for _, lines in sorted(days.items())]
        if stood[-1].kind != "open":
            for layer in {stage.layer for stage in stood if stage.kind == "open" and stage.layer}:
                ends[layer].append(stood[-1].kind == "won")
    return {layer: sum(won) / len(won) for layer, won in ends.items()}
