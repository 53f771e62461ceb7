"""One sheet of opportunities as a view of typed rows, each with the reason why it cannot be loaded, if any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import duckdb
import pyarrow as pa

from analyzer.intake.matching.fields import ROLE_FIELDS
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.report import ColumnMatch, Question
from analyzer.intake.stages.named_alike import stage_of
from analyzer.intake.tables.amounts import read_amounts
from analyzer.intake.tables.identity import Ids, identified
from analyzer.intake.tables.joins import Lookup
from analyzer.intake.tables.members import Members
from analyzer.intake.tables.sheet_dates import DATES, read_dates, settle_close_date
from analyzer.intake.tables.typing_work import Typing
from analyzer.intake.values import dates
from analyzer.intake.values.columns_of_values import Column, Values
from analyzer.message import Message
from analyzer.model import EXTRA_ROLES
from analyzer.settings import Settings

TEXTS = (
    "opportunity_id", "opportunity_name", "customer", "region", "product", "industry", "channel", "rep", *EXTRA_ROLES,
)  # fmt: skip
_NOTHING: Mapping[str, pa.DataType] = {
    "null::varchar": pa.string(), "null::date": pa.date32(), "null::double": pa.float64(),
}  # fmt: skip


@dataclass(frozen=True)
class TypedSheet:
    """A sheet of opportunities and its view ``typed_<number>``.

    The view's columns: sheet, row_number, snapshot_date, opportunity_id, ... rep as `Intake.snapshots` has them,
    then currency, kind (of the stage), identity (what the deal is known by) and problem (why it stays out, or NULL).
    ready: those columns of the view that are worked out already, row by row as they were read.
    lookup_views: lookup's table -> view with the ``key`` by which each row looks it up.
    orders: header -> the order of day, month and year that its dates showed.
    """

    sheet: KnownSheet
    number: int
    has_date: bool
    columns: tuple[ColumnMatch, ...]
    notes: tuple[Message, ...]
    questions: tuple[Question, ...]
    ready: Mapping[str, pa.ChunkedArray]
    lookup_views: Mapping[str, str]
    orders: Mapping[str, dates.Order]

    @property
    def view(self) -> str:
        return f"typed_{self.number}"


def type_sheet(
    connection: duckdb.DuckDBPyConnection,
    sheet: KnownSheet,
    number: int,
    lookups: Sequence[Lookup],
    settings: Settings,
    members: Members,
    ids: Ids,
    today: date,
    labels_wait: bool = True,
) -> TypedSheet:
    """Make the view of ``sheet``. Needs the tables of `make_stage_labels` and those of ``members``.

    labels_wait: some label of a stage has no place yet.
    """
    work = Typing(connection, sheet, number, settings, members, ids, labels_wait)
    _read_texts(work)
    read_dates(work, sheet.raw.added_on or today)
    read_amounts(work)
    for field, read in (("probability", Column.probabilities), ("currency", Column.currencies)):
        if field in sheet.columns:
            work.add(field, read(work.column(field)))
    lookup_views = _look_up(work, lookups)
    columns = settle_close_date(work)
    ready = _create_view(work)
    return TypedSheet(
        sheet,
        number,
        "snapshot_date" in sheet.columns,
        columns,
        (*ids.of(sheet), *work.notes),
        tuple(work.questions),
        ready,
        lookup_views,
        work.orders,
    )


def shown_elsewhere(sheets: Sequence[TypedSheet]) -> dict[str, dates.Order]:
    """The order of dates that some of ``sheets`` ask for and others show, by header, where these agree."""
    asked = {item.about for sheet in sheets for item in sheet.questions if item.kind == "date_order"}
    shown: dict[str, set[dates.Order]] = {header: set() for header in asked}
    for sheet in sheets:
        for header in asked & sheet.orders.keys():
            shown[header].add(sheet.orders[header])
    return {header: orders.pop() for header, orders in shown.items() if len(orders) == 1}


def _read_texts(work: Typing) -> None:
    for field in (field for field in TEXTS if field in work.sheet.columns):
        work.add(field, _same_as(work, field, work.column(field).text()))


def _same_as(work: Typing, role: str, values: Values) -> Values:
    if role not in work.members.same:
        return values
    same = f"same_{role}"
    join = f"left join {same} on {same}.member = {values.expression}"
    return replace(
        values, expression=f"coalesce({same}.kept, {values.expression})", joins=(*values.joins, join), ready=None
    )


def _look_up(work: Typing, lookups: Sequence[Lookup]) -> dict[str, str]:
    views = {}
    for lookup in (lookup for lookup in lookups if work.sheet.name in lookup.keys):
        expression, joins = _key(work, lookup)
        view = f"{lookup.table}_keys_{work.number}"
        _view(work.connection, view, [f"{expression} as key"], work.sheet.raw.table, joins)
        views[lookup.table] = view
        work.joins.append(f"left join {lookup.table} on {lookup.table}.key = {expression}")
        for field in lookup.adds:
            if field not in work.values:
                work.add(field, _same_as(work, field, Values(f"{lookup.table}.{field}")))
    return views


def _key(work: Typing, lookup: Lookup) -> tuple[str, Sequence[str]]:
    profile = lookup.keys[work.sheet.name]
    field = next((name for name in TEXTS if name in work.sheet.columns and work.sheet.columns[name] is profile), None)
    if field:
        return work.values[field].expression, work.values[field].joins
    values = Column(work.connection, work.sheet.raw, profile, str(work.number)).text()
    return values.expression, values.joins


def _create_view(work: Typing) -> dict[str, pa.ChunkedArray]:
    """Make the view; its columns that are worked out already."""
    stage = f"r.{work.sheet.columns['stage'].column}"
    amount = work.values.get("amount", Values("null::decimal(18, 2)"))
    # What stands beside the number says more than its row, and a sign that several currencies share says less.
    told = (amount.currency, work.expression("currency", ""), amount.likely_currency)
    currency = f"coalesce({', '.join(filter(None, told))}, null::varchar)" if any(told) else "null::varchar"
    identity, opportunity_id = _identity(work)
    columns = {
        "sheet": str(work.number),
        "row_number": "r.row_number",
        "snapshot_date": work.expression("snapshot_date", "null::date"),
        "opportunity_id": opportunity_id,
        "opportunity_name": work.expression("opportunity_name"),
        "customer": work.expression("customer"),
        "stage": stage_of(stage),
        "amount": amount.expression,
        "probability": work.expression("probability", "null::double"),
        **{field: work.expression(field, "null::date") for field in DATES[1:] if field != "close_date"},
        **{role: work.expression(role) for role in (*ROLE_FIELDS, *EXTRA_ROLES) if role != "customer"},
        "currency": currency,
        "kind": work.kind,
        "identity": identity,
        "problem": _problem(work, stage),
    }
    names = [f"{expression} as {name}" for name, expression in columns.items()]
    _view(work.connection, f"typed_{work.number}", names, work.sheet.raw.table, work.joins)
    ready = {
        name: values.ready
        for name, values in work.values.items()
        if values.ready is not None and columns.get(name) == values.expression
    }
    return ready | _blank(columns, work.sheet.raw.cells.num_rows)


def _blank(columns: Mapping[str, str], rows: int) -> dict[str, pa.ChunkedArray]:
    """The columns that hold nothing, made once for each type."""
    nothing = {sql: pa.chunked_array([pa.nulls(rows, kind)]) for sql, kind in _NOTHING.items()}
    return {name: nothing[sql] for name, sql in columns.items() if sql in nothing and name != "snapshot_date"}


def _identity(work: Typing) -> tuple[str, str]:
    own = work.expression("opportunity_id")
    if not work.may_be_blank("opportunity_id") and not work.ids.shared:
        return "'id'", work.ids.expression(own)
    name, customer, product = (work.expression(field) for field in ("opportunity_name", "customer", "product"))
    return identified(work.ids, own, (name, customer, product), work.number)


def _problem(work: Typing, stage: str) -> str:
    # What cannot happen is not looked for: it would be looked for a million times.
    dated = "snapshot_date" in work.values
    problems = {
        "stage_blank": (work.sheet.columns["stage"].filled < work.sheet.rows, f"{stage} is null"),
        "stage_unknown": (work.labels_wait, f"{stage_of(stage)} is null"),
        "amount": (work.may_be_misread("amount"), work.misread("amount")),
        "snapshot_date": (work.may_be_misread("snapshot_date"), work.misread("snapshot_date")),
        "snapshot_blank": (dated and work.may_be_blank("snapshot_date"), f"{work.expression('snapshot_date')} is null"),
    }
    cases = [f"when {condition} then '{name}'" for name, (may_be, condition) in problems.items() if may_be]
    return f"case {' '.join(cases)} end" if cases else "null::varchar"


def _view(
    connection: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str], table: str, joins: Sequence[str]
) -> None:
    parts = [f"create or replace view {name} as select", ",\n".join(columns), f"from {table} r", *dict.fromkeys(joins)]
    connection.execute("\n".join(parts))
