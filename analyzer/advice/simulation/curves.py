"""The curves of a rehearsal: a measure's mean and band at each point in time, in each of the two worlds."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

import numpy as np

from analyzer.advice.simulation.funnel import Funnel
from analyzer.advice.simulation.rates import Floats
from analyzer.advice.simulation.runs import Course, Runs

CurveMeasure = Literal["layer_4", "layer_5", "won"]
World = Literal["without", "with"]
WORLDS: tuple[World, ...] = ("without", "with")
MEASURES: tuple[CurveMeasure, ...] = ("layer_4", "layer_5", "won")
ENDS_OF_BAND = (0.1, 0.9)


class Band(NamedTuple):
    """The mean, and between which ends 80% of the runs lie: an amount for each day, or (`difference`) one number."""

    mean: Floats
    low: Floats
    high: Floats


Curves = Mapping[CurveMeasure, Mapping[World, Band]]


def band(runs: Floats) -> Band:
    """The mean and the ends of the band over the last axis."""
    low, high = np.quantile(runs, ENDS_OF_BAND, axis=-1)
    return Band(runs.mean(axis=-1), low, high)


def curves_of(funnel: Funnel, ran: Runs) -> Curves:
    """All measures in both worlds; won counts from the beginning of the quarter."""
    worlds: dict[World, dict[CurveMeasure, Band]] = {"without": _bands(funnel, ran.without)}
    same = ran.with_levers is ran.without
    worlds["with"] = worlds["without"] if same else _bands(funnel, ran.with_levers)
    return MappingProxyType(
        {measure: MappingProxyType({world: worlds[world][measure] for world in worlds}) for measure in MEASURES}
    )


def _bands(funnel: Funnel, course: Course) -> dict[CurveMeasure, Band]:
    return {
        "layer_4": band(course.open[:, 3]),
        "layer_5": band(course.open[:, 4]),
        "won": band(funnel.won_so_far + course.won),
    }
