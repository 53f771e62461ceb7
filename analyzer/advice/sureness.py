"""How sure a verdict is: how often the same numbers, varied as chance would have them, come to it."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sqrt

from scipy.special import ndtr

from analyzer.advice.answers import Answer
from analyzer.advice.arriving import chance_of_fall, compared
from analyzer.advice.compare import is_more
from analyzer.advice.inputs import Inputs
from analyzer.advice.rules import stuck_low, total_too_small
from analyzer.advice.verdict import Verdict
from analyzer.settings import Settings

# A sample median of n normal values scatters by so many standard errors of the mean.
MEDIAN_ERROR = sqrt(pi / 2)


@dataclass(frozen=True)
class Chances:
    """How likely an answer is yes and how likely no; the rest is what the data cannot answer."""

    yes: float
    no: float

    @classmethod
    def holding(cls, chance: float) -> Chances:
        """Of something that holds so likely, and else does not."""
        return cls(chance, 1 - chance)

    @classmethod
    def of(cls, answer: Answer) -> Chances:
        """Of an answer that chance does not touch."""
        return cls(float(answer == "yes"), float(answer == "no"))

    def __and__(self, other: Chances) -> Chances:
        """Both, where neither hangs on the other: one no is enough for no (Kleene)."""
        return Chances(self.yes * other.yes, 1 - (1 - self.no) * (1 - other.no))

    def __or__(self, other: Chances) -> Chances:
        """Either, where neither hangs on the other: one yes is enough for yes (Kleene)."""
        return Chances(1 - (1 - self.yes) * (1 - other.yes), self.no * other.no)


def sureness(inputs: Inputs, settings: Settings, verdict: Verdict) -> float | None:
    """How likely the verdict stays the same; None where there is no verdict to be sure of.

    Each number varies within its own error, whatever the others do: the amount at the top (as if deals of these sizes
    came by chance: a compound Poisson sum, taken as normal), the new deals now and before (`chance_of_fall`), the mean
    dwell (its standard error) and the sales cycle (the standard error of a median). What the data cannot answer stays
    unanswered: of a dwell that is known from below, above the limit is what it is at least, and below it what it is at
    most.
    """
    if verdict == "not_enough_data":
        return None
    total = _of_top(inputs, settings) & _of_fall(inputs, settings)
    stuck = _of_waiting(inputs, settings)
    if inputs.has_customers:
        stuck |= Chances.of(stuck_low.of_loops(inputs))
    return _chance_of(verdict, total, stuck)


def _chance_of(verdict: Verdict, total: Chances, stuck: Chances) -> float:
    match verdict:
        case "both":
            return total.yes * stuck.yes
        case "add":
            return total.yes * (1 - stuck.yes)
        case "push":
            return (1 - total.yes) * stuck.yes
        case _:
            return total.no * stuck.no


def _of_top(inputs: Inputs, settings: Settings) -> Chances:
    answer = total_too_small.of_top(inputs, settings)
    if answer == "not_enough_data" or inputs.target is None:
        return Chances.of(answer)
    top = inputs.open_in(range(1, settings.top_layer + 1))
    return Chances.holding(_chance_above(settings.top_share * inputs.target, top.amount, sqrt(top.squares)))


def _of_fall(inputs: Inputs, settings: Settings) -> Chances:
    arrivals = compared(inputs.steps, settings)
    if arrivals is None or arrivals.fall is None:
        return Chances.of(total_too_small.of_fall(arrivals, settings))
    return Chances.holding(chance_of_fall(arrivals, settings))


def _of_waiting(inputs: Inputs, settings: Settings) -> Chances:
    answer, cycle, low = stuck_low.of_waiting(inputs, settings), inputs.cycle, inputs.low
    if answer == "not_enough_data" or cycle is None:
        return Chances.of(answer)
    of_mean = low.sd_days / sqrt(low.known)
    of_limit = settings.stuck_cycles * MEDIAN_ERROR * cycle.sd / sqrt(cycle.wins)
    limit, error = settings.stuck_cycles * cycle.days, sqrt(of_mean**2 + of_limit**2)
    at_most = low.mean_days if low.dated == low.count else low.mean_days_at_most
    not_above = 0.0 if at_most is None else 1 - _chance_above(at_most, limit, error)
    return Chances(_chance_above(low.least_mean_days, limit, error), not_above)


def _chance_above(number: float, limit: float, error: float) -> float:
    """How likely the number is above the limit, where their difference is normal with this standard error."""
    if not error:
        return float(is_more(number, limit))
    return float(ndtr((number - limit) / error))
