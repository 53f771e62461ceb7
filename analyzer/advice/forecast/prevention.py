"""What would keep layers 4 and 5 at what they must hold: the least lever that does, by the expectation."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analyzer.advice.simulation import Funnel, Levers, expected

Floats = npt.NDArray[np.float64]

MOST_ADVANCE = 1.0
MOST_NEW = 3.0
MOST_NEW_AT_LEAST = 10
DRAWS = 40
TRIAL = 10


@dataclass(frozen=True)
class Need:
    """What two layers must hold: (weeks, 2) required amounts at ``days``, from the week ``first`` on.

    layers: for each of the two, the layers whose amounts count.
    """

    days: tuple[int, ...]
    layers: tuple[tuple[int, ...], ...]
    required: Floats
    first: int

    def held(self, funnel: Funnel, levers: Levers | None = None) -> Floats:
        """(weeks, 2): what the layers are expected to hold."""
        points, course = expected(funnel, self.days[1:], levers, draws=DRAWS)
        places = [points.index(day) for day in self.days]
        means = course.open[places].mean(axis=2)
        return np.stack([means[:, [layer - 1 for layer in counted]].sum(axis=1) for counted in self.layers], axis=1)


@dataclass(frozen=True)
class Remedy:
    """What each lever by itself would have to be, None where no reasonable one is enough.

    prevents: the layers never fall short then; else they no longer do by the last week. mends: without any lever.
    """

    new_a_week: int | None
    more_advance: float | None
    prevents: bool
    mends: bool = False


def remedy(need: Need, funnel: Funnel, held: Floats, below: int) -> Remedy:
    """What prevents a trouble that begins in week ``need.first`` in layer ``below``, or else ends it by the last week.

    held: what the layers are expected to hold without any lever.
    """
    found = _remedy(need, funnel, held, below, prevents=True)
    if found.new_a_week is not None or found.more_advance is not None:
        return found
    at_end = replace(need, first=len(need.days) - 1)
    if not (held[-1] < need.required[-1]).any():
        return Remedy(None, None, False, mends=True)
    return _remedy(at_end, funnel, held, below, prevents=False)


def _remedy(need: Need, funnel: Funnel, held: Floats, below: int, prevents: bool) -> Remedy:
    return Remedy(_least_new(need, funnel, held), _least_advance(need, funnel, below), prevents)


def _least_new(need: Need, funnel: Funnel, held: Floats) -> int | None:
    """The fewest more new deals a week from now on. Their effect on the expectation grows evenly with their number, so
    that one trial tells."""
    weeks = math.ceil(need.days[-1] / 7)
    added = (need.held(funnel, Levers(new_a_week=TRIAL, weeks=weeks)) - held)[need.first :] / TRIAL
    missing = (need.required - held)[need.first :]
    short = missing > 0
    if (added[short] <= 0).any():
        return None
    number = math.ceil(float((missing[short] / added[short]).max()) - 1e-9)
    return number if number <= _most_new(funnel) else None


def _most_new(funnel: Funnel) -> int:
    """More new deals than this, on top of the usual ones, nobody could be asked to find."""
    came = float(funnel.arrivals.deals.sum()) / max(funnel.arrivals.steps, 1) * 7 / funnel.step_days
    return max(MOST_NEW_AT_LEAST, math.ceil(MOST_NEW * came))


def _least_advance(need: Need, funnel: Funnel, below: int) -> float | None:
    """The least share more advance in the layers below ``below``, to a percent; None above `MOST_ADVANCE`."""

    def is_enough(percent: int) -> bool:
        held = need.held(funnel, Levers(advance=dict.fromkeys(range(1, below), percent / 100)))
        return not (held < need.required)[need.first :].any()

    most = round(MOST_ADVANCE * 100)
    if not is_enough(most):
        return None
    return bisect_left(range(most), True, key=is_enough) / 100
