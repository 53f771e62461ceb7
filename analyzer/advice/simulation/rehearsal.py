"""A decision rehearsed: the curves with and without it, the chance to reach the target, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from analyzer.advice.simulation.funnel import Funnel
from analyzer.advice.simulation.levers import Levers
from analyzer.advice.simulation.runs import SEED
from analyzer.message import Message
from analyzer.settings import Settings

CurveMeasure = Literal["layer_4", "layer_5", "won"]
World = Literal["without", "with"]
MEASURES: tuple[CurveMeasure, ...] = ("layer_4", "layer_5", "won")


class Band(NamedTuple):
    """The mean, and between which ends 80% of the runs lie: an amount for each day, or (`difference`) one number."""

    mean: npt.NDArray[np.float64]
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]


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
    curves: Mapping[CurveMeasure, Mapping[World, Band]]
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
    raise NotImplementedError
