"""What the intake report says of a lookup table: how well it matched, what it lacks, and what was meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import duckdb
from rapidfuzz import fuzz, process

from analyzer.intake.matching.columns import Match
from analyzer.intake.matching.plain_words import compact
from analyzer.intake.matching.sheet_kinds import targets_without_period
from analyzer.intake.report import JoinReport, RejectedRow, SheetReport
from analyzer.intake.tables.joins import Lookup
from analyzer.intake.tables.rejects import REJECTED_SHOWN, labelled
from analyzer.intake.tables.sheet_reports import plain_report
from analyzer.intake.values.columns_of_values import TRIMMED
from analyzer.message import Message

_SHOWN_UNMATCHED = 1_000
_NEAR = 80
_NO_KEY = Message("The row has no key to look it up by.")
_REPEATED = Message("A later row has the same key; the last one stands.")


def join_report(connection: duckdb.DuckDBPyConnection, lookup: Lookup, key_views: Iterable[str]) -> JoinReport:
    """How well ``lookup`` matched. key_views: for each sheet joined, a view of the ``key`` as it is looked up."""
    rows = 0
    unmatched: Counter[str] = Counter()
    for view in key_views:
        keys = connection.table(view).set_alias("keys").filter("key is not null")
        rows += keys.aggregate("count(*)").fetchall()[0][0]
        missing = keys.join(connection.table(lookup.table).set_alias("held"), "keys.key = held.key", how="anti")
        unmatched.update(dict(missing.aggregate("keys.key, count(*)", "keys.key").fetchall()))
    held = [row[0] for row in connection.table(lookup.table).project("key").fetchall()]
    shown = sorted(unmatched.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN_UNMATCHED]
    return JoinReport(
        lookup.sheet.raw.file,
        lookup.sheet.raw.sheet,
        lookup.key.header,
        tuple(item.header for item in lookup.adds.values()),
        (rows - unmatched.total()) / rows if rows else 0.0,
        {value: (count, nearest(value, held)) for value, count in shown},
    )


def nearest(value: str, held: Iterable[str]) -> str | None:
    """The member of ``held`` that ``value`` was most likely meant to be, None where none is near."""
    found = process.extractOne(value, list(held), scorer=fuzz.ratio, processor=compact, score_cutoff=_NEAR)
    return found[0] if found else None


def lookup_report(connection: duckdb.DuckDBPyConnection, lookup: Lookup) -> SheetReport:
    """The lookup's own account: every row with a key is loaded, but for those that a later row repeats."""
    key = lookup.key.column
    table = connection.table(lookup.sheet.raw.table)
    names = ", ".join(f"c{at}" for at in range(len(lookup.sheet.raw.headers)))
    last = f"row_number() over (partition by trim({key}, {TRIMMED}) order by row_number desc)"
    marked = table.project(f"row_number, {names}, {key} is null as unkeyed, {last} as from_last")
    out = marked.filter("unkeyed or from_last > 1")
    rows = out.order("row_number").limit(REJECTED_SHOWN).fetchall()
    rejected = [
        RejectedRow(at, None, None, _NO_KEY if unkeyed else _REPEATED, labelled(lookup.sheet, cells))
        for at, *cells, unkeyed, _ in rows
    ]
    sheet = replace(lookup.sheet, kind="lookup", reason=_reason(lookup), matches=_matches(lookup))
    rows_rejected = out.aggregate("count(*)").fetchall()[0][0]
    return plain_report(sheet, rejected, rows_rejected, targets_without_period(lookup.sheet))


def _reason(lookup: Lookup) -> Message:
    return Message("Looked up by “{key}”, which the opportunities share.", key=lookup.key.header)


def _matches(lookup: Lookup) -> tuple[Match, ...]:
    """The columns as they were used: the key, what is added, and the rest set aside."""
    used = {lookup.key.column, *(item.column for item in lookup.adds.values())}
    unused = Message("The lookup adds nothing from it.")
    return tuple(
        item if item.profile.column in used or not item.profile.filled else Match(item.profile, None, 0.0, unused)
        for item in lookup.sheet.matches
    )
