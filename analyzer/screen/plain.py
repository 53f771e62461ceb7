"""Text that came from data, made safe to show and to export: it is text, never markup, never a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analyzer.language import Language
from analyzer.message import Message

_MARKUP = re.compile(r"([\\`*_{}\[\]#!|~<>$^&])|(?<!.)([-+])|(?<=^\d)([.)])|:(?=[A-Za-z])")
_NAMED_SIGN = re.compile(r"(?<=:)(?=[\w/+-]+:)")
_LINK = re.compile(r"(?<=http)(?=://)|(?<=https)(?=://)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*%?")
_WORD_JOINER = "\u2060"


def as_text(words: str) -> str:
    """``words`` so that Streamlit's Markdown shows them exactly as they stand.

    Streamlit turns ``:smile:`` and ``www.`` into signs and links after it has undone backslashes, so these are
    broken with a word joiner, which takes no room.
    """
    one_line = " ".join(words.split())
    broken = _LINK.sub(_WORD_JOINER, _NAMED_SIGN.sub(_WORD_JOINER, one_line))
    return _MARKUP.sub(lambda found: "\\" + found[0], broken)


def sentence(language: Language, message: Message) -> str:
    """A message in the reader's language, safe to hand to a Markdown element."""
    return as_text(language.say(message))


def without_formula(text: str) -> str:
    """``text`` with a leading quote where a spreadsheet would run it as a formula; plain numbers stay."""
    runs = text.startswith(_FORMULA_STARTS) and not _PLAIN_NUMBER.fullmatch(text)
    return "'" + text if runs else text


def csv_bytes(columns: Sequence[str], rows: Iterable[Mapping[Any, object]]) -> bytes:
    """A CSV file that Excel opens in any language (UTF-8 with a mark) and that holds no formulas."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([without_formula(column) for column in columns])
    for row in rows:
        values = (row.get(column) for column in columns)
        writer.writerow(["" if value is None else without_formula(str(value)) for value in values])
    return out.getvalue().encode("utf-8-sig")
