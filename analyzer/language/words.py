"""The words of the interface that name things of the model. Data is never among them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from analyzer.message import Message
from analyzer.model import BLANK, NEW, REOPENED, VANISHED

Words = Mapping[str, Message]

ROLE: Words = MappingProxyType(
    {
        "region": Message("region"),
        "product": Message("product"),
        "industry": Message("industry"),
        "channel": Message("channel"),
        "rep": Message("sales rep"),
        "customer": Message("customer"),
    }
)

ROLES: Words = MappingProxyType(
    {
        "region": Message("regions"),
        "product": Message("products"),
        "industry": Message("industries"),
        "channel": Message("channels"),
        "rep": Message("sales reps"),
        "customer": Message("customers"),
    }
)

STATE: Words = MappingProxyType(
    {
        BLANK: Message("(blank)"),
        NEW: Message("(new)"),
        REOPENED: Message("(reopened)"),
        VANISHED: Message("(vanished)"),
    }
)

LAYER: Mapping[int | None, Message] = MappingProxyType(
    {
        1: Message("Lead"),
        2: Message("Contact established"),
        3: Message("Needs identified"),
        4: Message("Solution proposed"),
        5: Message("Negotiation / POC"),
        6: Message("Decision"),
        7: Message("Closed won"),
        None: Message("Closed lost"),
    }
)

MEASURE: Words = MappingProxyType({"amount": Message("amount"), "count": Message("count")})

LIGHT: Words = MappingProxyType({"green": Message("on track"), "yellow": Message("watch"), "red": Message("at risk")})
