"""What stands beside a date: the time of day, its zone, and the weekday."""

from __future__ import annotations

import re

LONGEST = 100  # no date with its time and zone is longer
_DAY_PART = "[上下]午|凌晨|清晨|早上|中午|傍晚|晚上|午前|午後|오전|오후|am|pm"
_CLOCK = r"\d{1,2}\s*(?:[:时時点點h]\s*\d{2}|[时時点點]|[ap]m\b)"
_TIME = re.compile(
    rf"(?<=[\d日号號일.)])(?:[T\s,]+|[T\s,]*(?={_DAY_PART}))(?:{_DAY_PART})?\s*{_CLOCK}.*$", re.IGNORECASE
)
_SIMPLE = re.compile(r"([\d\-/.年月日号號]+)(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?")  # most of all dates
_NUMBERS = re.compile(r"[\d\-/. 年月日号號]+")
_LONE_DAY_PART = re.compile(rf"\s*(?:{_DAY_PART})$", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"[\s,]*[(（]?\s*(?:(?:星期|礼拜|禮拜)[一二三四五六日天]|(?<!第)(?<!\d)[周週][一二三四五六日末](?!\d)|[月火水木金土日]曜日?)\s*[)）]?"
    r"|\s*\([月火水木金土日]\)"
    r"|(?<=\d)[\s,]*\(?\s*\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\s*\)?(?=$|\s*\d{1,2}:)",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\d{1,2}:\d{2}.*?(?:\d\s*z|[+-]\d{2}:?(?:\d{2})?|\b(?:utc|gmt|[a-z]{2,4}t|cst)\b.*)\s*$", re.IGNORECASE
)


def without_time(text: str) -> str:
    """The date in ``text`` alone; ``text`` is of compatible characters (NFKC)."""
    if found := _SIMPLE.fullmatch(text):
        return found[1]
    bare = _TIME.sub("", text)
    if _NUMBERS.fullmatch(bare):
        return bare.strip()
    bare = _WEEKDAY.sub(" ", text).strip()
    return _LONE_DAY_PART.sub("", _TIME.sub("", bare)).strip()


def has_zone(text: str) -> bool:
    """Whether the time in ``text`` tells its zone, so that elsewhere it may be the day before or after."""
    return ":" in text and len(text) <= LONGEST and bool(_ZONE.search(text))
