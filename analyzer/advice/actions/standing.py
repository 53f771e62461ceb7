"""Which guards stand against an action: G1 stops adding, G2 giving a rep more, G3 doing both to a customer. SPEC 6."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Protocol

from analyzer.advice.actions.action import Action
from analyzer.advice.answers import Check, Evidence
from analyzer.advice.assessment import Assessment
from analyzer.advice.rules.conflict import conflict
from analyzer.message import Message
from analyzer.settings import Settings


class UnderWay(Protocol):
    """What was accepted: an add or a push, and for which customers."""

    @property
    def kind(self) -> str: ...
    @property
    def customers(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Guards:
    """What guards go by.

    spread: G1 where it holds. hard: rep -> hard deals, of those above the limit. adding, pushing: customers.
    """

    spread: Check | None = None
    hard: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    hard_limit: int = 0
    adding: frozenset[str] = frozenset()
    pushing: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        assessment: Assessment,
        hard_deals: Mapping[str, int],
        under_way: Iterable[UnderWay],
        settings: Settings,
    ) -> Guards:
        """hard_deals: rep -> how many hard deals they work. under_way: decisions that are not over."""
        decided = list(under_way)
        limit = settings.hard_deals_limit
        return cls(
            spread=next((check for check in assessment.guards if check.id == "G1" and check.answer == "yes"), None),
            hard={rep: deals for rep, deals in hard_deals.items() if deals > limit},
            hard_limit=limit,
            adding=_customers(decided, "add"),
            pushing=_customers(decided, "push"),
        )

    def against(self, action: Action) -> tuple[Check, ...]:
        """Those that stand against the action, as it is given to whom it is given now."""
        spread = self.spread if action.kind == "add" else None
        overloaded = self._overloaded({action.rep} if action.rep else {deal.rep for deal in action.deals})
        both = self._conflict(action)
        return tuple(check for check in (spread, overloaded, both) if check)

    def given_to(self, action: Action, rep: str | None) -> Action:
        """The action for somebody else, with the guards that stand against that."""
        given = replace(action, rep=rep)
        return replace(given, guards=self.against(given))

    def _overloaded(self, reps: Collection[str]) -> Check | None:
        over = {rep: self.hard[rep] for rep in sorted(reps, key=lambda rep: -self.hard.get(rep, 0)) if rep in self.hard}
        if not over:
            return None
        rep, deals = next(iter(over.items()))
        said = Message(
            "{rep} works {deals} hard deals at once (limit {limit}).", rep=rep, deals=deals, limit=self.hard_limit
        )
        evidence: Evidence = {"rep": rep, "hard_deals": deals, "hard_deals_limit": self.hard_limit, "reps": len(over)}
        return Check("G2", "", "yes", said, evidence)

    def _conflict(self, action: Action) -> Check | None:
        own = frozenset(action.customers)
        adding, pushing = (own, self.pushing) if action.kind == "add" else (self.adding, own)
        check = conflict(adding, pushing)
        return check if check.answer == "yes" else None


def _customers(decided: Iterable[UnderWay], kind: str) -> frozenset[str]:
    return frozenset(customer for one in decided if one.kind == kind for customer in one.customers)
