"""The funnel's weeks ahead, run many times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analyzer.advice.simulation.drawn import Drawn
from analyzer.advice.simulation.funnel import Funnel
from analyzer.advice.simulation.levers import Levers
from analyzer.advice.simulation.points import parts, points
from analyzer.advice.simulation.rates import Floats
from analyzer.advice.simulation.worlds import Worlds

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

    days: the points in days after the review, from 0.
    """

    days: tuple[int, ...]
    without: Course
    with_levers: Course


def simulate(
    funnel: Funnel, stops: Sequence[int], levers: Levers | None = None, runs: int = 10_000, seed: int = SEED
) -> Runs:
    """Run the weeks to the last of ``stops`` (days after the review); each stop is a point in time of its own.

    Points are each whole step and each stop. Between two points closer than a step, deals leave their layer with
    chance 1 - (1 - leave) ** share of a step, and arrive at that share of their rate.
    Raises ValueError for a funnel that ``needs`` something.
    """
    if funnel.needs:
        raise ValueError(str(funnel.needs[0]))
    levers = levers or Levers()
    random = generator(seed)
    days = points(funnel.step_days, stops)
    worlds = Worlds.of(funnel, levers, Drawn.of(funnel, levers, runs, random), runs, random)
    seen = [worlds.seen()]
    for earlier, later, part in zip(days[:-1], days[1:], parts(funnel.step_days, days), strict=True):
        worlds.step(part, earlier, later)
        seen.append(worlds.seen())
    without, with_levers = zip(*seen, strict=True)
    plain = _course(without)
    return Runs(days, plain, plain if levers.at_rest else _course(with_levers))


def generator(seed: int) -> np.random.Generator:
    """The random numbers of a seed; of NumPy's generators the fastest."""
    return np.random.Generator(np.random.SFC64(seed))


def _course(seen: Sequence[tuple[Floats, Floats]]) -> Course:
    opened, won = zip(*seen, strict=True)
    return Course(np.stack(opened), np.stack(won))
