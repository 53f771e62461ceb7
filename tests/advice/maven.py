"""Maven's year week by week, rebuilt from its own dates: when each deal was engaged and when it was closed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from analyzer.model import Stage
from tests.pipelines import SCHEMA

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "maven_crm"
STAGES = (
    Stage("Prospecting", 1, 1, "open"),
    Stage("Engaging", 2, 2, "open"),
    Stage("Won", 3, 7, "won"),
    Stage("Lost", 4, None, "lost"),
)
FIRST, LAST = date(2017, 3, 5), date(2017, 12, 31)  # Sundays; nothing was closed before March


def sundays() -> list[date]:
    """The snapshot dates, oldest first."""
    return [FIRST + timedelta(weeks=week) for week in range((LAST - FIRST).days // 7 + 1)]


def snapshots(folder: Path = FOLDER) -> pa.Table:
    """One row per deal and Sunday from the week it was engaged, as `Warehouse.load` takes them.

    A deal without a day of engaging is prospecting all the time. A won deal has its amount from the day it was won;
    no other has one.
    """
    deals = pd.read_csv(folder / "sales_pipeline.csv", parse_dates=["engage_date", "close_date"])
    deals = deals.merge(pd.read_csv(folder / "sales_teams.csv"), on="sales_agent", how="left")
    return pa.concat_tables(_week(deals, day) for day in sundays())


def _week(deals: pd.DataFrame, day: date) -> pa.Table:
    there = deals[deals["engage_date"].isna() | (deals["engage_date"] <= pd.Timestamp(day))]
    closed = there["close_date"] <= pd.Timestamp(day)
    open_stage = np.where(there["engage_date"].isna(), "Prospecting", "Engaging")
    stage = there["deal_stage"].where(closed, pd.Series(open_stage, there.index))
    held = {
        "snapshot_date": pd.Series(pd.Timestamp(day), there.index),
        "opportunity_id": there["opportunity_id"],
        "customer": there["account"],
        "stage": stage,
        "amount": there["close_value"].where(stage == "Won"),
        "created_on": there["engage_date"],
        "closed_on": there["close_date"].where(closed),
        "region": there["regional_office"],
        "product": there["product"],
        "rep": there["sales_agent"],
    }
    return pa.table([_column(held.get(field.name), field.type, len(there)) for field in SCHEMA], schema=SCHEMA)


def _column(values: pd.Series | None, kind: pa.DataType, rows: int) -> pa.Array:
    return pa.nulls(rows, kind) if values is None else pa.array(values, from_pandas=True).cast(kind)
