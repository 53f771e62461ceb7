"""Chances as people write them: 0.6, 60, 60%, decided for a column from all its values."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.intake.values import money
from analyzer.intake.values.no_value import says_nothing
from analyzer.message import Message

NO_SHARE = Message("This is not a chance.")
OUT_OF_RANGE = Message("A chance lies between 0% and 100%.")
MIXED = Message("The column holds both shares of 1 and of 100, and this may be either.")


@dataclass(frozen=True)
class Share:
    """What a text says: 0..1, or the problem with it; neither where it says that there is none."""

    value: float | None
    problem: Message | None = None


@dataclass(frozen=True)
class Scale:
    """How the bare numbers of a column are meant. divisor: 1 or 100. is_mixed: some of them speak for the other one."""

    divisor: int
    is_mixed: bool = False

    @property
    def largest(self) -> int:
        """The largest bare number that is a chance."""
        return self.divisor

    def unclear(self, number: str) -> str:
        """SQL of whether a bare number may be meant either way."""
        if not self.is_mixed or self.divisor == 1:
            return "false"
        return f"{number} > 0 and {number} <= 1"

    def of(self, number: float) -> Share:
        """The chance that a bare number means."""
        if not 0 <= number <= self.largest:
            return Share(None, OUT_OF_RANGE if number < 0 or number > 100 or not self.is_mixed else MIXED)
        if self.is_mixed and self.divisor == 100 and 0 < number <= 1:
            return Share(None, MIXED)
        return Share(number / self.divisor)


def scale_of(odd: Iterable[str], fractions: int, more: int) -> Scale:
    """The scale of a column. odd: its texts that are no plain numbers; fractions: how many rows hold a plain number
    between 0 and 1, more: how many one above 1.
    """
    bare = [number for text in odd if not _is_percentage(text) and (number := _number(text)) is not None]
    fractions += sum(0 < number < 1 for number in bare)
    more += sum(1 < number <= 100 for number in bare)
    return Scale(100 if more and more >= fractions else 1, bool(fractions and more))


def parse(text: str, scale: Scale) -> Share:
    """The chance in ``text``."""
    if says_nothing(text):
        return Share(None)
    number = _number(text)
    if number is None:
        return Share(None, NO_SHARE)
    return Scale(100).of(number) if _is_percentage(text) else scale.of(number)


def _is_percentage(text: str) -> bool:
    return "%" in unicodedata.normalize("NFKC", text)


def _number(text: str) -> float | None:
    bare = unicodedata.normalize("NFKC", text).replace("%", "").strip()
    if bare.endswith("成") and (tenths := money.parse(bare[:-1]).value) is not None:
        return float(tenths) / 10
    amount = money.parse(bare, money.decimal_mark([bare])).value
    return None if amount is None else float(amount)
