"""The fields of a sheet as the reader calls them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from analyzer.language import Language
from analyzer.message import Message
from analyzer.model import EXTRA_ROLES

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
        "extra": Message("a role of your own"),
    }
)

OTHER_FIELD_NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "from_stage": Message("from stage"),
        "to_stage": Message("to stage"),
        "changed_on": Message("changed on"),
        "name": Message("stage"),
        "position": Message("order"),
        "layer": Message("layer"),
        "kind": Message("kind"),
        "benchmark_days": Message("benchmark (days)"),
        "chance": Message("chance to win"),
        "is_won": Message("is won"),
        "is_closed": Message("is closed"),
        "role": Message("role"),
        "member": Message("member"),
        "period": Message("period"),
        "starts_on": Message("starts on"),
        "ends_on": Message("ends on"),
    }
)
"""Fields of the sheets of stages, of targets and of the stage history."""


def field_name(language: Language, field: str) -> str:
    """The field in the reader's language; a field without a name of its own is said by its code."""
    field = "extra" if field in EXTRA_ROLES else field
    name = FIELD_NAMES.get(field) or OTHER_FIELD_NAMES.get(field)
    return language.say(name) if name else field


def with_field_names(language: Language, said: Message) -> str:
    """The sentence in the reader's language; a field that it names, or a sentence in it, is said by its name."""
    return language.say(_named(language, said))


def _named(language: Language, said: Message) -> Message:
    inner = {name: _named(language, value) for name, value in said.values.items() if isinstance(value, Message)}
    field = said.values.get("field")
    named = {"field": field_name(language, field)} if isinstance(field, str) else {}
    return said.saying(**inner, **named)
