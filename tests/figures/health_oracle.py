"""The figures on health once more, in plain Python over rows and without a database."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from analyzer.model import Role, Selection, Stage
from tests.figures.oracle import level, selected, value
from tests.pipelines import Row

Stages = Mapping[str, Stage]


@dataclass(frozen=True)
class Stay:
    """One deal's time in one stage, as it was known at the review."""

    deal: str
    number: int
    stage: Stage
    seen: tuple[date, ...]
    last: Row  # its last line when it was last seen
    amount: Decimal | None
    before: Stage | None
    after: date | None
    first_of_all: date

    @property
    def since(self) -> date | None:
        entered = self.last.stage_entered_on
        if entered and entered <= self.seen[-1]:
            return entered
        return self.seen[0] if self.seen[0] > self.first_of_all else None

    def is_open(self, as_of: date) -> bool:
        return self.stage.kind == "open" and self.seen[-1] == as_of

    def days(self, as_of: date) -> int | None:
        """Of one that is over or still there; at least, where nobody knows since when."""
        until = self.after or (as_of if self.seen[-1] == as_of else None)
        begin = self.since or self.seen[0]
        if until is None or (self.since is None and begin == until):
            return None
        return (until - begin).days

    def closing_day(self, as_of: date) -> date | None:
        for day in (self.last.closed_on, self.last.expected_close):
            if day and day <= as_of:
                return day
        return self.since


def all_stays(rows: Iterable[Row], stages: Stages, as_of: date) -> dict[str, list[Stay]]:
    """The stays of each deal, whatever the filters, as they were known at the review."""
    days: dict[str, dict[date, list[Row]]] = defaultdict(lambda: defaultdict(list))
    first_of_all = min((row.snapshot_date for row in rows), default=as_of)
    for row in rows:
        if row.snapshot_date <= as_of:
            days[row.opportunity_id][row.snapshot_date].append(row)
    return {key: _stays_of(key, by_day, stages, first_of_all) for key, by_day in days.items()}


def _stays_of(key: str, by_day: Mapping[date, list[Row]], stages: Stages, first_of_all: date) -> list[Stay]:
    runs: list[list[date]] = []
    for day in sorted(by_day):
        if runs and by_day[runs[-1][-1]][-1].stage == by_day[day][-1].stage:
            runs[-1].append(day)
        else:
            runs.append([day])
    found = []
    for number, run in enumerate(runs):
        last = by_day[run[-1]]
        before = stages[by_day[runs[number - 1][-1]][-1].stage] if number else None
        after = runs[number + 1][0] if number + 1 < len(runs) else None
        stage = stages[last[-1].stage]
        found.append(Stay(key, number, stage, tuple(run), last[-1], level(last)[1], before, after, first_of_all))
    return found


def stays(rows: list[Row], stages: Stages, selection: Selection) -> list[Stay]:
    """Those that the filters let through."""
    every = [stay for held in all_stays(rows, stages, selection.as_of).values() for stay in held]
    return [
        stay
        for stay in every
        if all(value(stay.last, role) in chosen for role, chosen in selection.members.items() if chosen)
    ]


def of_member(found: Iterable[Stay], role: Role | None) -> dict[str, list[Stay]]:
    members: dict[str, list[Stay]] = defaultdict(list)
    for stay in found:
        members[value(stay.last, role)].append(stay)
    return members


def total(amounts: Iterable[Decimal | None]) -> float | None:
    """Nothing is 0; deals without any amount have none."""
    held = list(amounts)
    priced = [amount for amount in held if amount is not None]
    return float(sum(priced, Decimal(0))) if priced or not held else None


def _of(measure: Callable[[list[float]], float], numbers: Iterable[Any], fewest: int = 1) -> float | None:
    held = [float(number) for number in numbers if number is not None]
    return float(measure(held)) if len(held) >= fewest else None


def dwell(rows: list[Row], stages: Stages, selection: Selection, role: Role | None, few: int) -> dict[Any, Any]:
    """(member, stage) -> deals, dated, at least, mean, sd, median, completed, its median, benchmark, beyond, amount."""
    as_of, found = selection.as_of, [stay for stay in stays(rows, stages, selection) if stay.stage.kind == "open"]
    answer = {}
    for stage in (stage for stage in stages.values() if stage.kind == "open"):
        here = [stay for stay in found if stay.stage == stage]
        in_all = [stay.days(as_of) for stay in here if stay.after and stay.since]
        usual = stage.benchmark_days or (_of(statistics.median, in_all) if len(in_all) >= few else None)
        by_member = of_member(here, role)
        for member in by_member if role else [""]:
            mine = by_member.get(member, [])
            now = [stay for stay in mine if stay.is_open(as_of)]
            dated = [days for stay in now if (days := stay.days(as_of)) is not None]
            over = [stay.days(as_of) for stay in mine if stay.after and stay.since]
            if role and not now and not over:
                continue
            beyond = [stay for stay in now if usual is not None and (stay.days(as_of) or 0) > usual]
            answer[member, stage.name] = (
                len(now),
                len(dated),
                sum(1 for stay in now if not stay.since and stay.days(as_of) is not None),
                _of(statistics.mean, dated),
                _of(statistics.stdev, dated, 2),
                _of(statistics.median, dated),
                len(over),
                _of(statistics.median, over),
                usual,
                len(beyond) if usual is not None else None,
                total(stay.amount for stay in beyond) if usual is not None else None,
            )
    return answer


def sales_cycle(
    rows: list[Row], stages: Stages, selection: Selection, role: Role | None, created: Mapping[str, date | None]
) -> dict[str, Any]:
    """member -> the columns of the figure, in their order."""
    as_of = selection.as_of
    answer = {}
    for member, mine in of_member(stays(rows, stages, selection), role).items():
        last = [stay for stay in mine if not stay.after]
        now = [stay for stay in last if stay.is_open(as_of)]
        closed = [stay for stay in last if stay.stage.kind != "open"]
        recent = [
            stay for stay in closed if (day := stay.closing_day(as_of)) is None or day > as_of - timedelta(days=365)
        ]
        if not now and not recent:
            continue
        dated = {kind: [s for s in recent if s.stage.kind == kind and s.closing_day(as_of)] for kind in ("won", "lost")}
        cycles = [
            (day - begin).days
            for stay in dated["won"]
            if (day := stay.closing_day(as_of)) and (begin := created[stay.deal]) and begin <= day
        ]
        amounts = [stay.amount for stay in dated["won"]]
        answer[member] = (
            len(dated["won"]),
            len(dated["lost"]),
            *(sum(s.stage.kind == kind and not s.closing_day(as_of) for s in recent) for kind in ("won", "lost")),
            len(cycles),
            _of(statistics.median, cycles),
            _of(statistics.stdev, cycles, 2),
            sum(amount is not None for amount in amounts),
            total(amounts),
            _of(statistics.mean, amounts),
            _of(statistics.stdev, amounts, 2),
            len(now),
            total(stay.amount for stay in now),
        )
    return answer


def layer_trend(rows: list[Row], stages: Stages, selection: Selection, role: Role | None) -> dict[Any, Any]:
    """(member, day, layer) -> count, amount, share."""
    days = sorted({row.snapshot_date for row in rows if row.snapshot_date <= selection.as_of})
    layers = sorted({stage.layer for stage in stages.values() if stage.kind == "open" and stage.layer})
    held: dict[Any, list[Row]] = defaultdict(list)
    for day in days:
        for row in selected(rows, selection, day):
            last = [other for other in rows if (other.snapshot_date, other.opportunity_id) == (day, row.opportunity_id)]
            stage = stages[last[-1].stage]
            if stage.kind == "open":
                held[value(row, role), day, stage.layer].append(row)
    by_count = selection.measure == "count" or all(row.amount is None for found in held.values() for row in found)
    answer = {}
    for member, day in sorted({place[:2] for place in held}):
        levels = {layer: level(held.get((member, day, layer), [])) for layer in layers}
        sizes = {layer: count if by_count else amount for layer, (count, amount) in levels.items()}
        whole = sum(size for size in sizes.values() if size is not None)
        priced = by_count or any(size for layer, size in sizes.items() if levels[layer][0])
        for layer, (count, amount) in levels.items():
            size = sizes[layer]
            share = float(size / whole) if whole and priced and size is not None else None
            answer[member, day, layer] = (count, None if amount is None else float(amount), share)
    return answer


def known_created(rows: Iterable[Row]) -> dict[str, date | None]:
    """The day each deal was created, as its newest snapshot has it."""
    newest = {row.opportunity_id: row for row in sorted(rows, key=lambda row: row.snapshot_date)}
    return {key: row.created_on for key, row in newest.items()}
