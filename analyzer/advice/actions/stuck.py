"""The deals that are stuck, and how fast deals that were stuck got going again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from types import MappingProxyType
from typing import Any

import pandas as pd

from analyzer.advice.actions.action import Pace, StuckDeal
from analyzer.settings import Settings

UP = ("moved_up", "won")
# Jeffreys' prior of a Poisson rate: something that was not seen yet is not impossible.
PRIOR_COUNT = 0.5
# How many stays of the average pace a band is weighed with.
PRIOR_STAYS = 2
# How far beyond: times the benchmark.
BANDS = (1.0, 1.5, 2.0, 3.0, 5.0)


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


@dataclass(frozen=True)
class Paces:
    """How fast deals that stood beyond the benchmark left, by stage and by how far beyond they were.

    A deal that stands for five times the usual hardly moves any more: one pace for all would promise too much. rates:
    stage and band of `BANDS` -> exits up and elsewhere a day; stage None is all stages; empty where no day was seen.
    """

    rates: Mapping[tuple[str | None, int], tuple[float, float]]

    @classmethod
    def of(cls, frame: pd.DataFrame, settings: Settings) -> Paces:
        """From the rows of `figures.stuck_deals`, as exits per day at risk.

        A band is weighed with a few stays of the average one, a stage in a band with ``shrink_strength`` of the band.
        """
        seen = frame[frame["days_beyond"] > 0]
        if seen.empty:
            return cls(MappingProxyType({}))
        days = float(seen["days_beyond"].sum())
        stay = days / len(seen)
        up, other = seen["outcome"].isin(UP), ~seen["outcome"].isin([*UP, "open"])
        whole = ((up.sum() + PRIOR_COUNT) / days, (other.sum() + PRIOR_COUNT) / days)
        rates: dict[tuple[str | None, int], tuple[float, float]] = {}
        for band in range(len(BANDS)):
            at_risk, ends_here = _in_band(seen, band)
            counted = pd.DataFrame({"days": at_risk, "up": up & ends_here, "other": other & ends_here})
            rates[None, band] = _shrunk(counted.sum(), whole, PRIOR_STAYS * stay)
            for stage, of_stage in counted.groupby(seen["stage"]):
                rates[str(stage), band] = _shrunk(
                    of_stage.sum(), rates[None, band], settings.shrink_strength * stay
                )  # fmt: skip
        return cls(MappingProxyType(rates))

    def pace(self, stage: str, dwell_days: float, benchmark_days: float) -> Pace | None:
        """The pace of a deal that has been there for so long, and of the bands it comes into."""
        if not self.rates:
            return None
        band = max((n for n, times in enumerate(BANDS) if dwell_days >= times * benchmark_days), default=0)
        found: Pace | None = None
        for later in range(len(BANDS) - 1, band - 1, -1):
            up, other = self.rates.get((stage, later), self.rates[None, later])
            begins = max(dwell_days, BANDS[later] * benchmark_days)
            ends = BANDS[later + 1] * benchmark_days if later + 1 < len(BANDS) else inf
            found = Pace(up, other, ends - begins, found)
        return found


def _in_band(seen: pd.DataFrame, band: int) -> tuple[pd.Series[float], pd.Series[bool]]:
    """The days that each stay was at risk in a band, and whether it ended there."""
    begins = BANDS[band] * seen["benchmark_days"]
    ends = BANDS[band + 1] * seen["benchmark_days"] if band + 1 < len(BANDS) else inf
    first = seen["dwell_days"] - seen["days_beyond"]
    at_risk = seen["dwell_days"].clip(upper=ends) - first.clip(lower=begins)
    return at_risk.clip(lower=0), (seen["dwell_days"] > begins) & (seen["dwell_days"] <= ends)


def _shrunk(counted: pd.Series[Any], prior: tuple[float, float], prior_days: float) -> tuple[float, float]:
    """Exits a day, weighed with so many days of the prior pace."""
    days = float(counted["days"]) + prior_days
    if not days:
        return prior
    return (
        float(counted["up"] + prior[0] * prior_days) / days,
        float(counted["other"] + prior[1] * prior_days) / days,
    )


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
