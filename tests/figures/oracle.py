"""The figures once more, in plain Python over rows and without a database, to hold the SQL against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from analyzer.model import BLANK, NEW, REOPENED, VANISHED, Role, Selection, Stage, Target
from tests.pipelines import Row

Level = tuple[int, Decimal | None]
State = tuple[Stage, Decimal | None]

NOTHING: Level = (0, Decimal(0))


def value(row: Row, role: Role | None) -> str:
    return "" if role is None else getattr(row, role) or BLANK


def selected(rows: Iterable[Row], selection: Selection, day: date | None) -> list[Row]:
    def lets_through(row: Row) -> bool:
        return all(value(row, role) in chosen for role, chosen in selection.members.items() if chosen)

    return [row for row in rows if row.snapshot_date == day and lets_through(row)]


def level(rows: Iterable[Row]) -> Level:
    """The number of deals, and their amount: none where there are deals and nothing is priced."""
    held = list(rows)
    priced = [row.amount for row in held if row.amount is not None]
    return len({row.opportunity_id for row in held}), sum(priced, Decimal(0)) if priced or not held else None


def states(rows: Iterable[Row], stages: Mapping[str, Stage]) -> dict[str, State]:
    by_deal: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_deal[row.opportunity_id].append(row)
    return {key: (stages[lines[-1].stage], level(lines)[1]) for key, lines in by_deal.items()}


def transitions(rows: list[Row], stages: Mapping[str, Stage], selection: Selection) -> dict[tuple[str, str], Level]:
    before = states(selected(rows, selection, selection.compare_to), stages)
    after = states(selected(rows, selection, selection.as_of), stages)
    cells: dict[tuple[str, str], list[Decimal | None]] = defaultdict(list)
    for key in before.keys() | after.keys():
        was, is_now = before.get(key), after.get(key)
        if was and was[0].kind != "open" and (not is_now or is_now[0].kind != "open"):
            continue
        origin = NEW if not was else was[0].name if was[0].kind == "open" else REOPENED
        goal = is_now[0].name if is_now else VANISHED
        is_gone = was and (not is_now or is_now[0].kind == "lost")
        cells[origin, goal].append(was[1] if was and is_gone else is_now[1] if is_now else None)
    return {cell: (len(amounts), _sum(amounts)) for cell, amounts in cells.items()}


def candle(rows: list[Row], stages: Mapping[str, Stage], selection: Selection, earlier: date) -> dict[str, Level]:
    day = selected(rows, selection, selection.as_of)
    before = _in_stage(states(selected(rows, selection, earlier), stages), selection.focus_stage)
    after = _in_stage(states(day, stages), selection.focus_stage)
    return {
        "opening": (len(before), _sum(before.values())),
        "came_in": _level_of(amount for key, amount in after.items() if key not in before),
        "went_out": _level_of(amount for key, amount in before.items() if key not in after),
        "closing": (len(after), _sum(after.values())),
    }


def target_of(targets: Iterable[Target], role: Role, member: str, quarter: tuple[date, date]) -> Decimal | None:
    """The targets that overlap the quarter, each by its share of days, to the cent."""
    parts = []
    for target in targets:
        days = (min(target.ends_on, quarter[1]) - max(target.starts_on, quarter[0])).days + 1
        if (target.role, target.member) == (role, member) and days > 0:
            part = target.amount * days / ((target.ends_on - target.starts_on).days + 1)
            parts.append(part.quantize(Decimal("0.01"), ROUND_HALF_UP))
    return sum(parts, Decimal(0)) if parts else None


def gauge_light(amount: Decimal | None, required: Decimal | None) -> str | None:
    if amount is None or required is None:
        return None
    return "green" if amount >= required else "yellow" if amount >= required * Decimal("0.6") else "red"


def _in_stage(held: Mapping[str, State], name: str | None) -> dict[str, Decimal | None]:
    return {key: amount for key, (stage, amount) in held.items() if stage.name == name}


def _level_of(amounts: Iterable[Decimal | None]) -> Level:
    held = list(amounts)
    return len(held), _sum(held)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    held = list(amounts)
    priced = [amount for amount in held if amount is not None]
    return sum(priced, Decimal(0)) if priced or not held else None
