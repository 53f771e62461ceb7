"""What became of decisions: predicted against what happened, deal by deal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

import numpy as np

from analyzer import figures
from analyzer.advice.ledger.decision import Decision, FollowedDeal
from analyzer.message import Message
from analyzer.model import ALL_ROLES, Engine, Selection

Outcome = Literal["moved_up", "stayed", "moved_back", "won", "lost", "vanished", "unknown"]
Standing = Literal["open", "scored", "withdrawn"]
WENT_UP = ("moved_up", "won")


@dataclass(frozen=True)
class DealScore:
    """What became of one deal. stage_now: where it is, or was seen last. seen_on: the snapshot that had it there."""

    deal: FollowedDeal
    outcome: Outcome
    stage_now: str | None
    amount_now: float | None
    seen_on: date | None

    @property
    def went_up(self) -> bool:
        """Whether what was hoped for happened."""
        return self.outcome in WENT_UP


@dataclass(frozen=True)
class Score:
    """How a decision came out. seen_on: the snapshot it is judged by; the newest one while it is open.

    happened: deals that moved up, or new deals of the member; None where no later snapshot tells.
    brier: the mean squared error of the predicted chances, 0 is perfect, 0.25 is a coin; None while open, and for add.
    """

    decision: Decision
    standing: Standing
    seen_on: date | None
    deals: tuple[DealScore, ...]
    happened: int | None
    brier: float | None

    @property
    def is_single(self) -> bool:
        """Whether it is about a single deal, which moves up or does not."""
        return self.decision.kind == "push" and len(self.deals) == 1

    @property
    def in_band(self) -> bool | None:
        """Whether what happened lies in the band that was predicted; None where there is none, or no score.

        A single deal has none: it moves or not, and a band would hold nearly always what is likely anyway.
        """
        low, high = self.decision.low, self.decision.high
        if self.standing != "scored" or self.happened is None or low is None or high is None or self.is_single:
            return None
        return low <= self.happened <= high


@dataclass(frozen=True)
class Summary:
    """All decisions of the ledger taken together; withdrawn ones are left out.

    sentence: what they came to. pushed, moved_up, expected: deals of the scored pushes. asked, came, expected_new: the
    same for new deals. in_band, banded: scored decisions within their band, of those that had one. brier: of all
    pushed deals with a chance (with_chance). brier_of_one: what one chance for all of them would have scored at best.
    """

    sentence: Message
    scored: int
    open: int
    pushed: int
    moved_up: int
    expected: float | None
    came: int
    expected_new: float | None
    in_band: int
    banded: int
    with_chance: int
    brier: float | None
    brier_of_one: float | None


def score(decision: Decision, engine: Engine, as_of: date) -> Score:
    """Predicted against what happened, judged by the first snapshot on or after the due date; open until then.

    Nothing after ``as_of`` is looked at. Raises what ``engine.run`` raises.
    """
    days = [day.date() for day in engine.run(figures.snapshots())["snapshot_date"]]
    later = sorted(day for day in days if decision.decided_on < day <= as_of)
    due = [day for day in later if day >= decision.due_on]
    seen_on = due[0] if due else later[-1] if later else None
    standing: Standing = "withdrawn" if decision.withdrawn_at else "scored" if due else "open"
    deals = _deal_scores(decision, engine, seen_on)
    happened = _happened(decision, deals, engine, seen_on)
    return Score(decision, standing, seen_on, deals, happened, _brier(deals) if standing == "scored" else None)


def summary(scores: Sequence[Score]) -> Summary:
    """What all of them come to: 3 of 5 pushed deals moved up; 2.1 were expected."""
    scored = [one for one in scores if one.standing == "scored"]
    waiting = [one for one in scores if one.standing == "open"]
    pushes = [one for one in scored if one.decision.kind == "push"]
    adds = [one for one in scored if one.decision.kind == "add"]
    banded = [one.in_band for one in scored if one.in_band is not None]
    pushed, moved = sum(len(one.deals) for one in pushes), sum(one.happened or 0 for one in pushes)
    came = sum(one.happened or 0 for one in adds)
    expected, expected_new = _expected(pushes), _expected(adds)
    told = [deal for one in pushes for deal in one.deals if deal.deal.chance_with is not None]
    return Summary(
        sentence=_sentence(waiting, (pushed, moved, expected), (bool(adds), came, expected_new)),
        scored=len(scored),
        open=len(waiting),
        pushed=pushed,
        moved_up=moved,
        expected=expected,
        came=came,
        expected_new=expected_new,
        in_band=sum(banded),
        banded=len(banded),
        with_chance=len(told),
        brier=_brier(told),
        brier_of_one=float(np.var([deal.went_up for deal in told])) if told else None,
    )


def _deal_scores(decision: Decision, engine: Engine, seen_on: date | None) -> tuple[DealScore, ...]:
    if seen_on is None or not decision.deals:
        return tuple(DealScore(deal, "unknown", None, None, None) for deal in decision.deals)
    places = _places(engine)
    ids = [deal.opportunity_id for deal in decision.deals]
    states = {str(row.opportunity_id): row for row in engine.run(figures.deal_states(ids, seen_on)).itertuples()}
    return tuple(_deal_score(deal, states.get(deal.opportunity_id), places) for deal in decision.deals)


def _places(engine: Engine) -> Mapping[str, int]:
    """Stage -> its place in the order of today."""
    stages = engine.run(figures.stages())
    return {str(row.stage): int(cast(int, row.position)) for row in stages.itertuples()}


def _deal_score(deal: FollowedDeal, state: Any, places: Mapping[str, int]) -> DealScore:
    if state is None:
        return DealScore(deal, "unknown", None, None, None)
    amount = None if np.isnan(state.amount) else float(state.amount)
    return DealScore(deal, _outcome(deal, state, places), str(state.stage), amount, state.last_seen.date())


def _outcome(deal: FollowedDeal, state: Any, places: Mapping[str, int]) -> Outcome:
    """A closed deal that has left the snapshots is still won or lost; one that was open then has vanished."""
    if state.kind != "open":
        return "won" if state.kind == "won" else "lost"
    if not state.is_there:
        return "vanished"
    if state.stage == deal.stage:
        return "stayed"
    was, now = (places[deal.stage], state.position) if deal.stage in places else (deal.layer, state.layer)
    return "moved_up" if now > was else "moved_back" if now < was else "stayed"


def _happened(decision: Decision, deals: Sequence[DealScore], engine: Engine, seen_on: date | None) -> int | None:
    if seen_on is None:
        return None
    if decision.kind == "push":
        return sum(deal.went_up for deal in deals)
    if decision.feature not in ALL_ROLES:
        return None
    let_through = {role: decision.filters[role] for role in ALL_ROLES if role in decision.filters}
    arrived = engine.run(figures.arrivals(Selection(seen_on, members=let_through), decision.feature))
    new = arrived[(arrived["member"] == decision.member) & (arrived["snapshot_date"].dt.date > decision.decided_on)]
    return int(new["new_count"].sum())


def _brier(deals: Sequence[DealScore]) -> float | None:
    """The mean squared difference of chance and outcome (Brier 1950, Verification of forecasts)."""
    told = [(deal.deal.chance_with, deal.went_up) for deal in deals if deal.deal.chance_with is not None]
    return float(np.mean([(chance - happened) ** 2 for chance, happened in told])) if told else None


def _expected(scored: Sequence[Score]) -> float | None:
    """What was expected of all of them; None where one of them could not say."""
    said = [one.decision.expected_with for one in scored]
    known = [number for number in said if number is not None]
    return sum(known) if known and len(known) == len(said) else None


def _sentence(
    waiting: Sequence[Score], push: tuple[int, int, float | None], add: tuple[bool, int, float | None]
) -> Message:
    (pushed, moved, expected), (any_add, came, expected_new) = push, add
    if pushed and any_add:
        return Message("{push}. {add}", push=_pushed(pushed, moved, expected), add=_added(came, expected_new))
    if pushed:
        return _pushed(pushed, moved, expected)
    if any_add:
        return _added(came, expected_new)
    if waiting:
        due = min(one.decision.due_on for one in waiting)
        return Message("Decisions under way: {n}; the first is due on {day}", n=len(waiting), day=due)
    return Message("No decision is under way")


def _pushed(pushed: int, moved: int, expected: float | None) -> Message:
    if expected is None:
        return Message("{moved} of {n} pushed deals moved up", moved=moved, n=pushed)
    return Message(
        "{moved} of {n} pushed deals moved up; {expected} were expected",
        moved=moved,
        n=pushed,
        expected=round(expected, 1),
    )


def _added(came: int, expected: float | None) -> Message:
    if expected is None:
        return Message("New deals that came where they were asked for: {n}", n=came)
    return Message(
        "New deals that came where they were asked for: {n}; {expected} were expected",
        n=came,
        expected=round(expected, 1),
    )
