"""The rows below a header that are not data: blank ones, totals, and the header once more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from analyzer.intake.reading.grid import columns
from analyzer.intake.reading.header import TOTAL_PATTERN, Row, is_blank, is_repeated_header, is_total

_NARROW = 3


def rows_of_no_data(connection: duckdb.DuckDBPyConnection, table: str, cells: pa.Table, header: Row) -> set[int]:
    """The numbers of these rows. cells: as `Grid.cells`, the rows below the header, which ``connection`` calls table.

    SQL lets through the few rows that may not be data, and Python judges them.
    """
    names = columns(len(header))
    with_gaps = [name for name in names if cells[name].null_count]
    first = _first_cell(names, with_gaps)
    found: set[int] = set()
    if len(with_gaps) == len(names):
        blank = connection.execute(f"select row_number from {table} where {first} is null").fetchall()  # noqa: S608
        found.update(number for (number,) in blank)
    may_be_total = _is_any_blank(with_gaps) if len(names) > _NARROW else "true"
    doubtful = connection.execute(
        f"select row_number from {table} where {_may_be_no_data(first, may_be_total)}",  # noqa: S608
        {"total": TOTAL_PATTERN, "header": next((cell for cell in header if not is_blank(cell)), "")},
    ).fetchall()
    rows = _rows(connection, table, names, [number for (number,) in doubtful])
    return found | {number for number, *row in rows if _is_no_data(row, header)}


def _first_cell(names: Sequence[str], with_gaps: Sequence[str]) -> str:
    """SQL of the first cell of a row that is not null."""
    last = next((at for at, name in enumerate(names) if name not in with_gaps), len(names))
    return f"coalesce({', '.join(names[: last + 1])})" if last else names[0]


def _is_any_blank(names: Sequence[str]) -> str:
    return " or ".join(f"{name} is null" for name in names) or "false"


def _may_be_no_data(first: str, may_be_total: str) -> str:
    """SQL that is quick over a million rows and lets through all that `_is_no_data` may hold for, and little else.

    first: SQL of the first cell that is not null; it begins with a space of some kind where it is blank.
    may_be_total: a total leaves cells blank, unless the table is too narrow for that.
    """
    blank = f"{first} < '!' or {first} between '\u00a0' and '\u00a1' or {first} between '\u3000' and '\u3001'"
    total = f"case when {may_be_total} then regexp_matches({first}, $total) else false end"
    return f"{first} = $header or {blank} or {total}"


def _rows(
    connection: duckdb.DuckDBPyConnection, table: str, names: Sequence[str], numbers: Sequence[int]
) -> Iterator[tuple[Any, ...]]:
    """The rows with these numbers, each after its number."""
    wanted = f"select row_number, {', '.join(names)} from {table} where row_number in (select unnest($some))"  # noqa: S608
    for first in range(0, len(numbers), 1000):
        yield from connection.execute(wanted, {"some": list(numbers[first : first + 1000])}).fetchall()


def _is_no_data(row: Row, header: Row) -> bool:
    return all(is_blank(cell) for cell in row) or is_total(row) or is_repeated_header(row, header)
