"""The largest deals, followed one by one: each is in one place in each run, and brings its whole amount or nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analyzer.advice.simulation.rates import Floats, Moves
from analyzer.advice.simulation.rooms import Rooms

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Odds:
    """Where uniform numbers lead from each place, (…, places, runs).

    order: the places from the best down: a number that is drawn low goes far. Levers widen the low end, so what went up
    without them still does. limits: the numbers below which a deal goes at least as far as each place of ``order``.
    stays_from, stays_to: the numbers between which it stays.
    """

    order: Integers
    limits: Floats
    stays_from: Floats
    stays_to: Floats

    @classmethod
    def of(cls, moves: Moves, rooms: Rooms) -> Odds:
        """Of the moves of one step; what is won or gone stays so."""
        chances, places, closed = moves.chances, np.arange(rooms.places), [rooms.won, rooms.gone]
        everywhere = np.zeros((rooms.places, *chances.shape[1:]))
        everywhere[: rooms.count] = chances
        everywhere[closed, closed] = 1
        order = np.array([rooms.won, *np.lexsort((np.arange(rooms.count), -rooms.layers)), rooms.gone])
        limits = everywhere[:, order].cumsum(axis=1)
        limits[:, -1] = np.inf
        stays_to = limits[places, np.argsort(order)]
        stays_from = stays_to - everywhere[places, places]
        stays_from[closed], stays_to[closed] = 0, np.inf
        return cls(order, np.ascontiguousarray(limits.transpose(1, 0, 2)), stays_from, stays_to)


@dataclass
class LargeDeals:
    """places: (deals, runs). amounts: (deals). The same uniform numbers move them without and with the levers."""

    places: Integers
    amounts: Floats

    @classmethod
    def of(cls, deals: tuple[tuple[int, float], ...], runs: int) -> LargeDeals:
        """From room and amount of each."""
        places = np.array([place for place, _ in deals], dtype=np.int64)
        return cls(np.repeat(places[:, None], runs, axis=1), np.array([amount for _, amount in deals]))

    def step(self, odds: Odds, uniform: Floats) -> None:
        """Each deal takes one step by its own uniform numbers (deals, runs)."""
        runs = np.arange(uniform.shape[1])
        for places, numbers in zip(self.places, uniform, strict=True):
            goes = (numbers < odds.stays_from[places, runs]) | (numbers >= odds.stays_to[places, runs])
            moving = np.flatnonzero(goes)
            limits = odds.limits[:, places[moving], moving]
            places[moving] = odds.order[(numbers[moving] >= limits).sum(axis=0)]

    def open(self, place: int) -> Floats:
        """The amount in a place, by run."""
        return np.asarray(self.amounts @ (self.places == place))
