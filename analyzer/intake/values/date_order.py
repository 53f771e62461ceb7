"""The order of day, month and year in numeric dates such as ``03/04/2025`` and ``25.3.4``."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analyzer.intake.values.time_of_day import LONGEST, without_time

Order = Literal["dmy", "mdy", "ymd"]

# Years of two digits are those of a pipeline: not long ago, and not far ahead.
_YEARS_BACK, _YEARS_AHEAD = 15, 5
# So many clear dates outvote one that speaks for the other order, as a slip of the hand.
_OUTVOTED = 20

_TRIPLE = re.compile(r"(\d{1,4})\s*([-/.]|\s)\s*(\d{1,2})\s*\2\s*(\d{1,4})\.?")


@dataclass(frozen=True)
class OrderFinding:
    """The order of day, month and year in a column of numeric dates.

    order: None when nothing in the column needs one, or several fit. fits_both: several fit every value, and differ.
    options: those that fit, likeliest first.
    """

    order: Order | None
    fits_both: bool = False
    options: tuple[Order, ...] = ("dmy", "mdy")


@dataclass(frozen=True)
class Triple:
    """Three numbers, the first of at most two digits. ends_in_year: the last one has four."""

    first: int
    second: int
    third: int
    ends_in_year: bool

    def day(self, order: Order) -> tuple[int, int, int] | None:
        """Year, month and day in that order; None where the numbers do not fit it."""
        if order == "ymd":
            read = (full_year(self.first), self.second, self.third)
        elif order == "dmy":
            read = (full_year(self.third), self.second, self.first)
        else:
            read = (full_year(self.third), self.first, self.second)
        fits = read[1] <= 12 and read[2] <= 31 and (order != "ymd" or not self.ends_in_year)
        return read if fits else None

    def days(self, today: date | None = None, is_dotted: bool = False) -> dict[Order, tuple[int, int, int]]:
        """Each order that fits, with what it gives. Nobody puts dots into month-day-year.

        today: leaves out years of two digits that are far from it, where another order gives one that is near.
        """
        orders: tuple[Order, ...] = ("dmy", "ymd") if is_dotted else ("dmy", "mdy", "ymd")
        fits = {order: read for order in orders if (read := self.day(order))}
        if self.ends_in_year or today is None:
            return fits
        near = {order: read for order, read in fits.items() if _is_near(read[0], today)}
        return near or fits


def _is_near(year: int, today: date) -> bool:
    return today.year - _YEARS_BACK <= year <= today.year + _YEARS_AHEAD


def full_year(year: int) -> int:
    """The year that two digits mean."""
    if year > 99:
        return year
    return year + (2000 if year < 70 else 1900)


def triple(text: str) -> Triple | None:
    """The numbers of ``text`` where their order is open: not ``2025-03-04``, whose year comes first."""
    found = _TRIPLE.fullmatch(text)
    if not found or int(found[1]) > 31 or len(found[1]) > 2 or len(found[4]) == 3:
        return None
    return Triple(int(found[1]), int(found[3]), int(found[4]), len(found[4]) == 4)


def order_of(values: Iterable[str], today: date | None = None) -> OrderFinding:
    """The order that all the numeric dates of a column agree on; dots mean that the day comes before the month.

    today: settles years of two digits, as it is the time around which deals are kept.
    """
    texts = Counter(
        without_time(value if value.isascii() else unicodedata.normalize("NFKC", value))
        for value in values
        if len(value) <= LONGEST
    )
    fits: Counter[frozenset[Order]] = Counter()
    unclear: Counter[frozenset[Order]] = Counter()
    for text, times in texts.items():
        read = found.days(today, "." in text) if (found := triple(text)) else {}
        fits[frozenset(read)] += times
        unclear[frozenset(read)] += times if len(set(read.values())) > 1 else 0
    return _settled(fits, unclear)


def _settled(fits: Counter[frozenset[Order]], unclear: Counter[frozenset[Order]]) -> OrderFinding:
    every = {order: _count(fits, order) for orders in fits for order in orders}
    ranked = tuple(sorted(every, key=lambda order: (-every[order], order)))
    rivals = [order for order in ranked[1:] if _is_rival(ranked[0], order, fits, unclear)]
    if rivals:
        return OrderFinding(None, True, (ranked[0], *rivals))
    return OrderFinding(ranked[0] if ranked else None)


def _is_rival(best: Order, other: Order, fits: Counter[frozenset[Order]], unclear: Counter[frozenset[Order]]) -> bool:
    """Whether some values could be read in the other order, and no more than a slip of the hand speaks for the best."""
    if not any(count for orders, count in unclear.items() if {best, other} <= orders):
        return False
    for_best, for_other = _count(fits, best, other), _count(fits, other, best)
    return not for_best or for_best < _OUTVOTED * for_other


def _count(found: Counter[frozenset[Order]], order: Order, without: Order | None = None) -> int:
    return sum(count for orders, count in found.items() if order in orders and without not in orders)
