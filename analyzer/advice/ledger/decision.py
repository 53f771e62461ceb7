"""One decision: what was accepted, by whom, on what evidence, and what was expected of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

import numpy as np

from analyzer.advice.actions.action import Action, Kind, StuckDeal, action_code
from analyzer.advice.actions.words import title
from analyzer.advice.answers import NOTHING, Evidence
from analyzer.advice.assessment import Assessment
from analyzer.advice.ledger.predicted import predicted
from analyzer.advice.verdict import Verdict
from analyzer.errors import AnalyzerError, GuardStands
from analyzer.message import Message
from analyzer.model import Selection
from analyzer.settings import Settings

MOST_LETTERS = 2000


@dataclass(frozen=True)
class FollowedDeal:
    """A deal that was to be pushed, as it stood then.

    The chances are those of having moved up by the due date; None where the data could not say.
    """

    opportunity_id: str
    opportunity_name: str | None
    customer: str
    rep: str
    stage: str
    layer: int
    amount: float | None
    chance_without: float | None
    chance_with: float | None


@dataclass(frozen=True)
class Override:
    """A guard that stood in the way, on what numbers, and why it was not heeded."""

    guard: str
    reason: str
    evidence: Evidence = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True)
class Decision:
    """An action that somebody accepted; the ledger holds these.

    number: counts from 1 in a workspace. code: the same in each copy of the decision, whatever its number.
    decided_on: the review snapshot. decided_at: the calendar day. verdict: of the advice at that time. kind, feature,
    member, customers, new_deals, hours, evidence: as in `Action`. assigned_to: None for each deal's own rep.
    expected_without, expected_with: deals moved up (push) or new ones of the member (add) by the due date; None where
    the data could not say. low, high: the 80% band of expected_with. filters: the members that the review let through,
    by role; new deals are counted among these. withdrawn_at: the day it was taken back.
    """

    number: int
    code: str
    decided_on: date
    decided_at: date
    by: str
    verdict: Verdict
    kind: Kind
    feature: str | None
    member: str | None
    deals: tuple[FollowedDeal, ...]
    customers: tuple[str, ...]
    new_deals: int
    assigned_to: str | None
    due_on: date
    hours: float
    evidence: Evidence
    expected_without: float | None
    expected_with: float | None
    low: float | None
    high: float | None
    overrides: tuple[Override, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    withdrawn_at: date | None = None

    @property
    def title(self) -> Message:
        """What was decided, in a few words."""
        return title(self.kind, self.feature, self.member, self.deals)

    @property
    def action_code(self) -> str:
        """`Action.code` of the action that was accepted."""
        return action_code(self.kind, self.feature, self.member, [deal.opportunity_id for deal in self.deals])

    def withdrawn(self, today: date) -> Decision:
        """The decision taken back; it stays in the ledger."""
        return self if self.withdrawn_at else replace(self, withdrawn_at=today)


def accept(
    action: Action,
    assessment: Assessment,
    selection: Selection,
    settings: Settings,
    *,
    by: str,
    today: date,
    assigned_to: str | None = None,
    due_on: date | None = None,
    reasons: Mapping[str, str] | None = None,
) -> Decision:
    """The action as a decision, without a number and a code until a workspace keeps it.

    assigned_to, due_on: the action's own where None. reasons: guard -> why it is overridden.
    Raises `GuardStands` where a guard has no reason, `AnalyzerError` without a name, without somebody to do it, or with
    a day that has passed.
    """
    due = due_on or action.due_on
    to = _short(assigned_to or action.rep or "")
    _check(by, due, selection.as_of)
    if not to and not action.deals:
        raise AnalyzerError(Message("Nobody is named who is to do it."), Message("Assign it, then accept again."))
    overrides = _overrides(action, reasons or {})
    days = (due - selection.as_of).days
    prediction = predicted(action, days, settings.push_effect)
    return Decision(
        number=0,
        code="",
        decided_on=selection.as_of,
        decided_at=today,
        by=_short(by),
        verdict=assessment.verdict,
        kind=action.kind,
        feature=action.feature,
        member=action.member,
        deals=tuple(_followed(deal, days, settings.push_effect) for deal in action.deals),
        customers=action.customers,
        new_deals=action.new_deals,
        assigned_to=to or None,
        due_on=due,
        hours=action.hours,
        evidence=_kept(action.evidence),
        expected_without=prediction.without if prediction else None,
        expected_with=prediction.with_it if prediction else None,
        low=prediction.low if prediction else None,
        high=prediction.high if prediction else None,
        overrides=overrides,
        filters=MappingProxyType({role: tuple(members) for role, members in selection.members.items() if members}),
    )


def _check(by: str, due_on: date, as_of: date) -> None:
    if not by.strip():
        raise AnalyzerError(Message("Nobody is named who decides."), Message("Write your name, then accept again."))
    if due_on <= as_of:
        what = Message("{due} is not after the review snapshot of {day}.", due=due_on, day=as_of)
        raise AnalyzerError(what, Message("Choose a later day."))


def _overrides(action: Action, reasons: Mapping[str, str]) -> tuple[Override, ...]:
    for guard in action.guards:
        if not reasons.get(guard.id, "").strip():
            what = Message("Guard {guard} stands against this: {said}", guard=guard.id, said=guard.said)
            raise GuardStands(what, Message("Leave it, or write why you do it nevertheless."))
    return tuple(Override(guard.id, _short(reasons[guard.id]), _kept(guard.evidence)) for guard in action.guards)


def _kept(evidence: Evidence) -> Evidence:
    """The numbers as plain ones that a file can hold; what is no number is None."""
    plain = {name: value.item() if isinstance(value, np.generic) else value for name, value in evidence.items()}
    return MappingProxyType({name: None if value != value else value for name, value in plain.items()})


def _followed(deal: StuckDeal, days: int, push_effect: float) -> FollowedDeal:
    return FollowedDeal(
        opportunity_id=deal.opportunity_id,
        opportunity_name=deal.opportunity_name,
        customer=deal.customer,
        rep=deal.rep,
        stage=deal.stage,
        layer=deal.layer,
        amount=deal.amount,
        chance_without=deal.pace.chance(days) if deal.pace else None,
        chance_with=deal.pace.chance(days, push_effect) if deal.pace else None,
    )


def _short(text: str) -> str:
    return text.strip()[:MOST_LETTERS]
