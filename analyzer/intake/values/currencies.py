"""The names and signs of currencies, beside a number or in a header."""

from __future__ import annotations

import re
import unicodedata

_NAMES = {
    "CNY": "cny rmb ¥ 人民币 元 圆 圓 人民幣 cn¥",
    "USD": "usd us$ $ 美元 美金",
    "EUR": "eur € 欧元 歐元 euro euros",
    "GBP": "gbp £ 英镑 英鎊",
    "JPY": "jpy 円 日元 日圆 日圓 yen jp¥",
    "HKD": "hkd hk$ 港元 港币 港幣",
    "TWD": "twd nt$ ntd 台币 台幣 新台币 新台幣 新臺幣",
    "INR": "inr ₹ rs rs.",
    "KRW": "krw ₩ 韩元 韓元 원",
    "SGD": "sgd s$ 新元 新加坡元",
    "AUD": "aud a$ au$ 澳元",
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
    "VND": "vnd ₫ đ",
    "MYR": "myr rm",
    "IDR": "idr rp rp.",
    "PHP": "php ₱",
    "MXN": "mxn mx$",
    "ZAR": "zar",
    "AED": "aed",
    "SAR": "sar",
    "TRY": "try ₺",
    "ILS": "ils ₪",
    "NZD": "nzd nz$",
    "MOP": "mop mop$ 澳门元 澳門元",
}
CURRENCIES: dict[str, str] = {name: code for code, names in _NAMES.items() for name in names.split()}
# Signs that several currencies share: the code above is the likeliest, and the report says that it was assumed.
SHARED_SIGNS = frozenset("$¥元圆圓")

_CODE = re.compile(rf"(?<![A-Za-z])[kKtT]?({'|'.join(_NAMES)}|RMB)(?![A-Za-z])")
_WORD = re.compile(
    "|".join(
        re.escape(name)
        for name in sorted(CURRENCIES, key=len, reverse=True)
        if name not in SHARED_SIGNS and (len(name) > 1 or not name.isalpha() or name == "円") and not name.isascii()
    )
    + r"|(?:US|HK|NT|CA|AU|NZ|MX|MOP|R|S)\$",
    re.IGNORECASE,
)


def header_currency(header: str) -> str | None:
    """The ISO code that a header gives its column: CNY for ``金额（人民币）``; None where it names none for sure."""
    clean = unicodedata.normalize("NFKC", header)
    found = _CODE.search(clean)
    if found:
        return CURRENCIES[found[1].casefold()]
    found = _WORD.search(clean)
    return CURRENCIES[found.group().casefold()] if found else None
