"""A sheet that lists the stages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import duckdb

from analyzer.intake.matching.plain_words import compact
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.report import RejectedRow
from analyzer.intake.stages.labels import Label
from analyzer.intake.stages.outcome_columns import is_true, kind_by_name
from analyzer.intake.tables.table_rows import TableRow, read_rows
from analyzer.intake.values.columns_of_values import as_decimal
from analyzer.message import Message
from analyzer.model import WON_LAYER, Stage, StageKind

_KINDS: dict[str, StageKind] = {
    **dict.fromkeys(("open", "pipeline", "active", "进行中", "开放", "打开", "未结束", "bestcase", "commit"), "open"),
    **dict.fromkeys(("won", "win", "closedwon", "closed", "赢", "赢单", "成交", "成功"), "won"),
    **dict.fromkeys(("lost", "lose", "closedlost", "dead", "omitted", "输", "输单", "丢单", "失败"), "lost"),
}


@dataclass(frozen=True)
class Listing:
    """What stage sheets list. stages: in their order; an open one has no layer where the sheet tells none.

    chances: stage -> its chance of winning, 0..1, where the sheet tells it. rejected: rows that are not clear.
    """

    stages: tuple[Stage, ...] = ()
    chances: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    rejected: tuple[RejectedRow, ...] = ()

    def on(self, labels: Iterable[Label]) -> list[Label]:
        """The labels with the chances that are listed."""
        chances = {compact(name): chance for name, chance in self.chances.items()}
        return [replace(item, probability=chances.get(compact(item.text), item.probability)) for item in labels]


def read_stages(connection: duckdb.DuckDBPyConnection, sheet: KnownSheet) -> Listing:
    """The stages that ``sheet`` lists, in its order, and the rows that are not clear."""
    stages: list[Stage] = []
    chances: dict[str, float] = {}
    rejected: list[RejectedRow] = []
    rows = sorted(read_rows(connection, sheet), key=_position)
    whole = 100 if any((_number(row) or 0) > 1 or "%" in (row.get("chance") or "") for row in rows) else 1
    places = sorted({_position(row)[0] for row in rows})
    for row in rows:
        chance = None if (number := _number(row)) is None else number / whole
        problem = _add(stages, row, chance)
        if problem:
            rejected.append(RejectedRow(row.number, problem[0], row.get(problem[0]), problem[1], row.cells))
        elif chance is not None:
            chances[stages[-1].name] = chance
        if not problem and "position" in row.fields:
            stages[-1] = replace(stages[-1], position=places.index(_position(row)[0]) + 1)
    return Listing(tuple(stages), chances, tuple(rejected))


def _position(row: TableRow) -> tuple[float, int]:
    position = as_decimal(row.get("position") or "")
    return (float(position) if position is not None else float("inf"), row.number)


def _add(stages: list[Stage], row: TableRow, chance: float | None) -> tuple[str, Message] | None:
    name = row.get("name")
    if not name:
        return "name", Message("The row has no stage.")
    kind, layer = _kind_and_layer(name, row, chance)
    if kind is None:
        return "layer", Message("A layer is a whole number from 1 to 7.")
    if any(compact(stage.name) == compact(name) for stage in stages):
        return "name", Message("The stage is listed already; the first one stands.")
    days = as_decimal(row.get("benchmark_days") or "")
    stages.append(Stage(name, len(stages) + 1, layer, kind, int(days) if days is not None and days > 0 else None))
    return None


def _kind_and_layer(name: str, row: TableRow, chance: float | None) -> tuple[StageKind | None, int | None]:
    known = kind_by_name(name)
    kind = _kind_told(row, chance)
    text = row.get("layer")
    number = as_decimal(text) if text else None
    if text and kind != "lost" and (number is None or number != int(number) or not 1 <= number <= WON_LAYER):
        return ("lost", None) if known == "lost" else (None, None)
    kind = kind or ("won" if number == WON_LAYER else None) or (known if known in ("won", "lost") else None) or "open"
    if kind != "open":
        return kind, WON_LAYER if kind == "won" else None
    return kind, min(int(number), WON_LAYER - 1) if number is not None else None


def _kind_told(row: TableRow, chance: float | None) -> StageKind | None:
    """The kind by its own column, by flags, or by a chance that leaves no doubt."""
    told = _KINDS.get(compact(row.get("kind") or ""))
    if told:
        return told
    if is_true(row.get("is_won")):
        return "won"
    if is_true(row.get("is_closed")):
        return "lost" if row.get("is_won") else None
    return "won" if chance == 1 else "lost" if chance == 0 and row.get("is_closed") else None


def _number(row: TableRow) -> float | None:
    number = as_decimal((row.get("chance") or "").strip().rstrip("%％ "))
    return float(number) if number is not None and 0 <= number <= 100 else None
