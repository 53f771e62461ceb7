"""When two spellings are one name: for sure, or only perhaps."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_SPACE_IN_CJK = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
_BETWEEN_WORDS = re.compile(r"[\s\-_.,/()'’·・&]+")


def folded(text: str) -> str:
    """``text`` without what nobody reads: case, width, spaces around and doubled, marks of direction.

    Two names that are folded alike are one: ``East``, ``EAST `` and ``ｅａｓｔ``; ``张 三`` and ``张三``.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    wide = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return _SPACE_IN_CJK.sub("", " ".join(wide.casefold().split()))


def bare(fold: str) -> str:
    """A folded name without script variant and without what stands between words.

    Two names that are bare alike may be one: 張三 and 张三, ``GTX Pro`` and ``GTXPro``.
    """
    return _BETWEEN_WORDS.sub("", fold if fold.isascii() else fold.translate(_simplified()))


@cache
def _simplified() -> dict[int, int]:
    text = files("analyzer.intake.values").joinpath("traditional.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return str.maketrans("".join(lines[::2]), "".join(lines[1::2]))


def best_spelling(rows: dict[str, int]) -> str:
    """The spelling that stands for all: the most frequent one, and of several the one with both kinds of letters."""
    return min(rows, key=lambda text: (-rows[text], text == text.upper() and text != text.lower(), text))
