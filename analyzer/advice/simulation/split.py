"""A number of hours, and how they are best split between finding new opportunities and pushing those that are there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analyzer.advice.simulation.funnel import Funnel
from analyzer.advice.simulation.levers import Levers
from analyzer.message import Message
from analyzer.settings import Settings


@dataclass(frozen=True)
class Split:
    """What the hours gain by how they are split.

    shares: of the hours that go into pushing, from 0 to 1. gains: the amount more (deals where the funnel is
    ``in_deals``) that is expected to be won by ``by`` at each; lows, highs: between which ends the expected gain lies
    with 80% chance, as the rates are not known better. best: the place of the best share. levers: the best split as
    `Levers`. new, pushes: what the best split buys. idle: hours that found no deal to push. said: the finding.
    """

    hours: float
    by: date
    shares: tuple[float, ...]
    gains: tuple[float, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]
    best: int
    levers: Levers
    new: float
    pushes: float
    idle: float
    said: Message


def best_split(funnel: Funnel, hours: float, settings: Settings, weeks: int = 4, days: int | None = None) -> Split:
    """The split of ``hours`` that is expected to win most by the end of the quarter, or ``days`` after the review.

    Opportunities are found evenly over the first ``weeks`` weeks; each costs `hours_per_new`. A push costs
    `hours_per_push`, and raises the advance of one open deal by `push_effect`; deals are pushed where it gains most.
    Raises ValueError for a funnel that ``needs`` something.
    """
    raise NotImplementedError
