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


def longest_waiting(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of `figures.stuck_deals` that are stuck, where most money has waited longest first.

    Money times days beyond the benchmark; without money the days alone.
    """
    stuck = frame[frame["is_stuck"]]
    beyond = stuck["dwell_days"] - stuck["benchmark_days"]
    weighed = stuck.assign(beyond=beyond, waiting=stuck["amount"].fillna(0.0) * beyond)
    return weighed.sort_values(["waiting", "beyond", "opportunity_id"], ascending=[False, False, True])


def stuck_deals(rows: pd.DataFrame, paces: Mapping[str, Pace]) -> tuple[StuckDeal, ...]:
    """The deals of such rows, in their order."""
    return tuple(_deal(row, paces.get(str(row.stage))) for row in rows.itertuples())


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
