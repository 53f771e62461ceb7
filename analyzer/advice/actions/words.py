"""What actions and their reasons are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from analyzer.language import words
from analyzer.message import Message
from analyzer.model import BLANK

FEATURES: Mapping[str, Message] = MappingProxyType(
    {**words.ROLE, "stage": Message("stage"), "customer_size": Message("customer size")}
)
SIZES: Mapping[str, Message] = MappingProxyType(
    {"large": Message("large"), "middle": Message("middle"), "small": Message("small")}
)


class Named(Protocol):
    """A deal with a name."""

    @property
    def opportunity_id(self) -> str: ...
    @property
    def opportunity_name(self) -> str | None: ...
    @property
    def customer(self) -> str: ...


def title(kind: str, feature: str | None, member: str | None, deals: Sequence[Named]) -> Message:
    """An action or a decision in a few words."""
    if feature is not None and member is not None:
        about = {"feature": FEATURES.get(feature, feature), "member": member_name(feature, member)}
        if kind == "add":
            return Message("Add new opportunities: {feature} {member}", **about)
        return Message("Push {n} stuck deals: {feature} {member}", n=len(deals), **about)
    if len(deals) == 1:
        deal = deals[0]
        name = deal.opportunity_name or deal.opportunity_id
        if deal.customer in (name, BLANK) or deal.customer in name:
            return Message("Push {deal}", deal=name)
        return Message("Push {deal} of {customer}", deal=name, customer=deal.customer)
    if kind == "add":
        return Message("Add new opportunities")
    return Message("Push {n} stuck deals", n=len(deals))


def member_name(feature: str, member: str) -> Message | str:
    """A member of a feature: a size is said, what the data holds stays as it is."""
    return SIZES.get(member, member) if feature == "customer_size" else words.STATE.get(member, member)
