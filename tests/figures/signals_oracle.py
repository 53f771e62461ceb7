"""What the rules of the advice look at once more, in plain Python over rows and without a database."""

from __future__ import annotations

import itertools
import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from analyzer.model import BLANK, Role, Selection, Stage
from tests.figures.health_oracle import Stay, all_stays, known_created, stays, total
from tests.figures.oracle import level, selected, value
from tests.pipelines import Row

Stages = Mapping[str, Stage]
Rows = list[Row]


def days_of(rows: Rows, as_of: date) -> list[date]:
    return sorted({row.snapshot_date for row in rows if row.snapshot_date <= as_of})


def deals_of(rows: Rows, selection: Selection, role: Role | None, day: date) -> dict[tuple[str, str], Rows]:
    """(member, deal) -> its lines that day."""
    found: dict[tuple[str, str], Rows] = defaultdict(list)
    for row in selected(rows, selection, day):
        found[value(row, role), row.opportunity_id].append(row)
    return found


def arrivals(rows: Rows, stages: Stages, selection: Selection, role: Role | None) -> dict[Any, Any]:
    """(member, day) -> days since the snapshot before, new deals, their amount, moved deals."""
    days = days_of(rows, selection.as_of)
    first_sight = {key: held[0].seen[0] for key, held in all_stays(rows, stages, selection.as_of).items()}
    moved = Counter((value(stay.last, role), stay.after) for stay in stays(rows, stages, selection))
    members = {member for day in days for member, _ in deals_of(rows, selection, role, day)}
    found = {}
    for before, day in itertools.pairwise(days):
        new = {at: lines for at, lines in deals_of(rows, selection, role, day).items() if first_sight[at[1]] == day}
        for member in members:
            mine = [lines for (whose, _), lines in new.items() if whose == member]
            amount = total(level(lines)[1] for lines in mine)
            found[member, day] = ((day - before).days, len(mine), amount, moved[member, day])
    return found


def waiting(rows: Rows, stages: Stages, as_of: date) -> dict[str, tuple[Stage, int | None, int | None, bool, bool]]:
    """Deal -> its open stage, days there at least (None: not known), at most, whether dated, whether it came back."""
    found, created = {}, known_created(rows)
    for key, held in all_stays(rows, stages, as_of).items():
        stay = held[-1]
        if stay.stage.kind != "open":
            continue
        is_back = stay.before is not None and stay.before.kind == "open" and stay.before.position > stay.stage.position
        least = (as_of - (stay.since or stay.seen[0])).days if stay.since or stay.seen[0] < as_of else None
        born = created.get(key)
        aged = (as_of - born).days if born and born <= stay.seen[0] else None
        found[key] = (stay.stage, least, least if stay.since else aged, stay.since is not None, is_back)
    return found


def funnel_levels(
    rows: Rows, stages: Stages, selection: Selection, role: Role | None, stalled_days: int
) -> dict[Any, Any]:
    """(member, layer) -> the columns of the figure in their order."""
    waits = waiting(rows, stages, selection.as_of)
    levels: dict[Any, list[tuple[str, float | None]]] = defaultdict(list)
    for (member, key), lines in deals_of(rows, selection, role, selection.as_of).items():
        if key in waits:
            amount = level(lines)[1]
            levels[member, waits[key][0].layer].append((key, None if amount is None else float(amount)))
    return {at: _level(deals, waits, stalled_days) for at, deals in levels.items()}


def _level(deals: list[tuple[str, float | None]], waits: Mapping[str, Any], stalled_days: int) -> tuple[Any, ...]:
    least = [waits[key][1] for key, _ in deals]
    most = [waits[key][2] for key, _ in deals]
    priced = [amount for _, amount in deals if amount is not None]
    stalled = [amount for key, amount in deals if (waits[key][1] or 0) > stalled_days]
    waited = [days for days in least if days is not None]
    known = [amount for amount in stalled if amount is not None]
    return (
        len(deals),
        len(priced),
        sum(priced) if priced else None,
        max(priced, default=None),
        sum(amount**2 for amount in priced) if priced else None,
        sum(waits[key][3] for key, _ in deals),
        len(waited),
        statistics.mean(waited) if waited else None,
        statistics.stdev(waited) if len(waited) > 1 else None,
        None if None in most else statistics.mean(most),
        len(stalled),
        sum(known) if known else None,
        sum((a or 0) <= stalled_days and (b is None or b > stalled_days) for a, b in zip(least, most, strict=True)),
    )


def looping(rows: Rows, stages: Stages, selection: Selection, since: date, limit: int) -> dict[Any, tuple[int, int]]:
    """(customer, product, own deal) -> entries into layer 2, deals; for those above the limit."""
    found: dict[Any, dict[str, list[Stay]]] = defaultdict(lambda: defaultdict(list))
    for stay in stays(rows, stages, selection):
        customer, product = value(stay.last, "customer"), value(stay.last, "product")
        if customer != BLANK:
            found[customer, product, stay.deal if product == BLANK else None][stay.deal].append(stay)
    answer = {}
    for about, deals in found.items():
        entries = {key: sum(_enters(stay, since) for stay in held) for key, held in deals.items()}
        got_on = {key for key, held in deals.items() if any(not s.after and (s.stage.layer or 0) >= 4 for s in held)}
        if got_on or _side_by_side(list(deals.values())):
            many = max((n for key, n in entries.items() if key not in got_on), default=0)
        else:
            many = sum(entries.values())
        if many > limit:
            answer[about] = (many, len(deals))
    return answer


def _enters(stay: Stay, since: date) -> bool:
    return stay.stage.layer == 2 and (stay.before is None or stay.before.layer != 2) and stay.seen[0] > since


def _side_by_side(deals: list[list[Stay]]) -> bool:
    def lasts(held: list[Stay]) -> tuple[date, date | None]:
        opened = [stay.after or stay.seen[-1] + timedelta(days=1) for stay in held if stay.stage.kind == "open"]
        return min(stay.seen[0] for stay in held), max(opened, default=None)

    spans = sorted((lasts(held) for held in deals), key=lambda span: span[0])
    return any(one[1] is not None and one[1] > other[0] for place, other in enumerate(spans) for one in spans[:place])


def advance_rates(rows: Rows, stages: Stages, selection: Selection, role: Role | None, since: date) -> dict[Any, Any]:
    """(member, stage, period) -> deals that stood there, went on, were won, were lost, from snapshot to snapshot."""
    days = days_of(rows, selection.as_of)
    found: dict[Any, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    every = all_stays(rows, stages, selection.as_of)
    for stay in stays(rows, stages, selection):
        if stay.stage.kind != "open":
            continue
        goal = every[stay.deal][stay.number + 1].stage if stay.after else None
        for day, then in itertools.pairwise(days):
            if day < stay.seen[0] or day >= (stay.after or stay.seen[-1] + timedelta(days=1)):
                continue
            tally = found[value(stay.last, role), stay.stage.name, "recent" if day >= since else "earlier"]
            tally[0] += 1
            if goal and then == stay.after:
                tally[1] += goal.kind == "won" or (goal.kind == "open" and goal.position > stay.stage.position)
                tally[2] += goal.kind == "won"
                tally[3] += goal.kind == "lost"
    return {at: tuple(tally) for at, tally in found.items()}


def hard_deals(rows: Rows, stages: Stages, selection: Selection, quarter: float, stalled_days: int) -> dict[str, Any]:
    """Deal -> rep, whether large, come back, stalled, said to be hard by extra_1."""
    waits = waiting(rows, stages, selection.as_of)
    lines = {key: held for (_, key), held in deals_of(rows, selection, None, selection.as_of).items() if key in waits}
    amounts = {key: amount for key, held in lines.items() if (amount := level(held)[1]) is not None}
    found = {}
    for key, held in lines.items():
        stage, least, _, _, is_back = waits[key]
        rep = max(value(row, "rep") for row in held)
        above = sum(amount >= amounts[key] for amount in amounts.values()) if key in amounts else math.inf
        is_large = above <= quarter * len(amounts)
        is_said = any(value(row, "extra_1").casefold() in ("hard", "难") for row in held)
        why = (is_large, is_back, (least or 0) > stalled_days, is_said)
        if rep != BLANK and (is_said or (stage.layer is not None and stage.layer >= 4 and any(why))):
            found[key] = (rep, *why)
    return found


def stalled(rows: Rows, stages: Stages, selection: Selection, layer: int, days: int) -> set[str]:
    waits: Iterable[tuple[str, Any]] = waiting(rows, stages, selection.as_of).items()
    there = {key for _, key in deals_of(rows, selection, None, selection.as_of)}
    return {key for key, wait in waits if key in there and wait[0].layer == layer and (wait[1] or 0) > days}
