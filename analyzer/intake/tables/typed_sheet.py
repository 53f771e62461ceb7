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
from analyzer.intake.stages.named_alike import STAGE_LABELS, stage_of
from analyzer.intake.tables.date_orders import ask_order, order_note, order_told
from analyzer.intake.tables.identity import Ids, identified
from analyzer.intake.tables.joins import Lookup
from analyzer.intake.tables.members import Members
from analyzer.intake.values import dates
from analyzer.intake.values.columns_of_values import NEVER, Column, Values
from analyzer.message import Message
from analyzer.model import EXTRA_ROLES
from analyzer.settings import Settings

TEXTS = (
    "opportunity_id", "opportunity_name", "customer", "region", "product", "industry", "channel", "rep", *EXTRA_ROLES,
)  # fmt: skip
_NOTHING: Mapping[str, pa.DataType] = {
    "null::varchar": pa.string(), "null::date": pa.date32(), "null::double": pa.float64(),
}  # fmt: skip

DATES = ("snapshot_date", "created_on", "closed_on", "expected_close", "close_date", "stage_entered_on")


@dataclass(frozen=True)
class TypedSheet:
    """A sheet of opportunities and its view ``typed_<number>``.

    The view's columns: sheet, row_number, snapshot_date, opportunity_id, ... rep as `Intake.snapshots` has them,
    then currency, kind (of the stage), identity (what the deal is known by) and problem (why it stays out, or NULL).
    ready: those columns of the view that are worked out already, row by row as they were read.
    lookup_views: lookup's table -> view with the ``key`` by which each row looks it up.
    """

    sheet: KnownSheet
    number: int
    has_date: bool
    columns: tuple[ColumnMatch, ...]
    notes: tuple[Message, ...]
    questions: tuple[Question, ...]
    ready: Mapping[str, pa.ChunkedArray]
    lookup_views: Mapping[str, str]

    @property
    def view(self) -> str:
        return f"typed_{self.number}"


class _Typing:
    """The work on one sheet. labels_wait: some label has no stage yet."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sheet: KnownSheet,
        number: int,
        settings: Settings,
        members: Members,
        ids: Ids,
        labels_wait: bool,
    ) -> None:
        self.connection = connection
        self.sheet = sheet
        self.number = number
        self.settings = settings
        self.members = members
        self.ids = ids
        self.labels_wait = labels_wait
        self.values: dict[str, Values] = {}
        self.joins: list[str] = []
        self.notes: list[Message] = []
        self.questions: list[Question] = []

    def column(self, field: str) -> Column:
        return Column(self.connection, self.sheet.raw, self.sheet.columns[field], str(self.number))

    def add(self, field: str, values: Values) -> None:
        self.values[field] = values
        self.joins += values.joins
        self.notes += values.notes

    @property
    def kind(self) -> str:
        """SQL of the kind of a row's stage."""
        return stage_of(f"r.{self.sheet.columns['stage'].column}", "kind")

    def expression(self, field: str, otherwise: str = "null::varchar") -> str:
        return self.values[field].expression if field in self.values else otherwise

    def misread(self, field: str) -> str:
        return self.values[field].misread if field in self.values else NEVER

    def may_be_misread(self, field: str) -> bool:
        return self.misread(field) != NEVER

    def may_be_blank(self, field: str) -> bool:
        ready = self.values[field].ready if field in self.values else None
        return ready is None or ready.null_count > 0


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
    work = _Typing(connection, sheet, number, settings, members, ids, labels_wait)
    _read_texts(work)
    _read_dates(work, sheet.raw.added_on or today)
    if "amount" in sheet.columns:
        work.add("amount", work.column("amount").amounts(in_number_cells=sheet.raw.sheet is not None))
    for field, read in (("probability", Column.probabilities), ("currency", Column.currencies)):
        if field in sheet.columns:
            work.add(field, read(work.column(field)))
    lookup_views = _look_up(work, lookups)
    columns = _settle_close_date(work)
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
    )


def _read_texts(work: _Typing) -> None:
    for field in (field for field in TEXTS if field in work.sheet.columns):
        work.add(field, _same_as(work, field, work.column(field).text()))


def _same_as(work: _Typing, role: str, values: Values) -> Values:
    if role not in work.members.same:
        return values
    same = f"same_{role}"
    join = f"left join {same} on {same}.member = {values.expression}"
    return replace(
        values, expression=f"coalesce({same}.kept, {values.expression})", joins=(*values.joins, join), ready=None
    )


def _read_dates(work: _Typing, today: date) -> None:
    fields = [field for field in DATES if field in work.sheet.columns]
    columns = {field: work.column(field) for field in fields}
    findings = {field: dates.order_of(column.odd_dates(), today) for field, column in columns.items()}
    sheet_order = next((finding.order for finding in findings.values() if finding.order), None)
    for field, column in columns.items():
        header = column.profile.header
        order = order_told(work.settings.date_orders, header) or findings[field].order
        if findings[field].fits_both and order is None:
            order = sheet_order if sheet_order in findings[field].options else None
            if order:
                work.notes.append(order_note(header, order))
            else:
                work.questions.append(ask_order(work.sheet, column.profile, findings[field].options))
        weeks_until = today if field == "snapshot_date" else None
        work.add(field, column.dates(order, weeks_until))


def _look_up(work: _Typing, lookups: Sequence[Lookup]) -> dict[str, str]:
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


def _key(work: _Typing, lookup: Lookup) -> tuple[str, Sequence[str]]:
    profile = lookup.keys[work.sheet.name]
    field = next((name for name in TEXTS if name in work.sheet.columns and work.sheet.columns[name] is profile), None)
    if field:
        return work.values[field].expression, work.values[field].joins
    values = Column(work.connection, work.sheet.raw, profile, str(work.number)).text()
    return values.expression, values.joins


def _settle_close_date(work: _Typing) -> tuple[ColumnMatch, ...]:
    """A column called close date is when open deals should close, and when closed ones did."""
    if "close_date" not in work.values:
        return tuple(item.reported() for item in work.sheet.matches)
    close = work.values["close_date"].expression
    when_closed = f"case when {work.kind} <> 'open' then {close} end"
    closed = work.values.get("closed_on")
    fills_expected = "expected_close" not in work.values and _open_deals_have_it(work)
    if fills_expected:
        work.values["expected_close"] = Values(close, ready=work.values["close_date"].ready)
        reason = Message(
            "Open deals have it too, so it is the expected close; for closed deals it is when they closed."
        )
    else:
        reason = Message("Only closed deals have it, so it is when they closed.")
    work.values["closed_on"] = Values(f"coalesce({closed.expression}, {when_closed})" if closed else when_closed)
    field = "expected_close" if fills_expected else "closed_on"
    return tuple(
        item.reported(field, reason) if item.field == "close_date" else item.reported() for item in work.sheet.matches
    )


def _open_deals_have_it(work: _Typing) -> bool:
    stage, close = work.sheet.columns["stage"].column, work.sheet.columns["close_date"].column
    filled = work.connection.table(work.sheet.raw.table).filter(f"{close} is not null").set_alias("r")
    labels = work.connection.table(STAGE_LABELS).filter("kind = 'open'")
    return bool(filled.join(labels, f"{STAGE_LABELS}.text = r.{stage}").limit(1).fetchall())


def _create_view(work: _Typing) -> dict[str, pa.ChunkedArray]:
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


def _identity(work: _Typing) -> tuple[str, str]:
    own = work.expression("opportunity_id")
    if not work.may_be_blank("opportunity_id") and not work.ids.shared:
        return "'id'", work.ids.expression(own)
    name, customer, product = (work.expression(field) for field in ("opportunity_name", "customer", "product"))
    return identified(work.ids, own, (name, customer, product), work.number)


def _problem(work: _Typing, stage: str) -> str:
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
    parts = [f"create view {name} as select", ",\n".join(columns), f"from {table} r", *dict.fromkeys(joins)]
    connection.execute("\n".join(parts))
