"""The words all rooms share: roles, stages, targets, the selection, and a query for an engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    import pandas as pd

Role = Literal["region", "product", "industry", "channel", "rep", "customer", "extra_1", "extra_2", "extra_3"]
Measure = Literal["amount", "count"]
StageKind = Literal["open", "won", "lost"]
Light = Literal["green", "yellow", "red"]

ROLES: tuple[Role, ...] = ("region", "product", "industry", "channel", "rep", "customer")
GAUGE_ROLES: tuple[Role, ...] = ("region", "product", "industry")
# Columns of the user's own that mean nothing to us; `Intake.extra_roles` names them.
EXTRA_ROLES: tuple[Role, ...] = ("extra_1", "extra_2", "extra_3")
ALL_ROLES = (*ROLES, *EXTRA_ROLES)

OPEN_LAYERS = range(1, 7)
LOW_LAYERS = range(1, 4)
WON_LAYER = 7

BLANK = "(blank)"
NEW = "(new)"
REOPENED = "(reopened)"
VANISHED = "(vanished)"

CENT = Decimal("0.01")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stage:
    """One step of the user's own sales process.

    position: its place in the user's order, from 1.
    layer: its place in the seven-layer funnel, 1 to 6 for open stages, 7 for won, None for lost.
    benchmark_days: how long a deal should stay, in days, where the user has set it.
    """

    name: str
    position: int
    layer: int | None
    kind: StageKind
    benchmark_days: int | None = None


@dataclass(frozen=True)
class Target:
    """The amount to win in a period, both days included, for one member of a role."""

    role: Role
    member: str
    starts_on: date
    ends_on: date
    amount: Decimal

    def outside(self, starts_on: date, ends_on: date) -> tuple[Target, ...]:
        """What is left of the target before and after a period, each part by its days, to the cent."""
        before = (self.starts_on, min(self.ends_on, starts_on - ONE_DAY))
        after = (max(self.starts_on, ends_on + ONE_DAY), self.ends_on)
        return tuple(self._part(*period) for period in (before, after) if period[0] <= period[1])

    def _part(self, starts_on: date, ends_on: date) -> Target:
        days, all_days = (ends_on - starts_on).days + 1, (self.ends_on - self.starts_on).days + 1
        amount = self.amount if days == all_days else (self.amount * days / all_days).quantize(CENT, ROUND_HALF_UP)
        return replace(self, starts_on=starts_on, ends_on=ends_on, amount=amount)


@dataclass(frozen=True)
class Quarter:
    """A fiscal quarter, both days included."""

    starts_on: date
    ends_on: date

    @classmethod
    def of(cls, day: date, fiscal_year_start: int = 1) -> Quarter:
        """The quarter that holds ``day`` when the fiscal year starts in month ``fiscal_year_start``."""
        back = (day.month - fiscal_year_start) % 3
        starts_on = _first_of_month(day, -back)
        return cls(starts_on, _first_of_month(starts_on, 3) - timedelta(days=1))


def _first_of_month(day: date, months_on: int) -> date:
    months = day.year * 12 + day.month - 1 + months_on
    return date(months // 12, months % 12 + 1, 1)


@dataclass(frozen=True)
class Selection:
    """What all figures obey.

    as_of: the review snapshot. compare_to: the comparison snapshot, None where there is only one.
    members: for each role that is filtered, the members let through (`BLANK` for no value).
    focus_stage: the stage whose inflow the week-over-week page explains.
    """

    as_of: date
    compare_to: date | None = None
    members: Mapping[Role, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    measure: Measure = "amount"
    focus_stage: str | None = None

    def narrowed(self, role: Role, member: str) -> Selection:
        """The same selection with one role held to one member, as a drill-down step does."""
        return replace(self, members={**self.members, role: (member,)})

    def scope(self, role: Role | None = None) -> dict[str, Any]:
        """The selection as values for `Query.scope`; ``role`` is the one to group by."""
        chosen = {f"{name}_members": list(self.members[name]) if self.members.get(name) else None for name in ALL_ROLES}
        return {"role": role, **chosen}


@dataclass(frozen=True)
class Query:
    """One question to an engine.

    figure: the name of the figure, which is also the name of its ``.sql`` file.
    sql: the text of that file. parameters: bound by name, never formatted into the text.
    scope: what the engine's ``selected_...`` relations let through (`Selection.scope`).
    """

    figure: str
    sql: str
    parameters: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    scope: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


class Engine(Protocol):
    """Whatever can answer a query: DuckDB here, a distributed engine elsewhere."""

    def run(self, query: Query) -> pd.DataFrame:
        """The rows of the answer. Raises `QueryTookTooLong` at the time limit."""
        ...
