"""A status column beside the stage, as Pipedrive and Dynamics keep it: it alone says which deals are won and lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import duckdb
import pyarrow as pa

from analyzer.intake.matching.columns import Match
from analyzer.intake.matching.plain_words import compact
from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.stages.ordinals import split_ordinal
from analyzer.intake.stages.stage_words import places
from analyzer.intake.values.columns_of_values import TRIMMED
from analyzer.intake.values.small_table import make_table
from analyzer.message import Message


def _compact(names: str) -> frozenset[str]:
    return frozenset(compact(name) for name in names.split(", "))


_HEADERS = _compact(
    "status, deal status, opportunity status, outcome, deal outcome, result, won lost, 状态, 商机状态, 结果, 输赢, "
    "输赢状态, 商机结果, 赢单状态"
)
_STILL_OPEN = _compact("open, active, in progress, ongoing, pending, new, 进行中, 跟进中, 打开, 未结束, 未关闭, 推进中")
_MOST_VALUES = 60


def settle_outcomes(connection: duckdb.DuckDBPyConnection, sheet: KnownSheet) -> KnownSheet:
    """The sheet with ``Won`` and the like as the stage of the deals whose status says so; itself where none does."""
    told = _status(sheet) if sheet.kind == "opportunities" else None
    if told is None:
        return sheet
    stage, status = sheet.columns["stage"].column, told.profile.column
    ended = [value for value in _values(connection, sheet, told.profile) if _is_end(value)]
    if not ended:
        return sheet
    closed = [value for value in _values(connection, sheet, sheet.columns["stage"]) if _is_end(value)]
    table = sheet.raw.table
    _list(connection, f"{table}_ended", ended)
    _list(connection, f"{table}_closed", closed)
    cells = [f"r.c{at}" for at in range(len(sheet.raw.headers))]
    cells[int(stage[1:])] = (
        f"case when closed.text is null then coalesce(ended.text, r.{stage}) else r.{stage} end as {stage}"
    )
    connection.execute(
        f"create view {table}_told as select r.row_number, {', '.join(cells)} from {table} r"  # noqa: S608
        f" left join {table}_ended ended on ended.text = trim(r.{status}, {TRIMMED})"
        f" left join {table}_closed closed on closed.text = trim(r.{stage}, {TRIMMED})"
    )
    said = Message("“{header}” tells which deals are won or lost.", header=told.profile.header)
    matches = tuple(Match(item.profile, None, 1.0, said) if item is told else item for item in sheet.matches)
    raw = replace(sheet.raw, table=f"{table}_told", notes=(*sheet.raw.notes, said))
    return replace(sheet, raw=raw, matches=matches)


def _status(sheet: KnownSheet) -> Match | None:
    """The column that is called status and holds outcomes, where the user has not settled it."""
    free = (item for item in sheet.matches if item.field is None and item.profile.filled and not item.confidence)
    return next((item for item in free if _is_called_status(item.profile) and _holds_outcomes(item.profile)), None)


def _is_called_status(item: ColumnProfile) -> bool:
    header = compact(item.header)
    return header in _HEADERS or header.removeprefix("deal") in _HEADERS


def _holds_outcomes(item: ColumnProfile) -> bool:
    known = [_is_end(value) or compact(value) in _STILL_OPEN for value in item.judged]
    return 0 < len(known) <= _MOST_VALUES and sum(known) > len(known) / 2


def _is_end(value: str) -> bool:
    known = places()
    found = known.get(compact(value)) or known.get(compact(split_ordinal(value)[1]))
    return found is not None and found.kind != "open"


def _values(connection: duckdb.DuckDBPyConnection, sheet: KnownSheet, item: ColumnProfile) -> list[str]:
    cell = f"trim({item.column}, {TRIMMED})"
    found = connection.table(sheet.raw.table).project(f"{cell} as value").filter("value is not null").distinct()
    return sorted(value for (value,) in found.limit(1_000).fetchall())


def _list(connection: duckdb.DuckDBPyConnection, name: str, values: Iterable[str]) -> None:
    make_table(connection, name, {"text": pa.string()}, [(value,) for value in values])
