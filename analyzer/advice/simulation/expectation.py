"""What the runs come to on average, exactly and without running them."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.advice.simulation.funnel import Funnel
from analyzer.advice.simulation.levers import Levers
from analyzer.advice.simulation.runs import SEED, Course


def expected(
    funnel: Funnel, stops: Sequence[int], levers: Levers | None = None, draws: int = 200, seed: int = SEED
) -> tuple[tuple[int, ...], Course]:
    """The days of `simulate`, and a `Course` that for each of ``draws`` drawn rates holds the mean of all runs.

    The mean over the last axis is the mean of `simulate`; the spread over it is that of the rates alone. It takes a
    few milliseconds: for searching. Raises ValueError for a funnel that ``needs`` something.
    """
    raise NotImplementedError
