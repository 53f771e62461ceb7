"""Quarters, months, halves and years as people write them above and beside targets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from analyzer.intake.values.month_names import month_called

_HAN = "一二三四"
_YEAR = r"(?:(fy)\s*)?['’]?(\d{4}|\d{2})\s*(?:年度|年)?\s*(fy|财年|財年|会计年度|會計年度)?"
_QUARTER = rf"(?:q|第)\s*([1-4{_HAN}])\s*(?:季度|季|quarter)?|([1-4{_HAN}])\s*(?:q|季度|季)"
_HALF = r"(?:h|s)\s*([12])|([12])\s*h|([上下])半年"
_MONTH = r"(\d{1,2})\s*(?:月份?|月度)|([^\W\d_]{3,12})\.?"
_PART = rf"(?:{_QUARTER}|{_HALF}|{_MONTH})"
_BETWEEN = r"[\s\-/.,_]*"
_WITH_YEAR_FIRST = re.compile(rf"{_YEAR}{_BETWEEN}{_PART}", re.IGNORECASE)
_WITH_YEAR_LAST = re.compile(rf"{_PART}{_BETWEEN}{_YEAR}", re.IGNORECASE)
_PART_ALONE = re.compile(_PART, re.IGNORECASE)
_MONTH_IN_NUMBERS = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
_FIRST_OF_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})[-/]0?1")
_YEAR_ALONE = re.compile(_YEAR, re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A part of some year. months: its length. number: which one of that length, from 1."""

    months: int
    number: int

    def of(self, year: int, starts_in: int = 1) -> tuple[date, date]:
        """Its first and last day in the year that starts in month ``starts_in`` of ``year``."""
        starts_on = month_on(date(year, starts_in, 1), self.months * (self.number - 1))
        return starts_on, month_on(starts_on, self.months) - timedelta(days=1)


WHOLE_YEAR = Part(12, 1)


def period(text: str, fiscal_year_start: int = 1) -> tuple[date, date] | None:
    """First and last day of ``2026Q4``, ``FY26-Q1``, ``2026年第四季度``, ``2026-11``, ``Jan-26``, ``2026H1``, ``2026``.

    A year marked FY is the fiscal year that ends in it, and its quarters count from its start; any other is a calendar
    year.
    """
    clean = _clean(text)
    if found := _MONTH_IN_NUMBERS.fullmatch(clean.removesuffix("月")) or _FIRST_OF_MONTH.fullmatch(clean):
        return _month(int(found[1]), int(found[2]))
    if found := _MONTH_FIRST.fullmatch(clean):
        return _month(int(found[2]), int(found[1]))
    if found := _YEAR_ALONE.fullmatch(clean):
        return _in_year(WHOLE_YEAR, found[1] or found[3], found[2], fiscal_year_start)
    if found := _WITH_YEAR_FIRST.fullmatch(clean):
        part = _part(found.groups()[3:])
        return _in_year(part, found[1] or found[3], found[2], fiscal_year_start)
    if found := _WITH_YEAR_LAST.fullmatch(clean):
        *named, before, year, after = found.groups()
        return _in_year(_part(named), before or after, year, fiscal_year_start)
    return None


def part_of_year(text: str) -> Part | None:
    """The part of a year that ``text`` names without the year: ``Q1``, ``第二季度``, ``3月``, ``Jan``, ``上半年``."""
    found = _PART_ALONE.fullmatch(_clean(text))
    return _part(found.groups()) if found else None


def is_first_of_month(text: str) -> bool:
    """Whether ``text`` is the first day of a month, as a heading formatted ``Jan-26`` is kept."""
    return bool(_FIRST_OF_MONTH.fullmatch(_clean(text)))


def in_year(part: Part, year: str, fiscal_year_start: int = 1) -> tuple[date, date] | None:
    """``part`` of the year that ``year`` names, such as ``2026`` or ``FY26``."""
    found = _YEAR_ALONE.fullmatch(_clean(year))
    return _in_year(part, found[1] or found[3], found[2], fiscal_year_start) if found else None


def month_on(day: date, months: int) -> date:
    """The first day of the month that is ``months`` after that of ``day``."""
    total = day.year * 12 + day.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)


def _clean(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _month(year: int, month: int) -> tuple[date, date] | None:
    return Part(1, month).of(year) if 1 <= month <= 12 else None


def _part(named: Sequence[str | None]) -> Part | None:
    quarter, quarter_first, half, half_first, half_han, month, word = named
    if quarter or quarter_first:
        text = str(quarter or quarter_first)
        return Part(3, int(text) if text.isdigit() else _HAN.index(text) + 1)
    if half or half_first or half_han:
        return Part(6, int(half or half_first or "上下".index(str(half_han)) + 1))
    number = int(month) if month else month_called(word or "")
    return Part(1, number) if number and number <= 12 else None


def _in_year(part: Part | None, fiscal: str | None, year: str, starts_in: int) -> tuple[date, date] | None:
    if part is None:
        return None
    full = int(year) + (2000 if len(year) == 2 else 0)
    if not 1990 <= full <= 2100:
        return None
    if not fiscal or starts_in == 1:
        return part.of(full)
    if part.months == 1:
        return part.of(full - 1 if part.number >= starts_in else full)
    return part.of(full - 1, starts_in)
