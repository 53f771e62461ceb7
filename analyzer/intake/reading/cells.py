"""What a single cell looks like: blank, a word, a number, a date, a total."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

Row = Sequence[str | None]

# "Total", "Grand total", "Total: 12", Excel's own "East Total", "合计", "华东 合计"; DuckDB reads it as Python does.
TOTAL_PATTERN = (
    r"(?i)^\s*(grand |sub[- ]?|over)?(totals?|sum|all)\b|\btotals?\s*(\(\d+\))?\s*:?\s*$"
    r"|^\s*(gesamt(summe|ergebnis)?|(zwischen)?summe|somme|suma|totales?|totale|итого|всего)\s*:?\s*$"
    r"|[合总小共總][计計]\s*[:：]?\s*$|^\s*[合总小共總累][计計]|总和|總和|^\s*(汇总|匯總|共\s*\d+\s*[条條行项項个個笔筆])"
)
# A label that can be nothing but a total, wherever in its row it stands.
_TOTAL_ALONE = re.compile(
    r"(?i)^\s*((grand |sub[- ]?)?totals?|sum|summe|suma|somme|totale|итого|.{0,40}\s(sub[- ]?)?total"
    r"|.{0,20}[合总小共總][计計])\s*[:：]?\s*$"
)

_NUMBER = re.compile(
    r"^[\s(+\-−]*[^\w\s]?\s*[\d.,'’\s]*\d[\d.,'’\s]*\s*(%|[万萬亿億kKmM]|[A-Z]{3}|元|[€$£¥￥])?\s*\)?$"
)
_CODED_NUMBER = re.compile(r"^[\s(+\-−]*([A-Z]{3}|[A-Z]{1,2}\$|[€$£¥￥])\s*\d[\d.,'’\s]*\)?$")
_DATE = re.compile(r"^\d{1,4}([-/.]\d{1,2}[-/.]\d{1,4}|年\d{1,2}月(\d{1,2}日)?)([ T].*)?$")


def is_blank(cell: str | None) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return cell is None or not cell.strip()


def cell_at(row: Row, position: int) -> str | None:
    """The cell at ``position``; None where it is blank or the row ends before it."""
    cell = row[position] if position < len(row) else None
    return None if is_blank(cell) else cell


def filled(row: Row) -> int:
    """How many cells hold something."""
    return sum(not is_blank(cell) for cell in row)


def is_word(cell: str | None) -> bool:
    """Whether a cell is text that is neither a number nor a date."""
    return not is_blank(cell) and cell is not None and not looks_like_number(cell) and not looks_like_date(cell)


def looks_like_number(cell: str) -> bool:
    """Whether the text is a number, with or without a currency, a percent sign or a unit."""
    plain = cell if cell.isascii() else unicodedata.normalize("NFKC", cell)
    return bool(_NUMBER.match(plain) or _CODED_NUMBER.match(plain))


def looks_like_date(cell: str) -> bool:
    """Whether the text is a day, with or without its time."""
    return bool(_DATE.match(cell.strip()))


def is_total(row: Row, above: Row = ()) -> bool:
    """Whether a row only sums up others: it holds a total word, and else only numbers.

    Words may stand beside the total word only where the row ``above`` has them in the same place, as the label of
    the group that is summed up.
    """
    cells = [(place, cell) for place, cell in enumerate(row) if cell is not None and not is_blank(cell)]
    if not cells:
        return False
    if re.search(TOTAL_PATTERN, cells[0][1]):
        return all(looks_like_number(cell) or re.search(TOTAL_PATTERN, cell) for _, cell in cells[1:])
    others = [(place, cell) for place, cell in cells if not _TOTAL_ALONE.match(cell)]
    words = [(place, cell) for place, cell in others if not looks_like_number(cell)]
    return len(others) < len(cells) and all(cell_at(above, place) == cell for place, cell in words)
