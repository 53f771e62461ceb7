"""The open deals that a simulation starts with: the largest one by one, the others by layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analyzer.advice.simulation.rates import LAYERS
from analyzer.advice.simulation.sizes import NO_SIZES, Sizes

Floats = npt.NDArray[np.float64]

MOST_BY_NAME = 16
LARGE_SHARE = 0.03


@dataclass(frozen=True)
class Stock:
    """Open deals. Places of layers are 0 to 5.

    large: place and amount of each deal that is followed on its own: up to 16 of at least 3% of the open amount.
    deals, amounts: of the others that have an amount, by layer. blank: deals without an amount, by layer. sizes: of
    the others that have an amount.
    """

    large: tuple[tuple[int, float], ...]
    deals: npt.NDArray[np.int64]
    amounts: Floats
    blank: npt.NDArray[np.int64]
    sizes: Sizes

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Stock:
        """From the rows of `figures.open_deals` of one member, the largest first."""
        amounts = frame["amount"].to_numpy(dtype=float)
        places = frame["layer"].to_numpy(dtype=np.int64) - 1
        known = ~np.isnan(amounts)
        limit = LARGE_SHARE * amounts[known].sum()
        large = known & (amounts > 0) & (amounts >= limit) & (np.arange(len(amounts)) < MOST_BY_NAME)
        small = known & ~large
        held = amounts[small]
        return cls(
            tuple(zip(places[large].tolist(), amounts[large].tolist(), strict=True)),
            np.bincount(places[small], minlength=LAYERS),
            np.bincount(places[small], weights=held, minlength=LAYERS).astype(float),
            np.bincount(places[~known], minlength=LAYERS),
            Sizes.of(len(held), float(held.sum()), float((held**2).sum())),
        )

    @property
    def priced(self) -> Sizes:
        """The sizes of all deals that have an amount, the large ones too."""
        amounts = [amount for _, amount in self.large]
        return self.sizes.with_(Sizes.of(len(amounts), sum(amounts), sum(amount**2 for amount in amounts)))

    @property
    def deals_in_all(self) -> Floats:
        """Open deals by layer, with and without an amount."""
        places = [place for place, _ in self.large]
        return np.asarray(self.deals + self.blank + np.bincount(places, minlength=LAYERS), dtype=float)

    @property
    def known_amounts(self) -> Floats:
        """The open amount by layer, of the deals that have one."""
        found = self.amounts.copy()
        for place, amount in self.large:
            found[place] += amount
        return found


NO_STOCK = Stock((), np.zeros(LAYERS, np.int64), np.zeros(LAYERS), np.zeros(LAYERS, np.int64), NO_SIZES)
