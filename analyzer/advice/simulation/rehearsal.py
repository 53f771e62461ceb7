"""A decision rehearsed: the curves with and without it, the chance to reach the target, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

import numpy as np

from analyzer.advice.simulation import words
from analyzer.advice.simulation.curves import Band, Curves, band, curves_of
from analyzer.advice.simulation.effort import Effort
from analyzer.advice.simulation.funnel import Funnel
from analyzer.advice.simulation.levers import Levers
from analyzer.advice.simulation.runs import SEED, Course, simulate
from analyzer.message import Message
from analyzer.settings import Settings


@dataclass(frozen=True)
class Rehearsal:
    """The weeks to the end of the quarter, without and with the levers. Money, or deals where ``in_deals``.

    days: the dates of the points, the review first, the quarter's last day last. curves: measure -> world -> `Band`
    over ``days``; won counts from the beginning of the quarter. Empty where ``needs`` says what is missing.
    difference: won at the end with less without, run by run; each a single number. chance_without, chance_with: to
    reach the target by the end; None without one. hours: what the levers cost; new, pushes: of how many opportunities
    and pushes. answers: total or conversion? how many resources? what curve to expect?
    """

    days: tuple[date, ...]
    curves: Curves
    difference: Band
    target: float | None
    won_so_far: float
    chance_without: float | None
    chance_with: float | None
    hours: float
    new: float
    pushes: float
    answers: tuple[Message, ...]
    in_deals: bool
    notes: tuple[Message, ...]
    needs: tuple[Message, ...]


def rehearse(
    funnel: Funnel, levers: Levers, settings: Settings, runs: int | None = None, seed: int = SEED
) -> Rehearsal:
    """Both worlds to the end of the quarter, in ``runs`` (else the setting) runs on the same draws."""
    if funnel.needs:
        return _nothing(funnel)
    ran = simulate(funnel, (funnel.days_left,), levers, runs or settings.runs, seed)
    effort = Effort.of(funnel, levers, settings)
    curves = curves_of(funnel, ran)
    return Rehearsal(
        days=tuple(funnel.as_of + timedelta(days=day) for day in ran.days),
        curves=curves,
        difference=band(ran.with_levers.won[-1] - ran.without.won[-1]),
        target=funnel.target,
        won_so_far=funnel.won_so_far,
        chance_without=_chance(funnel, ran.without),
        chance_with=_chance(funnel, ran.with_levers),
        hours=effort.hours,
        new=effort.new,
        pushes=effort.pushes,
        answers=(
            words.total_or_conversion(funnel, settings),
            words.resources(funnel, levers, effort, settings),
            words.course(funnel, levers, curves),
        ),
        in_deals=funnel.in_deals,
        notes=(*funnel.notes, words.assumed_of_pushes(settings)),
        needs=(),
    )


def _chance(funnel: Funnel, course: Course) -> float | None:
    """The share of runs that reach the target."""
    if funnel.target is None:
        return None
    return float((funnel.won_so_far + course.won[-1] >= funnel.target).mean())


def _nothing(funnel: Funnel) -> Rehearsal:
    nowhere = Band(*(np.full((), np.nan) for _ in Band._fields))
    return Rehearsal(
        (), MappingProxyType({}), nowhere, funnel.target, funnel.won_so_far, None, None, 0, 0, 0, (),
        funnel.in_deals, funnel.notes, funnel.needs,
    )  # fmt: skip
