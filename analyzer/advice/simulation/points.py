"""The points in time of a simulation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def points(step_days: int, stops: Sequence[int]) -> tuple[int, ...]:
    """Days after the review: 0, each whole step before the last stop, and each stop."""
    last = max((stop for stop in stops if stop > 0), default=0)
    return tuple(sorted({0, *range(0, last, step_days), *(stop for stop in stops if stop > 0)}))


def parts(step_days: int, days: Sequence[int]) -> list[float]:
    """For each point but the first the time since the one before it, in steps."""
    return [(later - earlier) / step_days for earlier, later in pairwise(days)]


def found_between(earlier: int, later: int, weeks: int) -> float:
    """The weeks between two points that lie in the first ``weeks`` weeks."""
    return max(min(later, 7 * weeks) - earlier, 0) / 7
