"""A layer for each stage of an order: from what is known of some, what is likely for the others, and how surely."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analyzer.model import OPEN_LAYERS

Likelihood = npt.NDArray[np.float64]
LAYERS = np.array(OPEN_LAYERS, dtype=np.float64)
# How often a process begins in each layer, and how often its next stage is so many layers further.
_BEGINS = np.array([0.55, 0.25, 0.10, 0.05, 0.03, 0.02])
_STEPS = (0.34, 0.36, 0.17, 0.08, 0.03, 0.02)


# What is left for other layers that a name is also used for.
_ALSO = 0.12


def _transition() -> Likelihood:
    steps = [[_STEPS[to - at] if to >= at else 0.0 for to in range(len(LAYERS))] for at in range(len(LAYERS))]
    return np.array(steps)


_ONWARD = _transition()


def peaked(layer: int, sureness: float, also: Sequence[int] = ()) -> Likelihood:
    """How likely each layer is where ``layer`` is meant with ``sureness``, and otherwise one of ``also`` or near it."""
    near = np.exp(-np.abs(LAYERS - layer))
    near[layer - 1] = 0.0
    likely: Likelihood = near / near.sum() * (1 - sureness)
    others = [item for item in also if item != layer]
    left = _ALSO if others else 0.0
    likely[layer - 1] = sureness - left
    for item in others:
        likely[item - 1] += left / len(others)
    return likely


def around(layer: float, spread: float) -> Likelihood:
    """How likely each layer is where ``layer`` is the middle of what is expected."""
    likely: Likelihood = np.exp(-((LAYERS - layer) ** 2) / (2 * spread**2)) + 1e-4
    return likely


def along(likelihoods: Sequence[Likelihood]) -> tuple[list[int], list[Likelihood]]:
    """The likeliest layers along an order in which they never fall, and how likely each layer is for each stage."""
    if not likelihoods:
        return [], []
    return _best(likelihoods), _shares(likelihoods)


def _best(likelihoods: Sequence[Likelihood]) -> list[int]:
    score = np.log(_BEGINS) + np.log(likelihoods[0])
    came_from = []
    with np.errstate(divide="ignore"):
        onward = np.log(_ONWARD)
    for likely in likelihoods[1:]:
        ways = score[:, None] + onward
        came_from.append(ways.argmax(axis=0))
        score = ways.max(axis=0) + np.log(likely)
    path = [int(score.argmax())]
    for back in reversed(came_from):
        path.append(int(back[path[-1]]))
    return [at + 1 for at in reversed(path)]


def _shares(likelihoods: Sequence[Likelihood]) -> list[Likelihood]:
    forward = [_BEGINS * likelihoods[0]]
    for likely in likelihoods[1:]:
        reached = forward[-1] @ _ONWARD * likely
        forward.append(reached / reached.sum())
    back = np.ones(len(LAYERS))
    shares = []
    for at in range(len(likelihoods) - 1, -1, -1):
        both = forward[at] * back
        shares.append(both / both.sum())
        back = _ONWARD @ (likelihoods[at] * back)
        back = back / back.sum()
    return shares[::-1]
