"""The actions that an assessment leads to, and the guards that stand against each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from analyzer import figures
from analyzer.advice.actions.action import Action, Arrivals, StuckDeal
from analyzer.advice.actions.common import FEWEST, Common, in_common
from analyzer.advice.actions.potential import Potential, potentials
from analyzer.advice.actions.standing import Guards, UnderWay
from analyzer.advice.actions.stuck import moved_deals, stuck_deals
from analyzer.advice.assessment import Assessment
from analyzer.message import Message
from analyzer.model import BLANK, Engine, Role, Selection
from analyzer.settings import Settings

ADD_ROLES: tuple[Role, ...] = ("region", "industry")
MEMBERS_OF_EACH = 2
NEW_DEALS = 5
MOST_GROUPS = 3
MOST_SINGLE = 3
MOST_DEALS = 10
A_WEEK = 7


@dataclass(frozen=True)
class Proposals:
    """The actions, those that the verdict asks for first, and what guards go by when one is given to somebody else."""

    actions: tuple[Action, ...]
    guards: Guards


def propose(
    assessment: Assessment,
    engine: Engine,
    selection: Selection,
    settings: Settings,
    under_way: Iterable[UnderWay] = (),
    difficulty: Role | None = None,
) -> Proposals:
    """Add and push actions. Raises what the engine raises.

    under_way: decisions that are not over, whose customers guard G3 looks at. difficulty: as for `assess`.
    """
    hard = engine.run(figures.hard_deals(selection, settings, difficulty))["rep"].value_counts()
    guards = Guards.of(assessment, {str(rep): int(n) for rep, n in hard.items()}, under_way, settings)
    due_on = next_review(engine, selection)
    pushes = list(_pushes(engine.run(figures.stuck_deals(selection, settings)), settings, due_on))
    pushed = {customer for action in pushes for customer in action.customers}
    adds = [
        action for role in ADD_ROLES for action in _adds(engine, selection, settings, role, due_on, pushed | {BLANK})
    ]
    found = (*pushes, *adds) if assessment.verdict == "push" else (*adds, *pushes)
    return Proposals(tuple(replace(action, guards=guards.against(action)) for action in found), guards)


def next_review(engine: Engine, selection: Selection) -> date:
    """The day on which the next snapshot is usually taken: the median gap between snapshots on from the review."""
    days = engine.run(figures.snapshots())["snapshot_date"].dt.date
    known = sorted(day for day in days if day <= selection.as_of)
    gaps = sorted((one - other).days for other, one in zip(known, known[1:], strict=False))
    return selection.as_of + timedelta(days=gaps[len(gaps) // 2] if gaps else A_WEEK)


def _adds(
    engine: Engine, selection: Selection, settings: Settings, role: Role, due_on: date, not_to: set[str]
) -> Iterator[Action]:
    found = potentials(engine, selection, settings, role)[:MEMBERS_OF_EACH]
    if not found:
        return
    prospects = engine.run(figures.prospects(selection, role))
    arrived = engine.run(figures.arrivals(selection, role))
    for one in found:
        known = prospects[(prospects["member"] == one.member) & ~prospects["customer"].isin(not_to)]
        yield _add(one, known, _arrivals(arrived, one.member, selection, settings), settings, due_on)


def _add(
    one: Potential, prospects: pd.DataFrame, arrivals: Arrivals | None, settings: Settings, due_on: date
) -> Action:
    reps = prospects[prospects["rep"] != BLANK].sort_values(["rep_open_deals", "rep"])["rep"]
    return Action(
        kind="add",
        feature=one.role,
        member=one.member,
        why=one.said,
        rep=str(reps.iloc[0]) if len(reps) else None,
        due_on=due_on,
        hours=NEW_DEALS * settings.hours_per_new,
        customers=tuple(str(customer) for customer in prospects["customer"]),
        new_deals=NEW_DEALS,
        arrivals=arrivals,
        evidence={
            "won": one.won, "lost": one.lost, "n": one.won + one.lost, "win_rate": one.win_rate,
            "mean_won": one.mean_won, "worth": one.worth, "low": one.low, "high": one.high, "overall": one.overall,
        },
    )  # fmt: skip


def _arrivals(arrived: pd.DataFrame, member: str, selection: Selection, settings: Settings) -> Arrivals | None:
    since = selection.as_of - timedelta(weeks=settings.rate_weeks)
    steps = arrived[arrived["snapshot_date"].dt.date > since]
    days = int(steps.drop_duplicates("snapshot_date")["days"].sum())
    own = steps[steps["member"] == member]
    return Arrivals(int(own["new_count"].sum()), days) if days else None


def _pushes(frame: pd.DataFrame, settings: Settings, due_on: date) -> Iterator[Action]:
    """Groups of what has something in common, the surest first, then others alone; no deal twice."""
    deals, taken = stuck_deals(frame, settings), set[str]()
    groups = 0
    for common in in_common(frame[frame["is_stuck"]], moved_deals(frame), settings):
        own = [deal for deal in deals if getattr(deal, common.feature) == common.member]
        left = [deal for deal in own if deal.opportunity_id not in taken][:MOST_DEALS]
        if groups < MOST_GROUPS and len(left) >= FEWEST:
            groups += 1
            taken |= {deal.opportunity_id for deal in left}
            yield _group(common, left, len(own), settings, due_on)
    for deal in [deal for deal in deals if deal.opportunity_id not in taken][:MOST_SINGLE]:
        yield _single(deal, settings, due_on)


def _group(common: Common, deals: Sequence[StuckDeal], in_all: int, settings: Settings, due_on: date) -> Action:
    reps = {deal.rep for deal in deals} - {BLANK}
    return Action(
        kind="push",
        feature=common.feature,
        member=common.member,
        why=common.said,
        rep=reps.pop() if len(reps) == 1 else None,
        due_on=due_on,
        hours=len(deals) * settings.hours_per_push,
        deals=tuple(deals),
        customers=_customers(deals),
        deals_in_all=in_all,
        evidence={
            "stuck": common.stuck, "moved": common.moved, "n": common.stuck + common.moved, "share": common.share,
            "low": common.low, "high": common.high, "others": common.others, "lift": common.lift,
        },
    )  # fmt: skip


def _single(deal: StuckDeal, settings: Settings, due_on: date) -> Action:
    why = Message(
        "In {stage} for {days} days; up to {usual} are usual.",
        stage=deal.stage,
        days=deal.dwell_days,
        usual=deal.benchmark_days,
    )
    return Action(
        kind="push",
        feature=None,
        member=None,
        why=why,
        rep=deal.rep if deal.rep != BLANK else None,
        due_on=due_on,
        hours=settings.hours_per_push,
        deals=(deal,),
        customers=_customers([deal]),
        deals_in_all=1,
        evidence={"dwell_days": deal.dwell_days, "benchmark_days": deal.benchmark_days, "amount": deal.amount, "n": 1},
    )


def _customers(deals: Iterable[StuckDeal]) -> tuple[str, ...]:
    return tuple(sorted({deal.customer for deal in deals} - {BLANK}))
