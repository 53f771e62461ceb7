"""How new deals come: how many in a step, into which layers, and how large."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analyzer.advice.simulation.restlessness import pace
from analyzer.advice.simulation.rooms import LAYERS
from analyzer.advice.simulation.sizes import NO_SIZES, Sizes

Floats = npt.NDArray[np.float64]

DOORS = LAYERS + 1  # layers 1 to 6, and won at once
LOST_AT_ONCE = DOORS + 1
ENOUGH_STEPS = 4
PRIOR_ARRIVALS = 0.5


@dataclass(frozen=True)
class Arrivals:
    """Deals that came over so many steps.

    deals: by door (layers 1 to 6, won at once). lost: deals that came and were lost at once. sizes: of each door.
    unevenness: how much more the number in a step varies than chance alone makes it, as the variance of a step's share
    of the usual number.
    """

    steps: int
    deals: Floats
    lost: float
    sizes: tuple[Sizes, ...]
    unevenness: float

    @classmethod
    def of(cls, frame: pd.DataFrame, steps: int) -> Arrivals:
        """From the rows of `figures.entries` of one member."""
        by_door = frame.groupby("layer")[["deals", "priced", "amount", "squared_amount"]].sum()
        by_door = by_door.reindex(range(1, LOST_AT_ONCE + 1), fill_value=0).astype(float)
        deals = by_door["deals"].to_numpy()
        sums = by_door[["priced", "amount", "squared_amount"]].head(DOORS).itertuples(index=False)
        stayed = frame[frame["layer"] < LOST_AT_ONCE]
        totals = stayed.groupby("snapshot_date")["deals"].sum().to_numpy(dtype=float)
        sizes = tuple(Sizes.of(*row) for row in sums)
        return cls(steps, deals[:DOORS], float(deals[DOORS]), sizes, _unevenness(totals, steps))

    @property
    def all_sizes(self) -> Sizes:
        """The sizes of all doors together."""
        found = NO_SIZES
        for sizes in self.sizes:
            found = found.with_(sizes)
        return found

    @property
    def shares(self) -> Floats:
        """Where an opportunity that is looked for comes in: by door, and lost at once; layer 1 where none came yet."""
        came = np.append(self.deals, self.lost)
        return np.asarray(came / came.sum() if self.deals.sum() else np.eye(DOORS + 1)[0])

    def rates(self, runs: int, random: np.random.Generator) -> Floats:
        """Deals a step by door (doors, runs), from the gamma posterior of each that was ever used."""
        found = np.zeros((DOORS, runs))
        if not self.deals.sum():
            return found
        prior = PRIOR_ARRIVALS * self.deals / self.deals.sum()
        # What comes unevenly tells less of its rate: as if so many times fewer deals had been counted.
        told = 1 + self.unevenness * self.deals.sum() / self.steps
        for door in np.flatnonzero(self.deals):
            shape = (self.deals[door] + prior[door]) / told
            found[door] = random.standard_gamma(shape, runs) * told / self.steps
        return found

    def pace(self, runs: int, random: np.random.Generator) -> Floats:
        """For one step of each run how many times the usual number comes."""
        return pace(self.unevenness, runs, random)


def _unevenness(totals: Floats, steps: int) -> float:
    """(variance - mean) / mean ** 2 of the numbers of all steps, empty ones too; 0 where chance tells it all."""
    if steps < ENOUGH_STEPS or not totals.sum():
        return 0.0
    numbers = np.append(totals, np.zeros(max(steps - len(totals), 0)))
    mean = numbers.mean()
    return max(float((numbers.var(ddof=1) - mean) / mean**2), 0.0)
