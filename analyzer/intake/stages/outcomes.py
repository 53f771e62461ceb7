"""Outcomes that stand beside the stage, as Pipedrive, Dynamics and Salesforce keep them, put where the stage is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

import duckdb

from analyzer.intake.matching.columns import Match
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.stages.contradictions import contradictions
from analyzer.intake.stages.labels import Label
from analyzer.intake.stages.outcome_columns import OutcomeColumn, headers_of, kind_by_name, outcome_columns
from analyzer.intake.stages.outcomes_of_rows import said_by_chance, said_by_columns
from analyzer.intake.stages.spelling import spelled_alike
from analyzer.intake.stages.tallies import Coded, Told, coded, replaced, tallies
from analyzer.message import Message
from analyzer.model import Stage, StageKind
from analyzer.settings import Settings

KindOf = Callable[[str], StageKind | Literal["over"] | None]
_DEFAULT: Mapping[str, str] = MappingProxyType({"won": "Closed won", "lost": "Closed lost"})


@dataclass(frozen=True)
class Settled:
    """A sheet whose stages say which deals are won and lost.

    ends: labels of unknown kind whose deals are all won, all lost, or still open, by the other column.
    """

    sheet: KnownSheet
    ends: Mapping[str, StageKind] = field(default_factory=lambda: MappingProxyType({}))


def settle_outcomes(
    connection: duckdb.DuckDBPyConnection, sheet: KnownSheet, kind_of: KindOf = kind_by_name
) -> Settled:
    """``sheet`` with ``Won`` and the like as the stage of the deals of which another column says so."""
    if sheet.kind != "opportunities" or "stage" not in sheet.columns:
        return Settled(sheet)
    columns = outcome_columns(sheet)
    outcomes = said_by_columns(sheet, columns) if columns else said_by_chance(sheet)
    if outcomes is None:
        return Settled(sheet)
    labels = coded(sheet.raw.cells[sheet.columns["stage"].column])
    told = tallies(labels, outcomes, sheet.raw.cells["row_number"].to_numpy())
    kinds = {label: kind_of(label) for label in {item.label for item in told}}
    told = told if columns else _only_of_labels_that_are_over(told, kinds)
    if not any(item.outcome in ("won", "lost") for item in told):
        return Settled(sheet)
    ends = _ends(told, kinds)
    moved = _moved(told, kinds, ends)
    names = _names(columns, told, kinds, ends)
    moves = {(item.label, item.outcome): names[item.outcome or ""] for item in moved}
    settled = _with_stages(connection, sheet, labels, outcomes, moves) if moves else sheet
    return Settled(_with_notes(settled, columns, told, kinds, moved), ends)


def kinds_told(settings: Settings, listed: Sequence[Stage]) -> KindOf:
    """The kind of a label as the user or a stage sheet tells it, or else by its name."""
    told = {stage.name: stage for stage in (*settings.stages, *(() if settings.stages else listed))}

    def kind_of(label: str) -> StageKind | Literal["over"] | None:
        group = spelled_alike([Label(label, 1)], settings, told)[0]
        return told[group.name].kind if group.name in told else kind_by_name(group.name or label)

    return kind_of


def agreed_ends(settled: Iterable[Settled]) -> dict[str, StageKind]:
    """The ends that no two sheets disagree about."""
    kinds: dict[str, set[StageKind]] = {}
    for item in settled:
        for label, kind in item.ends.items():
            kinds.setdefault(label, set()).add(kind)
    return {label: next(iter(found)) for label, found in kinds.items() if len(found) == 1}


def _only_of_labels_that_are_over(told: Sequence[Told], kinds: Mapping[str, str | None]) -> list[Told]:
    """Only the labels that are over and each of whose deals is certain; others may be sure of winning and yet open."""
    doubtful = {item.label for item in told if item.outcome is None or kinds[item.label] != "over"}
    return [item for item in told if item.label not in doubtful]


def _ends(told: Sequence[Told], kinds: Mapping[str, str | None]) -> dict[str, StageKind]:
    """The labels that the outcomes of their deals tell the kind of."""
    ends: dict[str, StageKind] = {}
    for label, kind in kinds.items():
        said = {item.outcome for item in told if item.label == label}
        if kind in (None, "over") and len(said) == 1 and said <= {"won", "lost"}:
            ends[label] = "won" if said == {"won"} else "lost"
        elif kind == "over" and "open" in said:
            ends[label] = "open"
    return ends


def _moved(told: Sequence[Told], kinds: Mapping[str, str | None], ends: Mapping[str, StageKind]) -> list[Told]:
    """What is put where the stage is: outcomes of deals whose stage does not tell one itself."""
    return [
        item
        for item in told
        if item.outcome in ("won", "lost")
        and kinds[item.label] not in ("won", "lost")
        and ends.get(item.label) not in ("won", "lost")
    ]


def _names(
    columns: Sequence[OutcomeColumn],
    told: Sequence[Told],
    kinds: Mapping[str, str | None],
    ends: Mapping[str, StageKind],
) -> dict[str, str]:
    """How the stages of the deals that are won and lost go: by the user's own stage, or else by the status itself."""
    names = {}
    for outcome in ("won", "lost"):
        own = [item for item in told if outcome in (kinds[item.label], ends.get(item.label))]
        values = [
            (count, value)
            for column in columns
            if column.flag is None
            for value, count in column.profile.counts.items()
            if column.says.get(value) == outcome
        ]
        names[outcome] = own[0].label if own else max(values)[1].strip() if values else _DEFAULT[outcome]
    return names


def _with_stages(
    connection: duckdb.DuckDBPyConnection,
    sheet: KnownSheet,
    labels: Coded,
    outcomes: Coded,
    names: Mapping[tuple[str, str | None], str],
) -> KnownSheet:
    """The sheet over a table in which outcomes stand where the stage is."""
    cells, column = sheet.raw.cells, sheet.columns["stage"].column
    stages = replaced(cells[column], labels, outcomes, names)
    cells = cells.set_column(cells.schema.get_field_index(column), column, stages)
    table = f"{sheet.raw.table}_told"
    connection.register(table, cells)
    return replace(sheet, raw=replace(sheet.raw, table=table, cells=cells))


def _with_notes(
    sheet: KnownSheet,
    columns: Sequence[OutcomeColumn],
    told: Sequence[Told],
    kinds: Mapping[str, str | None],
    moved: Sequence[Told],
) -> KnownSheet:
    headers = headers_of(columns)
    if not headers:
        header = sheet.columns["probability"].header
        said = Message("“{header}” tells which of the closed deals are won or lost.", header=header)
        return replace(sheet, raw=replace(sheet.raw, notes=(*sheet.raw.notes, said)))
    says = {id(column.match): _says(column) for column in columns}
    matches = tuple(
        Match(item.profile, None, 1.0, says[id(item)]) if id(item) in says else item for item in sheet.matches
    )
    notes = (*says.values(), *contradictions(headers, told, kinds, frozenset(moved)))
    return replace(sheet, raw=replace(sheet.raw, notes=(*sheet.raw.notes, *notes)), matches=matches)


def _says(column: OutcomeColumn) -> Message:
    if column.flag == "over":
        return Message("“{header}” tells which deals are closed.", header=column.profile.header)
    return Message("“{header}” tells which deals are won or lost.", header=column.profile.header)
