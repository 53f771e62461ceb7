"""The fields of a sheet as the reader calls them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from analyzer.language import Language
from analyzer.message import Message

FIELD_NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "": Message("(set aside)"),
        "opportunity_id": Message("deal id"),
        "opportunity_name": Message("deal name"),
        "customer": Message("customer"),
        "stage": Message("stage"),
        "amount": Message("amount"),
        "currency": Message("currency"),
        "probability": Message("probability"),
        "created_on": Message("created on"),
        "closed_on": Message("closed on"),
        "expected_close": Message("expected close"),
        "close_date": Message("close date, expected or actual"),
        "stage_entered_on": Message("in stage since"),
        "snapshot_date": Message("snapshot date"),
        "region": Message("region"),
        "product": Message("product"),
        "industry": Message("industry"),
        "channel": Message("channel"),
        "rep": Message("sales rep"),
    }
)


def field_name(language: Language, field: str) -> str:
    """The field in the reader's language; a field without a name of its own is said by its code."""
    return language.say(FIELD_NAMES[field]) if field in FIELD_NAMES else field
