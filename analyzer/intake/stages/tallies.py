"""How many deals of each stage have each outcome beside it, with the first rows of them."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

_SHOWN = 3


@dataclass(frozen=True)
class Told:
    """Rows of one stage with one outcome: open, won, lost, over, or None where nothing is said. first: row numbers."""

    label: str
    outcome: str | None
    rows: int
    first: tuple[int, ...]


def tallies(connection: duckdb.DuckDBPyConnection, view: str) -> list[Told]:
    """The rows of ``view`` by its ``label`` and ``outcome``, the most frequent first; rows without a label left out."""
    found = connection.table(view).filter("label is not null")
    grouped = found.aggregate(f"label, outcome, count(*) as n, min(row_number, {_SHOWN})", "label, outcome")
    rows = grouped.order("n desc, label, outcome").fetchall()
    return [Told(label, outcome, count, tuple(first)) for label, outcome, count, first in rows]
