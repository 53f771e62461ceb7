"""The deals that are stuck, and how fast deals that were stuck got going again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analyzer.advice.actions.action import Pace, StuckDeal
from analyzer.settings import Settings

UP = ("moved_up", "won")
# Jeffreys' prior of a Poisson rate: something that was not seen yet is not impossible.
PRIOR_COUNT = 0.5


def stuck_deals(frame: pd.DataFrame, settings: Settings) -> tuple[StuckDeal, ...]:
    """Those of the rows of `figures.stuck_deals` that are stuck: first where most money has waited longest."""
    paces = paces_by_stage(frame, settings)
    deals = [_deal(row, paces.get(str(row.stage))) for row in frame[frame["is_stuck"]].itertuples()]
    return tuple(sorted(deals, key=_waiting, reverse=True))


def _waiting(deal: StuckDeal) -> tuple[float, float]:
    """Money times days beyond the benchmark; without money the days alone."""
    beyond = deal.dwell_days - deal.benchmark_days
    return (deal.amount or 0.0) * beyond, beyond


def paces_by_stage(frame: pd.DataFrame, settings: Settings) -> Mapping[str, Pace]:
    """How fast deals that stood beyond the benchmark left each stage; nothing where no such day was seen.

    Exits per day at risk, of constant hazard. A stage is weighed with ``shrink_strength`` stays of the average stage.
    """
    seen = frame[frame["days_beyond"] > 0]
    days = float(seen["days_beyond"].sum())
    if not days:
        return {}
    up, other = seen["outcome"].isin(UP), ~seen["outcome"].isin([*UP, "open"])
    stays, strength = len(seen), settings.shrink_strength
    whole = Pace((up.sum() + PRIOR_COUNT) / days, (other.sum() + PRIOR_COUNT) / days)
    prior_days = strength * days / stays
    return {
        str(stage): Pace(
            float(up[at.index].sum() + whole.up * prior_days) / float(at["days_beyond"].sum() + prior_days),
            float(other[at.index].sum() + whole.other * prior_days) / float(at["days_beyond"].sum() + prior_days),
        )
        for stage, at in seen.groupby("stage")
    }


def moved_deals(frame: pd.DataFrame) -> pd.DataFrame:
    """Those of the rows that moved up or were won, the last move of each deal."""
    moved = frame[frame["outcome"].isin(UP)]
    return moved.drop_duplicates("opportunity_id", keep="last")


def _deal(row: Any, pace: Pace | None) -> StuckDeal:
    return StuckDeal(
        opportunity_id=str(row.opportunity_id),
        opportunity_name=None if pd.isna(row.opportunity_name) else str(row.opportunity_name),
        customer=str(row.customer),
        rep=str(row.rep),
        region=str(row.region),
        product=str(row.product),
        industry=str(row.industry),
        channel=str(row.channel),
        customer_size=str(row.customer_size),
        stage=str(row.stage),
        layer=int(row.layer),
        amount=None if pd.isna(row.amount) else float(row.amount),
        dwell_days=int(row.dwell_days),
        benchmark_days=float(row.benchmark_days),
        pace=pace,
    )
