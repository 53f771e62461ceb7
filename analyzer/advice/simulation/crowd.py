"""Many deals at once: how many stand in each room, with what amount, and how they move in one step.

Deals move by binomial splits, which together are a multinomial. The amount that goes along is a beta share: that is
exactly what iid gamma sizes give, and for other sizes its mean and variance are those of drawing k of n deals without
putting back. What goes out of a room comes in elsewhere, to the last cent.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analyzer.advice.simulation.rates import Floats, Moves

Integers = npt.NDArray[np.int64]

# From so many on a share is as good as normal.
MANY = 9.0
# Below such a variance a binomial is drawn as it is; where most of them are, all of them.
FEW, MOSTLY = 4.0, 0.7
# What rounding adds to a variance.
ROUNDING = 1 / 12


@dataclass
class Crowd:
    """Deals that are alike but for their room: ``deals`` and ``amounts`` are (rooms, runs), ``won`` is (runs)."""

    deals: Integers
    amounts: Floats
    won: Floats
    spread: float

    @classmethod
    def nobody(cls, rooms: int, runs: int, spread: float) -> Crowd:
        """No deals yet."""
        return cls(np.zeros((rooms, runs), np.int64), np.zeros((rooms, runs)), np.zeros(runs), spread)

    def leave(self, moves: Moves, random: np.random.Generator) -> Crowd:
        """Those that leave their room in this step, where they come to. They take part again once they `join`."""
        rooms, runs = self.deals.shape
        movers = Crowd.nobody(rooms, runs, self.spread)
        for room in range(rooms):
            if self.deals[room].any():
                self._leave(room, moves, movers, random)
        return movers

    def lift(self, moves: Moves, to: Crowd, left_behind: Crowd, random: np.random.Generator) -> None:
        """Of those that stay some are lifted out: ``to`` has them where they come, ``left_behind`` where they stood."""
        for room in range(len(self.deals)):
            if moves.leave[room].any() and self.deals[room].any():
                deals, amounts = self._leave(room, moves, to, random)
                left_behind.deals[room] += deals
                left_behind.amounts[room] += amounts

    def join(self, others: Crowd) -> None:
        """The others stand among them."""
        self.deals += others.deals
        self.amounts += others.amounts
        self.won += others.won

    def _leave(self, room: int, moves: Moves, goal: Crowd, random: np.random.Generator) -> tuple[Integers, Floats]:
        """Deals leave the room for places of ``goal``; how many, and their amount."""
        deals, amounts = self._taken(self.deals[room], self.amounts[room], moves.leave[room], random)
        self.deals[room] -= deals
        self.amounts[room] -= amounts
        going, worth, left = deals, amounts, np.ones(len(deals))
        places = [place for place in range(moves.to.shape[1]) if moves.to[room, place].any()]
        for place in places[:-1]:
            share = np.divide(moves.to[room, place], left, out=np.zeros_like(left), where=left > 1e-12)
            some, some_worth = self._taken(going, worth, np.minimum(share, 1.0), random)
            goal.take(place, some, some_worth)
            going, worth, left = going - some, worth - some_worth, left - moves.to[room, place]
        for place in places[-1:]:
            goal.take(place, going, worth)
        return deals, amounts

    def take(self, place: int, deals: Integers, amounts: Floats) -> None:
        """Deals come to a place: a room, won, or gone."""
        if place < len(self.deals):
            self.deals[place] += deals
            self.amounts[place] += amounts
        elif place == len(self.deals):
            self.won += amounts

    def _taken(
        self, deals: Integers, amounts: Floats, chance: Floats, random: np.random.Generator
    ) -> tuple[Integers, Floats]:
        taken = binomial(deals, chance, random)
        return taken, amounts * share_taken(taken, deals, self.spread, random)


def binomial(of: Integers, chance: Floats, random: np.random.Generator) -> Integers:
    """How many of so many deals go, each with its chance.

    Where the variance is not small, by the normal quantile with the Cornish-Fisher term for the skew, rounded: its
    mean and variance are the binomial's, the distribution function is met within 0.004, in a fifth of the time.
    """
    mean = of * chance
    variance = mean * (1 - chance)
    few = np.flatnonzero(variance < FEW)
    if len(few) > MOSTLY * len(mean):
        return random.binomial(of, chance)
    normal = random.standard_normal(len(mean))
    skew = (1 - 2 * chance) * (normal * normal - 1) / 6
    taken = np.rint(mean + np.sqrt(np.maximum(variance - ROUNDING, 0)) * normal + skew)
    taken = np.clip(taken, 0, of).astype(np.int64)
    if len(few):
        taken[few] = random.binomial(of[few], chance[few])
    return taken


def share_taken(taken: Integers, of: Integers, spread: float, random: np.random.Generator) -> Floats:
    """The share of the amount of ``of`` deals that goes with so many of them: Beta(taken / spread², left / spread²)."""
    share = taken / np.maximum(of, 1)
    if not spread:
        return share
    shape = float(1 / spread**2)
    lesser = np.minimum(taken, of - taken)
    if lesser.min() * shape >= MANY:
        sd = np.sqrt(share * (1 - share) / (of * shape + 1))
        return np.clip(share + sd * random.standard_normal(len(share)), 0.0, 1.0)
    mixed = np.flatnonzero(lesser)
    goes, stays = (_gamma(np.asarray(deals[mixed] * shape), random) for deals in (taken, of - taken))
    share[mixed] = goes / (goes + stays)
    return share


def _gamma(shape: Floats, random: np.random.Generator) -> Floats:
    """Gamma numbers: from shape 1 on by the cube of a normal one (Wilson and Hilferty, 1931), which is fast."""
    root = 1 - 1 / (9 * shape) + random.standard_normal(len(shape)) / (3 * np.sqrt(shape))
    found = shape * root * root * root
    little = np.flatnonzero((shape < 1) | (found <= 0))
    found[little] = random.standard_gamma(shape[little])
    return np.asarray(found)
