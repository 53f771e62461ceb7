"""Which rows of a sheet are its header: one below titles, two or three of groups and their columns, or none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analyzer.intake.reading.cells import Row, cell_at, filled, is_blank, is_word
from analyzer.intake.reading.kinds import is_no_name, kind_below, kind_of

SAMPLE_ROWS = 60
_MOST_HEADER_ROWS = 3
_MOST_PREAMBLE_ROWS = 10
_COMMENT = re.compile(r"^\s*(#+\s*[^\W\d]|//|--|;;|/\*)")


@dataclass(frozen=True)
class Header:
    """The header of a sheet. index: of its last row; of the row above the first one of data where it is missing.

    cells: what its columns are called. A missing header calls them (A), (B) and so on, as a spreadsheet does.
    titles: what the rows above it say, each in one line.
    """

    index: int
    cells: Row
    is_missing: bool = False
    titles: tuple[str, ...] = ()

    def fitted(self, width: int) -> Header:
        """The same header for ``width`` columns."""
        more = tuple(f"({letters(at)})" if self.is_missing else None for at in range(len(self.cells), width))
        return replace(self, cells=(*self.cells, *more)[:width])


def letters(position: int) -> str:
    """What a spreadsheet calls the column at ``position``: A, B .. Z, AA."""
    name = ""
    while position >= 0:
        name = chr(ord("A") + position % 26) + name
        position = position // 26 - 1
    return name


def sample_of(rows: Iterable[Row]) -> list[Row]:
    """The first rows of a sheet: all blank ones at its top, and as many more as it takes to know the header."""
    sample: list[Row] = []
    more = SAMPLE_ROWS
    for row in rows:
        sample.append(row)
        more -= more < SAMPLE_ROWS or filled(row) > 0
        if more == 0:
            break
    return sample


def find_header(rows: Sequence[Row]) -> Header | None:
    """The header among the first rows of a sheet; None where all of them are blank.

    It begins with the first row that fills more than half of the width of the fullest row; titles fill less. A row of
    group names ("Customer", blank, "Amount", blank) belongs to the fuller row of words below it.
    """
    counts = [filled(row) for row in rows]
    widest = _usual_most(counts)
    if widest == 0:
        return None
    first = next(at for at, count in enumerate(counts) if count * 2 > widest)
    first = _below_preamble(rows, counts, _below_comments(rows, counts, first, widest))
    first = _above_data(rows, first)
    header = _with_rows_below(rows, Header(first, tuple(rows[first])))
    if header.index == first and _is_data(rows[first], rows[first + 1 :]):
        header = Header(first - 1, (), is_missing=True).fitted(max(len(row) for row in rows))
    return replace(header, titles=tuple(filter(None, map(_line, rows[:first]))))


def _line(row: Row) -> str:
    return " ".join(cell.strip() for cell in row if cell and not is_blank(cell))


def _usual_most(counts: Sequence[int]) -> int:
    """How many cells the fullest row fills, leaving out a ragged one below rows that agree."""
    most = max(counts, default=0)
    above = Counter(count for count in counts[: counts.index(most)] if count > 1) if counts else Counter[int]()
    usual, times = above.most_common(1)[0] if above else (0, 0)
    return usual if times > 1 and counts.count(most) == 1 else most


def _below_comments(rows: Sequence[Row], counts: Sequence[int], first: int, widest: int) -> int:
    """The first full row that is no comment such as ``# Exported by Anna, open deals``."""
    for at in range(first, len(rows)):
        if counts[at] * 2 > widest and not _COMMENT.match(cell_at(rows[at], 0) or ""):
            return at
    return first


def _below_preamble(rows: Sequence[Row], counts: Sequence[int], first: int) -> int:
    """The row that names more columns than the ``first`` full one, numbers and dates among them, where there is one.

    Above a narrow table a line such as "Report, Open deals" is as full as a header.
    """
    for at in range(first + 1, min(first + _MOST_PREAMBLE_ROWS, len(rows))):
        if counts[at] > counts[first] and all(is_word(cell) for cell in rows[at] if not is_blank(cell)):
            below = [row for row in rows[at + 1 :] if filled(row)]
            typed = [place for place in range(len(rows[at])) if below and kind_below(below, place)]
            if any(cell_at(rows[at], place) and not is_word(cell_at(rows[first], place)) for place in typed):
                return at
    return first


def _above_data(rows: Sequence[Row], first: int) -> int:
    """The row above, where it holds words over a row that can only be data: half of a header may be blank."""
    above = next((at for at in reversed(range(first)) if filled(rows[at])), None)
    if above is None or above < first - 1 or filled(rows[above]) < 2:
        return first
    kinds = {at: kind_below(rows[first + 1 :], at) for at in range(len(rows[first]))}
    typed = [at for at, cell in enumerate(rows[first]) if kind_of(cell)]
    is_data = any(is_no_name(cell_at(rows[first], at)) for at in typed) and all(
        kinds[at] in (None, kind_of(rows[first][at])) for at in typed
    )
    are_words = all(is_word(cell) for cell in rows[above] if not is_blank(cell))
    return above if is_data and are_words and any(cell_at(rows[above], at) for at in typed) else first


def _with_rows_below(rows: Sequence[Row], header: Header) -> Header:
    """The header together with the rows below that belong to it."""
    for _ in range(_MOST_HEADER_ROWS - 1):
        below = next((at for at in range(header.index + 1, len(rows)) if filled(rows[at])), None)
        if below is None:
            return header
        lower, data = rows[below], rows[below + 1 :]
        if _is_group_row(header.cells, lower):
            header = Header(below, _named_apart(header.cells, lower))
        elif below == header.index + 1 and _goes_on(header.cells, lower, data):
            header = Header(below, _joined(header.cells, lower))
        else:
            return header
    return header


def _is_group_row(upper: Row, lower: Row) -> bool:
    words = [cell for cell in lower if not is_blank(cell)]
    return (
        filled(upper) < 0.7 * len(words)
        and all(is_word(cell) for cell in words)
        and _all_differ(_named_apart(upper, lower))
        and _begins_blocks(upper, lower)
    )


def _begins_blocks(upper: Row, lower: Row) -> bool:
    """Whether the blanks of ``upper`` stand over words of ``lower``, as merged cells leave them."""
    blanks = [at for at, cell in enumerate(lower) if not is_blank(cell) and cell_at(upper, at) is None]
    return len(blanks) > 1 and cell_at(upper, 0) is not None


def _named_apart(upper: Row, lower: Row) -> Row:
    """The words of ``lower``; where some of them are the same, each below the name of its group."""
    return tuple(lower) if _all_differ(lower) else _joined(upper, lower)


def _all_differ(row: Row) -> bool:
    words = [cell.strip() for cell in row if cell is not None and not is_blank(cell)]
    return len(set(words)) == len(words)


def _joined(upper: Row, lower: Row) -> Row:
    """Each column's name below that of its group, which stands over the first of its columns."""
    joined: list[str | None] = []
    group: str | None = None
    for at in range(max(len(upper), len(lower))):
        group = cell_at(upper, at) or group
        own = cell_at(lower, at)
        joined.append(f"{group} {own}".strip() if group and own else own or cell_at(upper, at))
    return tuple(joined)


def _goes_on(upper: Row, lower: Row, data: Sequence[Row]) -> bool:
    """Whether ``lower`` names the columns of the groups of ``upper``, and is blank below columns without a group."""
    places = [at for at in range(max(len(upper), len(lower))) if cell_at(lower, at)]
    under_blanks = [at for at in places if cell_at(upper, at) is None]
    alone = [at for at in range(len(upper)) if cell_at(upper, at) and at not in places]
    if not under_blanks or not alone or not all(is_word(cell_at(lower, at)) for at in places):
        return False
    if not all(_opens_group(upper, lower, at) for at in places if cell_at(upper, at)):
        return False
    return _are_filled_below(alone, data) and not any(_recurs(lower, data, at) for at in places)


def _opens_group(upper: Row, lower: Row, at: int) -> bool:
    return cell_at(upper, at + 1) is None and cell_at(lower, at + 1) is not None


def _are_filled_below(places: Sequence[int], data: Sequence[Row]) -> bool:
    rows = [row for row in data if filled(row)]
    cells = [cell_at(row, at) for row in rows[:10] for at in places]
    return bool(cells) and sum(cell is not None for cell in cells) * 2 > len(cells)


def _recurs(row: Row, data: Iterable[Row], at: int) -> bool:
    cell = cell_at(row, at)
    return cell is not None and any(cell_at(below, at) == cell for below in data)


def _is_data(first: Row, below: Sequence[Row]) -> bool:
    """Whether the row that stands where the header should is data like the rows below it."""
    rows = [row for row in below if filled(row) and not is_repeated_header(row, first)]
    places = [at for at in range(len(first)) if cell_at(first, at)]
    if not rows or len(places) < 2:
        return False
    kinds = {at: kind_below(rows, at) for at in range(max(map(len, rows)))}
    typed = [at for at, kind in kinds.items() if kind]
    if any(kind_of(cell_at(first, at)) != kinds[at] for at in typed):
        return False
    recurring = sum(_recurs(first, rows, at) for at in places if at not in typed)
    if not typed:
        return recurring >= max(2, len(places) // 3)
    return recurring > 0 or any(is_no_name(cell_at(first, at)) for at in typed)


def is_repeated_header(row: Row, header: Row) -> bool:
    """Whether a row below the header says the header once more, as reports printed by page do."""
    pairs = [(cell_at(row, position), cell) for position, cell in enumerate(header) if not is_blank(cell)]
    same = sum(said is not None and cell is not None and said.strip() == cell.strip() for said, cell in pairs)
    return bool(pairs) and (same == len(pairs) or (same >= 3 and same >= 0.8 * len(pairs)))
