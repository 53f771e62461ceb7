"""Where an open deal can stand in a simulation: its layer and, where dwell matters, its age, the time in its stage.

A Markov chain over layers alone forgets how long a deal has been waiting. Where deals that waited long leave their
layer at another rate than fresh ones, beyond chance, the layer has a room for each age, and growing older is a move
from one room to the next, counted like any other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from statsmodels.stats.proportion import proportions_ztest

from analyzer.figures.simulation import AGES

Integers = npt.NDArray[np.int64]

LAYERS = 6
ALL_AGES = len(AGES) + 1
# Ages are told apart only where chance hardly ever makes such a difference, by so many deals on both sides.
BEYOND_CHANCE = 0.001
ENOUGH_DEALS = 50


@dataclass(frozen=True)
class Rooms:
    """of_age: the room of each layer and age (6, 6), by layer, then age. Won and gone come after the rooms."""

    of_age: Integers

    @classmethod
    def plain(cls) -> Rooms:
        """A room for each layer."""
        return cls(np.repeat(np.arange(LAYERS)[:, None], ALL_AGES, axis=1))

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Rooms:
        """From the rows of `figures.step_counts`: ages next to each other whose deals leave alike share a room."""
        of_age = np.zeros((LAYERS, ALL_AGES), dtype=np.int64)
        room = -1
        stood, left = _leaving(frame)
        for layer in range(LAYERS):
            begins = _begins(stood[layer], left[layer])
            of_age[layer] = room + np.cumsum(begins)
            room = int(of_age[layer, -1])
        return cls(of_age)

    @property
    def count(self) -> int:
        """How many there are."""
        return int(self.of_age.max()) + 1

    @property
    def won(self) -> int:
        """The place of what is won."""
        return self.count

    @property
    def gone(self) -> int:
        """The place of what is lost or vanished."""
        return self.count + 1

    @property
    def places(self) -> int:
        """The rooms, won and gone."""
        return self.count + 2

    @property
    def layers(self) -> Integers:
        """The layer of each room, 0 to 5."""
        found = np.empty(self.count, dtype=np.int64)
        found[self.of_age] = np.arange(LAYERS)[:, None]
        return found

    @property
    def entries(self) -> Integers:
        """By layer, the room of deals that have just come there."""
        return self.of_age[:, 0]

    def by_layer(self, held: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The rows of rooms added up to rows of layers."""
        if self.count == LAYERS:
            return held[: self.count]
        return np.add.reduceat(held[: self.count], self.entries, axis=0)


def _leaving(frame: pd.DataFrame) -> tuple[Integers, Integers]:
    """Deals that stood in each layer and age (6, 6), and of these the ones that were elsewhere one step later."""
    stood = np.zeros((LAYERS, ALL_AGES), dtype=np.int64)
    left = stood.copy()
    places = frame["from_layer"].to_numpy(dtype=int) - 1, frame["from_age"].to_numpy(dtype=int)
    deals = frame["deals"].to_numpy(dtype=np.int64)
    np.add.at(stood, places, deals)
    np.add.at(left, places, np.where(frame["to_place"] == frame["from_layer"].astype(str), 0, deals))
    return stood, left


def _begins(stood: Integers, left: Integers) -> Integers:
    """For each age whether it is a room of its own, or (0) stands with the ones before it; the first one is."""
    begins = np.zeros(ALL_AGES, dtype=np.int64)
    begins[0] = 1
    since = 0
    for age in range(1, ALL_AGES):
        before, here = slice(since, age), slice(age, age + 1)
        if _differ(left[before].sum(), stood[before].sum(), left[here].sum(), stood[here].sum()):
            begins[age], since = 1, age
    return begins


def _differ(left: int, stood: int, left_later: int, stood_later: int) -> bool:
    """Whether the two shares differ beyond chance, by a two-proportion z-test."""
    if min(stood, stood_later) < ENOUGH_DEALS or left + left_later in (0, stood + stood_later):
        return False
    _, chance = proportions_ztest([left, left_later], [stood, stood_later])
    return bool(chance < BEYOND_CHANCE)
