"""The lists of words beside this module: `header_words.txt` and `member_words.txt`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from analyzer.intake.matching.plain_words import compact

NEUTRAL = "neutral"
OTHER = "other"


@cache
def concepts() -> Mapping[str, str]:
    """Word of a header, compact -> what it means."""
    return MappingProxyType({word: heading for heading, words in _lists("header_words.txt").items() for word in words})


@cache
def members() -> Mapping[str, frozenset[str]]:
    """Role -> its usual members, compact."""
    return MappingProxyType(_lists("member_words.txt"))


def _lists(name: str) -> dict[str, frozenset[str]]:
    """The words under each ``[heading]`` of a file, parted by commas."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    parts = "\n".join(line for line in text.splitlines() if not line.startswith("#")).split("[")
    headed = (part.partition("]") for part in parts if "]" in part)
    return {
        heading: frozenset(compact(word) for word in words.replace("\n", " ").split(","))
        for heading, _, words in headed
    }
