"""The word by which a sheet calls its records, such as “Lead” in “Lead number” and “Lead value”."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from analyzer.intake.matching.headers import meaning
from analyzer.intake.matching.plain_words import plain
from analyzer.intake.matching.word_lists import NEUTRAL

_FIRST_WORD = re.compile(r"([^\W\d_]{2,})[\s_:.-]+(\w.*)", re.DOTALL)
_FIRST_HAN = re.compile(r"([\u4e00-\u9fff]{2})([\u4e00-\u9fff].*)", re.DOTALL)
# What tells the record by its name, and what only an opportunity has. A lead may be what a sheet calls a deal.
_TELLS, _IS_OF_DEALS, _MAY_BE = frozenset({"id", "name"}), frozenset({"amount", "stage"}), frozenset({"lead", "item"})


def in_usual_word(headers: Sequence[str]) -> list[str]:
    """The headers with “opportunity” in the place of the sheet's own word for its records.

    It is the word that stands before a number or a name and before an amount or a stage, where no other header names
    any of these, and that means nothing else.
    """
    heads = defaultdict(list)
    for header in headers:
        for word, rest in _split(header):
            heads[word].append((header, rest))
    own = [
        found for word, found in heads.items() if not meaning(word).inside - _MAY_BE and _are_of_deals(found, headers)
    ]
    renamed = {header: f"opportunity {rest}" for header, rest in own[0]} if len(own) == 1 else {}
    return [renamed.get(header, header) for header in headers]


def _split(header: str) -> Iterator[tuple[str, str]]:
    for pattern in (_FIRST_WORD, _FIRST_HAN):
        if found := pattern.fullmatch(header.strip()):
            yield plain(found[1]), found[2]


def _are_of_deals(found: Sequence[tuple[str, str]], headers: Sequence[str]) -> bool:
    said = {_said(rest) for _, rest in found}
    named = {header for header, _ in found}
    elsewhere = {_said(header) for header in headers if header not in named}
    wanted = said & (_TELLS | _IS_OF_DEALS)
    return bool(said & _TELLS and said & _IS_OF_DEALS) and not wanted & elsewhere


def _said(header: str) -> str | None:
    """The one thing that the words of ``header`` mean, None where they mean several or one is not known."""
    heard = meaning(header)
    concepts = heard.inside - {NEUTRAL}
    return next(iter(concepts)) if len(concepts) == 1 and not heard.unknown else None
