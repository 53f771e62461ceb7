"""How unevenly deals move: some weeks all is pushed, in others nobody is there, and one such week follows another.

And how far the pace drifts: the weeks ahead may differ from the weeks behind as much as months did from each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analyzer.advice.simulation.season import Season

Floats = npt.NDArray[np.float64]

ENOUGH_STEPS = 4
MOST = 1.0
# So many steps after a busy one may be busy for the same reason, as at the end of a quarter.
MEMORY = 4
A_MONTH = 28
# Rates are those of so many months behind.
MONTHS_BEHIND = 6
# What few months tell is weighed against so many that were not off.
COMMON_MONTHS = 3
# Of fewer deals a month chance is all that is seen.
FEW = 5.0
KINDS = ("won", "gone", "moved")
MOST_DRIFT = 0.25


class Drift(NamedTuple):
    """How far chances of the weeks ahead may be from those of the weeks behind: variances of factors of mean 1.

    won, gone: of the chance to be won, and to be lost or to vanish. moved: of that to move between layers.
    """

    won: float = 0.0
    gone: float = 0.0
    moved: float = 0.0


@dataclass(frozen=True)
class Pulse:
    """What became of open deals in each step, oldest first, and what is usual: (won, gone, moved; steps).

    stood: the open deals at its beginning.
    """

    ends: tuple[date, ...]
    stood: Floats
    came: Floats
    usual: Floats

    @classmethod
    def of(cls, watched: pd.DataFrame, season: Season) -> Pulse:
        """From the rows of `season.watched`: usual of their layers and of the time of the quarter."""
        return cls._with(watched, np.array([season.won, season.gone])[:, watched["part"].to_numpy(dtype=int)])

    @classmethod
    def foreseen(cls, watched: pd.DataFrame) -> Pulse:
        """The same with what was known of the time of the quarter when each quarter began."""
        known = Season.known_in(watched)
        told = [(known[quarter], part) for quarter, part in zip(watched["quarter"], watched["part"], strict=True)]
        return cls._with(watched, np.array([(one.won[part], one.gone[part]) for one, part in told]).reshape(-1, 2).T)

    @classmethod
    def _with(cls, watched: pd.DataFrame, times: Floats) -> Pulse:
        stood = watched["stood"].to_numpy(dtype=float)
        came = watched[list(KINDS)].to_numpy(dtype=float).T
        usual = np.array([
            _usual(watched["from_layer"], some, stood * more)
            for some, more in zip(came, (*times, np.ones(len(stood))), strict=True)
        ])  # fmt: skip
        steps, place = np.unique(watched["snapshot_date"].to_numpy(), return_inverse=True)
        summed = [np.bincount(place, row, len(steps)).astype(float) for row in (stood, *came, *usual)]
        ends = tuple(day.date() for day in pd.to_datetime(steps))
        return cls(ends, summed[0], np.array(summed[1:4]), np.array(summed[4:]))

    def after(self, since: date) -> Pulse:
        """Its steps that end after a day."""
        kept = np.array([end > since for end in self.ends], dtype=bool)
        ends = tuple(end for end in self.ends if end > since)
        return Pulse(ends, self.stood[kept], self.came[:, kept], self.usual[:, kept])


def _usual(layers: pd.Series[int], came: Floats, stood: Floats) -> Floats:
    """What would come of the deals of each row at the rate of their layer."""
    layer = layers.to_numpy(dtype=int)
    in_all, of_all = (np.bincount(layer, row) for row in (came, stood))
    rate = np.divide(in_all, of_all, out=np.zeros_like(in_all), where=of_all > 0)
    return np.asarray(stood * rate[layer])


def restlessness(moved: npt.ArrayLike, stood: npt.ArrayLike, usual: npt.ArrayLike | None = None) -> float:
    """How much more the share of deals that move in a step varies than chance makes it; 0 where chance tells it all.

    It is the long-run variance of a step's pace, which is 1 on average: that of one step, and what neighbouring steps
    have in common (Newey and West 1987, with Bartlett weights), less what deals moving by chance would give.
    moved: of so many open deals that ``stood`` there, those that were elsewhere one step later; oldest step first.
    usual: how many of them that would be in such a step, up to a factor; else the same share in each.
    """
    goes, of = np.asarray(moved, float), np.asarray(stood, float)
    if len(goes) < ENOUGH_STEPS or not goes.sum():
        return 0.0
    share = goes.sum() / of.sum()
    told = of if usual is None else np.asarray(usual, float)
    off = goes / np.maximum(told * goes.sum() / told.sum(), 1e-9) - 1
    by_chance = (1 - share) / np.maximum(goes.mean(), 1e-9)
    lags = range(1, min(MEMORY, len(off) // 3) + 1)
    common = sum(2 * (1 - lag / (len(lags) + 1)) * float(off[lag:] @ off[:-lag]) for lag in lags)
    found = (float(off @ off) + common) / (len(off) - 1) - by_chance
    return float(np.clip(found, 0.0, MOST))


def drift(pulse: Pulse, step_days: int) -> Drift:
    """How far the chances drift, learnt from how far each month was off what the months before it told.

    The mean square of that, less what chance makes of it, is weighed against `COMMON_MONTHS` months that were not off
    at all. (The variance of a level that is taken to go on as it was: Harvey 1989, Forecasting, structural time series
    models and the Kalman filter, section 4.1; here by moments.)
    """
    steps = max(round(A_MONTH / step_days), 1)
    return Drift(*(_drift(_by_month(*row, steps)) for row in zip(pulse.came, pulse.usual, strict=True)))


def _drift(months: tuple[Floats, Floats]) -> float:
    came, usual = months
    off = 0.0
    for month in range(1, len(came)):
        behind = slice(max(month - MONTHS_BEHIND, 0), month)
        seen, level = came[behind].sum(), usual[behind].sum()
        expected = usual[month] * seen / level if level > 0 else 0.0
        if expected >= FEW:
            off += (came[month] / expected - 1) ** 2 - 1 / expected - 1 / seen
    return float(np.clip(off / (len(came) - 1 + COMMON_MONTHS), 0.0, MOST_DRIFT)) if len(came) else 0.0


def _by_month(came: Floats, usual: Floats, steps: int) -> tuple[Floats, Floats]:
    """Both in whole months of so many steps, the newest last."""
    months = len(came) // steps
    first = len(came) - months * steps
    return came[first:].reshape(months, steps).sum(axis=1), usual[first:].reshape(months, steps).sum(axis=1)


def pace(variance: float, runs: int, random: np.random.Generator) -> Floats:
    """For each run how many times the usual number of deals moves, or comes: gamma with mean 1 and this variance."""
    if not variance:
        return np.ones(runs)
    return np.asarray(random.standard_gamma(1 / variance, runs) * variance)
