"""A log of stage changes turned into a snapshot for each Monday it covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.report import RejectedRow
from analyzer.intake.stages.named_alike import stage_of
from analyzer.intake.tables.rejects import labelled
from analyzer.intake.tables.typed_sheet import TypedSheet
from analyzer.intake.values import dates
from analyzer.intake.values.columns_of_values import Column, Values
from analyzer.message import Message

VIEW = "typed_history"
SHEET = 0  # the number by which its rows go, before those of all sheets
_SHOWN = 1_000
_REASONS = {
    "id": ("opportunity_id", Message("The row names no opportunity.")),
    "stage": ("to_stage", Message("The row waits until its stage is placed.")),
    "date": ("changed_on", dates.NO_DATE),
    "amount": ("amount", Message("This is not an amount.")),
}


@dataclass(frozen=True)
class ReadHistory:
    """One log, and its rows that are not clear."""

    sheet: KnownSheet
    rejected: tuple[RejectedRow, ...]
    rows_rejected: int
    notes: tuple[Message, ...]


def read_history(connection: duckdb.DuckDBPyConnection, sheet: KnownSheet, number: int) -> ReadHistory:
    """Make the changes in ``sheet`` the view ``changes_<number>``: its deals, days, stages and amounts."""
    table, columns = sheet.raw.table, sheet.columns
    made = {field: Column(connection, sheet.raw, columns[field], f"h{number}") for field in columns}
    day = made["changed_on"].dates(dates.order_of(made["changed_on"].odd_dates()).order)
    own = made["opportunity_id"].text()
    amount = made["amount"].amounts() if "amount" in made else Values("null::decimal(18, 2)")
    label = f"r.{columns['to_stage'].column}"
    problem = (
        f"case when {own.expression} is null then 'id' when {stage_of(label)} is null then 'stage'"
        f" when {day.expression} is null then 'date' when {amount.misread} then 'amount' end"
    )
    parts = [
        f"create view changes_{number} as select r.row_number, {own.expression} as opportunity_id,",
        f"{day.expression} as changed_on, {stage_of(label)} as stage, {stage_of(label, 'kind')} as kind,",
        f"{amount.expression} as amount, {problem} as problem",
        f"from {table} r",
        *dict.fromkeys((*day.joins, *own.joins, *amount.joins)),
    ]
    connection.execute("\n".join(parts))
    rejected, count = _rejected(connection, sheet, number)
    return ReadHistory(sheet, rejected, count, day.notes + amount.notes)


def newest_change(connection: duckdb.DuckDBPyConnection, logs: int, today: date) -> date | None:
    """The newest day up to ``today`` on which a deal changed its stage, in the first ``logs`` logs."""
    views = [connection.table(f"changes_{number}") for number in range(logs)]
    newest = [view.filter(f"changed_on <= date '{today.isoformat()}'").aggregate("max(changed_on)") for view in views]
    return max((day for found in newest for (day,) in found.fetchall() if day), default=None)


def _rejected(
    connection: duckdb.DuckDBPyConnection, sheet: KnownSheet, number: int
) -> tuple[tuple[RejectedRow, ...], int]:
    bad = connection.table(f"changes_{number}").filter("problem is not null").set_alias("bad")
    count = bad.aggregate("count(*)").fetchall()[0][0]
    names = [f"r.c{at}" for at in range(len(sheet.raw.headers))]
    raw = connection.table(sheet.raw.table).set_alias("r")
    rows = bad.join(raw, "r.row_number = bad.row_number").project(
        ", ".join(["bad.row_number as place", "problem", *names])
    )
    shown = []
    for at, problem, *cells in rows.order("place").limit(_SHOWN).fetchall():
        field, reason = _REASONS[problem]
        place = int(sheet.columns[field].column[1:])
        shown.append(RejectedRow(at, field, cells[place], reason, labelled(sheet, cells)))
    return tuple(shown), count


def make_history_view(
    connection: duckdb.DuckDBPyConnection, numbers: Iterable[int], sheets: Sequence[TypedSheet]
) -> None:
    """Make the table `VIEW` of typed rows: each deal's state at the end of each Monday.

    What a log does not hold (names, roles, and the amount where it has none) is taken from ``sheets``.
    """
    logs = [f"from changes_{number}" for number in numbers]
    connection.execute("create view change as " + " union all ".join(logs))
    connection.execute(
        "create view deal as " + " union all ".join([_NO_DEALS, *(f"from {sheet.view}" for sheet in sheets)])
    )
    connection.execute(_STATES)


_NO_DEALS = """
    select 0 as sheet, 0 as row_number, null::date as snapshot_date, null as opportunity_id, null as opportunity_name,
        null as customer, null as stage, null::decimal(18, 2) as amount, null::double as probability,
        null::date as created_on, null::date as closed_on, null::date as expected_close, null::date as stage_entered_on,
        null as region, null as product, null as industry, null as channel, null as rep,
        null as extra_1, null as extra_2, null as extra_3, null as currency, null as kind, null as identity,
        null as problem
    where false
"""
# Weekdays count from 1, Monday. Of several changes on one day the last one in the log stands.
_STATES = """
    create table typed_history as
    with day as (
        select min(changed_on) as first_day, max(changed_on) as last_day from change where problem is null
    ), monday as (
        select cast(unnest(generate_series(
            cast(first_day + cast((8 - isodow(first_day)) % 7 as integer) as timestamp),
            cast(last_day as timestamp),
            interval 7 day
        )) as date) as day
        from day
    ), state as (
        select opportunity_id, changed_on, arg_max(stage, row_number) as stage, arg_max(kind, row_number) as kind,
            arg_max(amount, row_number) as amount
        from change where problem is null
        group by opportunity_id, changed_on
    ), known as (
        select * from deal
        qualify row_number() over (partition by opportunity_id order by sheet desc, row_number desc) = 1
    ), held as (
        select monday.day, state.*
        from monday join state on state.changed_on <= monday.day
        qualify row_number() over (partition by monday.day, state.opportunity_id order by state.changed_on desc) = 1
    )
    select 0 as sheet, cast(row_number() over (order by held.day, held.opportunity_id) as integer) as row_number,
        held.day as snapshot_date, held.opportunity_id, known.opportunity_name, known.customer, held.stage,
        coalesce(held.amount, known.amount) as amount, cast(null as double) as probability, known.created_on,
        case when held.kind <> 'open' then held.changed_on end as closed_on,
        case when held.kind = 'open' then known.expected_close end as expected_close,
        held.changed_on as stage_entered_on, known.region, known.product, known.industry, known.channel, known.rep,
        known.extra_1, known.extra_2, known.extra_3,
        known.currency, held.kind, 'id' as identity, cast(null as varchar) as problem
    from held left join known on known.opportunity_id = held.opportunity_id
"""
