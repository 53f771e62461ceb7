"""Rounding that never turns something into nothing, and the units large numbers are said in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from babel import Locale
from babel.numbers import format_decimal

DECIMALS_OF_A_DIVISION = 9


@dataclass(frozen=True)
class Unit:
    """A unit for large numbers, such as a million: its size and the sign written behind the number."""

    size: int
    sign: str


UNITS: Mapping[str, tuple[Unit, ...]] = MappingProxyType(
    {
        "en": (Unit(10**9, "B"), Unit(10**6, "M"), Unit(10**3, "K"), Unit(1, "")),
        "zh_CN": (Unit(10**8, "亿"), Unit(10**4, "万"), Unit(1, "")),
    }
)


def exact(value: Any) -> Decimal | None:
    """The number as written, or None for every kind of missing: None, NaN, NaT, NA, infinity."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def rounded(number: Decimal, decimals: int) -> Decimal:
    """``number`` to so many decimals at most; one significant digit where that would say 0 of something."""
    if round(number, decimals) == 0 and number != 0:
        return round(number, -number.adjusted())
    return round(number, decimals)


def cut(number: Decimal, decimals: int) -> Decimal:
    """``number`` without the decimals behind so many, never rounded up; one significant digit where that would say 0.

    A double a hair short of a round number, as a division leaves it, is that round number.
    """
    exactly = round(number, DECIMALS_OF_A_DIVISION)
    step = Decimal(1).scaleb(-decimals if abs(exactly) >= Decimal(1).scaleb(-decimals) else exactly.adjusted())
    return exactly.quantize(step, ROUND_DOWN) if exactly else exactly


def grouped(number: Decimal, locale: Locale) -> str:
    """The number with the locale's separators, and no decimals that say nothing."""
    return str(format_decimal(number, format="#,##0.###", locale=locale, decimal_quantization=False))


def to_the_cent(number: Decimal, locale: Locale) -> str:
    """The exact amount: with two decimals, or none when it is whole."""
    cents = round(number, 2)
    return str(format_decimal(cents, format="#,##0" if cents == int(cents) else "#,##0.00", locale=locale))


def unit_for(values: Iterable[Any], units: tuple[Unit, ...]) -> Unit:
    """The largest unit of which the largest of ``values`` holds at least one, as it will be shown."""
    numbers = [abs(number) for number in map(exact, values) if number is not None]
    largest = max(numbers, default=Decimal(0))
    return next((unit for unit in units if in_units(largest, unit) >= 1), units[-1])


def in_units(number: Decimal, unit: Unit) -> Decimal:
    """``number`` counted in ``unit``: two decimals below one, one below a hundred, none above."""
    scaled = number / unit.size
    return rounded(scaled, 2 if abs(scaled) < 1 else 1 if abs(scaled) < 100 else 0)
