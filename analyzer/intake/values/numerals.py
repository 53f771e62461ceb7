"""Amounts written in Chinese words, as on a contract: 人民币壹万贰仟元伍角整, 一百二十万, 12万5千."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零〇", "一壹弌", "二贰貳两兩", "三叁參叄", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN = "".join((*_DIGITS, *_UNITS, *_MYRIADS))
_TOKEN = re.compile(rf"\d+(?:\.\d+)?|[{_HAN}]")
_LONGEST = 64
_WHOLE = rf"(?:\d++(?:\.\d++)?|[{_HAN}])"  # possessive: or a long number that is none would take forever
_WORDS = re.compile(
    rf"(?P<whole>{_WHOLE}++)(?:[元圆圓块塊](?P<small>零?(?:(?P<jiao>\d|[{''.join(_DIGITS)}])[角毛])?零?"
    rf"(?:(?P<fen>\d|[{''.join(_DIGITS)}])分)?))?[整正]?"
)
_SEVERAL = re.compile(rf"\d[\d.]*\s*[{_HAN}]+\s*\d|[{''.join(_DIGITS)}]|[十拾百佰千仟]|[角分整正]$")


def may_be_words(text: str) -> bool:
    """Whether it is worth a closer look for words; quick to say no."""
    return not text.isascii() and bool(_SEVERAL.search(text))


def are_words(text: str) -> bool:
    """Whether ``text`` is an amount in words; ``12万`` and ``1.2亿``, one number and its unit, are not."""
    return len(text) <= _LONGEST and bool(_SEVERAL.search(text) and _WORDS.fullmatch(text))


def read(text: str) -> Decimal | None:
    """The amount in words; None where it could be more than one: ``12万5`` may end in 五千 or in 五."""
    found = _WORDS.fullmatch(text)
    if not found:
        return None
    whole = _whole(_TOKEN.findall(found["whole"]))
    if whole is None:
        return None
    return whole + _digit(found["jiao"]) / 10 + _digit(found["fen"]) / 100


def _digit(char: str | None) -> Decimal:
    return Decimal(_DIGITS.get(char, char)) if char else Decimal(0)


class _Sum:
    """A number in words, read from left to right."""

    def __init__(self) -> None:
        self.total = self.section = Decimal(0)
        self.number: Decimal | None = None
        self.unit = self.myriad = 10**12
        self.is_clear = True
        self.is_after_zero = False

    def take(self, token: str) -> None:
        if token in _MYRIADS:
            self._end_section(_MYRIADS[token])
        elif token in _UNITS:
            self._count(_UNITS[token])
        elif token in "零〇":
            self.is_clear = self.is_clear and self.number is None
        else:
            self.is_clear = self.is_clear and self.number is None
            self.number = Decimal(_DIGITS.get(token, token))
        self.is_after_zero = token in "零〇" or (self.is_after_zero and self.number is not None)

    def _count(self, unit: int) -> None:
        # Only 十 may go without its own 一.
        is_bare_ten = self.number is None and unit == 10 and not self.section
        self.is_clear = self.is_clear and unit < max(self.unit, 11) and (self.number is not None or is_bare_ten)
        self.section += (Decimal(1) if self.number is None else self.number) * unit
        self.number, self.unit = None, unit

    def _end_section(self, myriad: int) -> None:
        part = self.section + (self.number or 0)
        if myriad > self.myriad:
            self.total = (self.total + part) * myriad
        else:
            self.is_clear = self.is_clear and bool(part) and myriad != self.myriad
            self.total += part * myriad
        self.section, self.number, self.unit, self.myriad = Decimal(0), None, 10**12, myriad

    def value(self) -> Decimal | None:
        # 三千五 is 3,500 to some; 一百二十五, 三千零五 and 五 are clear.
        stands_alone = self.unit == self.myriad == 10**12
        last_is_clear = self.number is None or self.unit == 10 or self.is_after_zero or stands_alone
        return self.total + self.section + (self.number or 0) if self.is_clear and last_is_clear else None


def _whole(tokens: list[str]) -> Decimal | None:
    found = _Sum()
    for token in tokens:
        found.take(token)
    return found.value()
