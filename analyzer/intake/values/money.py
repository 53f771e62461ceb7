"""Amounts as people write them, to exact cents."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

from analyzer.intake.values import numerals
from analyzer.intake.values.currencies import CURRENCIES as CURRENCIES
from analyzer.intake.values.currencies import SHARED_SIGNS
from analyzer.intake.values.no_value import says_nothing
from analyzer.intake.values.units import UNCLEAR_SCALES, take_scale
from analyzer.intake.values.units import header_exponent as header_exponent
from analyzer.message import Message

DecimalMark = Literal[".", ","]


def plain(exponent: int = 0) -> str:
    """The pattern of an amount that SQL reads by itself, exactly, also when it is times ten to the ``exponent``."""
    return rf"-?\d{{1,{16 - exponent}}}(\.\d{{1,2}})?"


LARGEST = Decimal(10) ** 16
CENT = Decimal("0.01")
_LONGEST = 1_000

_NUMBER = re.compile(r"\d[\d.,'’\s]*\d|\d[.,]?|[.,]\d+")
_DIGIT = re.compile(r"\d")
_EXPONENT = re.compile(r"[+-]?\d(?:\.\d+)?e[+-]?(\d+)", re.IGNORECASE)
_LONGEST_FIRST = sorted((name for name in CURRENCIES if not name.isascii() or name in ("rmb", "cny")), key=len)[::-1]
_NOT_A_NUMBER = frozenset({"nan", "inf", "infinity", "-inf", "+inf", "-infinity"})
_PLAIN_MARKS = str.maketrans("−–—﹣٫٬", "----.,", "\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff")
_EVEN = re.compile(r"(?<=\d)[.,]\s?--?(?!\d)")  # 500,- is 500 even; 500- is 500 less

NO_NUMBER = Message("This is not an amount.")
NOT_FINITE = Message("This is a computer's word for a missing or endless number, not an amount.")
TOO_LARGE = Message("This is larger than any amount that can be kept to the cent.")
UNCLEAR = Message("This could be read as more than one amount.")


@dataclass(frozen=True)
class Amount:
    """What a text says. value: in whole units with two decimals; None when ``problem`` says why, or when the text
    itself says that there is no amount yet, and there is no problem.

    currency: ISO code where a sign or code stands beside the number. is_rounded: it had more than two decimals.
    """

    value: Decimal | None
    problem: Message | None = None
    currency: str | None = None
    sign: str | None = None
    is_rounded: bool = False

    @property
    def currencies(self) -> tuple[str | None, str | None]:
        """The currency where it is sure, and where it is only likely, as several share its sign."""
        return (None, self.currency) if self.sign else (self.currency, None)


def decimal_mark(values: Iterable[str] | Mapping[str, int], *, keeps_thousandths: bool = False) -> DecimalMark:
    """The mark before the decimals in this column, from all its values: each votes as far as it is clear.

    values: or how many are written as each of them.
    keeps_thousandths: three decimals are no wonder here, as in number cells of a workbook and in amounts in 万.
    """
    votes: Counter[str] = Counter()
    thousandths = []
    for value, times in (values if isinstance(values, Mapping) else Counter(values)).items():
        core = _core(unicodedata.normalize("NFKC", value))
        vote = _vote(core)
        if vote:
            votes[vote] += times
        elif re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", core):
            thousandths.append(core)
    if votes:
        return "," if votes[","] > votes["."] else "."
    # Nobody writes money to three decimals throughout: 1.234 beside 12.500 and 3.000 are thousands.
    return "," if len(set(thousandths)) > 1 and not keeps_thousandths else "."


def _core(text: str) -> str:
    found = _NUMBER.search(text)
    return found.group().strip() if found else ""


def _vote(core: str) -> str | None:
    marks = [char for char in core if char in ".,"]
    if not marks:
        return None
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) > 1:
        return "," if marks[0] == "." else "."
    whole, _, decimals = core.partition(marks[0])
    if len(decimals) == 3 and re.fullmatch(r"[1-9][\d\s'’]{0,3}", whole):
        return None
    return marks[0]


@lru_cache(maxsize=4096)  # a column is judged as money, as chances and as numbers
def parse(text: str, mark: DecimalMark = ".", exponent: int = 0) -> Amount:
    """The amount in ``text``; ``mark`` settles ``1,234`` and ``1.234``, ``exponent`` comes from the header."""
    if len(text) > _LONGEST:
        return Amount(None, NO_NUMBER)
    clean = _plain_text(text)
    if found := _EXPONENT.fullmatch(clean):
        is_endless = len(found[1]) > 4
        return Amount(None, TOO_LARGE) if is_endless else _to_cents(Decimal(clean), exponent)
    if numerals.may_be_words(clean):
        words, currency = _without_currency(clean)
        if numerals.are_words(words):
            number = numerals.read(words)
            return Amount(None, UNCLEAR) if number is None else _to_cents(number, 0, *currency)
    clean = _EVEN.sub("", clean)
    found = _NUMBER.search(clean)
    return _with_surroundings(clean, found, mark, exponent) if found else _without_number(clean)


def digits_of_one_number(text: str) -> int:
    """How many digits ``text`` has, where all belong to one number in figures; else 0.

    Texts that differ in these digits alone are read alike, but for a zero in front and a number that is too large.
    """
    clean = _plain_text(text)
    found = _NUMBER.search(_EVEN.sub("", clean))
    digits = len(_DIGIT.findall(clean))
    if not found or _EXPONENT.fullmatch(clean) or numerals.may_be_words(clean):
        return 0
    return digits if len(_DIGIT.findall(found.group())) == digits else 0


def _plain_text(text: str) -> str:
    wide = text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_PLAIN_MARKS)
    return wide.strip(" \t'`").casefold()


def _without_number(clean: str) -> Amount:
    if says_nothing(clean):
        return Amount(None)
    return Amount(None, NOT_FINITE if clean in _NOT_A_NUMBER else NO_NUMBER)


def _without_currency(text: str) -> tuple[str, tuple[str | None, str | None]]:
    """An amount in words without the name of its currency, and the currency with its sign where that is shared."""
    if text.isascii():
        return text, (None, None)
    for name in _LONGEST_FIRST:
        rest = text.removeprefix(name).strip() if text.startswith(name) else text.removesuffix(name).strip()
        if rest != text and name not in SHARED_SIGNS:
            return rest, (CURRENCIES[name], None)
        bare = text.rstrip("整正")
        if len(name) > 1 and bare.endswith(name):
            return bare.removesuffix(name), (CURRENCIES[name], None)
    return (text, ("CNY", "元")) if "元" in text else (text, (None, None))


def _with_surroundings(clean: str, found: re.Match[str], mark: DecimalMark, exponent: int) -> Amount:
    before, after = clean[: found.start()].strip(), clean[found.end() :].strip()
    before, after, is_negative = _take_sign(before, after)
    if after in UNCLEAR_SCALES:
        return Amount(None, UNCLEAR)
    scale, after = take_scale(after, before)
    after = after[1:-1].strip() if after.startswith("(") and after.endswith(")") else after
    currency_words = [word for word in (before, after) if word]
    codes = [CURRENCIES.get(word) for word in currency_words]
    if None in codes or len(set(codes)) > 1:
        return Amount(None, NO_NUMBER)
    number = _number(found.group(), mark)
    if number is None:
        return Amount(None, UNCLEAR)
    sign = next((word for word in currency_words if word in SHARED_SIGNS), None)
    # A cell that gives its own unit does not stand in that of the header.
    return _to_cents(-number if is_negative else number, scale or exponent, codes[0] if codes else None, sign)


def _take_sign(before: str, after: str) -> tuple[str, str, bool]:
    if before.startswith("(") or before.endswith("("):
        if not after.endswith(")"):
            return "(", after, False
        return before.strip("( "), after[:-1].strip(), True
    if before[:1] in ("-", "+") or before[-1:] in ("-", "+"):
        return before.strip("-+ "), after, "-" in before
    if after[-1:] == "-":
        return before, after[:-1].strip(), True
    return before, after, False


def _number(core: str, mark: DecimalMark) -> Decimal | None:
    core = re.sub(r"['’\s]", "", core) if re.fullmatch(r"\d{1,3}(['’\s]\d{3})*([.,]\d*)?|[\d.,]+", core) else core
    marks = [char for char in core if char in ".,"]
    decimal = _decimal_mark_of(core, marks, mark)
    whole, _, decimals = core.rpartition(decimal) if decimal else (core, "", "")
    if not decimal or "." in decimals or "," in decimals:
        whole, decimals = core, ""
    if re.search(r"[.,]", whole) and not re.fullmatch(r"\d{1,3}([.,]\d{3})+|\d{1,2}(,\d{2})+,\d{3}", whole):
        return None
    try:
        return Decimal(f"{re.sub(r'[.,]', '', whole) or '0'}.{decimals or '0'}")
    except InvalidOperation:
        return None


def _decimal_mark_of(core: str, marks: list[str], mark: DecimalMark) -> str | None:
    if not marks:
        return None
    if len(set(marks)) == 2:
        return marks[-1] if marks.count(marks[-1]) == 1 else None
    if len(marks) > 1:
        return None
    return marks[0] if _vote(core) else (mark if marks[0] == mark else None)


def _to_cents(number: Decimal, exponent: int, currency: str | None = None, sign: str | None = None) -> Amount:
    if number.adjusted() + exponent > 16:
        return Amount(None, TOO_LARGE)
    exact = number.scaleb(exponent)
    cents = exact.quantize(CENT, rounding=ROUND_HALF_EVEN)
    if abs(cents) >= LARGEST:
        return Amount(None, TOO_LARGE)
    return Amount(cents, None, currency, sign, is_rounded=cents != exact)
