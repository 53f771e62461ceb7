"""The figures on health once more, in plain Python over rows and without a database."""

from __future__ import annotations

import itertools
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
    left: date | None
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
        until = self.left or (as_of if self.seen[-1] == as_of else None)
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
        entered = by_day[after][-1].stage_entered_on if after else None
        left = entered if after and entered and run[-1] <= entered <= after else after
        stage = stages[last[-1].stage]
        found.append(Stay(key, number, stage, tuple(run), last[-1], level(last)[1], before, after, left, first_of_all))
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


def conversion(
    rows: list[Row], stages: Stages, selection: Selection, role: Role | None, days: int, by_cohort: bool
) -> dict[Any, Any]:
    """(member, stage, cohort) -> entered, too young, judged, reached, lost, at first sight."""
    every = all_stays(rows, stages, selection.as_of)
    entries: dict[Any, list[Stay]] = defaultdict(list)
    seen = set()
    for stay in stays(rows, stages, selection):
        if stay.stage.kind != "open" or (stay.deal, stay.stage.name) in seen:
            continue
        seen.add((stay.deal, stay.stage.name))
        cohort = (stay.since or stay.seen[0]).replace(day=1) if by_cohort else None
        entries[value(stay.last, role), stay.stage.name, cohort].append(stay)
    answer = {}
    for place, found in entries.items():
        judged = [stay for stay in found if (selection.as_of - (stay.since or stay.seen[0])).days >= days]
        later = {stay: every[stay.deal][stay.number + 1 :] for stay in judged}
        layer = found[0].stage.layer or 0
        reached = {stay for stay in judged if any((after.stage.layer or 0) > layer for after in later[stay])}
        lost = [stay for stay in judged if stay not in reached and later[stay] and later[stay][-1].stage.kind == "lost"]
        sight = [stay for stay in judged if not stay.since]
        answer[place] = (len(found), len(found) - len(judged), len(judged), len(reached), len(lost), len(sight))
    return answer


def outcome_times(
    rows: list[Row], stages: Stages, selection: Selection, created: Mapping[str, date | None]
) -> dict[Any, int]:
    """(days, outcome) -> deals."""
    as_of = selection.as_of
    last = [stay for stay in stays(rows, stages, selection) if not stay.after]
    closed = [s.closing_day(as_of) for s in last if s.stage.kind != "open" and s.seen[0] == s.first_of_all]
    first = min((row.snapshot_date for row in rows), default=as_of)
    since = min([first, *(day for day in closed if day)])
    counts: dict[Any, int] = defaultdict(int)
    for stay in last:
        until = stay.seen[-1] if stay.stage.kind == "open" else stay.closing_day(as_of)
        begin = created[stay.deal]
        if until and begin and since <= begin <= until:
            counts[(until - begin).days, stay.stage.kind] += 1
    return dict(counts)


def close_pushes(rows: list[Row], stages: Stages, selection: Selection, role: Role | None) -> dict[str, Any]:
    """member -> deals, amount, pushed deals, pushes, median days, pushed amount."""
    found: dict[str, list[tuple[Stay, list[int]]]] = defaultdict(list)
    for stay in stays(rows, stages, selection):
        plans: dict[date, date] = {}
        for row in sorted(rows, key=lambda row: row.snapshot_date):
            if row.opportunity_id == stay.deal and row.snapshot_date <= selection.as_of and row.expected_close:
                plans[row.snapshot_date] = max(row.expected_close, plans.get(row.snapshot_date, date.min))
        if stay.is_open(selection.as_of) and plans:
            moves = [(after - before).days for before, after in itertools.pairwise(plans.values())]
            found[value(stay.last, role)].append((stay, [days for days in moves if days > 0]))
    return {
        member: (
            len(held),
            total(stay.amount for stay, _ in held),
            sum(bool(moves) for _, moves in held),
            sum(len(moves) for _, moves in held),
            _of(statistics.median, (sum(moves) for _, moves in held if moves)),
            total(stay.amount for stay, moves in held if moves),
        )
        for member, held in found.items()
    }


def detours(rows: list[Row], stages: Stages, selection: Selection, role: Role | None) -> dict[Any, Any]:
    """(member, kind) -> moves, deals, amount."""
    every = all_stays(rows, stages, selection.as_of)
    moves: dict[Any, list[Stay]] = defaultdict(list)
    for stay in stays(rows, stages, selection):
        before = stay.before
        if not before or before.kind != "open" or stay.stage.kind != "open":
            continue
        if selection.as_of - stay.seen[0] >= timedelta(days=365):
            continue
        at, was = (stay.stage.layer or 0, stay.stage.position), (before.layer or 0, before.position)
        kinds = {"skip": at[0] > was[0] + 1, "regression": at < was}
        kinds["round_trip"] = any(other.stage == stay.stage for other in every[stay.deal][: stay.number])
        for kind in (kind for kind, holds in kinds.items() if holds):
            moves[value(stay.last, role), kind].append(stay)
    members = {member for member, _ in moves}
    if role is None and len({row.snapshot_date for row in rows if row.snapshot_date <= selection.as_of}) > 1:
        members.add("")
    answer = {}
    for place in ((member, kind) for member in members for kind in ("skip", "regression", "round_trip")):
        newest = {stay.deal: stay for stay in moves[place]}
        answer[place] = (len(moves[place]), len(newest), total(stay.amount for stay in newest.values()))
    return answer


def overdue(rows: list[Row], stages: Stages, selection: Selection, few: int) -> dict[str, Any]:
    """deal -> stage, days, whether at least, benchmark."""
    benchmarks = {stage: found[8] for (_, stage), found in dwell(rows, stages, selection, None, few).items()}
    return {
        stay.deal: (stay.stage.name, days, stay.since is None, benchmark)
        for stay in stays(rows, stages, selection)
        if stay.is_open(selection.as_of)
        and (benchmark := benchmarks[stay.stage.name]) is not None
        and (days := stay.days(selection.as_of) or 0) > benchmark
    }


def known_created(rows: Iterable[Row]) -> dict[str, date | None]:
    """The day each deal was created, as its newest snapshot has it."""
    newest = {row.opportunity_id: row for row in sorted(rows, key=lambda row: row.snapshot_date)}
    return {key: row.created_on for key, row in newest.items()}
