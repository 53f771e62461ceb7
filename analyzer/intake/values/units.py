"""Thousands, millions, 万 and 亿: beside a number, or in the header of its column."""

from __future__ import annotations

import re

from analyzer.intake.values.currencies import CURRENCIES

_SCALES = {
    3: "k thousand thousands thsd tsd 千 тыс tys mille 천",
    4: "万 萬 만",
    5: "lakh lakhs lac lacs",
    6: "m mn mm mio million millions mill mln millionen millones milhões milioni млн jt juta triệu 百万 百萬 백만",
    7: "crore crores 千万 千萬",
    8: "亿 億 억",
    9: "bn b billion billions mrd mld mlrd mia milliarde milliarden miliardi млрд tỷ 十亿 十億",
}
_EXPONENTS = {word: exponent for exponent, words in _SCALES.items() for word in words.split()}
# These mean what is said here only beside a currency: T€ is thousands of euros, ₹5 Cr is crores.
_BESIDE_A_CURRENCY = {"t": 3, "cr": 7}
# A thousand in Spanish and Portuguese, and a million to some who write English.
UNCLEAR_SCALES = frozenset({"mil"})
_OUT_OF_BRACKETS = re.compile(r"\((\w+)\)$")
_SCALE = re.compile(
    f"({'|'.join(map(re.escape, (*_EXPONENTS, *_BESIDE_A_CURRENCY)))})[. ]*({'|'.join(map(re.escape, CURRENCIES))})?"
)

_MONEY = r"(?:[a-z]{3}|[€$£¥₹]|us\$|hk\$|nt\$|rmb)?"
_OF_MONEY = (
    r"(?=元|圆|圓|美元|美金|欧元|歐元|港|日元|台|新台|新臺|人民|rmb|cny|usd|eur|円|\s*$|\s*[)\]】,，/]|\s+[a-z$€])"
)
_HEADER_UNITS = (
    (re.compile(rf"十[亿億]{_OF_MONEY}", re.IGNORECASE), 9),
    (re.compile(rf"[亿億]{_OF_MONEY}", re.IGNORECASE), 8),
    (re.compile(rf"千[万萬]{_OF_MONEY}", re.IGNORECASE), 7),
    (re.compile(rf"百[万萬]{_OF_MONEY}", re.IGNORECASE), 6),
    (re.compile(rf"[万萬]{_OF_MONEY}", re.IGNORECASE), 4),
    (re.compile(rf"千{_OF_MONEY}|\b(thousands?|000s|tsd|teur|tusd|lakhs?)\b|'000|[(\[]\s*{_MONEY}\s*000\s*[)\]]"
                rf"|[(\[]\s*(in\s+)?{_MONEY}\s*[kt]\s*{_MONEY}\s*[)\]]|\bk(eur|usd|cny|gbp|rmb|€|\$)|\bt€|\bin k\b",
                re.IGNORECASE), 3),
    (re.compile(rf"\b(millions?|mio|mln|meur|musd)\b|[(\[]\s*(in\s+)?{_MONEY}\s*(m|mm|mn)\s*{_MONEY}\s*[)\]]"
                r"|\bm(€|\$)|[€$]m\b|\bin mm?\b", re.IGNORECASE), 6),
    (re.compile(rf"\b(billions?|mrd|bn)\b|[(\[]\s*{_MONEY}\s*b\s*[)\]]", re.IGNORECASE), 9),
)  # fmt: skip


def header_exponent(header: str) -> int:
    """The power of ten that a header gives its column: 4 for ``金额（万元）``, 0 for none."""
    clean = header.replace("（", "(").replace("）", ")")
    if "lakh" in clean.casefold():
        return 5
    return next((exponent for pattern, exponent in _HEADER_UNITS if pattern.search(clean)), 0)


def take_scale(after: str, before: str = "") -> tuple[int, str]:
    """The power of ten that stands after a number (in lower case), and what is left of the text."""
    if not after or after in CURRENCIES:
        return 0, after
    found = _SCALE.fullmatch(_OUT_OF_BRACKETS.sub(r"\1", after))
    # "m" is a million, but "mxn" is a currency.
    if not found or (found[1] in _BESIDE_A_CURRENCY and not (found[2] or before in CURRENCIES)):
        return 0, after
    return (_EXPONENTS | _BESIDE_A_CURRENCY)[found[1]], found[2] or ""
