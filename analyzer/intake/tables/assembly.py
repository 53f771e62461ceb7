"""The typed rows of all sheets put together: one row a deal's line and snapshot date, with nothing twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa

from analyzer.intake.values.small_table import MONEY, make_table
from analyzer.model import EXTRA_ROLES

COLUMNS = (
    "snapshot_date", "opportunity_id", "opportunity_name", "customer", "stage", "amount", "probability", "created_on",
    "closed_on", "expected_close", "stage_entered_on", "region", "product", "industry", "channel", "rep",
    *EXTRA_ROLES,
)  # fmt: skip
SCHEMA = pa.schema(
    [(name, pa.date32() if name.endswith(("_on", "_date", "_close")) else pa.string()) for name in COLUMNS]
)
SCHEMA = SCHEMA.set(COLUMNS.index("amount"), pa.field("amount", MONEY))
SCHEMA = SCHEMA.set(COLUMNS.index("probability"), pa.field("probability", pa.float64()))
_TYPED_SCHEMA = pa.schema(
    [("sheet", pa.int32()), ("row_number", pa.int32()), *SCHEMA]
    + [(name, pa.string()) for name in ("currency", "identity", "problem")]
)
# Two sheets of one day that share at least this part of the smaller one's deals are one snapshot uploaded twice.
SAME_SNAPSHOT = 0.5
TYPED = "typed"


@dataclass(frozen=True)
class Overlap:
    """Two sheets that hold the same snapshot, of which the later one stands."""

    day: date
    earlier: int
    later: int


def newest_day(connection: duckdb.DuckDBPyConnection, view: str, today: date) -> date | None:
    """The newest created, closed or stage date in ``view`` that is not after ``today``."""
    names = ("created_on", "closed_on", "stage_entered_on")
    until = f"<= date '{today.isoformat()}'"
    found = connection.table(view).aggregate(
        ", ".join(f"max(case when {name} {until} then {name} end)" for name in names)
    )
    return max((day for day in found.fetchall()[0] if day), default=None)


@dataclass(frozen=True)
class Part:
    """A view of typed rows. day: None where a column tells it, "" where it waits for one. ready: as of `TypedSheet`."""

    view: str
    day: date | str | None = None
    ready: Mapping[str, pa.ChunkedArray] = field(default_factory=dict)


def unite(
    connection: duckdb.DuckDBPyConnection, parts: Iterable[Part], correct: Callable[[pa.Table], pa.Table]
) -> pa.Table:
    """Make ``typed`` of the rows of all ``parts``, in the order read; the values are worked out here, once.

    correct: what is done to the rows before anything is asked of them.
    """
    rows = correct(pa.concat_tables([_worked_out(connection, part) for part in parts]))
    connection.register(TYPED, rows)
    make_table(connection, "rejection", {"sheet": pa.int32(), "row_number": pa.int32(), "problem": pa.string()}, [])
    return rows


def _worked_out(connection: duckdb.DuckDBPyConnection, part: Part) -> pa.Table:
    """The rows of ``part``. Columns that are ready are not copied: with a million rows that is most of the work."""
    settled = {"problem" if part.day == "" else "snapshot_date"} if part.day is not None else set()
    ready = {name: column for name, column in part.ready.items() if name not in settled}
    names = [name for name in _TYPED_SCHEMA.names if name not in ready]
    rows = connection.sql(_dated(part)).project(", ".join(names)).to_arrow_table()
    rows = _in_order(rows)
    for name, column in ready.items():
        rows = rows.append_column(name, column)
    rows = rows.select(_TYPED_SCHEMA.names)
    return rows if rows.schema == _TYPED_SCHEMA else rows.cast(_TYPED_SCHEMA)


def _dated(part: Part) -> str:
    if part.day is None:
        return f"from {part.view}"
    if isinstance(part.day, date):
        return f"select * replace (date '{part.day.isoformat()}' as snapshot_date) from {part.view}"  # noqa: S608
    return f"select * replace (coalesce(problem, 'no_date') as problem) from {part.view}"  # noqa: S608


def settle_repeats(connection: duckdb.DuckDBPyConnection) -> tuple[Overlap, ...]:
    """Reject what stands twice: whole snapshots that a later sheet replaces, and lines that a later row repeats.

    Returns the replaced snapshots. Lines of one deal that differ in product stay, with the stage of the last one.
    """
    hashes = _repeated_hashes(connection)
    if not hashes.num_rows:
        return ()
    connection.register("repeated_hash", hashes)
    connection.execute("""
        create table repeated as
        select snapshot_date, opportunity_id from typed
        semi join repeated_hash on repeated_hash.hash = hash(typed.snapshot_date, typed.opportunity_id)
        where problem is null
        group by snapshot_date, opportunity_id having count(*) > 1
    """)
    replaced = _replaced(connection) if _are_several_sheets(connection) else ()
    for overlap in replaced:
        connection.execute(
            "insert into rejection select sheet, row_number, 'replaced' from typed"
            " where problem is null and sheet = $sheet and snapshot_date = $day",
            {"sheet": overlap.earlier, "day": overlap.day},
        )
    connection.execute("""
        create table line as
        select t.sheet, t.row_number, t.snapshot_date, t.opportunity_id, t.stage,
            row_number() over (
                partition by t.snapshot_date, t.opportunity_id, t.product order by t.sheet desc, t.row_number desc
            ) as from_last
        from typed t
        join repeated using (snapshot_date, opportunity_id)
        left join rejection x on x.sheet = t.sheet and x.row_number = t.row_number
        where t.problem is null and x.sheet is null
    """)
    connection.execute("insert into rejection select sheet, row_number, 'duplicate' from line where from_last > 1")
    return replaced


def _repeated_hashes(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The hashes of deals that stand twice on one day, seen quickly; two that are alike by chance do no harm."""
    loaded = connection.table(TYPED).filter("problem is null")
    hashes = np.sort(loaded.project("hash(snapshot_date, opportunity_id) as hash").fetchnumpy()["hash"])
    return pa.table({"hash": np.unique(hashes[1:][hashes[1:] == hashes[:-1]])})


def _are_several_sheets(connection: duckdb.DuckDBPyConnection) -> bool:
    return bool(connection.table(TYPED).aggregate("min(sheet) < max(sheet)").fetchall()[0][0])


def _replaced(connection: duckdb.DuckDBPyConnection) -> tuple[Overlap, ...]:
    shared = connection.execute("""
        with held as (
            select distinct sheet, snapshot_date, opportunity_id from typed where problem is null
        ), size as (
            select sheet, snapshot_date, count(*) as deals from held group by sheet, snapshot_date
        )
        select a.snapshot_date, a.sheet, b.sheet, count(*) / min(least(x.deals, y.deals))
        from held a
        join held b on a.snapshot_date = b.snapshot_date and a.opportunity_id = b.opportunity_id and a.sheet < b.sheet
        join size x on x.sheet = a.sheet and x.snapshot_date = a.snapshot_date
        join size y on y.sheet = b.sheet and y.snapshot_date = b.snapshot_date
        group by a.snapshot_date, a.sheet, b.sheet
        order by a.snapshot_date, a.sheet, b.sheet
    """).fetchall()
    overlaps = [Overlap(*sheets) for *sheets, share in shared if share >= SAME_SNAPSHOT]
    return tuple({(item.day, item.earlier): item for item in overlaps}.values())


def stages_differ(connection: duckdb.DuckDBPyConnection) -> int:
    """How many deals have lines of different stages; their last line's stage is kept in the table ``last_stage``."""
    if not connection.execute("select 1 from duckdb_tables() where table_name = 'line'").fetchall():
        return 0
    connection.execute("""
        create table last_stage as
        select snapshot_date, opportunity_id, arg_max(stage, sheet * 100000000::bigint + row_number) as stage
        from line where from_last = 1
        group by snapshot_date, opportunity_id having count(distinct stage) > 1
    """)
    return int(connection.table("last_stage").aggregate("count(*)").fetchall()[0][0])


def currencies(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many amounts each currency has, most frequent first; a currency without any amount counts 0."""
    found = connection.execute("""
        select currency, count(amount) from typed where problem is null and currency is not null
        group by currency order by count(amount) desc, count(*) desc, currency
    """)
    return dict(found.fetchall())


def price(connection: duckdb.DuckDBPyConnection, rates: Mapping[str, float]) -> None:
    """Make the table ``rate``: what each currency is worth; an amount in another one is not priced."""
    make_table(connection, "rate", {"code": pa.string(), "worth": pa.float64()}, list(rates.items()))


def snapshots(connection: duckdb.DuckDBPyConnection, typed: pa.Table, priced: bool, stages_differ: bool) -> pa.Table:
    """The rows that are loaded, in the order read, as `Intake.snapshots` describes them."""
    is_loaded_whole = typed["problem"].null_count == typed.num_rows and not _is_any(connection, "rejection")
    if is_loaded_whole and not priced and not stages_differ:
        return typed.select(COLUMNS)
    amount = "t.amount"
    if priced:
        worth = "try_cast(round(t.amount * cast(rate.worth as decimal(18, 8)), 2) as decimal(18, 2))"
        amount = f"case when t.currency is null or rate.worth = 1 then t.amount else {worth} end"
    special = {"amount": amount, "stage": "coalesce(last_stage.stage, t.stage)" if stages_differ else "t.stage"}
    columns = [f"{special.get(name, f't.{name}')} as {name}" for name in COLUMNS]
    parts = ["select t.sheet, t.row_number,", ", ".join(columns), "from typed t"]
    if priced:
        parts.append("left join rate on rate.code = t.currency")
    if stages_differ:
        parts.append("left join last_stage using (snapshot_date, opportunity_id)")
    if _is_any(connection, "rejection"):
        parts.append("anti join rejection x on x.sheet = t.sheet and x.row_number = t.row_number")
    table = connection.sql("\n".join([*parts, "where t.problem is null"])).to_arrow_table()
    return _in_order(table).select(COLUMNS).cast(SCHEMA)


def _is_any(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    return bool(connection.table(table).limit(1).fetchall())


def _in_order(table: pa.Table) -> pa.Table:
    places = [table[name].to_numpy().astype(np.int64) for name in ("sheet", "row_number")]
    place = places[0] * (1 << 32) + places[1]
    if not len(place) or bool(np.all(place[1:] >= place[:-1])):
        return table
    return table.take(pa.array(np.argsort(place, kind="stable")))


@dataclass
class Tally:
    """What became of one sheet's rows.

    problems: rows that stay out, by problem. identities: loaded rows by what their deals are known by.
    """

    problems: Counter[str] = field(default_factory=Counter)
    identities: Counter[str] = field(default_factory=Counter)
    below_zero: int = 0


def tally(connection: duckdb.DuckDBPyConnection) -> dict[int, Tally]:
    """What became of the rows of each sheet, by its number."""
    tallies: defaultdict[int, Tally] = defaultdict(Tally)
    counted = connection.execute("""
        select sheet, problem, identity, count(*), count(case when amount < 0 then 1 end)
        from typed group by sheet, problem, identity
    """)
    for sheet, problem, identity, rows, below_zero in counted.fetchall():
        if problem:
            tallies[sheet].problems[problem] += rows
        else:
            tallies[sheet].identities[identity] += rows
            tallies[sheet].below_zero += below_zero
    rejected = connection.execute("select sheet, problem, count(*) from rejection group by sheet, problem")
    for sheet, problem, rows in rejected.fetchall():
        tallies[sheet].problems[problem] += rows
    return tallies


def days_in(connection: duckdb.DuckDBPyConnection, sheet: int) -> tuple[date, ...]:
    """The days of the rows of ``sheet`` that have no problem, in order."""
    rows = connection.table(TYPED).filter(f"sheet = {sheet:d} and problem is null and snapshot_date is not null")
    days = rows.project("snapshot_date")
    return tuple(row[0] for row in days.distinct().order("snapshot_date").fetchall())
