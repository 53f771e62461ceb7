"""Which row of a sheet is its header, and which rows are not data: titles, repeated headers, totals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Row = Sequence[str | None]

SAMPLE_ROWS = 60

# "Total", "Grand total", "Total: 12", Excel's own "East Total", "合计", "华东 合计"; DuckDB reads it as Python does.
TOTAL_PATTERN = r"(?i)^\s*(grand |sub[- ]?|over)?(totals?|sum|all)\b|\btotals?\s*:?\s*$|[合总小共總][计計]\s*[:：]?\s*$|^\s*[合总小共總][计計]|总和|總和"  # noqa: E501

_NUMBER = re.compile(
    r"^[\s(+\-−]*[^\w\s]?\s*[\d.,'’\s]*\d[\d.,'’\s]*\s*(%|[万萬亿億kKmM]|[A-Z]{3}|元|[€$£¥￥])?\s*\)?$"
)
_CODED_NUMBER = re.compile(r"^[\s(+\-−]*([A-Z]{3}|[A-Z]{1,2}\$|[€$£¥￥])\s*\d[\d.,'’\s]*\)?$")
_DATE = re.compile(r"^\d{1,4}([-/.]\d{1,2}[-/.]\d{1,4}|年\d{1,2}月(\d{1,2}日)?)([ T].*)?$")


def sample_of(rows: Iterable[Row]) -> list[Row]:
    """The first rows of a sheet: all blank ones at its top, and as many more as it takes to know the header."""
    sample: list[Row] = []
    more = SAMPLE_ROWS
    for row in rows:
        sample.append(row)
        more -= more < SAMPLE_ROWS or _filled(row) > 0
        if more == 0:
            break
    return sample


def find_header(rows: Sequence[Row]) -> int | None:
    """The index of the header among the first rows of a sheet; None where all of them are blank.

    It is the first row that fills more than half of the width of the fullest row; titles fill less. A row of group
    names above the header ("Customer", blank, "Amount", blank) gives way to the fuller row of words below it.
    """
    filled = [_filled(row) for row in rows]
    widest = max(filled, default=0)
    if widest == 0:
        return None
    first = next(index for index, count in enumerate(filled) if count * 2 > widest)
    below = next((index for index in range(first + 1, len(rows)) if filled[index]), None)
    if below is not None and _is_group_row(rows[first], rows[below]):
        return below
    return first


def _filled(row: Row) -> int:
    return sum(not is_blank(cell) for cell in row)


def _is_group_row(upper: Row, lower: Row) -> bool:
    words = [cell for cell in lower if not is_blank(cell)]
    return (
        _filled(upper) < 0.7 * len(words)
        and all(_is_word(cell) for cell in words)
        and len(set(words)) == len(words)
        and _begins_blocks(upper, lower)
    )


def _begins_blocks(upper: Row, lower: Row) -> bool:
    """Whether the blanks of ``upper`` stand over words of ``lower``, as merged cells leave them."""
    blanks = [position for position, cell in enumerate(lower) if not is_blank(cell) and is_blank(_at(upper, position))]
    return len(blanks) > 1 and not is_blank(_at(upper, 0))


def _at(row: Row, position: int) -> str | None:
    return row[position] if position < len(row) else None


def is_blank(cell: str | None) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return cell is None or not cell.strip()


def _is_word(cell: str | None) -> bool:
    return cell is not None and not looks_like_number(cell) and not _DATE.match(cell.strip())


def looks_like_number(cell: str) -> bool:
    """Whether the text is a number, with or without a currency, a percent sign or a unit."""
    return bool(_NUMBER.match(cell) or _CODED_NUMBER.match(cell))


def is_repeated_header(row: Row, header: Row) -> bool:
    """Whether a row below the header says the header once more, as reports printed by page do."""
    pairs = [(_at(row, position), cell) for position, cell in enumerate(header) if not is_blank(cell)]
    same = sum(said is not None and cell is not None and said.strip() == cell.strip() for said, cell in pairs)
    return same == len(pairs) or (same >= 3 and same >= 0.8 * len(pairs))


def is_total(row: Row) -> bool:
    """Whether a row only sums up others: it begins with a total word and holds no other words."""
    cells = [cell for cell in row if cell is not None and not is_blank(cell)]
    if not cells or not re.search(TOTAL_PATTERN, cells[0]):
        return False
    return all(looks_like_number(cell) or re.search(TOTAL_PATTERN, cell) for cell in cells[1:])
