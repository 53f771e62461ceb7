"""What is odd about deals and weeks when all snapshots are seen together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from analyzer.intake.tables.assembly import TYPED
from analyzer.message import Message

_WEEK = 7
_SHOWN = 3
_FEWEST = 3


def of_deals_and_weeks(connection: duckdb.DuckDBPyConnection, typed: pa.Table) -> list[Message]:
    """Ids that stand for another deal later, and weeks without a snapshot. typed: the rows of `TYPED`."""
    loaded = typed if typed["problem"].null_count == typed.num_rows else typed.filter(pc.is_null(typed["problem"]))
    days = sorted(pc.unique(loaded["snapshot_date"]).drop_null().to_pylist())
    is_told = typed["created_on"].null_count < typed.num_rows
    return [*(_reused(connection) if is_told and len(days) > 1 else []), *_missing(days)]


def _reused(connection: duckdb.DuckDBPyConnection) -> list[Message]:
    """Ids whose name, customer and day of creation all differ from one week to another."""
    rows = connection.table(TYPED).filter("problem is null and identity = 'id' and created_on is not null")
    created = rows.aggregate("opportunity_id, min(created_on) as first, max(created_on) as last", "opportunity_id")
    suspects = [row[0] for row in created.filter("first <> last").project("opportunity_id").fetchall()]
    if not suspects:
        return []
    found = connection.execute(
        """
        select opportunity_id, arg_min(opportunity_name, snapshot_date), arg_max(opportunity_name, snapshot_date)
        from typed
        where problem is null and opportunity_id in (select unnest($suspects))
        group by opportunity_id
        having count(distinct opportunity_name) > 1 and count(distinct customer) > 1
        order by opportunity_id
        """,
        {"suspects": suspects},
    ).fetchall()
    if not found:
        return []
    examples = [f"{own}: {earlier}, {later}" for own, earlier, later in found[:_SHOWN]]
    return [
        Message(
            "{ids} ids stand for another deal in a later week, with another name, customer and day of creation, such "
            "as {examples}. Such deals are followed as one.",
            ids=len(found),
            examples=examples,
        )
    ]


def _missing(days: Sequence[date]) -> list[Message]:
    """The weeks left out where the snapshots are weekly otherwise."""
    gaps = [(later - earlier).days for earlier, later in zip(days, days[1:], strict=False)]
    weekly = sum(gap == _WEEK for gap in gaps)
    if len(days) < _FEWEST or weekly * 2 < len(gaps):
        return []
    left_out = [
        day + timedelta(days=_WEEK * week)
        for day, gap in zip(days, gaps, strict=False)
        for week in range(1, gap // _WEEK)
        if gap % _WEEK == 0
    ]
    if not left_out:
        return []
    said = [day.isoformat() for day in left_out[:_SHOWN]]
    return [
        Message(
            "{weeks} weeks have no snapshot, such as {days}; what moved then shows in the week after.",
            weeks=len(left_out), days=said,
        )
    ]  # fmt: skip
