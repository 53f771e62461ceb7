"""One decision: what was accepted, by whom, on what evidence, and what was expected of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analyzer.advice.actions.action import NO_REASONS, Action, Kind
from analyzer.advice.answers import Evidence
from analyzer.advice.assessment import Assessment
from analyzer.model import Selection
from analyzer.settings import Settings


@dataclass(frozen=True)
class FollowedDeal:
    """A deal that was to be pushed, as it stood then; the chances are those of having moved up by the due date."""

    opportunity_id: str
    opportunity_name: str | None
    customer: str
    rep: str
    stage: str
    layer: int
    amount: float | None
    chance_without: float
    chance_with: float


@dataclass(frozen=True)
class Override:
    """A guard that stood in the way, and why it was not heeded."""

    guard: str
    reason: str


@dataclass(frozen=True)
class Decision:
    """number: counts from 1 in a workspace. code: the same in each copy of the decision, whatever its number.

    decided_on: the review snapshot. decided_at: the calendar day. verdict: of the advice at that time.
    expected_without, expected_with: deals moved up (push) or new ones of the member (add) by the due date; None where
    the data could not say. low, high: the 80% band of expected_with. withdrawn_at: the day it was taken back.
    """

    number: int
    code: str
    decided_on: date
    decided_at: date
    by: str
    verdict: str
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
    withdrawn_at: date | None = None


def accept(
    action: Action,
    assessment: Assessment,
    selection: Selection,
    settings: Settings,
    *,
    by: str,
    today: date,
    number: int = 0,
    assigned_to: str | None = None,
    due_on: date | None = None,
    reasons: Mapping[str, str] = NO_REASONS,
) -> Decision:
    """The action as a decision. number: 0 until the workspace gives one.

    assigned_to, due_on: the action's own where None. reasons: guard -> why it is overridden.
    Raises `GuardStands` where a guard has no reason, `AnalyzerError` without a name or with a day that has passed.
    """
    raise NotImplementedError
