"""Stages of one name in several pipelines: one where the order within each pipeline agrees, told or asked elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import duckdb

from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.stages.labels import by_chance
from analyzer.intake.stages.movement import along_movement
from analyzer.intake.stages.moves import moves_in
from analyzer.intake.stages.stage_words import is_pipeline
from analyzer.message import Message, Share

_MOST = 12
# Chances that are further apart than this are those of different places, where each is the same in all its rows.
_APART = 0.15
_SAME = 0.02
_SHOWN = 5


@dataclass(frozen=True)
class Differing:
    """A label that stands for different places in two pipelines, and what to say of it."""

    label: str
    note: Message


def differing(connection: duckdb.DuckDBPyConnection, sheets: Sequence[KnownSheet], today: date) -> list[Differing]:
    """The labels whose places differ between the pipelines of the same upload, by their chances or by movement."""
    found: dict[str, Differing] = {}
    for sheet in sheets:
        pipeline = _pipeline(sheet)
        if pipeline is not None:
            for item in (*_by_chance(connection, sheet, pipeline), *_by_movement(connection, sheet, pipeline, today)):
                found.setdefault(item.label, item)
    return list(found.values())[:_SHOWN]


def _pipeline(sheet: KnownSheet) -> ColumnProfile | None:
    """The column that says in which pipeline a deal is."""
    named = [item.profile for item in sheet.matches if is_pipeline(item.profile.header)]
    return next((item for item in named if 1 < len(item.counts) <= _MOST), None)


def _by_chance(connection: duckdb.DuckDBPyConnection, sheet: KnownSheet, pipeline: ColumnProfile) -> list[Differing]:
    if "probability" not in sheet.columns or "stage" not in sheet.columns:
        return []
    parts = f"{sheet.columns['stage'].column}, {pipeline.column}"
    counted = by_chance(connection, sheet, sheet.columns["stage"].column, pipeline.column)
    grouped = counted.aggregate(f"{parts}, min(chance) as low, max(chance) as high", parts).order(parts).fetchall()
    chances: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for label, name, low, high in grouped:
        if low is not None and high - low <= _SAME:
            chances[label].append((name, low))
    return [found for label, held in chances.items() if (found := _apart(label, held))]


def _apart(label: str, held: Sequence[tuple[str, float]]) -> Differing | None:
    low, high = min(held, key=lambda item: item[1]), max(held, key=lambda item: item[1])
    if high[1] - low[1] <= _APART:
        return None
    note = Message(
        "“{stage}” stands at {low} in the pipeline “{one}” and at {high} in “{other}”. It is taken for one stage: give "
        "it two names in your CRM where it means two things.",
        stage=label,
        low=Share(low[1]),
        one=low[0],
        high=Share(high[1]),
        other=high[0],
    )
    return Differing(label, note)


def _by_movement(
    connection: duckdb.DuckDBPyConnection, sheet: KnownSheet, pipeline: ColumnProfile, today: date
) -> list[Differing]:
    if "snapshot_date" not in sheet.columns:
        return []
    moves = {name: moves_in(connection, [sheet], today, (pipeline.column, name)) for name in sorted(pipeline.counts)}
    places = {name: along_movement(counted).places for name, counted in moves.items() if counted}
    found: dict[str, Differing] = {}
    for (one, mine), (other, theirs) in combinations(places.items(), 2):
        for label, before in _turned(mine, theirs):
            note = Message(
                "“{stage}” comes after “{before}” in the pipeline “{one}” and before it in “{other}”. It is taken for "
                "one stage: give it two names in your CRM where it means two things.",
                stage=label, before=before, one=one, other=other,
            )  # fmt: skip
            found.setdefault(label, Differing(label, note))
    return list(found.values())


def _turned(mine: Mapping[str, float], theirs: Mapping[str, float]) -> list[tuple[str, str]]:
    """Pairs of stages whose order differs by more than half a step each way: the later one here, the earlier one."""
    shared = sorted(mine.keys() & theirs.keys())
    pairs = [pair for one, other in combinations(shared, 2) for pair in ((one, other), (other, one))]
    return [
        (late, early) for late, early in pairs if mine[late] - mine[early] > 0.5 and theirs[early] - theirs[late] > 0.5
    ]
