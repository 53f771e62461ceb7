"""Each figure against hand-written SQL that asks the same of the same tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pandas as pd
from pandas.api.types import is_numeric_dtype
from pandas.testing import assert_frame_equal

from analyzer import figures
from analyzer.model import Query, Selection
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from bench.pipeline import STAGES, Pipeline
from bench.table import Row, in_words
from bench.timing import interleaved, medians

BY_HAND = Path(__file__).with_name("by_hand")
WEEKS = 16
GOAL = 1.3


def questions(pipeline: Pipeline) -> dict[str, Query]:
    """Every figure, asked as the hand-written SQL in ``by_hand`` asks it."""
    selection = Selection(pipeline.dates[-1], pipeline.dates[-2], focus_stage="Solution proposed")
    settings = Settings(few_won_deals=2)
    return {
        "snapshots": figures.snapshots(),
        "stages": figures.stages(),
        "members": figures.members("region"),
        "targets": figures.targets(selection, "region", settings),
        "outcomes": figures.outcomes(selection, "region"),
        "gauges": figures.gauges(selection, "region", settings),
        "waterfall": figures.waterfall(selection),
        "transitions": figures.transitions(selection),
        "candles": figures.candles(selection),
        "products": figures.products(selection, "product", settings),
        "trend": figures.trend(selection, "product"),
        "deals": figures.deals(selection, stage="Negotiation"),
        "moved_deals": figures.moved_deals(selection, "Needs identified", "Solution proposed"),
        "deal_history": figures.deal_history("OPP-0000123"),
        "stuck_deals": figures.stuck_deals(selection, settings),
        "deal_states": figures.deal_states(["OPP-0000003", "OPP-0000123", "OPP-0000700"], selection.as_of),
        "prospects": figures.prospects(selection, "region"),
        "dwell": figures.dwell(selection, settings),
        "benchmarks": figures.benchmarks(selection, settings),
        "sales_cycle": figures.sales_cycle(selection),
        "layer_trend": figures.layer_trend(selection),
        "conversion": figures.conversion(selection, settings),
        "outcome_times": figures.outcome_times(selection),
        "close_pushes": figures.close_pushes(selection),
        "detours": figures.detours(selection),
        "overdue_deals": figures.overdue_deals(selection, settings),
        "steps": figures.steps(selection, settings),
        "step_counts": figures.step_counts(selection, settings),
        "entries": figures.entries(selection, settings),
        "open_deals": figures.open_deals(selection),
        "won_amounts": figures.won_amounts(selection, settings),
        "completeness": figures.completeness(selection),
        "contradictions": figures.contradictions(selection),
        "suggested_fills": figures.suggested_fills(selection),
        "own_records": figures.own_records(selection, settings),
        "inflated_amounts": figures.inflated_amounts(selection, settings),
        "arrivals": figures.arrivals(selection),
        "split_deals": figures.split_deals(selection, "product"),
        "funnel_levels": figures.funnel_levels(selection, settings),
        "looping_customers": figures.looping_customers(selection, replace(settings, loop_limit=1)),
        "stalled_deals": figures.stalled_deals(selection, settings),
        "hard_deals": figures.hard_deals(selection, settings),
        "advance_rates": figures.advance_rates(selection, settings),
        "won_by_day": figures.won_by_day(selection),
        "weighted_pipeline": figures.weighted_pipeline(selection, 60.0),
    }


def rows(deals: int, repeats: int) -> Iterator[Row]:
    """One row per figure. Raises ValueError where a figure and its hand-written SQL disagree."""
    pipeline = Pipeline(deals, WEEKS)
    warehouse = Warehouse(memory_limit="6GB")
    snapshots = pipeline.snapshots()
    warehouse.load(snapshots, STAGES, pipeline.targets())
    warehouse.settle()
    held = snapshots.num_rows
    del snapshots
    for name, query in questions(pipeline).items():
        by_hand = partial(_by_hand, warehouse, (BY_HAND / f"{name}.sql").read_text(encoding="utf-8"))
        check_same(name, warehouse.run(query), by_hand())
        taken = medians(interleaved({"figure": partial(warehouse.run, query), "by hand": by_hand}, repeats))
        yield Row(
            f"figure `{name}` over {held:,} rows",
            in_words(taken["figure"]),
            f"hand-written SQL: {in_words(taken['by hand'])}",
            taken["figure"] / taken["by hand"],
            GOAL,
        )
    warehouse.close()


def _by_hand(warehouse: Warehouse, sql: str) -> pd.DataFrame:
    with warehouse._connection.cursor() as cursor:
        return cursor.execute(sql).df()


def check_same(name: str, figure: pd.DataFrame, by_hand: pd.DataFrame) -> None:
    """Raise ValueError unless both hold the same columns, in any order, and the same rows, in the same order."""
    if set(figure.columns) != set(by_hand.columns) or figure.empty:
        raise ValueError(f"{name}: {sorted(figure.columns)} against {sorted(by_hand.columns)} by hand")
    try:
        assert_frame_equal(_plain(figure), _plain(by_hand[list(figure.columns)]), check_dtype=False, rtol=1e-9)
    except AssertionError as error:
        raise ValueError(f"{name} differs from what is written by hand: {str(error)[-300:]}") from error


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Numbers as float, the rest as text: how a column is kept is not what is compared."""
    kinds = {name: "float" if is_numeric_dtype(frame[name]) else "str" for name in frame}
    return frame.astype(kinds)
