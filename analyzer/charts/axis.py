"""Axes with long names in two or three tidy lines, and room above the tallest bar."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from math import ceil, floor, log10
from typing import Any

from analyzer.charts.theme import Theme, plain
from analyzer.language import Language

NARROWEST_CHART = 980
WIDTH_OF_DATE = 76
FEWEST_DAYS = 8
WIDTH_OF_LETTER = 8.6
LINES = 3
ONE_LINE_BELOW, LINE_BELOW = 30, 21


def category_axis(names: Sequence[str], theme: Theme, **more: Any) -> dict[str, Any]:
    """An axis of one place for each name, 0, 1, 2 ..., with the names wrapped to the room there is."""
    room = int(NARROWEST_CHART / max(len(names), 1) / WIDTH_OF_LETTER)
    ticks = {"tickvals": list(range(len(names))), "ticktext": [wrapped(name, max(room, 6)) for name in names]}
    placed = {"range": [-0.55, len(names) - 0.45], "tickangle": 0}
    return theme.axis(**ticks, **placed, **more, tickfont=theme.font())


def room_below(axis: dict[str, Any]) -> int:
    """The margin, in pixels, that the names under an axis need.

    Given it, Plotly need not draw a chart a second time after it has seen how high the names are.
    """
    most = max((name.count("<br>") for name in axis["ticktext"]), default=0)
    return ONE_LINE_BELOW + LINE_BELOW * most


def days_axis(
    days: Sequence[date], language: Language, theme: Theme, *, width: int = WIDTH_OF_DATE, room: float = -0.4
) -> dict[str, Any]:
    """An axis of one place for each day, 0, 1, 2 ...: few days stay to the left instead of filling the screen.

    Only as many dates as stand apart are written, the newest always among them. width: of a date, in pixels. room: to
    the right of the newest day, in places.
    """
    step = max(1, -(-len(days) * width // NARROWEST_CHART))
    shown = list(range(len(days) - 1, -1, -step))
    names = [language.short_date(days[place]) for place in shown]
    return theme.axis(tickvals=shown, ticktext=names, tickangle=0, range=[-0.6, max(len(days), FEWEST_DAYS) + room])


def bar_width(places: int) -> float:
    """The width of a bar as a part of its place; a few bars stay slim instead of filling the screen."""
    return min(0.62, 0.11 * places)


def padded(low: float, high: float, height: int, below: int, above: int) -> tuple[float, float]:
    """The ends of an axis ``height`` pixels long that leaves room, in pixels, for labels under and over the bars."""
    if high <= low:
        return low - abs(low) / 2, low + (abs(low) or 1.0)
    pixel = (high - low) / (height - below - above)
    return low - below * pixel, high + above * pixel


def wrapped(name: str, width: int) -> str:
    """Data's text over at most three lines of ``width`` letters (a Chinese character is two), safe to draw."""
    lines = [""]
    for piece in _pieces(name):
        if lines[-1] and _width(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    kept = [line.strip() for line in lines[:LINES]]
    if len(lines) > LINES:
        kept[-1] += "…"
    return "<br>".join(plain(line, width + 1) for line in kept)


def _pieces(name: str) -> list[str]:
    """Where a line may break: after spaces, slashes and hyphens, and between Chinese characters."""
    pieces, current = [], ""
    for letter in " ".join(name.split()):
        current += letter
        if letter in " /-" or _wide(letter):
            pieces.append(current)
            current = ""
    return [*pieces, current] if current else pieces


def _width(text: str) -> int:
    return sum(2 if _wide(letter) else 1 for letter in text)


def _wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round numbers from ``low`` to ``high``, about ``about`` of them, 1, 2 or 5 times a power of ten apart."""
    if high <= low:
        return [low]
    rough = (high - low) / about
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    return [step * place for place in range(ceil(low / step), floor(high / step) + 1)]
