"""The open deals that a simulation starts with: the largest one by one, the others by layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analyzer.advice.simulation.rooms import Rooms
from analyzer.advice.simulation.sizes import Sizes
from analyzer.figures.simulation import AGES

Floats = npt.NDArray[np.float64]

MOST_BY_NAME = 16
LARGE_SHARE = 0.03


@dataclass(frozen=True)
class Stock:
    """Open deals by room.

    large: room and amount of each deal that is followed on its own: up to 16 of at least 3% of the open amount.
    deals, amounts, sizes: of the others that have an amount. blank: deals without one.
    """

    large: tuple[tuple[int, float], ...]
    deals: npt.NDArray[np.int64]
    amounts: Floats
    blank: npt.NDArray[np.int64]
    sizes: Sizes

    @classmethod
    def of(cls, frame: pd.DataFrame, rooms: Rooms) -> Stock:
        """From the rows of `figures.open_deals` of one member, the largest first."""
        amounts = frame["amount"].to_numpy(dtype=float)
        ages = np.searchsorted(AGES, frame["days_in_stage"].fillna(0), side="right")
        places = rooms.of_age[frame["layer"].to_numpy(dtype=np.int64) - 1, ages]
        known = ~np.isnan(amounts)
        limit = LARGE_SHARE * amounts[known].sum()
        large = known & (amounts > 0) & (amounts >= limit) & (np.arange(len(amounts)) < MOST_BY_NAME)
        small = known & ~large
        held = amounts[small]
        return cls(
            tuple(zip(places[large].tolist(), amounts[large].tolist(), strict=True)),
            np.bincount(places[small], minlength=rooms.count),
            np.bincount(places[small], weights=held, minlength=rooms.count).astype(float),
            np.bincount(places[~known], minlength=rooms.count),
            Sizes.of(len(held), float(held.sum()), float((held**2).sum())),
        )

    @property
    def priced(self) -> Sizes:
        """The sizes of all deals that have an amount, the large ones too."""
        amounts = [amount for _, amount in self.large]
        return self.sizes.with_(Sizes.of(len(amounts), sum(amounts), sum(amount**2 for amount in amounts)))

    @property
    def deals_in_all(self) -> Floats:
        """Open deals by room, with and without an amount."""
        places = np.array([place for place, _ in self.large], dtype=np.int64)
        return np.asarray(self.deals + self.blank + np.bincount(places, minlength=len(self.deals)), dtype=float)

    @property
    def known_amounts(self) -> Floats:
        """The open amount by room, of the deals that have one."""
        found = self.amounts.copy()
        for place, amount in self.large:
            found[place] += amount
        return found
