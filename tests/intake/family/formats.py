"""Dates, money and shares as they stand in cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

DateFormat = Callable[[date, int], object]
MoneyFormat = Callable[[Decimal], object]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December")  # fmt: skip
_EPOCH = date(1899, 12, 30)


def _clock(minute: int) -> tuple[int, int]:
    """A time of the working day, so that no time zone moves the date."""
    return 8 + minute // 60 % 9, minute % 60


def _twelve_hours(minute: int) -> str:
    hour, rest = _clock(minute)
    return f"{(hour - 1) % 12 + 1}:{rest:02d} {'AM' if hour < 12 else 'PM'}"


def _time(minute: int) -> str:
    return "{:02d}:{:02d}".format(*_clock(minute))


def _moment(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, *_clock(minute))


DATES: Mapping[str, DateFormat] = MappingProxyType(
    {
        "iso": lambda day, minute: day.isoformat(),
        "iso time": lambda day, minute: f"{day.isoformat()} {_time(minute)}",
        "iso zone": lambda day, minute: f"{day.isoformat()}T{_time(minute)}:00.000+0000",
        "mdy/": lambda day, minute: f"{day.month}/{day.day}/{day.year}",
        "mdy2": lambda day, minute: f"{day.month}/{day.day}/{day.year % 100:02d}",
        "mdy/ time": lambda day, minute: f"{day.month}/{day.day}/{day.year} {_twelve_hours(minute)}",
        "dmy/": lambda day, minute: f"{day.day:02d}/{day.month:02d}/{day.year}",
        "dmy-": lambda day, minute: f"{day.day:02d}-{day.month:02d}-{day.year}",
        "dmy.": lambda day, minute: f"{day.day:02d}.{day.month:02d}.{day.year}",
        "ymd/": lambda day, minute: f"{day.year}/{day.month}/{day.day}",
        "ymd.": lambda day, minute: f"{day.year}.{day.month:02d}.{day.day:02d}",
        "ymd/ time": lambda day, minute: f"{day.year}/{day.month}/{day.day} {_time(minute)}",
        "zh": lambda day, minute: f"{day.year}年{day.month}月{day.day}日",
        "mon": lambda day, minute: f"{day.day:02d}-{_MONTHS[day.month - 1]}-{day.year}",
        "long": lambda day, minute: f"{_LONG_MONTHS[day.month - 1]} {day.day}, {day.year}",
        "mon d": lambda day, minute: f"{_MONTHS[day.month - 1]} {day.day}, {day.year}",
        "d mon": lambda day, minute: f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
        "compact": lambda day, minute: day.strftime("%Y%m%d"),
        "access": lambda day, minute: f"{day.month}/{day.day}/{day.year} 0:00:00",
        "roc": lambda day, minute: f"{day.year - 1911}/{day.month:02d}/{day.day:02d}",
        "serial": lambda day, minute: (day - _EPOCH).days,
        "cell": lambda day, minute: day,
        "cell time": _moment,
    }
)
NEEDS_DAY_BEYOND_12 = frozenset({"mdy/", "mdy2", "mdy/ time", "dmy/", "dmy-"})
_ONE_KIND_OF_TIME: Mapping[str, str] = MappingProxyType({"iso time": "iso", "mdy/ time": "mdy/", "ymd/ time": "ymd/"})


def without_time(style: str) -> str:
    """How the same export writes a day that has no time, such as the expected close."""
    return _ONE_KIND_OF_TIME.get(style, "iso" if style == "iso zone" else style)


def _grouped(amount: Decimal, group: str, point: str, places: int = 2) -> str:
    text = f"{amount:,.{places}f}"
    return text.replace(",", "\0").replace(".", point).replace("\0", group)


def _short(amount: Decimal, unit: int, suffix: str) -> str:
    return f"{(amount / unit).normalize():f}{suffix}"


def _k(amount: Decimal) -> str:
    return f"${_short(amount, 1_000_000, 'M')}" if amount >= 1_000_000 else f"${_short(amount, 1_000, 'K')}"


def _wan(amount: Decimal, wan: str, yi: str) -> str:
    return _short(amount, 100_000_000, yi) if amount >= 100_000_000 else _short(amount, 10_000, wan)


_FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")

MONEY: Mapping[str, MoneyFormat] = MappingProxyType(
    {
        "plain": lambda amount: f"{amount:.2f}",
        "whole": lambda amount: f"{amount:.0f}",
        "us": lambda amount: _grouped(amount, ",", "."),
        "us $": lambda amount: "$" + _grouped(amount, ",", "."),
        "accounting": lambda amount: f" $ {_grouped(amount, ',', '.')} ",
        "code": lambda amount: f"USD {_grouped(amount, ',', '.')}",
        "code behind": lambda amount: f"{_grouped(amount, ',', '.')} EUR",
        "k": _k,
        "m": lambda amount: f"{_short(amount, 1_000, 'k')}",
        "de": lambda amount: _grouped(amount, ".", ","),
        "de whole": lambda amount: _grouped(amount, ".", ",", 0),
        "de €": lambda amount: _grouped(amount, ".", ",") + " €",
        "fr": lambda amount: _grouped(amount, "\u202f", ","),
        "fr €": lambda amount: _grouped(amount, "\u00a0", ",") + " €",
        "￥": lambda amount: "￥" + _grouped(amount, ",", "."),
        "yuan": lambda amount: _grouped(amount, ",", ".") + "元",
        "NT$": lambda amount: "NT$" + _grouped(amount, ",", ".", 0),
        "HK$": lambda amount: "HK$" + _grouped(amount, ",", "."),
        "full width": lambda amount: _grouped(amount, ",", ".", 0).translate(_FULL_WIDTH),
        "wan": lambda amount: _wan(amount, "万", "亿"),
        "wan tw": lambda amount: _wan(amount, "萬", "億"),
        "wan header": lambda amount: _short(amount, 10_000, ""),
        "thousand header": lambda amount: _short(amount, 1_000, ""),
        "cell": lambda amount: float(amount),
    }
)
# Amounts that a format cannot write to the cent are whole multiples of these.
UNITS: Mapping[str, Decimal] = MappingProxyType(
    {
        "whole": Decimal(100), "full width": Decimal(100), "NT$": Decimal(1000), "de whole": Decimal(10),
        "k": Decimal(1500), "m": Decimal(500), "wan": Decimal(25_000), "wan tw": Decimal(25_000),
        "wan header": Decimal(2_500), "thousand header": Decimal(500),
    }
)  # fmt: skip
CURRENCIES: Mapping[str, str] = MappingProxyType({"code": "USD", "code behind": "EUR", "HK$": "HKD"})

SHARES: Mapping[str, Callable[[float], object]] = MappingProxyType(
    {
        "share": lambda chance: f"{chance:.2f}",
        "whole": lambda chance: f"{chance * 100:.0f}",
        "percent": lambda chance: f"{chance * 100:.0f}%",
        "exact percent": lambda chance: f"{chance * 100:.2f}%",
        "cell": lambda chance: round(chance, 2),
        "cell whole": lambda chance: round(chance * 100),
    }
)
