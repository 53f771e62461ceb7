"""The rows below a header that are not data: blank ones, totals, and the header once more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analyzer.intake.reading.cells import TOTAL_PATTERN, Row, cell_at, filled, is_blank, is_total
from analyzer.intake.reading.grid import columns
from analyzer.intake.reading.header import is_repeated_header

_NARROW = 3
# What every label of a total that may stand anywhere in its row ends with.
_TOTAL_ENDS = "(?i)(totale?|summe|sum|suma|somme|итого)\\s*[:：]?\\s*$|[计計]\\s*[:：]?\\s*$"
_LONG = 200_000
_MOST_FOOTER_ROWS = 30
_FOOTER = re.compile(
    r"(?i)^\s*(copyright|©|confidential|generated (by|on|at)|exported (by|on|at)|report (generated|created)"
    r"|(制表|填表|审核|備註|备注|说明|說明|导出|導出|打印)[人日时時]?[^:：]{0,4}[:：]|注[:：])"
)


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
    numbers = {number for (number,) in doubtful} | _that_say_total(cells, names, with_gaps)
    rows = dict(_rows(connection, table, names, sorted(numbers | {number - 1 for number in numbers})))
    no_data = {number for number in numbers if _is_no_data(rows[number], header, rows.get(number - 1, ()))}
    return found | no_data | _footer(cells, names)


def _first_cell(names: Sequence[str], with_gaps: Sequence[str]) -> str:
    """SQL of the first cell of a row that is not null."""
    last = next((at for at, name in enumerate(names) if name not in with_gaps), len(names))
    return f"coalesce({', '.join(names[: last + 1])})" if last else names[0]


def _is_any_blank(names: Sequence[str]) -> str:
    return " or ".join(f"{name} is null" for name in names) or "false"


def _that_say_total(cells: pa.Table, names: Sequence[str], with_gaps: Sequence[str]) -> set[int]:
    """The rows with a total word in any of their cells, which leave some blank; several in a table that is long."""
    least = 0 if len(names) <= _NARROW else 1 if cells.num_rows < _LONG else 2
    if len(with_gaps) < least or not cells.num_rows:
        return set()
    gaps = np.zeros(cells.num_rows, dtype=np.uint16)
    for name in with_gaps:
        gaps += cells[name].is_null().to_numpy()
    rows = cells.filter(pa.array(gaps >= least)) if least else cells
    says = np.zeros(rows.num_rows, dtype=bool)
    for name in names:
        says |= pc.match_substring_regex(rows[name], _TOTAL_ENDS).fill_null(False).to_numpy()
    return set(rows["row_number"].to_numpy()[says].tolist())


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
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows with these numbers, each after its number."""
    wanted = f"select row_number, {', '.join(names)} from {table} where row_number in (select unnest($some))"  # noqa: S608
    for first in range(0, len(numbers), 1000):
        for number, *row in connection.execute(wanted, {"some": list(numbers[first : first + 1000])}).fetchall():
            yield number, tuple(row)


def _is_no_data(row: Row, header: Row, above: Row) -> bool:
    return all(is_blank(cell) for cell in row) or is_total(row, above) or is_repeated_header(row, header)


def _footer(cells: pa.Table, names: Sequence[str]) -> set[int]:
    """The rows at the very end with one cell each, below a blank row, or which say that they are no data."""
    if len(names) <= _NARROW:
        return set()
    end = cells.slice(max(0, cells.num_rows - _MOST_FOOTER_ROWS))
    rows = list(
        zip(end["row_number"].to_pylist(), zip(*(end[name].to_pylist() for name in names), strict=True), strict=True)
    )
    last = next((at for at in reversed(range(len(rows))) if filled(rows[at][1]) >= _NARROW), None)
    if last is None:
        return set()
    below = rows[last + 1 :]
    blank = next((at for at, (_, row) in enumerate(below) if not filled(row)), len(below))
    alone = [(at, number, row) for at, (number, row) in enumerate(below) if filled(row) == 1]
    return {number for at, number, row in alone if at > blank or _FOOTER.match(cell_at(row, 0) or "")}
