"""How deals moved and came, once more in plain Python over rows, to hold the SQL against."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from analyzer.model import Role, Selection, Stage
from tests.figures.oracle import level, selected, states, value
from tests.pipelines import Row

Pair = tuple[date, date]
Stages = Mapping[str, Stage]


def step_counts(
    rows: list[Row], stages: Stages, selection: Selection, pairs: list[Pair], role: Role | None
) -> Counter[tuple[str, int, str]]:
    found: Counter[tuple[str, int, str]] = Counter()
    for before, after in pairs:
        there = states(selected(rows, selection, after), stages)
        for member, key, stage, _ in parts(rows, stages, selection, before, role):
            if stage.kind == "open" and stage.layer:
                found[member, stage.layer, _place(there[key][0]) if key in there else "vanished"] += 1
    return found


def _place(stage: Stage) -> str:
    return str(stage.layer) if stage.kind == "open" else stage.kind


def entries(
    rows: list[Row], stages: Stages, selection: Selection, pairs: list[Pair], role: Role | None
) -> dict[tuple[str, date, int], list[Decimal | None]]:
    found: dict[tuple[str, date, int], list[Decimal | None]] = defaultdict(list)
    for before, after in pairs:
        was = {key: stage.kind for key, (stage, _) in states(selected(rows, selection, before), stages).items()}
        for member, key, stage, lines in parts(rows, stages, selection, after, role):
            came_in = {"open": ("won", "lost", None), "won": ("lost", None), "lost": (None,)}[stage.kind]
            closed = [row.closed_on for row in lines if row.closed_on]
            is_late = stage.kind != "open" and closed and max(closed) <= before
            if was.get(key) in came_in and not is_late:
                found[member, after, stage.layer or 8].append(level(lines)[1])
    return found


def parts(
    rows: list[Row], stages: Stages, selection: Selection, day: date, role: Role | None
) -> list[tuple[str, str, Stage, list[Row]]]:
    """Member, deal, its stage and the member's lines of it on one day."""
    there = selected(rows, selection, day)
    held: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in there:
        held[value(row, role), row.opportunity_id].append(row)
    kept = states(there, stages)
    return [(member, key, kept[key][0], lines) for (member, key), lines in held.items()]
