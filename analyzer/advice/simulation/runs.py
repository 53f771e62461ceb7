"""The funnel's weeks ahead, run many times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analyzer.advice.simulation.funnel import Funnel
from analyzer.advice.simulation.levers import Levers

Floats = npt.NDArray[np.float64]
SEED = 20261109


@dataclass(frozen=True)
class Course:
    """One world's weeks. Money, or deals where the funnel is ``in_deals``.

    open: (points, 6 layers, runs) open amount. won: (points, runs) won since the review, without what was won before.
    """

    open: Floats
    won: Floats


@dataclass(frozen=True)
class Runs:
    """The worlds without and with the levers, on the same draws; without levers ``with_levers`` is ``without``.

    days: the points in days after the review, from 0. pushed: deals in the layers of the levers over the whole time,
    on average: those there at first and those that come.
    """

    days: tuple[int, ...]
    without: Course
    with_levers: Course
    pushed: float


def simulate(
    funnel: Funnel, stops: Sequence[int], levers: Levers | None = None, runs: int = 10_000, seed: int = SEED
) -> Runs:
    """Run the weeks to the last of ``stops`` (days after the review); each stop is a point in time of its own.

    Points are each whole step and each stop. Between two points closer than a step, deals leave their layer with
    chance 1 - (1 - leave) ** share of a step, and arrive at that share of their rate.
    Raises ValueError for a funnel that ``needs`` something.
    """
    raise NotImplementedError
