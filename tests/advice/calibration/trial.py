"""One world: what was rehearsed and forecast at its last snapshot, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from analyzer.advice.forecast import Forecast, forecast
from analyzer.advice.simulation import Funnel, Levers, Rehearsal, rehearse
from analyzer.warehouse import Warehouse
from tests.advice.calibration.choice import Choice, choice
from tests.advice.truth import Future, Policy, World
from tests.advice.truth.draws import uniform

RUNS = 500
HISTORIES = (6, 10, 16, 26)
Z_80 = 2.5631  # an 80% band of a normal distribution is so many standard deviations wide


@dataclass(frozen=True)
class Outcome:
    """One number that was foretold with a band. what: "rehearsal" or "forecast"; measure: layer_4, layer_5 or won."""

    seed: int
    what: str
    measure: str
    world: str
    weeks: int
    mean: float
    low: float
    high: float
    came: float

    @property
    def is_inside(self) -> bool:
        return self.low <= self.came <= self.high


@dataclass(frozen=True)
class Pair:
    """The difference that a lever makes to what is won by the end of the rehearsal, foretold and true."""

    seed: int
    lever: str
    predicted: float
    sd: float
    true: float

    @property
    def is_beyond_noise(self) -> bool:
        return abs(self.true) > self.sd

    @property
    def is_right(self) -> bool:
        return bool(np.sign(self.predicted) == np.sign(self.true))


@dataclass(frozen=True)
class Trial:
    """The outcomes, the pair and the choice of one world; none where the quarter ends within the week."""

    outcomes: tuple[Outcome, ...]
    pairs: tuple[Pair, ...]
    choices: tuple[Choice, ...] = ()


def trial(house: Warehouse, seed: int, runs: int = RUNS) -> Trial:
    """Live one world, rehearse and forecast at its last snapshot, and see what comes. ``house`` is filled anew."""
    world = World(seed)
    history = world.history(HISTORIES[seed % len(HISTORIES)])
    settings = replace(history.settings, runs=runs)
    house.load(history.table, history.stages, history.targets)
    funnel = Funnel.of(house, history.selection, settings)
    told = forecast(house, history.selection, settings)
    weeks = funnel.days_left // 7
    if not weeks or told.needs:
        return Trial((), ())
    name, policy, levers = _lever(seed, world, weeks)
    rehearsal = rehearse(funnel, levers, settings)
    longest = (told.periods[1].quarter.ends_on - world.ends_on).days // 7
    without, with_lever = world.future(longest), world.future(weeks, policy)
    outcomes = (
        *_rehearsed(seed, rehearsal, weeks, "without", without),
        *_rehearsed(seed, rehearsal, weeks, "with", with_lever),
        *_forecast(seed, told, world, (weeks, longest), without),
    )
    difference = rehearsal.difference
    sd = float(difference.high - difference.low) / Z_80
    true = float(with_lever.won[:weeks].sum() - without.won[:weeks].sum())
    asked = choice(seed, world, funnel, settings, weeks)
    return Trial(outcomes, (Pair(seed, name, float(difference.mean), sd, true),), (asked,) if asked else ())


def _lever(seed: int, world: World, weeks: int) -> tuple[str, Policy, Levers]:
    """New deals for up to four weeks, more advance in layers 1 to 3, or both."""
    drawn = uniform(seed, 991, np.arange(2))
    adding = max(1, round(world.shape.arrivals * (0.2 + 0.8 * drawn[0])))
    some, more = min(weeks, 4), round(0.1 + 0.4 * float(drawn[1]), 2)
    pushed = dict.fromkeys((1, 2, 3), more)
    return (
        ("add", Policy(adding, some), Levers(adding, some)),
        ("push", Policy(advance=more), Levers(advance=pushed)),
        ("both", Policy(adding, some, advance=more), Levers(adding, some, pushed)),
    )[seed // len(HISTORIES) % 3]


def _rehearsed(seed: int, rehearsal: Rehearsal, weeks: int, world: str, future: Future) -> list[Outcome]:
    at = rehearsal.days.index(rehearsal.days[0] + timedelta(weeks=weeks))
    came = {
        "layer_4": future.layer_4[weeks - 1],
        "layer_5": future.layer_5[weeks - 1],
        "won": rehearsal.won_so_far + future.won[:weeks].sum(),
    }
    found = []
    for measure, outcome in came.items():
        band = rehearsal.curves[measure][world]  # type: ignore[index]
        numbers = (float(part[at]) for part in band)
        found.append(Outcome(seed, "rehearsal", measure, world, weeks, *numbers, came=float(outcome)))
    return found


def _forecast(seed: int, told: Forecast, world: World, ends: tuple[int, ...], future: Future) -> list[Outcome]:
    before = told.periods[0].won_so_far
    curve = told.curve.set_index("day")
    found = []
    for weeks in ends:
        row = curve.loc[str(world.ends_on + timedelta(weeks=weeks))]
        numbers = (float(row[name]) for name in ("expected", "low", "high"))
        found.append(
            Outcome(seed, "forecast", "won", "without", weeks, *numbers, came=before + float(future.won[:weeks].sum()))
        )
    return found
