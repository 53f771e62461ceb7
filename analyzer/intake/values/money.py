"""Amounts as people write them, to exact cents."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

from analyzer.message import Message

DecimalMark = Literal[".", ","]

# DuckDB reads these by itself, exactly; `PLAIN` is in the syntax of RE2 as well as of `re`.
PLAIN = r"-?\d{1,16}(\.\d{1,2})?"
LARGEST = Decimal(10) ** 16
CENT = Decimal("0.01")

_CURRENCY_NAMES = {
    "CNY": "cny rmb ¥ 人民币 元 圆 人民幣 cn¥",
    "USD": "usd us$ $ 美元 美金",
    "EUR": "eur € 欧元 歐元 euro euros",
    "GBP": "gbp £ 英镑 英鎊",
    "JPY": "jpy 円 日元 日圆 yen",
    "HKD": "hkd hk$ 港元 港币 港幣",
    "TWD": "twd nt$ ntd 台币 新台币 新臺幣",
    "INR": "inr ₹ rs rs.",
    "KRW": "krw ₩ 韩元",
    "SGD": "sgd s$ 新元",
    "AUD": "aud a$ 澳元",
    "CAD": "cad c$ ca$ 加元",
    "CHF": "chf fr. sfr",
    "BRL": "brl r$",
    "RUB": "rub ₽ руб руб.",
    "PLN": "pln zł",
    "SEK": "sek",
    "NOK": "nok",
    "DKK": "dkk",
    "CZK": "czk kč",
    "THB": "thb ฿",
    "VND": "vnd ₫",
    "MYR": "myr rm",
    "IDR": "idr rp",
    "PHP": "php ₱",
    "MXN": "mxn mx$",
    "ZAR": "zar",
    "AED": "aed",
    "SAR": "sar",
    "TRY": "try ₺",
    "ILS": "ils ₪",
    "NZD": "nzd nz$",
    "MOP": "mop mop$ 澳门元",
}
CURRENCIES: dict[str, str] = {name: code for code, names in _CURRENCY_NAMES.items() for name in names.split()}
# Signs that several currencies share: the code above is the likeliest, and the report says that it was assumed.
SHARED_SIGNS = frozenset("$¥")

_SCALES = {
    "k": 3, "thousand": 3, "tsd": 3, "千": 3, "m": 6, "mn": 6, "mm": 6, "mio": 6, "million": 6, "millions": 6, "mil": 6,
    "百万": 6, "bn": 9, "b": 9, "billion": 9, "mrd": 9, "万": 4, "萬": 4, "千万": 7, "千萬": 7, "亿": 8, "億": 8,
    "十亿": 9,
}  # fmt: skip
_HEADER_UNITS = (
    (re.compile(r"[万萬]"), 4),
    (re.compile(r"[亿億]"), 8),
    (re.compile(r"千元|\b(thousands?|000s)\b|'000|[（(]\s*([a-z]{3}\s*|[$€£])?k\s*[)）]", re.IGNORECASE), 3),
    (re.compile(r"百万|\bmillions?\b|[（(]\s*([a-z]{3}\s*|[$€£])?(m|mn|mio)\s*[)）]", re.IGNORECASE), 6),
)
_NUMBER = re.compile(r"\d[\d.,'’\s]*\d|\d[.,]?|[.,]\d+")
_EXPONENT = re.compile(r"\d(?:\.\d+)?e[+-]?\d+", re.IGNORECASE)
_NOT_A_NUMBER = frozenset({"nan", "inf", "infinity", "-inf", "+inf", "-infinity"})
_DASHES = str.maketrans("−–—﹣", "----")

NO_NUMBER = Message("This is not an amount.")
NOT_FINITE = Message("This is a computer's word for a missing or endless number, not an amount.")
TOO_LARGE = Message("This is larger than any amount that can be kept to the cent.")
UNCLEAR = Message("This could be read as more than one amount.")


@dataclass(frozen=True)
class Amount:
    """What a text says. value: in whole units with two decimals, None when ``problem`` says why.

    currency: ISO code where a sign or code stands beside the number. is_rounded: it had more than two decimals.
    """

    value: Decimal | None
    problem: Message | None = None
    currency: str | None = None
    sign: str | None = None
    is_rounded: bool = False


def header_exponent(header: str) -> int:
    """The power of ten that a header gives its column: 4 for ``金额（万元）``, 0 for none."""
    return next((exponent for pattern, exponent in _HEADER_UNITS if pattern.search(header)), 0)


def decimal_mark(values: Iterable[str], *, keeps_thousandths: bool = False) -> DecimalMark:
    """The mark before the decimals in this column, from all its values: each votes as far as it is clear.

    keeps_thousandths: three decimals are no wonder here, as in number cells of a workbook and in amounts in 万.
    """
    votes: Counter[str] = Counter()
    thousandths = []
    for value in values:
        core = _core(unicodedata.normalize("NFKC", value))
        vote = _vote(core)
        if vote:
            votes[vote] += 1
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
    clean = unicodedata.normalize("NFKC", text).translate(_DASHES).strip().casefold()
    if clean in _NOT_A_NUMBER:
        return Amount(None, NOT_FINITE)
    if _EXPONENT.fullmatch(clean.lstrip("+-")):
        return _to_cents(Decimal(clean), exponent)
    found = _NUMBER.search(clean)
    if not found:
        return Amount(None, NO_NUMBER)
    return _with_surroundings(clean, found, mark, exponent)


def _with_surroundings(clean: str, found: re.Match[str], mark: DecimalMark, exponent: int) -> Amount:
    before, after = clean[: found.start()].strip(), clean[found.end() :].strip()
    before, after, is_negative = _take_sign(before, after)
    scale, after = _take_scale(after)
    currency_words = [word for word in (before, after) if word]
    codes = [CURRENCIES.get(word) for word in currency_words]
    if None in codes or len(set(codes)) > 1:
        return Amount(None, NO_NUMBER)
    number = _number(found.group(), mark)
    if number is None:
        return Amount(None, UNCLEAR)
    sign = next((word for word in currency_words if word in SHARED_SIGNS), None)
    return _to_cents(-number if is_negative else number, exponent + scale, codes[0] if codes else None, sign)


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


def _take_scale(after: str) -> tuple[int, str]:
    for word in sorted(_SCALES, key=len, reverse=True):
        rest = after.removeprefix(word)
        # "m" is a million, but "mxn" is a currency.
        if rest != after and (rest.strip() in CURRENCIES or not rest.strip()) and after not in CURRENCIES:
            return _SCALES[word], rest.strip()
    return 0, after


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
