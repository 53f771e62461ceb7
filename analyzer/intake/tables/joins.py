"""Lookup tables found by the values they share with the opportunities, and joined by that key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

from analyzer.intake.matching.fields import ROLE_FIELDS
from analyzer.intake.matching.plain_words import compact
from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.values.columns_of_values import TRIMMED
from analyzer.intake.values.spelling import folded
from analyzer.model import ROLES, Role

_LEAST_OVERLAP = 0.3
_MOST_KEYS = 200_000
# A column of deals that was given another field, such as the stage, says nothing of whom the deal is with.
_KEYS = (None, "opportunity_id", "opportunity_name", *ROLE_FIELDS)
# A few keys may stand twice in a table kept by hand.
_LEAST_DISTINCT = 0.7


@dataclass(frozen=True)
class Lookup:
    """A lookup table, ready in the child's database as ``table`` (key, then one column a field in ``adds``).

    keys: opportunity sheet's name -> its column that holds the key.
    """

    sheet: KnownSheet
    table: str
    key: ColumnProfile
    keys: Mapping[str, ColumnProfile]
    adds: Mapping[str, ColumnProfile]

    def key_role(self, sheets: Iterable[KnownSheet]) -> Role | None:
        """The role whose members are the key in ``sheets`` of opportunities, if it is one."""
        mine = [(sheet, self.keys[sheet.name]) for sheet in sheets if sheet.name in self.keys]
        roles = (role for role in ROLES for sheet, key in mine if sheet.columns.get(role) is key)
        return next(roles, None)


def find_lookups(
    connection: duckdb.DuckDBPyConnection, unused: Sequence[KnownSheet], opportunities: Sequence[KnownSheet]
) -> list[Lookup]:
    """The sheets among ``unused`` whose rows can be looked up from the opportunities, and what each adds.

    A field is added by one lookup only, the one that fits it best, and only where the sheet itself lacks it.
    """
    found = [lookup for at, sheet in enumerate(unused) if (lookup := _lookup(connection, sheet, opportunities, at))]
    given = {field: max(found, key=lambda lookup: _fit(lookup, field)) for lookup in found for field in lookup.adds}
    result = []
    for lookup in found:
        adds = {field: item for field, item in lookup.adds.items() if given[field] is lookup}
        result.append(replace(lookup, adds=adds))
    return result


def _fit(lookup: Lookup, field: str) -> float:
    return next((item.confidence for item in lookup.sheet.matches if item.field == field and field in lookup.adds), 0.0)


def _lookup(
    connection: duckdb.DuckDBPyConnection, sheet: KnownSheet, opportunities: Sequence[KnownSheet], at: int
) -> Lookup | None:
    candidates = [item.profile for item in sheet.matches if _may_be_key(item.profile)]
    values = {item.column: _values(connection, sheet, item) for item in candidates}
    keys: dict[str, tuple[ColumnProfile, ColumnProfile]] = {}
    for other in opportunities:
        best = max(
            ((_overlap(mine.profile, theirs, values[theirs.column]), mine.profile, theirs)
             for mine in other.matches if mine.field in _KEYS for theirs in candidates if mine.profile.counts),
            key=lambda item: item[0],
            default=None,
        )  # fmt: skip
        if best and best[0] >= _LEAST_OVERLAP:
            keys[other.name] = best[1:]
    if not keys:
        return None
    key = next(iter(keys.values()))[1]
    own = {name: mine for name, (mine, theirs) in keys.items() if theirs is key}
    return Lookup(sheet, f"lookup_{at}", key, own, _addable(sheet, key))


def _may_be_key(item: ColumnProfile) -> bool:
    # A number is a key only where it is called one: amounts and years overlap by chance.
    is_word = item.money_share < 0.9 and item.date_share < 0.9
    is_distinct = len(item.counts) >= _LEAST_DISTINCT * item.sampled
    return (
        bool(item.filled) and is_distinct and (is_word or compact(item.header).endswith(("id", "编号", "no", "code")))
    )


def _values(connection: duckdb.DuckDBPyConnection, sheet: KnownSheet, item: ColumnProfile) -> frozenset[str]:
    cells = connection.table(sheet.raw.table).filter(f"{item.column} is not null").project(item.column)
    return frozenset(folded(row[0]) for row in cells.limit(_MOST_KEYS).fetchall())


def _overlap(mine: ColumnProfile, theirs: ColumnProfile, values: frozenset[str]) -> float:
    hits = sum(folded(value) in values for value in mine.counts)
    same_name = compact(mine.header) == compact(theirs.header)
    # One value may be shared by chance, but hardly under the same header.
    if hits < (1 if same_name else min(2, len(values))):
        return 0.0
    return hits / len(mine.counts) + (0.2 if same_name else 0.0)


def _addable(sheet: KnownSheet, key: ColumnProfile) -> dict[str, ColumnProfile]:
    return {field: item for field, item in sheet.columns.items() if field in ROLE_FIELDS and item is not key}


def make_table(connection: duckdb.DuckDBPyConnection, lookup: Lookup, key_role: Role | None) -> None:
    """The lookup's own table: one row a key, the last one where a key stands twice.

    key_role: given where the table ``same_<role>`` tells which spellings of a key are the same.
    """
    columns = [f"arg_max(trim({item.column}, {TRIMMED}), row_number) as {field}" for field, item in lookup.adds.items()]
    key = f"trim({lookup.key.column}, {TRIMMED})"
    rows = connection.table(lookup.sheet.raw.table).filter(f"{lookup.key.column} is not null")
    if key_role:
        same = connection.table(f"same_{key_role}").set_alias("same")
        rows = rows.join(same, f"same.member = {key}", how="left")
        key = f"coalesce(same.kept, {key})"
    rows.aggregate(", ".join([f"{key} as key", *columns]), key).create(lookup.table)
