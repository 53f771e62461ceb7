"""How large deals are, as far as the amounts that were seen tell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# What little was seen is weighed against so many deals of the common size.
COMMON_DEALS = 8


@dataclass(frozen=True)
class Sizes:
    """Amounts of deals: their number, mean and standard deviation. Without deals nothing is known: mean 0."""

    deals: float
    mean: float
    sd: float

    @classmethod
    def of(cls, deals: float, amount: float, squared: float) -> Sizes:
        """From the number of amounts, their sum and the sum of their squares."""
        if deals <= 0:
            return NO_SIZES
        mean = amount / deals
        return cls(deals, mean, max(squared / deals - mean**2, 0.0) ** 0.5)

    @property
    def amount(self) -> float:
        """The sum."""
        return self.deals * self.mean

    @property
    def squared(self) -> float:
        """The sum of the squares."""
        return self.deals * (self.mean**2 + self.sd**2)

    @property
    def spread(self) -> float:
        """Standard deviation / mean; 0 where all are alike or nothing is known."""
        return self.sd / self.mean if self.mean > 0 else 0.0

    def with_(self, other: Sizes) -> Sizes:
        """Both together."""
        return Sizes.of(self.deals + other.deals, self.amount + other.amount, self.squared + other.squared)

    def drawn_to(self, common: Sizes) -> Sizes:
        """Weighed against `COMMON_DEALS` of the common sizes; as many deals as were seen stand behind the mean."""
        if common.deals <= 0:
            return self
        weight = min(COMMON_DEALS, common.deals)
        drawn = self.with_(Sizes(weight, common.mean, common.sd))
        return Sizes(drawn.deals, drawn.mean, drawn.sd)

    def means(self, runs: int, random: np.random.Generator) -> Floats:
        """A mean for each run, as far as so few deals let it be known: gamma, with the error of a mean."""
        if not self.spread or self.deals <= 0:
            return np.full(runs, self.mean)
        shape = self.deals / self.spread**2
        return np.asarray(self.mean / shape * random.standard_gamma(shape, runs))


NO_SIZES = Sizes(0, 0.0, 0.0)
ALL_ALIKE = Sizes(1, 1.0, 0.0)


def summed(counts: npt.NDArray[np.int64], means: Floats, spread: float, random: np.random.Generator) -> Floats:
    """The amount of so many new deals: a sum of gamma sizes with these means and this spread."""
    if not spread:
        return np.asarray(counts * means)
    return np.asarray(means * spread**2 * random.standard_gamma(counts / spread**2))
