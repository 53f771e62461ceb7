"""How fast deals that were stuck got going again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf, log
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd

from analyzer.advice.actions.action import Pace
from analyzer.settings import Settings

UP = ("moved_up", "won")
# Something that was not seen yet is not impossible (half an exit, Jeffreys' prior of a Poisson rate), nor is it certain
# where one deal was watched for a day: the half exit takes the time of a benchmark.
PRIOR_COUNT = 0.5
# How many stays of the average length at the pace of the band before it a band is weighed with.
PRIOR_STAYS = 5
# Exits as expected that a stage's own ones are weighed with.
PRIOR_EXITS = 1.0
# How far beyond: times the benchmark.
BANDS = (1.0, 1.5, 2.0, 3.0, 5.0)

Rate = tuple[float, float]
Days = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Paces:
    """How fast deals that stood beyond the benchmark left, by stage and by how far beyond they were.

    A deal that stands for five times the usual hardly moves any more: one pace for all would promise too much. rates:
    stage and band of `BANDS` -> exits up and elsewhere a day; stage None is all stages; empty where no day was seen.
    losses: stage -> of deals that have moved on from it, how many are lost a day.
    """

    rates: Mapping[tuple[str | None, int], Rate]
    losses: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, frame: pd.DataFrame, settings: Settings, losses: Mapping[str, float] | None = None) -> Paces:
        """From the rows of `figures.stuck_deals`, as exits per day at risk.

        Days and exits count half for each `conversion_weeks` that they lie back: when a team comes to a halt, what it
        did before would promise too much. A band is weighed with some days at the pace of the band before it. A stage
        has the paces of all stages, times its exits over those expected at these paces, one more of each (an empirical
        Bayes estimate of observed over expected: Clayton & Kaldor 1987, Biometrics 43).
        """
        seen = frame[frame["days_beyond"] > 0]
        if seen.empty:
            return cls(MappingProxyType({}))
        counted = [_in_band(seen, band, 7.0 * settings.conversion_weeks) for band in range(len(BANDS))]
        prior_days = float(seen["benchmark_days"].mean()), PRIOR_STAYS * float(seen["days_beyond"].mean())
        in_all = _of_all(counted, *prior_days)
        rates: dict[tuple[str | None, int], Rate] = {(None, band): rate for band, rate in enumerate(in_all)}
        for stage in seen["stage"].unique():
            own = [part[(seen["stage"] == stage).to_numpy()] for part in counted]
            up, other = _against_all(own, in_all)
            rates |= {(str(stage), band): (rate[0] * up, rate[1] * other) for band, rate in enumerate(in_all)}
        return cls(MappingProxyType(rates), losses or MappingProxyType({}))

    def pace(self, stage: str, dwell_days: float, benchmark_days: float) -> Pace | None:
        """The pace of a deal that has been there for so long, and of the bands it comes into."""
        if not self.rates:
            return None
        band = max((n for n, times in enumerate(BANDS) if dwell_days >= times * benchmark_days), default=0)
        lost, found = self.losses.get(stage, 0.0), None
        for later in range(len(BANDS) - 1, band - 1, -1):
            up, other = self.rates.get((stage, later), self.rates[None, later])
            begins = max(dwell_days, BANDS[later] * benchmark_days)
            ends = BANDS[later + 1] * benchmark_days if later + 1 < len(BANDS) else inf
            found = Pace(up, other, ends - begins, found, lost)
        return found


def losses(frame: pd.DataFrame, days: float) -> Mapping[str, float]:
    """Stage -> how many of the deals in the stages after it are lost a day; for `Paces`.

    frame: `figures.advance_rates` of the whole selection. days: between two snapshots.
    """
    by_stage = frame.groupby(["stage", "position"], as_index=False)[["deal_weeks", "lost"]].sum()
    found = {}
    for stage, position in zip(by_stage["stage"], by_stage["position"], strict=True):
        after = by_stage[by_stage["position"] > position]
        stood = float(after["deal_weeks"].sum()) * days
        found[str(stage)] = float(after["lost"].sum()) / stood if stood else 0.0
    return MappingProxyType(found)


def _in_band(seen: pd.DataFrame, band: int, half_life: float) -> Days:
    """Of each stay (days at risk in the band, exits up, exits elsewhere in it), the less the longer ago."""
    benchmark, last = seen["benchmark_days"].to_numpy(float), seen["dwell_days"].to_numpy(float)
    begins = BANDS[band] * benchmark
    ends = BANDS[band + 1] * benchmark if band + 1 < len(BANDS) else np.full(len(seen), inf)
    first = last - seen["days_beyond"].to_numpy(float)
    from_day, to_day = np.maximum(first, begins), np.minimum(last, ends)
    day_0 = seen["days_ago"].to_numpy(float) + last
    weighed = half_life / log(2) * (0.5 ** ((day_0 - to_day) / half_life) - 0.5 ** ((day_0 - from_day) / half_life))
    exits = 0.5 ** (seen["days_ago"].to_numpy(float) / half_life) * ((last > begins) & (last <= ends))
    up, stays = seen["outcome"].isin(UP).to_numpy(), (seen["outcome"] == "open").to_numpy()
    return np.column_stack([np.where(to_day > from_day, weighed, 0.0), exits * up, exits * ~(up | stays)])


def _of_all(counted: list[Days], benchmark_days: float, prior_days: float) -> list[Rate]:
    """Exits a day up and elsewhere in each band, all stages together."""
    days, up, other = sum(part.sum(axis=0) for part in counted)
    rate = (up + PRIOR_COUNT) / (days + benchmark_days), (other + PRIOR_COUNT) / (days + benchmark_days)
    found = []
    for part in counted:
        days, up, other = part.sum(axis=0)
        weighed = days + prior_days
        rate = float((up + rate[0] * prior_days) / weighed), float((other + rate[1] * prior_days) / weighed)
        found.append(rate)
    return found


def _against_all(own: list[Days], in_all: list[Rate]) -> Rate:
    """How many times as many exits up and elsewhere a stage has as the paces of all stages lead to expect."""
    _, up, other = sum(part.sum(axis=0) for part in own)
    due_up, due_other = (
        sum(float(part[:, 0].sum()) * rate[way] for part, rate in zip(own, in_all, strict=True)) for way in (0, 1)
    )
    return float((up + PRIOR_EXITS) / (due_up + PRIOR_EXITS)), float((other + PRIOR_EXITS) / (due_other + PRIOR_EXITS))
