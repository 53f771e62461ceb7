"""A log of stage changes turned into a snapshot for each Monday it covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import duckdb

from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.report import Question, RejectedRow
from analyzer.intake.stages.named_alike import stage_of
from analyzer.intake.tables.date_orders import settled_order
from analyzer.intake.tables.identity import Ids
from analyzer.intake.tables.rejects import labelled
from analyzer.intake.tables.typed_sheet import TypedSheet
from analyzer.intake.values import dates
from analyzer.intake.values.columns_of_values import Column, Values
from analyzer.message import Message

VIEW = "typed_history"
SHEET = 0  # the number by which its rows go, before those of all sheets
_SHOWN = 1_000
_JUDGED = 1_000
_REASONS = {
    "id": ("opportunity_id", Message("The row names no opportunity.")),
    "stage": ("to_stage", Message("The row waits until its stage is placed.")),
    "no_stage": ("to_stage", Message("The row names no new stage.")),
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
    questions: tuple[Question, ...] = ()


def read_history(
    connection: duckdb.DuckDBPyConnection,
    sheet: KnownSheet,
    number: int,
    ids: Ids,
    date_orders: Mapping[str, str],
    today: date,
) -> ReadHistory:
    """Make the changes in ``sheet`` the view ``changes_<number>``: its deals, days, stages and amounts.

    date_orders: header -> the order of its dates, where the user has settled it.
    """
    table, columns = sheet.raw.table, sheet.columns
    made = {field: Column(connection, sheet.raw, columns[field], f"h{number}") for field in columns}
    changed_on = made["changed_on"]
    order, questions = settled_order(sheet, changed_on, date_orders, today)
    day = changed_on.dates(order)
    own = made["opportunity_id"].text()
    own = replace(own, expression=ids.expression(own.expression))
    amount = made["amount"].amounts() if "amount" in made else Values("null::decimal(18, 2)")
    label = f"r.{columns['to_stage'].column}"
    before = stage_of(f"r.{columns['from_stage'].column}") if "from_stage" in columns else "null::varchar"
    began = stage_of(f"r.{columns['from_stage'].column}", "kind") if "from_stage" in columns else "null::varchar"
    problem = (
        f"case when {own.expression} is null then 'id' when {label} is null then 'no_stage'"
        f" when {stage_of(label)} is null then 'stage'"
        f" when {day.expression} is null then 'date' when {amount.misread} then 'amount' end"
    )
    parts = [
        f"create view changes_{number} as select r.row_number, {own.expression} as opportunity_id,",
        f"{day.expression} as changed_on, {stage_of(label)} as stage, {stage_of(label, 'kind')} as kind,",
        f"{amount.expression} as amount, {problem} as problem, {before} as from_stage, {began} as from_kind,",
        f"{_seconds(changed_on.name)} as seconds, r.row_number * {_direction(connection, sheet)} as place",
        f"from {table} r",
        *dict.fromkeys((*day.joins, *own.joins, *amount.joins)),
    ]
    connection.execute("\n".join(parts))
    rejected, count = _rejected(connection, sheet, number)
    return ReadHistory(sheet, rejected, count, day.notes + amount.notes, questions)


def _seconds(text: str) -> str:
    """SQL of the seconds since midnight in a text with a time of day, NULL without one."""
    hour, minute, second = (
        f"try_cast(regexp_extract({text}, '(\\d{{1,2}}):(\\d{{2}})(?::(\\d{{2}}))?', {group}) as integer)"
        for group in (1, 2, 3)
    )
    is_after_noon = f"regexp_matches({text}, '(?i)p\\.?m\\b|下午|晚上|오후')"
    is_before_noon = f"regexp_matches({text}, '(?i)a\\.?m\\b|上午|凌晨|早上|오전')"
    hours = f"case when {is_after_noon} then {hour} % 12 + 12 when {is_before_noon} then {hour} % 12 else {hour} end"
    return f"({hours}) * 3600 + {minute} * 60 + coalesce({second}, 0)"


def _direction(connection: duckdb.DuckDBPyConnection, sheet: KnownSheet) -> int:
    """-1 where the log begins with its newest row, as exports of a CRM do."""
    name = sheet.columns["changed_on"].column
    firsts = connection.table(sheet.raw.table).filter(f"try_cast({name} as date) is not null").order("row_number")
    days = [row[0] for row in firsts.project(f"try_cast({name} as date)").limit(_JUDGED).fetchall()]
    steps = [one < other for one, other in zip(days, days[1:], strict=False) if one != other]
    return -1 if sum(steps) * 2 < len(steps) else 1


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
# Weekdays count from 1, Monday. Of several changes on one day the last one stands, by its time and its place in the
# log. Where the first change of a deal tells from which stage, the deal was there since it was created.
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
    ), known as (
        select * from deal
        qualify row_number() over (partition by opportunity_id order by sheet desc, row_number desc) = 1
    ), ordered as (
        select *, row_number() over (
            partition by opportunity_id order by changed_on, seconds nulls first, place
        ) as number
        from change where problem is null
    ), state as (
        select opportunity_id, changed_on, arg_max(stage, number) as stage, arg_max(kind, number) as kind,
            arg_max(amount, number) as amount
        from ordered
        group by opportunity_id, changed_on
        union all
        select first.opportunity_id, known.created_on, first.from_stage, first.from_kind, null
        from ordered as first
        inner join known on known.opportunity_id = first.opportunity_id
        where first.number = 1 and first.from_stage is not null and known.created_on < first.changed_on
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
