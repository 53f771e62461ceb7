"""What hours of adding and pushing buy, and what they are expected to win."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analyzer.advice.simulation.drawn import Drawn
from analyzer.advice.simulation.expectation import expected_means, expected_of
from analyzer.advice.simulation.funnel import Funnel
from analyzer.advice.simulation.levers import Levers
from analyzer.advice.simulation.rates import Floats
from analyzer.advice.simulation.rooms import LAYERS
from analyzer.advice.simulation.runs import SEED, generator
from analyzer.settings import Settings

NOTHING = Levers()
DRAWS = 400
"""So many sets of drawn rates are enough for what hours are expected to gain."""


@dataclass(frozen=True)
class Trial:
    """Hours spent in the first ``weeks`` weeks, judged ``days`` days after the review.

    A push raises the advance of one deal by `push_effect` for as long as it is in its layer.
    """

    funnel: Funnel
    settings: Settings
    weeks: int
    days: int

    def bought(self, hours: float, share: float) -> tuple[Levers, float]:
        """The levers that ``share`` of the hours spent on pushing and the rest on adding buy, and the pushes."""
        new = hours * (1 - share) / self.settings.hours_per_new
        pushes = hours * share / self.settings.hours_per_push
        advance, left = {}, pushes
        for layer in self.layers:
            some = min(left, float(self.standing[layer]))
            advance[layer + 1] = self.settings.push_effect * some / float(self.standing[layer])
            left -= some
        weeks = self.weeks_there
        return Levers(new / weeks, weeks, {layer: more for layer, more in advance.items() if more}), pushes - left

    @property
    def weeks_there(self) -> int:
        """The weeks in which opportunities are found: no more than there are."""
        return max(min(self.weeks, self.days // 7), 1)

    @cached_property
    def standing(self) -> Floats:
        """Deals that can be pushed in each layer: those there now, and those that come by then."""
        found = expected_means(self.funnel, (self.days,), NOTHING)
        return np.asarray(found.deals[0, :, 0] + found.coming[-1, :, 0])

    @cached_property
    def layers(self) -> list[int]:
        """The layers with deals to push (0 to 5), the one where a push gains most first."""
        gained = {
            layer: self.mean_gain(Levers(advance={layer + 1: self.settings.push_effect})) / self.standing[layer]
            for layer in range(LAYERS)
            if self.standing[layer] > 0
        }
        return sorted((layer for layer, gain in gained.items() if gain > 0), key=lambda layer: -gained[layer])

    def mean_gain(self, levers: Levers) -> float:
        """The amount more that is won at the mean rates."""
        return self.mean_won(levers) - self._without

    def mean_won(self, levers: Levers) -> float:
        """The amount that is won at the mean rates, from the beginning of the quarter."""
        won = expected_means(self.funnel, (self.days,), levers).course.won[-1, 0]
        return self.funnel.won_so_far + float(won)

    @cached_property
    def _without(self) -> float:
        return self.mean_won(NOTHING)

    def gains(self, levers: Levers, draws: int) -> Floats:
        """The amount more that is expected to be won, for each of so many drawn rates, the same for all levers."""
        won = [
            expected_of(self.funnel, (self.days,), some, Drawn.of(self.funnel, some, draws, generator(SEED))).course.won
            for some in (levers, NOTHING)
        ]
        return np.asarray(won[0][-1] - won[1][-1])

    def best(self, hours: float) -> tuple[float, float]:
        """The largest mean gain of so many hours over all splits in tenths, and the share of pushing in it."""
        gains = {share / 10: self.mean_gain(self.bought(hours, share / 10)[0]) for share in range(11)}
        share = max(gains, key=lambda share: gains[share])
        return gains[share], share
