"""What a manager does with the weeks to come, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

HOURS_PER_NEW, HOURS_PER_PUSH = 4.0, 2.0
USUAL_HANDS = 1.2  # a team works a fifth more than usual before it gets slower


@dataclass(frozen=True)
class Policy:
    """new_a_week: deals the team goes and gets, for so many weeks. pushes_a_week: deals of layers 1 to 3 that somebody
    works with, the oldest first: one that moves by itself gains a little (5%), one that nobody moved comes to a
    decision, up or out, at 60% of the usual pace.
    advance: the lever of a rehearsal, the chance to leave ``layers`` upwards raised by that share for all deals.
    hands: how many deals in motion the team can work, against its usual number; with more, because of those it went and
    got, all of them move as much more slowly. None: any number.
    """

    new_a_week: int = 0
    weeks: int = 0
    pushes_a_week: int = 0
    advance: float = 0.0
    layers: tuple[int, ...] = (1, 2, 3)
    hands: float | None = None

    @classmethod
    def spending(cls, what: str, hours: float, weeks: int) -> Policy:
        """``nothing``, ``add``, ``push`` or ``both`` (half of the hours each), with so many hours a week."""
        adding = {"add": 1.0, "both": 0.5}.get(what, 0.0) * hours
        pushing = {"push": 1.0, "both": 0.5}.get(what, 0.0) * hours
        return cls(round(adding / HOURS_PER_NEW), weeks, round(pushing / HOURS_PER_PUSH), hands=USUAL_HANDS)

    def hours_adding(self) -> float:
        return self.new_a_week * HOURS_PER_NEW * self.weeks

    def added_in(self, week: int) -> int:
        return self.new_a_week if 1 <= week <= self.weeks else 0

    def pushed_in(self, week: int) -> int:
        return self.pushes_a_week if 1 <= week <= self.weeks else 0


@dataclass(frozen=True)
class Future:
    """dates: the Mondays to come. Per week: won (amount won in it), layer_4 and layer_5 (open amount at its end), new
    (deals that came). hours_adding, hours_pushing: spent in all.
    """

    dates: tuple[date, ...]
    won: np.ndarray
    layer_4: np.ndarray
    layer_5: np.ndarray
    new: np.ndarray
    hours_adding: float
    hours_pushing: float

    @property
    def won_amount(self) -> float:
        return float(self.won.sum())

    @property
    def hours(self) -> float:
        return self.hours_adding + self.hours_pushing
