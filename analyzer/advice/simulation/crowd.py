"""Many deals at once: how many stand in each layer, with what amount, and how they move in one step.

Deals move by binomial splits, which together are a multinomial. The amount that goes along is a beta share: that is
exactly what iid gamma sizes give, and for other sizes its mean and variance are those of drawing k of n deals without
putting back. What goes out of a layer comes in elsewhere, to the last cent.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analyzer.advice.simulation.rates import LAYERS, PLACES, WON, Floats, Moves

Integers = npt.NDArray[np.int64]

# From so many deals on the share is as good as normal.
MANY = 8.0


@dataclass
class Crowd:
    """Deals that are alike but for their layer: ``deals`` and ``amounts`` are (layers, runs), ``won`` is (runs)."""

    deals: Integers
    amounts: Floats
    won: Floats
    spread: float

    @classmethod
    def nobody(cls, runs: int, spread: float) -> Crowd:
        """No deals yet."""
        return cls(np.zeros((LAYERS, runs), np.int64), np.zeros((LAYERS, runs)), np.zeros(runs), spread)

    def leave(self, moves: Moves, random: np.random.Generator) -> Crowd:
        """Those that leave their layer in this step, where they come to. They take part again once they `join`."""
        movers = Crowd.nobody(self.deals.shape[1], self.spread)
        for layer in range(LAYERS):
            if self.deals[layer].any():
                self._leave(layer, moves, movers, random)
        return movers

    def lift(self, moves: Moves, to: Crowd, left_behind: Crowd, random: np.random.Generator) -> None:
        """Of those that stay some are lifted out: ``to`` has them where they come, ``left_behind`` where they stood."""
        for layer in range(LAYERS):
            if moves.leave[layer].any() and self.deals[layer].any():
                deals, amounts = self._leave(layer, moves, to, random)
                left_behind.deals[layer] += deals
                left_behind.amounts[layer] += amounts

    def join(self, others: Crowd) -> None:
        """The others stand among them."""
        self.deals += others.deals
        self.amounts += others.amounts
        self.won += others.won

    def _leave(self, layer: int, moves: Moves, goal: Crowd, random: np.random.Generator) -> tuple[Integers, Floats]:
        """Deals leave the layer for places of ``goal``; how many, and their amount."""
        deals, amounts = self._taken(self.deals[layer], self.amounts[layer], moves.leave[layer], random)
        self.deals[layer] -= deals
        self.amounts[layer] -= amounts
        going, worth, left = deals, amounts, np.ones(len(deals))
        places = [place for place in range(PLACES) if moves.to[layer, place].any()]
        for place in places[:-1]:
            share = np.divide(moves.to[layer, place], left, out=np.zeros_like(left), where=left > 1e-12)
            some, some_worth = self._taken(going, worth, np.minimum(share, 1.0), random)
            goal.take(place, some, some_worth)
            going, worth, left = going - some, worth - some_worth, left - moves.to[layer, place]
        for place in places[-1:]:
            goal.take(place, going, worth)
        return deals, amounts

    def take(self, place: int, deals: Integers, amounts: Floats) -> None:
        """Deals come to a place: a layer, won, or gone."""
        if place < LAYERS:
            self.deals[place] += deals
            self.amounts[place] += amounts
        elif place == WON:
            self.won += amounts

    def _taken(
        self, deals: Integers, amounts: Floats, chance: Floats, random: np.random.Generator
    ) -> tuple[Integers, Floats]:
        taken = random.binomial(deals, chance)
        return taken, amounts * self._share(taken, deals, random)

    def _share(self, taken: Integers, of: Integers, random: np.random.Generator) -> Floats:
        """The share of the amount that goes with so many deals."""
        share = taken / np.maximum(of, 1)
        if self.spread:
            mixed = np.flatnonzero((taken > 0) & (taken < of))
            if len(mixed):
                share[mixed] = _beta(taken[mixed], of[mixed], share[mixed], self.spread, random)
        return share


def _beta(taken: Integers, of: Integers, mean: Floats, spread: float, random: np.random.Generator) -> Floats:
    """Beta(taken / spread², (of - taken) / spread²), where both are large by the normal of its mean and variance."""
    shape = 1 / spread**2
    sd = np.sqrt(mean * (1 - mean) / (of * shape + 1))
    share = np.clip(mean + sd * random.standard_normal(len(mean)), 0.0, 1.0)
    few = np.flatnonzero(np.minimum(taken, of - taken) * shape < MANY)
    share[few] = random.beta(taken[few] * shape, (of[few] - taken[few]) * shape)
    return share
