"""Two worlds on the same draws: one without the levers, one with them.

The deals that no lever has touched are in both worlds, and are simulated once. Where a lever makes a deal move that
would have stayed, it parts the worlds: the deal goes on where it was lifted in one, and from where it stood in the
other. What the worlds differ in is so only what the levers do, and needs few runs to be seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from analyzer.advice.simulation.arrivals import DOORS
from analyzer.advice.simulation.crowd import Crowd, Integers
from analyzer.advice.simulation.drawn import Drawn
from analyzer.advice.simulation.funnel import Funnel
from analyzer.advice.simulation.large_deals import LargeDeals, Odds
from analyzer.advice.simulation.levers import Levers
from analyzer.advice.simulation.points import found_between
from analyzer.advice.simulation.rates import Floats, Moves
from analyzer.advice.simulation.restlessness import pace
from analyzer.advice.simulation.rooms import LAYERS, Rooms
from analyzer.advice.simulation.sizes import summed

Seen = tuple[Floats, Floats]


@dataclass(frozen=True)
class Chances:
    """How deals move in one step, and where uniform numbers lead the large ones."""

    without: Moves
    with_levers: Moves
    lifts: Moves
    rooms: Rooms

    def paced(self, week: Floats) -> Chances:
        """The same in a week of such a pace."""
        without, with_levers, lifts = (some.paced(week) for some in (self.without, self.with_levers, self.lifts))
        return Chances(without, with_levers, lifts, self.rooms)

    @cached_property
    def odds(self) -> Odds:
        """Without the levers."""
        return Odds.of(self.without, self.rooms)

    @cached_property
    def odds_with(self) -> Odds:
        """With the levers."""
        return Odds.of(self.with_levers, self.rooms)


@dataclass
class Worlds:
    """The state of all runs.

    untouched: deals of both worlds. lifted: of the world with levers only, the extra new deals among them.
    left_behind: of the world without, where the lifted ones would be. large, large_with: the largest deals in each.
    owed: the part of an opportunity that is still to be found. chances: those of a step of the usual pace, by its
    length and the time of the quarter.
    """

    funnel: Funnel
    levers: Levers
    drawn: Drawn
    random: np.random.Generator
    untouched: Crowd
    lifted: Crowd
    left_behind: Crowd
    large: LargeDeals
    large_with: LargeDeals
    owed: float = 0.0
    chances: dict[tuple[float, ...], Chances] = field(default_factory=dict)

    @classmethod
    def of(cls, funnel: Funnel, levers: Levers, drawn: Drawn, runs: int, random: np.random.Generator) -> Worlds:
        """As it is at the review; deals without an amount are given one in each run."""
        rooms, spread = funnel.rooms.count, funnel.spread
        crowd = Crowd.nobody(rooms, runs, spread)
        blank = np.repeat(funnel.stock.blank[:, None], runs, axis=1)
        crowd.deals += funnel.stock.deals[:, None] + blank
        crowd.amounts += funnel.stock.amounts[:, None]
        for room in np.flatnonzero(funnel.stock.blank):
            crowd.amounts[room] += summed(blank[room], drawn.blank, funnel.assumed.spread, random)
        large = LargeDeals.of(funnel.stock.large, runs)
        others = large if levers.at_rest else LargeDeals(large.places.copy(), large.amounts)
        lifted, left_behind = (Crowd.nobody(rooms, runs, spread) for _ in range(2))
        return cls(funnel, levers, drawn, random, crowd, lifted, left_behind, large, others)

    def step(self, part: float, earlier: int, later: int) -> None:
        """Both worlds go on by ``part`` of a step, from day ``earlier`` to ``later``."""
        now = self._chances(earlier, later)
        movers = self.untouched.leave(now.without, self.random)
        if not self.levers.at_rest:
            self.lifted.join(self.lifted.leave(now.with_levers, self.random))
            self.left_behind.join(self.left_behind.leave(now.without, self.random))
            if self.levers.moves_deals:
                self.untouched.lift(now.lifts, self.lifted, self.left_behind, self.random)
            self._find(found_between(earlier, later, self.levers.weeks))
        self.untouched.join(movers)
        self._arrive(part)
        if len(self.large.amounts):
            uniform = self.random.random(self.large.places.shape)
            self.large.step(now.odds, uniform)
            if not self.levers.at_rest:
                self.large_with.step(now.odds_with, uniform)

    def _chances(self, earlier: int, later: int) -> Chances:
        """Those of this step; what is alike in several is computed once."""
        usual = self._usual(earlier, later)
        if not self.funnel.restless:
            return usual
        return usual.paced(pace(self.funnel.restless, self.untouched.won.shape[0], self.random))

    def _usual(self, earlier: int, later: int) -> Chances:
        key = (later - earlier, *self.funnel.season_in(earlier, later))
        if key not in self.chances:
            moves = (self.drawn.without, self.drawn.with_levers, self.drawn.lifts)
            without, with_levers, lifts = (self.funnel.moves_in(some, earlier, later) for some in moves)
            self.chances[key] = Chances(without, with_levers, lifts, self.funnel.rooms)
        return self.chances[key]

    def seen(self) -> tuple[Seen, Seen]:
        """Without and with the levers: the open amount (layers, runs) and the amount won (runs)."""
        return self._seen(self.left_behind, self.large), self._seen(self.lifted, self.large_with)

    def _seen(self, others: Crowd, large: LargeDeals) -> Seen:
        rooms = self.funnel.rooms
        opened = self.untouched.amounts + others.amounts
        if len(large.amounts):
            opened += np.stack([large.open(room) for room in range(rooms.count)])
        won = self.untouched.won + others.won + large.open(rooms.won)
        return rooms.by_layer(opened), won * self.funnel.won_worth

    def _arrive(self, part: float) -> None:
        """The usual new deals come, to both worlds."""
        runs = self.untouched.won.shape[0]
        usual = self.funnel.arrivals.pace(runs, self.random) * part
        for door in np.flatnonzero(self.funnel.arrivals.deals):
            deals = self.random.poisson(self.drawn.arriving[door] * usual)
            self._enter(self.untouched, int(door), deals)

    def _find(self, weeks: float) -> None:
        """Opportunities are found on top of the usual ones, whole ones: what is left over is found with the next."""
        found, self.owed = divmod(self.levers.new_a_week * weeks + self.owed, 1)
        if not found:
            return
        runs = self.untouched.won.shape[0]
        by_door = self.random.multinomial(int(found), self.funnel.arrivals.shares, runs).T
        for door in range(DOORS):
            if by_door[door].any():
                self._enter(self.lifted, door, by_door[door])

    def _enter(self, crowd: Crowd, door: int, deals: Integers) -> None:
        amounts = summed(deals, self.drawn.sizes[door], self.drawn.spreads[door], self.random)
        rooms = self.funnel.rooms
        if door == LAYERS:
            crowd.take(rooms.won, deals, amounts / self.funnel.won_worth)  # it stands at what it closed at
        else:
            crowd.take(int(rooms.entries[door]), deals, amounts)
