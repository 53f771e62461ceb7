"""The deals that are stuck, and those that moved."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analyzer.advice.actions.action import StuckDeal
from analyzer.advice.actions.paces import UP, Paces


def longest_waiting(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of `figures.stuck_deals` that are stuck, where most money has waited longest first.

    Money times days beyond the benchmark; without money the days alone.
    """
    stuck = frame[frame["is_stuck"]]
    beyond = stuck["dwell_days"] - stuck["benchmark_days"]
    weighed = stuck.assign(beyond=beyond, waiting=stuck["amount"].fillna(0.0) * beyond)
    return weighed.sort_values(["waiting", "beyond", "opportunity_id"], ascending=[False, False, True])


def stuck_deals(rows: pd.DataFrame, paces: Paces) -> tuple[StuckDeal, ...]:
    """The deals of such rows, in their order."""
    return tuple(_deal(row, paces) for row in rows.itertuples())


def moved_deals(frame: pd.DataFrame) -> pd.DataFrame:
    """Those of the rows that moved up or were won, the last move of each deal."""
    moved = frame[frame["outcome"].isin(UP)]
    return moved.drop_duplicates("opportunity_id", keep="last")


def _deal(row: Any, paces: Paces) -> StuckDeal:
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
        pace=paces.pace(str(row.stage), float(row.dwell_days), float(row.benchmark_days)),
    )
