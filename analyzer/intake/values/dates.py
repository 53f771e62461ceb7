"""Dates as people and machines write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from analyzer.intake.values.date_order import Order as Order
from analyzer.intake.values.date_order import OrderFinding as OrderFinding
from analyzer.intake.values.date_order import full_year, triple
from analyzer.intake.values.date_order import order_of as order_of
from analyzer.intake.values.month_names import month_called
from analyzer.intake.values.no_value import says_nothing
from analyzer.intake.values.time_of_day import LONGEST, without_time
from analyzer.message import Message

FIRST_YEAR, LAST_YEAR = 1990, 2100
EXCEL_EPOCH = date(1899, 12, 30)
_REPUBLIC = 1911  # 民國元年 is 1912

_DIGIT = re.compile(r"\d")
_YEAR_FIRST = re.compile(r"(\d{4})\s*([-/.]|\s)\s*(\d{1,2})\s*\2\s*(\d{1,2})\.?")
_FAR_YEAR = re.compile(r"(3[2-9]|[4-9]\d)\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})")
_CHINESE = re.compile(r"(\d{4}|\d{2})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?")
_MINGUO = re.compile(
    r"[民⺠][國国]\s*(\d{2,3})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号號]?"
    r"|(1\d{2}|[89]\d(?=年))\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号號]?"
)
_ERA = re.compile(r"(令和|平成)\s*(\d{1,2}|元)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?")
_ERAS = {"令和": 2018, "平成": 1988}
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_MILLISECONDS = re.compile(r"\d{13}(?:\.0+)?")
_WEEK = re.compile(
    r"(\d{4})[-\s/]?(?:W|KW|CW)\s?(\d{1,2})(?:-?([1-7]))?|(\d{4})\s*年?\s*第?\s*(\d{1,2})\s*[周週]"
    r"|(?:W|KW|CW|week|wk)\s?(\d{1,2})[-\s/,]+(\d{4})",
    re.IGNORECASE,
)
_WEEK_ALONE = re.compile(
    r"(?:W|KW|week|wk)?[-_.\s]*(\d{1,2})|第\s*(\d{1,2})\s*[周週]?|(\d{1,2})\s*[周週]", re.IGNORECASE
)
_DAY_NAMED = re.compile(
    r"(?:[^\W\d]{2,12}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|er|º|°)?[-\s/.]+(?:de |of )?([^\W\d]{3,12})"
    r"\.?,?[-\s/]+(?:de |del )?(\d{4}|\d{2})(?:\s*[гr]\.?)?",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(
    r"(?:[^\W\d]{2,12}\.?,?\s+)?([^\W\d]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE
)
_YEAR_NAMED = re.compile(r"(\d{4})[-\s/]([^\W\d]{3,12})[-\s/](\d{1,2})", re.IGNORECASE)
_MONTH_ONLY = re.compile(
    r"\d{4}\s*[-/.]\s*\d{1,2}|\d{1,2}\s*[-/]\s*\d{4}|\d{4}\s*[年년]\s*\d{1,2}\s*[月월]份?|([^\W\d]{3,12})\.?[-\s/']+(?:\d{4}|\d{2})"
)
# Days by which systems and people say that there is none: the ends of a calendar, and where clocks begin.
_NO_DAYS = frozenset(
    {(0, 0, 0), (1, 1, 1), (1753, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 0), (1900, 1, 1), (1904, 1, 1),
     (1970, 1, 1), (2999, 12, 31), (3000, 1, 1), (9999, 12, 30), (9999, 12, 31)}
)  # fmt: skip
_NO_SERIALS = frozenset({"0", "0.0", "1", "2958465"})

NO_DATE = Message("This is not a date.")
NO_SUCH_DAY = Message("There is no such day.")
NO_SUCH_WEEK = Message("That year has no such week.")
NOT_IN_1900 = Message("This is day 60 of a spreadsheet, 29 February 1900, which never was.")
OUT_OF_RANGE = Message("The year is not between 1990 and 2100.")
NO_ORDER = Message("This can be day-month-year or month-day-year; say which, and it is read.")
NO_DAY = Message("This names a month and no day.")


@dataclass(frozen=True)
class Day:
    """What a text says: a date, or the problem with it; neither where it says that there is no date.

    is_republican: its year counts from 1911. is_out_of_order: it fits only an order that its column does not have.
    """

    value: date | None
    problem: Message | None = None
    is_republican: bool = False
    is_out_of_order: bool = False


@lru_cache(maxsize=8192)  # a column is judged in one order and in the other, and then read
def parse(text: str, order: Order | None = None) -> Day:
    """The day that ``text`` names, as written (a zone does not move it); ``order`` settles ``03/04/2025``."""
    if len(text) > LONGEST:
        return Day(None, NO_DATE)
    whole = (text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_INVISIBLE)).strip()
    if whole in _NO_SERIALS or (not _DIGIT.search(whole) and says_nothing(whole)):
        return Day(None)
    clean = without_time(whole)
    for read in (_year_first, _numeric(order), _chinese, _minguo, _era, _compact, _serial, _week, _named):
        day = read(clean)
        if day is not None:
            return day
    return Day(None, _why_not(clean))


_INVISIBLE = str.maketrans("", "", "\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff")


def _why_not(text: str) -> Message:
    if text in ("60", "60.0"):
        return NOT_IN_1900
    found = _MONTH_ONLY.fullmatch(text)
    return NO_DAY if found and (not found[1] or month_called(found[1])) else NO_DATE


def _year_first(text: str) -> Day | None:
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return _day(int(found[1]), int(found[3]), int(found[4]))
    found = _FAR_YEAR.fullmatch(text)
    return _day(full_year(int(found[1])), int(found[3]), int(found[4])) if found else None


def _numeric(order: Order | None) -> Callable[[str], Day | None]:
    def read(text: str) -> Day | None:
        found = triple(text)
        if found is None:
            return None
        days = found.days()
        if order in days:
            return _day(*days[order])
        different = set(days.values())
        if len(different) > 1:
            return Day(None, NO_ORDER)
        if not different:
            return Day(None, NO_SUCH_DAY)
        return replace(_day(*different.pop()), is_out_of_order=order is not None)

    return read


def _chinese(text: str) -> Day | None:
    found = _CHINESE.fullmatch(text)
    # 99年 is 2010 where years count from 1911, and 25年 is 2025 elsewhere.
    if not found or (len(found[1]) == 2 and int(found[1]) > 69):
        return None
    return _day(full_year(int(found[1])), int(found[2]), int(found[3]))


def _minguo(text: str) -> Day | None:
    found = _MINGUO.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    return replace(_day(_REPUBLIC + year, month, day), is_republican=True)


def _era(text: str) -> Day | None:
    found = _ERA.fullmatch(text)
    if not found:
        return None
    return _day(_ERAS[found[1]] + (1 if found[2] == "元" else int(found[2])), int(found[3]), int(found[4]))


def _compact(text: str) -> Day | None:
    found = _COMPACT.fullmatch(text)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else None


def _serial(text: str) -> Day | None:
    if _MILLISECONDS.fullmatch(text):
        day = date(1970, 1, 1) + timedelta(milliseconds=int(text[:13]))
    elif found := _SERIAL.fullmatch(text):
        day = EXCEL_EPOCH + timedelta(days=int(found[1]))
    else:
        return None
    return _day(day.year, day.month, day.day)


def _week(text: str) -> Day | None:
    found = _WEEK.fullmatch(text)
    if not found:
        return None
    return monday_of(int(found[1] or found[4] or found[7]), int(found[2] or found[5] or found[6]), int(found[3] or 1))


def monday_of(year: int, week: int, weekday: int = 1) -> Day:
    """The given day of an ISO week, Monday unless told otherwise."""
    try:
        day = date.fromisocalendar(year, week, weekday)
    except ValueError:
        return Day(None, NO_SUCH_WEEK)
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
    number = month_called(month)
    return _day(full_year(int(year)), number, int(day)) if number else None


def _day(year: int, month: int, day: int) -> Day:
    if (year, month, day) in _NO_DAYS:
        return Day(None)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Day(None, OUT_OF_RANGE)
    try:
        return Day(date(year, month, day))
    except ValueError:
        return Day(None, NO_SUCH_DAY)
