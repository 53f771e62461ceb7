"""How unevenly deals move: some weeks all is pushed, in others nobody is there, and one such week follows another."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

ENOUGH_STEPS = 4
MOST = 1.0
# So many steps after a busy one may be busy for the same reason, as at the end of a quarter.
MEMORY = 4


def restlessness(moved: npt.ArrayLike, stood: npt.ArrayLike) -> float:
    """How much more the share of deals that move in a step varies than chance makes it; 0 where chance tells it all.

    It is the long-run variance of a step's pace, which is 1 on average: that of one step, and what neighbouring steps
    have in common (Newey and West 1987, with Bartlett weights), less what deals moving by chance would give.
    moved: of so many open deals that ``stood`` there, those that were elsewhere one step later; oldest step first.
    """
    goes, of = np.asarray(moved, float), np.asarray(stood, float)
    if len(goes) < ENOUGH_STEPS or not goes.sum():
        return 0.0
    share = goes.sum() / of.sum()
    off = goes / np.maximum(of * share, 1e-9) - 1
    by_chance = (1 - share) / np.maximum(goes.mean(), 1e-9)
    lags = range(1, min(MEMORY, len(off) // 3) + 1)
    common = sum(2 * (1 - lag / (len(lags) + 1)) * float(off[lag:] @ off[:-lag]) for lag in lags)
    found = (float(off @ off) + common) / (len(off) - 1) - by_chance
    return float(np.clip(found, 0.0, MOST))


def pace(variance: float, runs: int, random: np.random.Generator) -> Floats:
    """For each run how many times the usual number of deals moves, or comes: gamma with mean 1 and this variance."""
    if not variance:
        return np.ones(runs)
    return np.asarray(random.standard_gamma(1 / variance, runs) * variance)
