"""Durations that can be compared: taken in turns, so that a noisy moment hits all alike."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

Work = Mapping[str, Callable[[], Any]]


def interleaved(work: Work, repeats: int, before: Callable[[], Any] = lambda: None) -> dict[str, list[float]]:
    """Seconds of each piece of work, ``repeats`` times in turns; one more turn before is not counted.

    before: done before each piece of work, while no clock runs.
    """
    taken: dict[str, list[float]] = {name: [] for name in work}
    for turn in range(repeats + 1):
        for name, run in work.items():
            before()
            seconds = seconds_of(run)
            if turn:
                taken[name].append(seconds)
    return taken


def medians(taken: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """The median of each."""
    return {name: median(seconds) for name, seconds in taken.items()}


def seconds_of(run: Callable[[], Any]) -> float:
    """How long it takes, on the clock on the wall. What it leaves open is closed after that."""
    gc.collect()
    start = time.perf_counter()
    left = run()
    seconds = time.perf_counter() - start
    if hasattr(left, "close"):
        left.close()
    return seconds


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that ``share`` of them do not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * share) - 1)]
