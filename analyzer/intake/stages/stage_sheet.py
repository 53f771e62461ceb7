"""A sheet that lists the stages."""

from __future__ import annotations

import duckdb

from analyzer.intake.matching.plain_words import compact
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.report import RejectedRow
from analyzer.intake.stages.ordinals import split_ordinal
from analyzer.intake.stages.stage_words import find
from analyzer.intake.tables.table_rows import TableRow, read_rows
from analyzer.intake.values.columns_of_values import as_decimal
from analyzer.message import Message
from analyzer.model import WON_LAYER, Stage, StageKind

_KINDS: dict[str, StageKind] = {
    **dict.fromkeys(("open", "pipeline", "active", "进行中", "开放", "打开", "未结束", "bestcase", "commit"), "open"),
    **dict.fromkeys(("won", "win", "closedwon", "closed", "赢", "赢单", "成交", "成功"), "won"),
    **dict.fromkeys(("lost", "lose", "closedlost", "dead", "omitted", "输", "输单", "丢单", "失败"), "lost"),
}


def read_stages(
    connection: duckdb.DuckDBPyConnection, sheet: KnownSheet
) -> tuple[tuple[Stage, ...], tuple[RejectedRow, ...]]:
    """The stages that ``sheet`` lists, in its order, and the rows that are not clear."""
    stages: list[Stage] = []
    rejected: list[RejectedRow] = []
    for row in sorted(read_rows(connection, sheet), key=_position):
        problem = _add(stages, row)
        if problem:
            rejected.append(RejectedRow(row.number, problem[0], row.get(problem[0]), problem[1], row.cells))
    return tuple(stages), tuple(rejected)


def _position(row: TableRow) -> tuple[float, int]:
    position = as_decimal(row.get("position") or "")
    return (float(position) if position is not None else float("inf"), row.number)


def _add(stages: list[Stage], row: TableRow) -> tuple[str, Message] | None:
    name = row.get("name")
    if not name:
        return "name", Message("The row has no stage.")
    kind, layer = _kind_and_layer(name, row)
    if kind is None:
        return "layer", Message("A layer is a whole number from 1 to 7.")
    days = as_decimal(row.get("benchmark_days") or "")
    stages.append(Stage(name, len(stages) + 1, layer, kind, int(days) if days is not None and days > 0 else None))
    return None


def _kind_and_layer(name: str, row: TableRow) -> tuple[StageKind | None, int | None]:
    found = find(split_ordinal(name)[1]) or find(name)
    known = found.place if found else None
    kind = _KINDS.get(compact(row.get("kind") or ""))
    text = row.get("layer")
    number = as_decimal(text) if text else None
    if text and kind != "lost" and (number is None or number != int(number) or not 1 <= number <= WON_LAYER):
        return ("lost", None) if known and known.kind == "lost" else (None, None)
    kind = kind or ("won" if number == WON_LAYER else None) or (known.kind if known else "open")
    if kind != "open":
        return kind, WON_LAYER if kind == "won" else None
    return kind, min(int(number), WON_LAYER - 1) if number is not None else (known.layer if known else None) or 1
