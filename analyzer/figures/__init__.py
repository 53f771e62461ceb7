"""The figures: each is a question to an engine, written once in its ``.sql`` file."""

from __future__ import annotations

from analyzer.figures.actions import deal_states, prospects, stuck_deals
from analyzer.figures.balance import Balance, balance_of_amount, balance_of_count
from analyzer.figures.candles import candles
from analyzer.figures.deals import deal_history, deals, moved_deals
from analyzer.figures.focus_flow import focus_flow
from analyzer.figures.forecast import weighted_pipeline, won_by_day
from analyzer.figures.gauges import gauges
from analyzer.figures.health import (
    benchmarks,
    close_pushes,
    conversion,
    detours,
    dwell,
    layer_trend,
    outcome_times,
    overdue_deals,
    sales_cycle,
)
from analyzer.figures.lists import members, snapshots, stages
from analyzer.figures.outcomes import outcomes
from analyzer.figures.products import products
from analyzer.figures.quality import (
    completeness,
    completeness_by_week,
    contradictions,
    inflated_amounts,
    own_records,
    suggested_fills,
)
from analyzer.figures.signals import (
    advance_rates,
    arrivals,
    funnel_levels,
    hard_deals,
    looping_customers,
    split_deals,
    stalled_deals,
)
from analyzer.figures.simulation import entries, open_deals, step_counts, steps, won_amounts
from analyzer.figures.targets import target_role, targets
from analyzer.figures.transitions import transitions
from analyzer.figures.trend import trend
from analyzer.figures.waterfall import waterfall

__all__ = [
    "Balance",
    "advance_rates",
    "arrivals",
    "balance_of_amount",
    "balance_of_count",
    "benchmarks",
    "candles",
    "close_pushes",
    "completeness",
    "completeness_by_week",
    "contradictions",
    "conversion",
    "deal_history",
    "deal_states",
    "deals",
    "detours",
    "dwell",
    "entries",
    "focus_flow",
    "funnel_levels",
    "gauges",
    "hard_deals",
    "inflated_amounts",
    "layer_trend",
    "looping_customers",
    "members",
    "moved_deals",
    "open_deals",
    "outcome_times",
    "outcomes",
    "overdue_deals",
    "own_records",
    "products",
    "prospects",
    "sales_cycle",
    "snapshots",
    "split_deals",
    "stages",
    "stalled_deals",
    "step_counts",
    "steps",
    "stuck_deals",
    "suggested_fills",
    "target_role",
    "targets",
    "transitions",
    "trend",
    "waterfall",
    "weighted_pipeline",
    "won_amounts",
    "won_by_day",
]
