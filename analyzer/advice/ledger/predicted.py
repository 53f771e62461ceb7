"""What is to be expected of an action by a day, with its 80% band, from the user's own rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from analyzer.advice.actions.action import Action, Arrivals

LOW, HIGH = 0.1, 0.9
# Jeffreys' prior of a Poisson rate: what is added to the number that came.
PRIOR_COUNT = 0.5


@dataclass(frozen=True)
class Prediction:
    """A number of deals: without and with the action, and the band that holds the latter in 80% of cases."""

    without: float
    with_it: float
    low: float
    high: float


def predicted(action: Action, days: int, push_effect: float) -> Prediction | None:
    """How many deals move up, or how many new ones come, within so many days; None where nothing tells.

    push_effect: by which share a push raises a deal's pace up.
    """
    if action.kind == "add":
        return new_deals(action.arrivals, action.new_deals, days) if action.arrivals else None
    paces = [deal.pace for deal in action.deals if deal.pace]
    if not paces or len(paces) < len(action.deals):
        return None
    return moved_up([pace.chance(days) for pace in paces], [pace.chance(days, push_effect) for pace in paces])


def moved_up(without: Sequence[float], with_it: Sequence[float]) -> Prediction:
    """How many of some deals move up when each does so with its own chance, whatever the others do."""
    low, high = _quantiles(with_it)
    return Prediction(sum(without), sum(with_it), low, high)


def new_deals(arrivals: Arrivals, asked: int, days: int) -> Prediction:
    """The usual new deals, and with those that are asked for.

    The usual number is Poisson of an unknown rate: seen to the end, negative binomial (Gelman et al., Bayesian Data
    Analysis, 2.6).
    """
    shape = arrivals.count + PRIOR_COUNT
    usual = stats.nbinom(shape, arrivals.days / (arrivals.days + days))
    mean = float(arrivals.count * days / arrivals.days)
    return Prediction(mean, mean + asked, float(usual.ppf(LOW)) + asked, float(usual.ppf(HIGH)) + asked)


def _quantiles(chances: Sequence[float]) -> tuple[float, float]:
    """Of the number of successes: the Poisson binomial distribution, by adding one deal after the other."""
    distribution = np.ones(1)
    for chance in chances:
        distribution = np.convolve(distribution, [1 - chance, chance])
    below = np.cumsum(distribution)
    return float(np.searchsorted(below, LOW)), float(np.searchsorted(below, HIGH))
