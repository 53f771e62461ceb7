"""One world: a team, what changed in it, and its weeks, those lived and those to come."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property

import numpy as np

from tests.advice.truth.causes import Change, Moment
from tests.advice.truth.deals import STREAMS, Deals, added, arriving, special
from tests.advice.truth.draws import normal, uniform
from tests.advice.truth.history import History, recorded
from tests.advice.truth.policy import HOURS_PER_PUSH, Future, Policy
from tests.advice.truth.shape import Shape

NOTHING = Policy()
IN_MOTION = 8  # half weeks since a deal came to its stage: later than that nobody works it
USUAL_WEEKS = range(-60, -47, 3)  # before anything changed
BACK = 0.02  # a week: deals that fall back by one stage, wherever they stand


class World:
    """``World(seed, *changes)``: the same seed lives the same weeks; ``shape`` is drawn from the seed unless given."""

    def __init__(self, seed: int, *changes: Change, shape: Shape | None = None) -> None:
        self.seed, self.changes = seed, changes
        self.shape = shape or Shape.drawn(seed)
        self._weeks: dict[int, tuple[np.ndarray, np.ndarray]] = {}
        self._coming: dict[tuple[int, int], Deals] = {}
        self._now = self._lived()

    @property
    def now(self) -> Deals:
        """The deals as they really stand at the last snapshot."""
        return self._now.taken(np.ones(len(self._now), bool))

    @property
    def ends_on(self) -> date:
        return self.shape.ends_on

    def history(self, weeks: int) -> History:
        """The exports of the last so many Mondays."""
        return recorded(self, weeks)

    def standing(self, week: int) -> tuple[np.ndarray, np.ndarray]:
        """Place and half week of entry of the deals there were at the end of a week, in the order of `now`."""
        return self._weeks[week]

    def lived_in(self, week: int) -> bool:
        """Whether the world was there in that week already."""
        return week in self._weeks

    def future(self, weeks: int, policy: Policy = NOTHING, draw: int = 0) -> Future:
        """The weeks to come. ``draw`` is another future of the same past; the same draw pairs policies."""
        deals, told, pushing = self.now, [], 0.0
        for week in range(1, weeks + 1):
            coming = self._arriving(week, draw)
            fetched = added(self.shape, self.changes, self.seed, week, policy.added_in(week), draw)
            deals = deals.and_these(coming).and_these(fetched)
            before = deals.place.copy()
            pushed = self._pushed(deals, week, policy)
            pushing += HOURS_PER_PUSH * pushed.sum()
            pace = self._pace(deals, week, policy)
            for step in (2 * week - 1, 2 * week):
                self.step(deals, step, draw, pushed, policy, pace)
            told.append(self._told(deals, before, len(coming) + len(fetched)))
        columns = np.array(told).reshape(weeks, 4).T
        days = tuple(self.ends_on + timedelta(weeks=week) for week in range(1, weeks + 1))
        return Future(days, *columns, hours_adding=policy.hours_adding(), hours_pushing=float(pushing))

    def amounts(self, deals: Deals, place: np.ndarray | None = None) -> np.ndarray:
        """What each deal is thought to be worth at its place: the estimate shifts a little with each stage."""
        place = deals.place if place is None else place
        shifted = deals.size * np.exp(0.04 * normal(deals.key, STREAMS["estimate"], np.minimum(place, 50)))
        return np.round(shifted, 2)

    def _arriving(self, week: int, draw: int) -> Deals:
        """The deals that come by themselves in a week to come, whatever the policy."""
        if (week, draw) not in self._coming:
            self._coming[week, draw] = arriving(self.shape, self.changes, self.seed, week, draw)
        return self._coming[week, draw]

    def _lived(self) -> Deals:
        first = -self.shape.began
        deals = arriving(self.shape, self.changes, self.seed, first)
        extras = [extra for change in self.changes for extra in change.extras()]
        for week in range(first + 1, 1):
            deals = deals.and_these(arriving(self.shape, self.changes, self.seed, week))
            for number, extra in enumerate(extras):
                if extra.week == week:
                    deals = deals.and_these(special(self.shape, self.changes, self.seed, extra, number))
            for step in (2 * week - 1, 2 * week):
                self.step(deals, step)
            self._weeks[week] = deals.place.astype(np.int8), deals.entered.astype(np.int16)
        return deals

    def step(self, deals: Deals, step: int, draw: int = 0, pushed=None, policy: Policy = NOTHING, pace=1.0) -> None:
        """Half a week: each open deal that was there before moves up, is lost, falls back, or stays."""
        last = self.shape.open_stages
        at = np.flatnonzero((deals.place < last) & (deals.born < step))
        those = deals.taken(at)
        moment = self._moment(those, step)
        if pushed is not None:
            self._worked_on(moment, those, pushed[at], policy)
            moment.scale(np.ones(len(at), bool), pace)
        luck = uniform(those.key, STREAMS["life"], step, draw if step > 0 else 0)
        lost, back = (1 - np.exp(-chance / 2) for chance in (moment.lost, moment.back))
        up = np.minimum(1 - np.exp(-moment.advance / 2), 1 - lost - back)
        back = np.where(those.place > 0, back, 0.0)
        place = np.where(luck < up, those.place + 1, those.place)
        place = np.where(luck > 1 - lost, last + 1, place)
        place = np.where((luck <= 1 - lost) & (luck > 1 - lost - back), those.place - 1, place)
        deals.place[at] = place
        deals.entered[at] = np.where(place != those.place, step, those.entered)

    def _moment(self, those: Deals, step: int) -> Moment:
        moment = self.usual(those, step)
        for change in self.changes:
            change.pace(moment)
        return moment

    def usual(self, those: Deals, step: int) -> Moment:
        """The chances a week while nothing is wrong: by layer, will, size, and how long it has been there."""
        shape, layer = self.shape, self.shape.layers[those.place]
        stages = np.array([max(1, shape.stages.count(each)) for each in range(1, 7)])[layer - 1]
        leaving = stages / np.array(shape.dwell)[layer - 1]
        going_on = np.array(shape.going_on)[layer - 1] ** (1 / stages)
        waited = 0.85 + 0.3 * np.exp(-(step - those.entered) / 4)  # fresh deals move a little more readily
        large = (those.size / shape.price) ** -0.05  # large ones a little less
        pace = leaving * waited * large
        week = int(np.ceil(step / 2))
        advance = pace * going_on * those.will
        return Moment(week, step, those, layer, advance, pace * (1 - going_on), np.full(len(layer), BACK))

    def _worked_on(self, moment: Moment, those: Deals, pushed, policy: Policy) -> None:
        usual = self.usual(those, moment.step)
        low = moment.layer <= 3
        moment.advance = np.where(pushed & low, np.maximum(moment.advance * 1.05, usual.advance * 0.6), moment.advance)
        moment.lost = np.where(pushed & low, np.maximum(moment.lost, usual.lost * 0.6), moment.lost)
        raised = np.isin(moment.layer, policy.layers)
        moment.advance = np.where(raised, moment.advance * (1 + policy.advance), moment.advance)

    def _pushed(self, deals: Deals, week: int, policy: Policy) -> np.ndarray:
        """The oldest of layers 1 to 3, as many as somebody has time for."""
        pushed = np.zeros(len(deals), bool)
        layer = self.shape.layers[deals.place]
        low = np.flatnonzero((layer >= 1) & (layer <= 3) & (deals.born <= 2 * week - 2))
        oldest = low[np.argsort(deals.born[low], kind="stable")][: policy.pushed_in(week)]
        pushed[oldest] = True
        return pushed

    def _pace(self, deals: Deals, week: int, policy: Policy) -> float:
        """How fast the team works, against usual, when it went and got more deals than it has hands for."""
        if policy.hands is None:
            return 1.0
        moving = (deals.place < self.shape.open_stages) & (deals.entered > 2 * week - IN_MOTION)
        all_moving, own = moving.sum(), (moving & ~deals.fetched).sum()
        hands = max(own, policy.hands * self._usual_moving)
        return float(min(1.0, hands / max(all_moving, 1)))

    @cached_property
    def _usual_moving(self) -> float:
        weeks = [week for week in USUAL_WEEKS if week in self._weeks] or [0]
        standing = (self._weeks[week] for week in weeks)
        return float(np.mean([((place < self.shape.open_stages) & (entered > 2 * week - IN_MOTION)).sum()
                              for week, (place, entered) in zip(weeks, standing, strict=True)]))  # fmt: skip

    def _told(self, deals: Deals, before: np.ndarray, new: int) -> tuple[float, float, float, float]:
        amounts = np.where(deals.blank, 0.0, self.amounts(deals))
        layer, won = self.shape.layers[deals.place], self.shape.open_stages
        return (
            float(amounts[(deals.place == won) & (before < won)].sum()),
            float(amounts[layer == 4].sum()),
            float(amounts[layer == 5].sum()),
            float(new),
        )
