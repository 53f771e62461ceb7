"""What levers cost in hours."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.advice.simulation.expectation import expected_means
from analyzer.advice.simulation.funnel import Funnel
from analyzer.advice.simulation.levers import Levers
from analyzer.advice.simulation.rooms import LAYERS
from analyzer.settings import Settings


@dataclass(frozen=True)
class Effort:
    """new: opportunities that are found on top of the usual ones. pushes: deals that are pushed, each time it is done.

    That a push raises the advance of a deal by `push_effect` is an assumption until the ledger has measured it.
    """

    new: float
    pushes: float
    hours: float

    @classmethod
    def of(cls, funnel: Funnel, levers: Levers, settings: Settings) -> Effort:
        """To the end of the quarter: each deal that stands in a layer of the levers by then is pushed once for every
        `push_effect` by which its advance is raised, and in every layer where that is done."""
        new = levers.new_a_week * min(levers.weeks, funnel.days_left / 7)
        pushes = _pushes(funnel, levers, settings.push_effect)
        return cls(new, pushes, new * settings.hours_per_new + pushes * settings.hours_per_push)


def _pushes(funnel: Funnel, levers: Levers, effect: float) -> float:
    if not levers.moves_deals:
        return 0.0
    found = expected_means(funnel, (funnel.days_left,), levers)
    standing = found.deals[0, :, 0] + found.coming[-1, :, 0]
    raised = [levers.sooner * (1 + levers.advance.get(layer + 1, 0.0)) - 1 for layer in range(LAYERS)]
    return float(sum(standing * raised)) / effect
