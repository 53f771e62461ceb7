"""Dates as people and machines write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from analyzer.message import Message

Order = Literal["dmy", "mdy", "ymd"]

FIRST_YEAR, LAST_YEAR = 1990, 2100
EXCEL_EPOCH = date(1899, 12, 30)

_TIME = r"(?:[T\s,]+(?:[上下]午|am|pm)?\s*\d{1,2}(?::\d{2}){1,2}.*)?"
_TRIPLE = re.compile(rf"(\d{{1,4}})\s*([-/.]|\s)\s*(\d{{1,2}})\s*\2\s*(\d{{1,4}}){_TIME}", re.IGNORECASE)
_CHINESE = re.compile(rf"(\d{{4}})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*[日号號]?{_TIME}", re.IGNORECASE)
_COMPACT = re.compile(rf"((?:19|20|21)\d{{2}})(\d{{2}})(\d{{2}}){_TIME}", re.IGNORECASE)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_WEEK = re.compile(r"(\d{4})[-\s]?W(\d{1,2})(?:-?([1-7]))?|(\d{4})\s*年?\s*第?\s*(\d{1,2})\s*[周週]", re.IGNORECASE)
_WEEK_ALONE = re.compile(
    r"(?:W|KW|week|wk)?[-_.\s]*(\d{1,2})|第\s*(\d{1,2})\s*[周週]?|(\d{1,2})\s*[周週]", re.IGNORECASE
)
_DAY_NAMED = re.compile(
    rf"(?:[a-z]{{3,9}}\.?,?\s+)?(\d{{1,2}})(?:st|nd|rd|th)?[-\s/.]+([^\W\d]{{3,10}})\.?,?[-\s/]+(\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(rf"([^\W\d]{{3,10}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}", re.IGNORECASE)
_YEAR_NAMED = re.compile(rf"(\d{{4}})[-\s/]([^\W\d]{{3,10}})[-\s/](\d{{1,2}}){_TIME}", re.IGNORECASE)
_MONTH_NAMES = (
    "jan january januar janvier enero janeiro gennaio", "feb february februar fevrier febrero fevereiro febbraio",
    "mar march marz mars marzo marco", "apr april avril abril aprile", "may mai mayo maio maggio",
    "jun june juni juin junio junho giugno", "jul july juli juillet julio julho luglio",
    "aug august aout agosto", "sep sept september septembre septiembre setembro settembre",
    "oct october okt oktober octobre octubre outubro ottobre", "nov november novembre noviembre novembro",
    "dec december dez dezember decembre diciembre dezembro dicembre",
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}

NO_DATE = Message("This is not a date.")
NO_SUCH_DAY = Message("There is no such day.")
OUT_OF_RANGE = Message("The year is not between 1990 and 2100.")
NO_ORDER = Message("This can be day-month-year or month-day-year; say which, and it is read.")


@dataclass(frozen=True)
class Day:
    """What a text says: a date, or the problem with it."""

    value: date | None
    problem: Message | None = None


@dataclass(frozen=True)
class OrderFinding:
    """The order of day, month and year in a column of numeric dates.

    order: None when nothing in the column needs one, or both fit. fits_both: every value fits both, and they differ.
    """

    order: Order | None
    fits_both: bool = False


def order_of(values: Iterable[str]) -> OrderFinding:
    """The order that all the numeric dates of a column agree on; dots mean that the day comes first."""
    day_first = month_first = unclear = dotted = 0
    for value in values:
        parts = _triple(unicodedata.normalize("NFKC", value).strip())
        if parts is None or parts[0] > 31:
            continue
        first, second = parts[0], parts[1]
        day_first += first > 12 and second <= 12
        month_first += second > 12 and first <= 12
        unclear += first <= 12 and second <= 12 and first != second
        dotted += "." in value
    if day_first or month_first:
        return OrderFinding("dmy" if day_first >= month_first else "mdy")
    if unclear and not dotted:
        return OrderFinding(None, fits_both=True)
    return OrderFinding("dmy" if dotted else None)


def _triple(text: str) -> tuple[int, int, int] | None:
    found = _TRIPLE.fullmatch(text)
    if not found or len(found[1]) == 3 or len(found[4]) == 3:
        return None
    return (int(found[1]), int(found[3]), int(found[4]))


def parse(text: str, order: Order | None = None) -> Day:
    """The day that ``text`` names, as written (a zone does not move it); ``order`` settles ``03/04/2025``."""
    clean = unicodedata.normalize("NFKC", text).strip()
    for read in (_numeric(order), _chinese, _compact, _serial, _week, _named):
        day = read(clean)
        if day is not None:
            return day
    return Day(None, NO_DATE)


def _numeric(order: Order | None) -> Callable[[str], Day | None]:
    def read(text: str) -> Day | None:
        parts = _triple(text)
        if parts is None:
            return None
        first, second, third = parts
        if first > 31:
            return _day(first, second, third)
        if order == "ymd":
            return _day(_full_year(first), second, third)
        if order == "dmy" or (order is None and (first > 12 or first == second)):
            return _day(_full_year(third), second, first)
        if order == "mdy" or second > 12:
            return _day(_full_year(third), first, second)
        return Day(None, NO_ORDER)

    return read


def _chinese(text: str) -> Day | None:
    found = _CHINESE.fullmatch(text)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else None


def _compact(text: str) -> Day | None:
    found = _COMPACT.fullmatch(text)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else None


def _serial(text: str) -> Day | None:
    found = _SERIAL.fullmatch(text)
    if not found:
        return None
    day = EXCEL_EPOCH + timedelta(days=int(found[1]))
    return _day(day.year, day.month, day.day)


def _week(text: str) -> Day | None:
    found = _WEEK.fullmatch(text)
    if not found:
        return None
    return monday_of(int(found[1] or found[4]), int(found[2] or found[5]), int(found[3] or 1))


def monday_of(year: int, week: int, weekday: int = 1) -> Day:
    """The given day of an ISO week, Monday unless told otherwise."""
    try:
        day = date.fromisocalendar(year, week, weekday)
    except ValueError:
        return Day(None, NO_SUCH_DAY)
    return _day(day.year, day.month, day.day)


def week_alone(text: str) -> int | None:
    """The week that ``text`` names without a year: ``W46``, ``第46周``, ``46``."""
    found = _WEEK_ALONE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    week = int(found[1] or found[2] or found[3]) if found else 0
    return week if 1 <= week <= 53 else None


def last_week(week: int, today: date) -> date | None:
    """The Monday of the last week of that number which has begun by ``today``."""
    mondays = (monday_of(year, week).value for year in (today.year + 1, today.year, today.year - 1))
    return next((day for day in mondays if day and day <= today), None)


def _named(text: str) -> Day | None:
    if found := _DAY_NAMED.fullmatch(text):
        return _month_named(found[3], found[2], found[1])
    if found := _NAMED_DAY.fullmatch(text):
        return _month_named(found[3], found[1], found[2])
    if found := _YEAR_NAMED.fullmatch(text):
        return _month_named(found[1], found[2], found[3])
    return None


def _month_named(year: str, month: str, day: str) -> Day | None:
    plain = "".join(char for char in unicodedata.normalize("NFD", month.casefold()) if char.isalpha())
    number = _MONTHS.get(plain)
    return _day(_full_year(int(year)), number, int(day)) if number else None


def _full_year(year: int) -> int:
    if year > 99:
        return year
    return year + (2000 if year < 70 else 1900)


def _day(year: int, month: int, day: int) -> Day:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Day(None, OUT_OF_RANGE)
    try:
        return Day(date(year, month, day))
    except ValueError:
        return Day(None, NO_SUCH_DAY)
