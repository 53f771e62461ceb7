"""The letter, number or percentage that people put beside a stage's name to keep the stages in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_HAN = "一二三四五六七八九十"
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_MARK = r"\s*[-.:)\]、,，_/|>–—~]+\s*"
_FIGURE = rf"\d{{1,3}}(?:\.\d{{1,2}})?|[{_HAN}]{{1,2}}"
_WORD = (
    r"(?:sales\s+)?(?:stages?|steps?|phases?|[slp]|阶段|階段|步骤|步驟|第|stufe|schritt|etapa|étape|etape|fase|fáze|faza|"
    r"этап|стадия|ステージ|フェーズ|段階|단계)"
)
_NAMED = re.compile(
    rf"[(\[【]?{_WORD}\s*[-#_.]?\s*({_FIGURE})\s*(?:阶段|階段|阶|階|步|期|段階|段)?(?:{_MARK}|\s+|$|(?=[^\W\d_a-z]))(.*)",
    re.IGNORECASE,
)
_NAMED_ROMAN = re.compile(
    rf"[(\[【]?{_WORD}\s+({'|'.join(sorted(_ROMAN, key=len, reverse=True))})(?:{_MARK}|\s+|$)(.*)", re.IGNORECASE
)
_NUMBERED = re.compile(rf"[(\[【#]?\s*(\d{{1,3}}(?:\.\d{{1,2}})?)(?:{_MARK}|】\s*|\s+|(?=[\u4e00-\u9fff]))(.*)")
_ONLY_NUMBER = re.compile(r"[(\[【#]?(\d{1,2})[)\]】]?()")
_HAN_NUMBERED = re.compile(rf"(?:[(\[【]([{_HAN}]{{1,2}})[)\]】]|([{_HAN}]{{1,2}})\s*[、.:．])\s*(.*)")
_LETTERED = re.compile(r"[(\[【]?([A-Za-z])(?:\s*[.:)\]】、]\s*|\s+[-–—]\s+|[-_]\s*(?=[A-Z\u4e00-\u9fff]))(.*)")
_ROMAN_FIRST = re.compile(rf"[(\[]?({'|'.join(sorted(_ROMAN, key=len, reverse=True))})(?:{_MARK}|\s+|$)(.*)")
_LAST = re.compile(rf"(.+?)\s*[-–—:]?\s*[(\[【]\s*(?:{_WORD}\s*)?({_FIGURE})\s*[)\]】]", re.IGNORECASE)
_LAST_NAMED = re.compile(rf"(.+?)\s*[-–—:]\s*{_WORD}\s*({_FIGURE})", re.IGNORECASE)
_CHANCE_FIRST = re.compile(rf"[(\[【]?\s*(\d{{1,3}}(?:\.\d+)?)\s*%\s*[)\]】]?(?:{_MARK}|\s*)(.*)")
_CHANCE_LAST = re.compile(r"(.*?)\s*[-–—:_]?\s*[(\[【]?\s*(\d{1,3}(?:\.\d+)?)\s*%\s*[)\]】]?")


@dataclass(frozen=True)
class Numbered:
    """A label taken apart. ordinal: its number, if it has one. chance: its percentage, 0..1. rest: the name left."""

    ordinal: float | None
    chance: float | None
    rest: str


def split_ordinal(label: str) -> tuple[float | None, str]:
    """The ordinal of ``label``, if it has one, and the name after it: ``B. Qualified`` is (2, "Qualified")."""
    found = taken_apart(label)
    return found.ordinal, found.rest


@lru_cache(maxsize=4096)
def taken_apart(label: str, romans: bool = False) -> Numbered:
    """The number, percentage and name in ``label``. romans: a single ``I``, ``V`` or ``X`` is a number."""
    text = unicodedata.normalize("NFKC", label[:300]).strip()
    chance, text = _chance(text)
    ordinal, rest = _ordinal(text, romans, is_circled=text[:1] != label.strip()[:1])
    if chance is None:
        chance, rest = _chance(rest)
    return Numbered(ordinal, chance, rest)


def all_taken_apart(labels: Iterable[str]) -> dict[str, Numbered]:
    """Each label taken apart, where what looks like a number in one of them is judged by the others."""
    labels = tuple(labels)
    romans = any(
        _ROMAN_FIRST.match(label.strip()) and label.strip()[:2] in ("II", "IV", "VI", "IX") for label in labels
    )
    found = {label: taken_apart(label, romans) for label in labels}
    if len({item.ordinal for item in found.values() if item.ordinal is not None}) > 1:
        return found
    return {label: Numbered(None, item.chance, item.rest) for label, item in found.items()}


def _chance(text: str) -> tuple[float | None, str]:
    for pattern, number, rest in ((_CHANCE_FIRST, 1, 2), (_CHANCE_LAST, 2, 1)):
        found = pattern.fullmatch(text)
        if found and float(found[number]) <= 100:
            return float(found[number]) / 100, found[rest].strip()
    return None, text


def _ordinal(text: str, romans: bool, is_circled: bool) -> tuple[float | None, str]:
    roman = _NAMED_ROMAN.fullmatch(text) or _ROMAN_FIRST.fullmatch(text)
    if roman and (romans or len(roman[1]) > 1 or _NAMED_ROMAN.fullmatch(text)):
        return _ROMAN[roman[1].upper()], roman[2].strip()
    for pattern in (_NAMED, _NUMBERED, _ONLY_NUMBER, _LETTERED):
        found = pattern.fullmatch(text)
        if found:
            return _number(found[1]), found[2].strip()
    if found := _HAN_NUMBERED.fullmatch(text):
        return _number(found[1] or found[2]), found[3].strip()
    if is_circled and (found := re.fullmatch(r"(\d{1,2})(.*)", text)):
        return float(found[1]), found[2].strip()
    if found := _LAST.fullmatch(text) or _LAST_NAMED.fullmatch(text):
        return _number(found[2]), found[1].strip()
    return None, text


def _number(ordinal: str) -> float:
    if ordinal[0].isdigit():
        return float(ordinal)
    if ordinal[0] in _HAN:
        return float(sum(_HAN.index(char) + 1 for char in ordinal))
    return float(ord(ordinal.casefold()) - ord("a") + 1)
