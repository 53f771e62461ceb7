"""The stage labels that stand in the data, with their rows and mean probability."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.values.columns_of_values import TRIMMED

# Chances that differ by less are the same.
_SAME = 0.011


@dataclass(frozen=True)
class Label:
    """A stage label as it stands in the data. probability: the mean of its rows, 0..1, where there is any.

    is_of_stage: it is the same in all of its rows, of which there are several.
    """

    text: str
    rows: int
    probability: float | None = None
    is_of_stage: bool = False


@dataclass
class _Tally:
    rows: int = 0
    chances: float = 0.0
    known: int = 0
    low: float = 1.0
    high: float = 0.0

    def label(self, text: str) -> Label:
        mean = self.chances / self.known if self.known else None
        return Label(text, self.rows, mean, self.known > 1 and self.high - self.low < _SAME)


def labels_in(connection: duckdb.DuckDBPyConnection, sheets: Iterable[KnownSheet]) -> list[Label]:
    """Each label once, over all sheets of opportunities and stage history."""
    tallies: dict[str, _Tally] = {}
    for sheet in sheets:
        for field in ("stage", "from_stage", "to_stage"):
            if field in sheet.columns:
                for text, rows, known, total, low, high in _counted(connection, sheet, sheet.columns[field]):
                    tally = tallies.setdefault(text, _Tally())
                    tally.rows += rows if field != "from_stage" else 0
                    _add(tally, known, total, low, high)
    return [tally.label(text) for text, tally in tallies.items()]


def _add(tally: _Tally, known: int, chances: float | None, low: float | None, high: float | None) -> None:
    if chances is not None and low is not None and high is not None:
        tally.known += known
        tally.chances += chances
        tally.low, tally.high = min(tally.low, low), max(tally.high, high)


def _counted(
    connection: duckdb.DuckDBPyConnection, sheet: KnownSheet, label: ColumnProfile
) -> list[tuple[str, int, int, float | None, float | None, float | None]]:
    found = by_chance(connection, sheet, label.column)
    return found.aggregate(
        f"{label.column}, cast(sum(rows) as bigint),"
        " cast(coalesce(sum(rows) filter (chance is not null), 0) as bigint), sum(rows * chance),"
        " min(chance), max(chance)",
        label.column,
    ).fetchall()


def by_chance(connection: duckdb.DuckDBPyConnection, sheet: KnownSheet, *columns: str) -> duckdb.DuckDBPyRelation:
    """The rows of ``sheet`` in which these columns are filled, counted as ``rows``, by them and their ``chance``.

    chance: the probability as it is needed for ordering stages: 0..1, NULL where it is not plain. Rows are counted
    before chances are read, so that each is read once and not a million times.
    """
    chance = sheet.columns.get("probability")
    cell = f", {chance.column} as cell" if chance else ""
    filled = connection.table(sheet.raw.table).filter(" and ".join(f"{column} is not null" for column in columns))
    by = ", ".join([*columns, *([chance.column] if chance else [])])
    counted = filled.aggregate(f"{', '.join(columns)}{cell}, count(*) as rows", by)
    if not chance:
        return counted.project("*, null::double as chance")
    number = f"try_cast(replace(rtrim(trim(cell, {TRIMMED}), '%％ '), ',', '.') as double)"
    inside = counted.project(f"*, case when {number} between 0 and 100 then {number} end as number")
    largest, percents = inside.aggregate("max(number), count(case when contains(cell, '%') then 1 end)").fetchall()[0]
    return inside.project(f"*, number / {100 if (largest or 0) > 1 or percents else 1} as chance")
