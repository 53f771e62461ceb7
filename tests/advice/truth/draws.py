"""Chance that hangs on who asks and when, not on who asked before: each deal has its own stream.

Splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014) over the keys of a draw.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri
from scipy.stats import poisson

_STEP, _FIRST, _SECOND = (np.uint64(number) for number in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))


def hashed(*keys):
    """One number of 64 bits for each row of keys (whole numbers, also below zero)."""
    state = np.zeros(1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for key in keys:
            state = _mixed(state ^ (np.atleast_1d(key).astype(np.int64).astype(np.uint64) + _STEP))
    return state


def uniform(*keys):
    """Between 0 and 1, without either."""
    return ((hashed(*keys) >> np.uint64(11)).astype(float) + 0.5) * 2.0**-53


def normal(*keys):
    """Standard normal."""
    return ndtri(uniform(*keys))


def counts(mean, *keys):
    """Poisson with this mean."""
    return poisson.ppf(uniform(*keys), np.maximum(mean, 1e-12)).astype(int)


def chosen(weights, *keys):
    """Which of the weights' places."""
    edges = np.cumsum(weights) / np.sum(weights)
    return np.minimum(np.searchsorted(edges, uniform(*keys)), len(edges) - 1)


def _mixed(state):
    state = state + _STEP
    state = (state ^ (state >> np.uint64(30))) * _FIRST
    state = (state ^ (state >> np.uint64(27))) * _SECOND
    return state ^ (state >> np.uint64(31))
