"""The figures on quality once more, in plain Python over rows and without a database, to hold the SQL against."""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from analyzer.model import BLANK, Role, Selection, Stage
from tests.figures.oracle import selected, value
from tests.pipelines import Row

Stages = Mapping[str, Stage]

ROLE_FIELDS = ("customer", "region", "product", "industry", "channel", "rep")
OF_OPEN = ("probability", "expected_close", "stage_entered_on")
FIELDS = ("opportunity_id", "opportunity_name", "amount", "created_on", "closed_on", *OF_OPEN, *ROLE_FIELDS)
OF_THE_DEAL = ("opportunity_name", "created_on")


def _deals(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.opportunity_id].append(row)
    return found


def newest(rows: Iterable[Row]) -> dict[str, Row]:
    """The last row of each deal, by date and then as read."""
    return {row.opportunity_id: row for row in sorted(rows, key=lambda row: row.snapshot_date)}


def _asked(field: str, stage: Stage) -> bool:
    if field == "closed_on":
        return stage.kind != "open"
    return field not in OF_OPEN or stage.kind == "open"


def _holds(field: str, row: Row, known: Row) -> bool:
    if field == "opportunity_id":
        return True
    held = getattr(known if field in OF_THE_DEAL else row, field)
    return held is not None and held != BLANK


def completeness(
    rows: list[Row], stages: Stages, selection: Selection, role: Role | None = None
) -> dict[tuple[str, str], tuple[int, int]]:
    """(member, field) -> (deals that should hold it, deals that do)."""
    known = newest(rows)
    by_member: dict[str, list[Row]] = defaultdict(list)
    for row in selected(rows, selection, selection.as_of):
        by_member[value(row, role)].append(row)
    found = {}
    for member, held in by_member.items():
        deals = _deals(held).values()
        for field in FIELDS:
            asked = [lines for lines in deals if _asked(field, stages[lines[-1].stage])]
            full = [lines for lines in asked if all(_holds(field, row, known[row.opportunity_id]) for row in lines)]
            if asked:
                found[member, field] = (len(asked), len(full))
    return found


def contradictions(rows: list[Row], stages: Stages, selection: Selection) -> set[tuple[str, str]]:
    """(rule, opportunity id) for each rule that a deal breaks."""
    known = newest(rows)
    before = _deals(selected(rows, selection, selection.compare_to))
    now = _deals(selected(rows, selection, selection.as_of))
    is_dated = any(row.closed_on and stages[row.stage].kind != "open" for lines in now.values() for row in lines)
    found = set()
    for key, lines in now.items():
        stage = stages[lines[-1].stage]
        was = stages[before[key][-1].stage] if key in before else None
        for rule in _broken(lines, stage, was, known[key].created_on, selection.as_of, is_dated):
            found.add((rule, key))
    return found


def _newest_of(lines: list[Row], name: str) -> Any:
    return max((getattr(row, name) for row in lines if getattr(row, name) is not None), default=None)


def _broken(
    lines: list[Row], stage: Stage, was: Stage | None, created_on: date | None, as_of: date, is_dated: bool
) -> list[str]:
    closed_on = _newest_of(lines, "closed_on")
    faults = {"closed_before_created": closed_on and created_on and closed_on < created_on}
    if stage.kind == "open":
        faults |= _broken_by_open(lines, as_of) | _jumps(lines, stage, was, as_of)
        faults |= _broken_by_high(lines) if stage.layer and stage.layer >= 4 else {}
    else:
        faults["closed_without_date"] = is_dated and closed_on is None
    return [rule for rule, is_broken in faults.items() if is_broken]


def _broken_by_open(lines: list[Row], as_of: date) -> dict[str, Any]:
    expected, chance = _newest_of(lines, "expected_close"), _newest_of(lines, "probability")
    return {"expected_close_past": expected and expected < as_of, "certain_but_open": chance == 1}


def _broken_by_high(lines: list[Row]) -> dict[str, Any]:
    amounts = [row.amount for row in lines if row.amount is not None]
    return {
        "no_amount": not amounts,
        "zero_amount": amounts and sum(amounts) == 0,
        "high_without_chance": _newest_of(lines, "probability") == 0,
    }


def _jumps(lines: list[Row], stage: Stage, was: Stage | None, as_of: date) -> dict[str, Any]:
    if was is None or was.kind != "open" or (stage.layer or 0) <= (was.layer or 0) + 1:
        return {}
    entered = _newest_of(lines, "stage_entered_on")
    if entered is None or entered > as_of:
        return {"undated_jump": True}
    return {"jump_before_review": (as_of - entered).days <= 1}


def fills(rows: list[Row], selection: Selection) -> dict[tuple[str, str], tuple[str, str, int, int, float]]:
    """(role, opportunity id) -> member, evidence, votes, evidence deals, confidence."""
    known = list(newest(rows).values())
    found = {}
    roles: tuple[Role, ...] = ("industry", "region", "product")
    for role in roles:
        common = Counter(value(row, role) for row in known if value(row, role) != BLANK)
        for key, lines in _deals(selected(rows, selection, selection.as_of)).items():
            blank = [row for row in lines if value(row, role) == BLANK]
            if not blank:
                continue
            evidence, votes = _votes(role, blank, known)
            if votes:
                member, most = min(votes.items(), key=lambda item: (-item[1], item[0]))
                in_all = sum(votes.values())
                confidence = (most + 2 * common[member] / sum(common.values())) / (in_all + 2)
                found[role, key] = (member, evidence, most, in_all, confidence)
    return found


def _votes(role: Role, blank: list[Row], known: list[Row]) -> tuple[str, Counter[str]]:
    told = [row for row in known if value(row, role) != BLANK]
    customer, rep, region, product = (
        max(value(row, name) for row in blank) for name in ("customer", "rep", "region", "product")
    )
    of_customer = Counter(value(row, role) for row in told if customer != BLANK and value(row, "customer") == customer)
    if of_customer:
        return "same_customer", of_customer
    similar = [
        row
        for row in told
        if rep != BLANK
        and value(row, "rep") == rep
        and (role == "region" or region in (BLANK, value(row, "region")))
        and (role == "product" or product in (BLANK, value(row, "product")))
    ]
    return "similar_deals", Counter(value(row, role) for row in similar)


def records(rows: list[Row], stages: Stages, selection: Selection) -> dict[tuple[str, str], tuple[Any, ...]]:
    """(rep, stage) -> won deals, median ratio, its lower and upper end, usual amount."""
    known = newest(rows)
    days = sorted({row.snapshot_date for row in rows if row.snapshot_date <= selection.as_of})
    amounts: dict[str, dict[date, tuple[Stage, Any]]] = defaultdict(dict)
    for day in days:
        for key, lines in _deals(selected(rows, selection, day)).items():
            priced = [row.amount for row in lines if row.amount is not None]
            amounts[key][day] = (stages[lines[-1].stage], sum(priced) if priced else None)
    pairs: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for key, held in amounts.items():
        won_by = next((day for day in days if day in held and held[day][0].kind == "won"), None)
        rep = value(known[key], "rep")
        if won_by is None or not (held[won_by][1] or 0) > 0 or rep == BLANK:
            continue
        last = {stage.name: amount for day, (stage, amount) in held.items()
                if day < won_by and stage.kind == "open" and amount is not None and amount > 0}  # fmt: skip
        for stage, amount in last.items():
            pairs[rep, stage].append((float(held[won_by][1] / amount), float(held[won_by][1])))
    return {place: _record(found) for place, found in pairs.items()}


def _record(pairs: list[tuple[float, float]]) -> tuple[Any, ...]:
    ratios, won = sorted(ratio for ratio, _ in pairs), [amount for _, amount in pairs]
    n = len(ratios)
    lower = max(1, math.floor((n - 1.96 * math.sqrt(n)) / 2))
    return n, statistics.median(ratios), ratios[lower - 1], ratios[n - lower], statistics.median(won)
