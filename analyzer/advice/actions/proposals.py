"""The actions that an assessment leads to, and the guards that stand against each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

import pandas as pd

from analyzer import figures
from analyzer.advice.actions.action import Action, Arrivals, Kind, StuckDeal
from analyzer.advice.actions.paces import Paces, losses
from analyzer.advice.actions.potential import Potential, potentials
from analyzer.advice.actions.shared_features import FEWEST, SharedFeature, in_common
from analyzer.advice.actions.standing import Guards, UnderWay
from analyzer.advice.actions.stuck import longest_waiting, moved_deals, stuck_deals
from analyzer.advice.assessment import Assessment
from analyzer.advice.verdict import Verdict
from analyzer.message import Message
from analyzer.model import BLANK, LOW_LAYERS, Engine, Role, Selection
from analyzer.settings import Settings

ASKED: Mapping[Verdict, tuple[Kind, ...]] = MappingProxyType(
    {"add": ("add",), "push": ("push",), "both": ("add", "push"), "hold": (), "not_enough_data": ()}
)
ADD_ROLES: tuple[Role, ...] = ("region", "industry")
MEMBERS_OF_EACH = 2
NEW_DEALS = 5
MOST_GROUPS = 3
MOST_SINGLE = 3
MOST_DEALS = 10
A_WEEK = 7


@dataclass(frozen=True)
class Proposals:
    """The actions, those that are asked for first, and what guards go by when one is given to somebody else."""

    actions: tuple[Action, ...]
    guards: Guards


def propose(
    assessment: Assessment,
    engine: Engine,
    selection: Selection,
    settings: Settings,
    under_way: Iterable[UnderWay] = (),
    difficulty: Role | None = None,
    others: bool = False,
) -> Proposals:
    """The actions that the verdict asks for, and calls to the customers of stalled deals where A1 holds.

    under_way: decisions that are not over, whose customers guard G3 looks at. difficulty: as for `assess`. others: with
    those that the verdict does not ask for, too. Raises what the engine raises.
    """
    hard = engine.run(figures.hard_deals(selection, settings, difficulty))["rep"].value_counts()
    guards = Guards.of(assessment, {str(rep): int(n) for rep, n in hard.items()}, under_way, settings)
    due_on = next_review(engine, selection)
    asked = ASKED[assessment.verdict]
    found = _stalled(assessment, engine, selection, settings, due_on)
    if others or "push" in asked:
        frame = engine.run(figures.stuck_deals(selection, settings))
        found += _pushes(frame, _paces(frame, engine, selection, settings), settings, due_on)
    if others or "add" in asked:
        not_to = {BLANK, *(customer for action in found for customer in action.customers)}
        found += [one for role in ADD_ROLES for one in _adds(engine, selection, settings, role, due_on, not_to)]
    found = [replace(action, is_asked=action.kind in asked or _is_stalled(action)) for action in found]
    found.sort(key=lambda action: (not action.is_asked, action.kind != assessment.verdict))
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
    """What came lately: where new deals have dried up, earlier weeks would promise too many."""
    since = selection.as_of - timedelta(weeks=settings.conversion_weeks)
    steps = arrived[arrived["snapshot_date"].dt.date > since]
    days = int(steps.drop_duplicates("snapshot_date")["days"].sum())
    own = steps[steps["member"] == member]
    return Arrivals(int(own["new_count"].sum()), days) if days else None


def _stalled(
    assessment: Assessment, engine: Engine, selection: Selection, settings: Settings, due_on: date
) -> list[Action]:
    """One call each for the deals of which A1 speaks, where most money has waited longest."""
    if not any(check.id == "A1" and check.answer == "yes" for check in assessment.checks):
        return []
    layers = range(settings.stalled_layer, settings.stalled_layer + 1)
    frame = engine.run(figures.stuck_deals(selection, settings, layers, settings.stalled_days))
    paces = _paces(frame, engine, selection, settings)
    return [_single(deal, settings, due_on) for deal in stuck_deals(longest_waiting(frame)[:MOST_SINGLE], paces)]


def _paces(frame: pd.DataFrame, engine: Engine, selection: Selection, settings: Settings) -> Paces:
    days = (next_review(engine, selection) - selection.as_of).days
    return Paces.of(frame, settings, losses(engine.run(figures.advance_rates(selection, settings)), days))


def _is_stalled(action: Action) -> bool:
    """Whether an alert asks for it, whatever the verdict: the others push deals of low layers."""
    return any(deal.layer not in LOW_LAYERS for deal in action.deals)


def _pushes(frame: pd.DataFrame, paces: Paces, settings: Settings, due_on: date) -> Iterator[Action]:
    """Groups of what has something in common, the surest first, then others alone; no deal twice."""
    left = longest_waiting(frame)
    waiting, groups = left, 0
    for common in in_common(waiting, moved_deals(frame), settings):
        own = left[left[common.feature] == common.member]
        if groups < MOST_GROUPS and len(own) >= FEWEST:
            groups += 1
            shown = own[:MOST_DEALS]
            left = left.drop(shown.index)
            in_all = int((waiting[common.feature] == common.member).sum())
            yield _group(common, stuck_deals(shown, paces), in_all, settings, due_on)
    for deal in stuck_deals(left[:MOST_SINGLE], paces):
        yield _single(deal, settings, due_on)


def _group(common: SharedFeature, deals: Sequence[StuckDeal], in_all: int, settings: Settings, due_on: date) -> Action:
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
    values = {"stage": deal.stage, "days": deal.dwell_days, "limit": deal.benchmark_days}
    why = Message("In {stage} for {days} days; the benchmark is {limit}.", **values)
    if deal.layer not in LOW_LAYERS:
        why = Message("In {stage} for {days} days without a change of stage (limit {limit}).", **values)
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
