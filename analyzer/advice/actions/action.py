"""What can be done: add new opportunities somewhere, or push deals that are stuck."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from math import exp, expm1, inf
from typing import Literal

from analyzer.advice.actions.words import title
from analyzer.advice.answers import NOTHING, Check, Evidence
from analyzer.message import Message

Kind = Literal["add", "push"]


@dataclass(frozen=True)
class Pace:
    """How fast deals like this one leave their place, as exits a day. up: to a later layer or won. other: elsewhere.

    after: the days for which that holds; then ``following`` does. lost: how many of those that have moved up are lost
    again, a day.
    """

    up: float
    other: float
    after: float = inf
    following: Pace | None = None
    lost: float = 0.0

    def chance(self, days: float, lift: float = 0.0) -> float:
        """The chance that the deal is further up in so many days; ``lift`` raises its pace up by that share.

        Two competing exits of constant hazard, piece by piece, and a third one after the first: the integral over the
        days t of up x exp(-(up + other) x t) x exp(-lost x (days - t)).
        """
        up, now = self.up * (1 + lift), min(days, self.after)
        gone = up + self.other
        here = up * exp(-self.lost * days) * _integral(gone - self.lost, now)
        if self.following is None or days <= self.after:
            return here
        return here + exp(-gone * now) * self.following.chance(days - self.after, lift)


def _integral(rate: float, days: float) -> float:
    """Of exp(-rate x t) from 0 to ``days``."""
    return -expm1(-rate * days) / rate if rate else days


@dataclass(frozen=True)
class Arrivals:
    """How many new deals came in so many days."""

    count: int
    days: int


@dataclass(frozen=True)
class StuckDeal:
    """An open deal of layers 1 to 3 that stands in its stage for longer than the benchmark.

    customer_size: "large", "middle" or "small" by the total amount of the customer's deals, in thirds of customers.
    dwell_days: known from below where the first snapshot of all has it in its stage already. pace: None where nothing
    was seen of deals that stood still.
    """

    opportunity_id: str
    opportunity_name: str | None
    customer: str
    rep: str
    region: str
    product: str
    industry: str
    channel: str
    customer_size: str
    stage: str
    layer: int
    amount: float | None
    dwell_days: int
    benchmark_days: float
    pace: Pace | None


@dataclass(frozen=True)
class Action:
    """One thing to do, before anybody has accepted it.

    kind: add (for a member of a role) or push (deals). feature, member: for add the role and its member; for push what
    the deals have in common, None for a single deal. deals: those to push. customers: add: whom to approach first;
    push: those of the deals. rep: who is to do it; None where each deal's own rep is. new_deals: how many to add.
    arrivals: add: the new deals of the member that came lately. deals_in_all: push: stuck deals with that in common, of
    which ``deals`` are those where most money has waited longest. evidence: numbers. why: they in words. guards: those
    that stand against it; each must be overridden with a reason. is_asked: by the verdict or an alert.
    """

    kind: Kind
    feature: str | None
    member: str | None
    why: Message
    rep: str | None
    due_on: date
    hours: float
    deals: tuple[StuckDeal, ...] = ()
    customers: tuple[str, ...] = ()
    new_deals: int = 0
    arrivals: Arrivals | None = None
    deals_in_all: int = 0
    evidence: Evidence = field(default_factory=lambda: NOTHING)
    guards: tuple[Check, ...] = ()
    is_asked: bool = True

    @property
    def title(self) -> Message:
        """What is to be done, in a few words."""
        return title(self.kind, self.feature, self.member, self.deals)

    @property
    def code(self) -> str:
        """The same for the same action, for keys of widgets and to know it again in the ledger."""
        return action_code(self.kind, self.feature, self.member, [deal.opportunity_id for deal in self.deals])


def action_code(kind: Kind, feature: str | None, member: str | None, opportunity_ids: Sequence[str]) -> str:
    """A short code for an action by what it is about."""
    return sha256(json.dumps([kind, feature, member, list(opportunity_ids)]).encode()).hexdigest()[:16]
