"""The letter or number that people put before a stage's name to keep the stages in order."""

from __future__ import annotations

import re
import unicodedata

_HAN = "一二三四五六七八九十"
_MARK = r"\s*[-.:)\]、,，_/|–—]+\s*"
_NUMBERED = re.compile(rf"[(\[]?(\d{{1,2}})(?:{_MARK}|\s+)(.*)")
_LETTERED = re.compile(r"[(\[]?([A-Za-z])(?:\s*[.:)\]、]\s*|\s+[-–—]\s+|-\s*(?=[A-Z]))(.*)")
_NAMED = re.compile(
    rf"(?:stages?|steps?|phases?|[slp]|阶段|階段|第)\s*(\d{{1,2}}|[{_HAN}])\s*(?:阶段|階段|阶|階|步|期)?(?:{_MARK}|\s+|$|(?=[^\W\d_a-z]))(.*)",
    re.IGNORECASE,
)


def split_ordinal(label: str) -> tuple[int | None, str]:
    """The ordinal of ``label``, if it has one, and the name after it: ``B. Qualified`` is (2, "Qualified")."""
    text = unicodedata.normalize("NFKC", label).strip()
    for pattern in (_NAMED, _NUMBERED, _LETTERED):
        found = pattern.fullmatch(text)
        if found:
            return _number(found[1]), found[2].strip()
    return None, text


def _number(ordinal: str) -> int:
    if ordinal.isdigit():
        return int(ordinal)
    if ordinal in _HAN:
        return _HAN.index(ordinal) + 1
    return ord(ordinal.casefold()) - ord("a") + 1
