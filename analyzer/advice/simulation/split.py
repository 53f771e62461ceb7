"""A number of hours, and how they are best split between finding new opportunities and pushing those that are there.

What each split is expected to win is computed exactly for each of some hundred sets of drawn rates, the same for all
splits: no noise of single runs can make a split look better than it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from analyzer.advice.simulation import words
from analyzer.advice.simulation.funnel import Funnel
from analyzer.advice.simulation.levers import Levers
from analyzer.advice.simulation.trial import DRAWS, Trial
from analyzer.message import Message
from analyzer.settings import Settings

SHARES = tuple(share / 10 for share in range(11))
ENDS_OF_BAND = (0.1, 0.9)


@dataclass(frozen=True)
class Split:
    """What the hours gain by how they are split.

    shares: of the hours that go into pushing, from 0 to 1. gains: the amount more (deals where the funnel is
    ``in_deals``) that is expected to be won by ``by`` at each; lows, highs: between which ends the expected gain lies
    with 80% chance, as the rates are not known better. best: the place of the best share. levers: the best split as
    `Levers`. new, pushes: what the best split buys. idle: hours that found no deal to push. said: the finding.
    notes: what was assumed.
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
    notes: tuple[Message, ...]


def best_split(funnel: Funnel, hours: float, settings: Settings, weeks: int = 4, days: int | None = None) -> Split:
    """The split of ``hours`` that is expected to win most by the end of the quarter, or ``days`` after the review.

    Opportunities are found evenly over the first ``weeks`` weeks; each costs `hours_per_new`. A push costs
    `hours_per_push`, and raises the advance of a deal by `push_effect` while it is in its layer; deals are pushed where
    it gains most. Raises ValueError for a funnel that ``needs`` something.
    """
    if funnel.needs:
        raise ValueError(str(funnel.needs[0]))
    trial = Trial(funnel, settings, weeks, funnel.days_left if days is None else days)
    bought = [trial.bought(hours, share) for share in SHARES]
    gains = np.stack([trial.gains(levers, DRAWS) for levers, _ in bought])
    means = gains.mean(axis=1)
    lows, highs = np.quantile(gains, ENDS_OF_BAND, axis=1)
    best = int(np.argmax(means))
    levers, pushes = bought[best]
    new = hours * (1 - SHARES[best]) / settings.hours_per_new
    by = funnel.as_of + timedelta(days=trial.days)
    return Split(
        hours=hours,
        by=by,
        shares=SHARES,
        gains=tuple(means.tolist()),
        lows=tuple(lows.tolist()),
        highs=tuple(highs.tolist()),
        best=best,
        levers=levers,
        new=new,
        pushes=pushes,
        idle=max(hours - new * settings.hours_per_new - pushes * settings.hours_per_push, 0.0),
        said=words.split(funnel, hours, by, SHARES[best], float(means[best])),
        notes=(*funnel.notes, words.assumed_of_pushes(settings)),
    )
