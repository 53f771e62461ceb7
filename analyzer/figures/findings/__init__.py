"""The one sentence that states what the data says, from the frames of the figures."""

from __future__ import annotations

from analyzer.figures.findings.gauges import gauges
from analyzer.figures.findings.one_deal import history_title
from analyzer.figures.findings.products import products
from analyzer.figures.findings.quality import completeness_by_week, fills, inflated, quality
from analyzer.figures.findings.waterfall import waterfall, waterfall_title
from analyzer.figures.findings.week_over_week import candles_title, pushing, week_over_week

__all__ = [
    "candles_title",
    "completeness_by_week",
    "fills",
    "gauges",
    "history_title",
    "inflated",
    "products",
    "pushing",
    "quality",
    "waterfall",
    "waterfall_title",
    "week_over_week",
]
