"""By what the cells of a text file are parted."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable

CANDIDATES = (",", ";", "\t", "|", "，", "；")
_SAMPLE_ROWS = 200


def delimiter_of(lines: Iterable[str]) -> str:
    """The candidate that parts ``lines`` into the most cells most evenly; a comma where none parts them."""
    lines = list(lines)
    if lines and (declared := _declared(lines[0])):
        return declared
    best = max(CANDIDATES, key=lambda candidate: _evenness(lines, candidate))
    return best if _evenness(lines, best) > (0, 0) else ","


def _declared(line: str) -> str | None:
    """The delimiter that a first line such as ``sep=;`` names, as Excel writes and reads it."""
    text = line.strip().strip('"').lower()
    return text[4] if len(text) == 5 and text.startswith("sep=") else None


def _evenness(lines: list[str], candidate: str) -> tuple[float, int]:
    """Share of the rows that have the commonest width above one, and that width."""
    try:
        rows = [row for _, row in zip(range(_SAMPLE_ROWS), csv.reader(lines, delimiter=candidate), strict=False) if row]
    except csv.Error:
        return (0, 0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return (0, 0)
    width, count = widths.most_common(1)[0]
    # Titles and totals are narrower: a share of three quarters is as good as all.
    return (min(count / len(rows), 0.75), width)
