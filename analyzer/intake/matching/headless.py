"""Sheets without a header row, whose columns reading calls (A), (B) and so on: what figures stand on is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.intake.matching.columns import Match
from analyzer.message import Message

_LETTERS = re.compile(r"\([A-Z]{1,3}\)")
_CODE = re.compile(r"(?=.*\d)[\w./-]{1,40}")
_MOSTLY = 0.9
_NO_HEADER = Message("The sheet has no header row.")


def asked_without_header(matches: Sequence[Match]) -> tuple[Match, ...]:
    """The same matches; in a sheet without a header row, amounts, days and ids wait for an answer."""
    if not matches or not all(_LETTERS.fullmatch(item.profile.header) for item in matches):
        return tuple(matches)
    return tuple(_asked(item) for item in matches)


def _asked(item: Match) -> Match:
    if item.is_told or item.field == "stage" or not item.profile.filled:
        return item
    may_be = _may_be(item)
    if not may_be:
        return item
    return replace(item, field=None, confidence=0.4, reason=_NO_HEADER, asks=may_be)


def _may_be(item: Match) -> tuple[str, ...]:
    """What the column may be, likeliest first; nothing where no figure stands on it."""
    if item.profile.date_share >= _MOSTLY:
        return "expected_close", "created_on", "closed_on", "snapshot_date"
    if item.profile.money_share >= _MOSTLY:
        return "amount", "opportunity_id", "probability"
    codes = [value for value in item.profile.judged if _CODE.fullmatch(value)]
    if item.profile.is_unique and len(codes) >= _MOSTLY * len(item.profile.judged):
        return ("opportunity_id",)
    return (item.field,) if item.field in ("opportunity_id", "amount") else ()
