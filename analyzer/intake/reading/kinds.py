"""Numbers and dates among the cells of a column, by which data and headers are told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analyzer.intake.reading.cells import Row, cell_at, is_blank, looks_like_date, looks_like_number

_YEARS = range(1900, 2101)
_MONTHS = range(1, 32)


def kind_below(rows: Sequence[Row], at: int) -> str | None:
    """Of what kind the cells of a column are, where almost all of them are numbers or almost all dates."""
    kinds = [kind_of(cell) for row in rows if (cell := cell_at(row, at))]
    kind, times = Counter(kinds).most_common(1)[0] if kinds else (None, 0)
    return kind if times >= 0.8 * len(kinds) else None


def kind_of(cell: str | None) -> str | None:
    """Whether a cell is a number or a date; None where it is neither."""
    if cell is None or is_blank(cell):
        return None
    return "date" if looks_like_date(cell) else "number" if looks_like_number(cell) else None


def is_no_name(cell: str | None) -> bool:
    """Whether a number or a date could be no header: columns are named for years and months, not for amounts."""
    if cell is None or looks_like_date(cell):
        return cell is not None
    digits = cell.strip()
    return not digits.isdigit() or int(digits) not in (*_YEARS, *_MONTHS)
