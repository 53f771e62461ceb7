"""How sure a verdict is: how often the same numbers, drawn again as chance would have them, come to it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analyzer.advice.answers import Answer
from analyzer.advice.arriving import Arrivals, compared
from analyzer.advice.inputs import Inputs
from analyzer.advice.rules import stuck_low, total_too_small
from analyzer.advice.verdict import Verdict
from analyzer.settings import Settings

DRAWS = 2000
SEED = 20261109
# A sample median of n normal values scatters by so many standard errors of the mean: sqrt(pi / 2).
MEDIAN_ERROR = 1.2533

# no, not enough data and yes, so that ALL is the least and ANY the largest of them
NO, UNKNOWN, YES = -1, 0, 1

Signs = npt.NDArray[np.int8]


def sureness(inputs: Inputs, settings: Settings, verdict: Verdict) -> float | None:
    """The share of redraws with the same verdict; None where there is no verdict to be sure of.

    Drawn again: the amount at the top (as if deals of these sizes came by chance: a compound Poisson sum), the new
    deals now and before (Gamma(n + 1/2), Jeffreys' posterior of a Poisson rate), the mean dwell (its standard error)
    and the sales cycle (the standard error of a median). What the data cannot answer stays unanswered.
    """
    if verdict == "not_enough_data":
        return None
    random = np.random.default_rng(SEED)
    arrivals = compared(inputs.steps, settings)
    total = np.minimum(_top(inputs, settings, random), _fall(arrivals, settings, random))
    stuck = _waiting(inputs, settings, random)
    if inputs.has_customers:
        stuck = np.maximum(stuck, _fixed(stuck_low.of_loops(inputs)))
    return _share_of(verdict, total, stuck)


def _share_of(verdict: Verdict, total: Signs, stuck: Signs) -> float:
    match verdict:
        case "both":
            same = (total == YES) & (stuck == YES)
        case "add":
            same = (total == YES) & (stuck != YES)
        case "push":
            same = (total != YES) & (stuck == YES)
        case _:
            same = (total == NO) & (stuck == NO)
    return float(np.mean(same))


def _top(inputs: Inputs, settings: Settings, random: np.random.Generator) -> Signs:
    answer = total_too_small.of_top(inputs, settings)
    if answer == "not_enough_data" or inputs.target is None:
        return _fixed(answer)
    top = inputs.open_in(range(1, settings.top_layer + 1))
    drawn = random.normal(top.amount, np.sqrt(top.squares), DRAWS)
    return _signs(drawn < settings.top_share * inputs.target)


def _fall(arrivals: Arrivals | None, settings: Settings, random: np.random.Generator) -> Signs:
    if arrivals is None or arrivals.fall is None:
        return _fixed(total_too_small.of_fall(arrivals, settings))
    now = random.gamma(arrivals.new + 0.5, 1 / arrivals.days, DRAWS)
    before = random.gamma(arrivals.new_before + 0.5, 1 / arrivals.days_before, DRAWS)
    return _signs(now < (1 - settings.new_fall) * before)


def _waiting(inputs: Inputs, settings: Settings, random: np.random.Generator) -> Signs:
    answer, cycle, low = stuck_low.of_waiting(inputs, settings), inputs.cycle, inputs.low
    if answer == "not_enough_data" or cycle is None:
        return _fixed(answer)
    mean = random.normal(low.mean_days, low.sd_days / np.sqrt(low.count), DRAWS)
    median = random.normal(cycle.days, MEDIAN_ERROR * cycle.sd / np.sqrt(cycle.wins), DRAWS)
    return _signs(mean > settings.stuck_cycles * median)


def _signs(holds: npt.NDArray[Any]) -> Signs:
    return np.where(holds, YES, NO).astype(np.int8)


def _fixed(answer: Answer) -> Signs:
    sign = {"no": NO, "not_enough_data": UNKNOWN, "yes": YES}[answer]
    return np.full(DRAWS, sign, dtype=np.int8)
