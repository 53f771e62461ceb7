"""How deals moved between stages, counted over the snapshots and stage histories of an upload."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date

import duckdb

from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.stages.movement import Moves
from analyzer.intake.tables.snapshot_dates import date_in_name
from analyzer.intake.values import dates
from analyzer.intake.values.columns_of_values import TRIMMED, Column


def moves_in(
    connection: duckdb.DuckDBPyConnection,
    sheets: Sequence[KnownSheet],
    today: date,
    only: tuple[str, str] | None = None,
) -> Moves:
    """From and to which labels deals moved, and how often. Sheets without ids or a day tell nothing.

    only: a column and the value in it of the rows that count.
    """
    parts = [part for at, sheet in enumerate(sheets) if (part := _states(connection, sheet, at, today, only))]
    counted: dict[tuple[str, str], int] = {}
    if parts:
        values = {"only": only[1]} if only else None
        moved = connection.execute(_MOVES.format(states=" union all ".join(parts)), values).fetchall()
        for one, other, count in moved:
            counted[one, other] = counted.get((one, other), 0) + count
    for sheet in sheets:
        if "from_stage" in sheet.columns:
            for one, other, count in _logged(connection, sheet):
                counted[one, other] = counted.get((one, other), 0) + count
    return counted


# A later sheet replaces an earlier one of the same day, and a later row an earlier one.
_MOVES = """
    with state as (
        select deal, day, arg_max(stage, place) as stage
        from ({states}) where deal is not null and day is not null and stage is not null
        group by deal, day
    ), step as (
        select lag(stage) over (partition by deal order by day) as from_stage, stage as to_stage from state
    )
    select from_stage, to_stage, count(*) from step
    where from_stage is not null and from_stage <> to_stage group by all
"""


def _states(
    connection: duckdb.DuckDBPyConnection, sheet: KnownSheet, at: int, today: date, only: tuple[str, str] | None
) -> str | None:
    """SQL of the deals, days and stages of one sheet."""
    stage = sheet.columns.get("stage") or sheet.columns.get("to_stage")
    dated = sheet.columns.get("snapshot_date") or sheet.columns.get("changed_on")
    if stage is None or "opportunity_id" not in sheet.columns or "from_stage" in sheet.columns:
        return None
    deal = f"trim(r.{sheet.columns['opportunity_id'].column}, {TRIMMED})"
    place = f"{at}::bigint * 100000000 + r.row_number"
    counts = f" where r.{only[0]} = $only" if only else ""
    if dated is not None:
        column = Column(connection, sheet.raw, dated, f"moves{at}_{secrets.token_hex(4)}")
        days = column.dates(dates.order_of(column.odd_dates()).order, today)
        joins = " ".join(dict.fromkeys(days.joins))
        return (
            f"select {deal} as deal, {days.expression} as day, r.{stage.column} as stage, {place} as place"  # noqa: S608
            f" from {sheet.raw.table} r {joins}{counts}"
        )
    day = date_in_name(sheet.raw.sheet or "", today) or date_in_name(sheet.raw.file, today)
    if day is None:
        return None
    return (
        f"select {deal} as deal, date '{day.isoformat()}' as day, r.{stage.column} as stage, {place} as place"  # noqa: S608
        f" from {sheet.raw.table} r{counts}"
    )


def _logged(connection: duckdb.DuckDBPyConnection, sheet: KnownSheet) -> list[tuple[str, str, int]]:
    one, other = sheet.columns["from_stage"].column, sheet.columns["to_stage"].column
    moved = connection.table(sheet.raw.table).filter(f"{one} is not null and {other} is not null and {one} <> {other}")
    return moved.aggregate(f"{one}, {other}, count(*)", f"{one}, {other}").fetchall()
