"""The one sentence that states what the data says, from the frames of the figures."""

from __future__ import annotations

from analyzer.figures.findings.gauges import gauges
from analyzer.figures.findings.health import (
    cohorts,
    conversion,
    detours,
    health,
    incidence,
    layers,
    pushes,
    velocity,
    wins,
)
from analyzer.figures.findings.one_deal import history_title
from analyzer.figures.findings.products import products
from analyzer.figures.findings.quality import completeness_by_week, fills, inflated, quality
from analyzer.figures.findings.waterfall import waterfall, waterfall_title
from analyzer.figures.findings.week_over_week import candles_title, pushing, week_over_week

__all__ = [
    "candles_title",
    "cohorts",
    "completeness_by_week",
    "conversion",
    "detours",
    "fills",
    "gauges",
    "health",
    "history_title",
    "incidence",
    "inflated",
    "layers",
    "products",
    "pushes",
    "pushing",
    "quality",
    "velocity",
    "waterfall",
    "waterfall_title",
    "week_over_week",
    "wins",
]
