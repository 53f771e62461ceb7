"""The advice against its own queries: what the rules, the words and the actions cost on top of the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from analyzer.advice import assess, assess_all, by_member, mix_shifts
from analyzer.advice.actions import propose
from analyzer.model import Engine, Query, Selection
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from bench.pipeline import STAGES, Pipeline
from bench.table import Row, in_words
from bench.timing import interleaved, medians

WEEKS = 12
GOAL = 1.5


class Recording:
    """An engine that writes down what it is asked."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.asked: list[Query] = []

    def run(self, query: Query) -> pd.DataFrame:
        """The rows of the answer."""
        self.asked.append(query)
        return self.engine.run(query)


def rows(deals: int, repeats: int) -> Iterator[Row]:
    """The verdict, with and of the members of a role, shifts of the mix, and all actions; each against its queries."""
    pipeline = Pipeline(deals, WEEKS)
    warehouse = Warehouse(memory_limit="4GB")
    warehouse.load(pipeline.snapshots(), STAGES, pipeline.targets())
    warehouse.settle()
    for name, ask in _parts(warehouse, pipeline).items():
        recording = Recording(warehouse)
        ask(recording)
        work = {"advice": partial(ask, warehouse), "queries": partial(_bare, warehouse, recording.asked)}
        taken = medians(interleaved(work, repeats))
        yield Row(
            f"{name}: {deals:,} deals over {WEEKS} weeks",
            in_words(taken["advice"]),
            f"its {len(recording.asked)} queries alone: {in_words(taken['queries'])}",
            taken["advice"] / taken["queries"],
            GOAL,
        )
    warehouse.close()


def _parts(warehouse: Warehouse, pipeline: Pipeline) -> Mapping[str, Callable[[Engine], Any]]:
    selection, settings = Selection(pipeline.dates[-1]), Settings(targets=pipeline.targets())
    whole = assess(warehouse, selection, settings)
    return {
        "verdict": lambda engine: assess(engine, selection, settings),
        "verdict and that of each region": lambda engine: assess_all(engine, selection, settings, "region"),
        "verdict of each rep": lambda engine: by_member(engine, selection, settings, "rep"),
        "shifts of the mix": lambda engine: mix_shifts(engine, selection, settings),
        "all actions": lambda engine: propose(whole, engine, selection, settings, others=True),
    }


def _bare(warehouse: Warehouse, queries: Sequence[Query]) -> None:
    for query in queries:
        warehouse.run(query)
