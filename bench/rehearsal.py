"""A rehearsal of both worlds to the end of the quarter, against a bare NumPy multinomial of the same size."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from analyzer.advice.simulation import Funnel, Levers, best_split, rehearse
from analyzer.advice.simulation.rates import chances_of
from analyzer.model import Selection
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from bench.pipeline import STAGES, Pipeline
from bench.table import Row, in_words
from bench.timing import interleaved, medians

WEEKS = 26
STEPS = 13
# Of the deals of such a pipeline so many are open at its end.
OPEN_SHARE = 0.32
LEVERS = Levers(new_a_week=10, weeks=4, advance={3: 0.2, 4: 0.2})
GOAL, GOAL_SECONDS = 2.0, 1.0


def rows(open_deals: int, runs: int, repeats: int) -> Iterator[Row]:
    """The rehearsal against the multinomial and against a second; the best split against a second."""
    funnel, settings = _funnel(round(open_deals / OPEN_SHARE)), Settings(runs=runs)
    work = {
        "rehearsal": partial(rehearse, funnel, LEVERS, settings),
        "bare": partial(_multinomial, funnel, runs),
        "split": partial(best_split, funnel, 100, settings),
    }
    taken = medians(interleaved(work, repeats))
    size = f"{runs:,} runs of {int(funnel.stock.deals_in_all.sum()):,} open deals over {STEPS} weeks"
    yield Row(
        f"rehearsal, without and with levers: {size}",
        in_words(taken["rehearsal"]),
        f"NumPy multinomials of the same deals, layers, weeks and two worlds: {in_words(taken['bare'])}",
        taken["rehearsal"] / taken["bare"],
        GOAL,
    )
    for name, what in (("rehearsal", "first picture after a lever moves"), ("split", "best split of 100 hours")):
        yield Row(
            f"{what}: {size}",
            in_words(taken[name]),
            f"{GOAL_SECONDS:g} s",
            taken[name] / GOAL_SECONDS,
            1.0,
        )


def _funnel(deals: int) -> Funnel:
    """The funnel of a made-up pipeline, its quarter ending after so many weeks."""
    pipeline = Pipeline(deals, WEEKS)
    warehouse = Warehouse(memory_limit="2GB")
    warehouse.load(pipeline.snapshots(), STAGES, pipeline.targets())
    day = next(day for day in reversed(pipeline.dates) if (Settings().quarter(day).ends_on - day).days >= 7 * STEPS - 6)
    funnel = Funnel.of(warehouse, Selection(day), Settings(targets=pipeline.targets()))
    warehouse.close()
    return funnel


def _multinomial(funnel: Funnel, runs: int) -> None:
    """Counts alone, no amounts, no new deals: each room's deals to all places, in each run, week and world."""
    random = np.random.default_rng(1)
    chances, deals = chances_of(funnel.alpha), funnel.stock.deals_in_all.astype(int)
    for _ in range(2 * STEPS):
        for room, many in enumerate(deals):
            random.multinomial(np.full(runs, many), chances[room])
