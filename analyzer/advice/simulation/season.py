"""The time of the quarter: in some companies deals are won, and lost, most in its last weeks.

How often open deals were won in each part of the earlier quarters is held against what their layers and the quarter
as a whole would give (observed / expected). What chance makes of it is taken off, and the rest is believed as far as it
was seen: in one quarter by half, in two by two thirds (credibility, Bühlmann and Straub 1970; the variance between the
parts by moments, as Marshall 1991, "Mapping disease and mortality rates using empirical Bayes estimators").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import chi2

from analyzer.model import Quarter

Floats = npt.NDArray[np.float64]

# Days left to the end of the quarter, at which its next part begins: the last three weeks, and so on back.
DAYS_LEFT = (63, 42, 21)
LAST_WEEKS = DAYS_LEFT[-1] // 7
PARTS = len(DAYS_LEFT) + 1
# A quarter tells something once so much of it was watched.
WATCHED = 0.8
# Flat histories are to stay flat: chance alone makes such a pattern in one of so many.
BEYOND_CHANCE = 0.05
FLAT = np.ones(PARTS)


def part_of(day: date, quarter: Quarter) -> int:
    """The part of the quarter that a day lies in, 0 to 3."""
    left = (quarter.ends_on - day).days
    return sum(left < limit for limit in DAYS_LEFT)


def middle(earlier: date, later: date) -> date:
    """The day by which a step is told to lie in a quarter and in a part of it."""
    return earlier + (later - earlier) / 2


@dataclass(frozen=True)
class Season:
    """How many times as often as usual an open deal is won, and is lost or vanishes, in each part of a quarter.

    quarters: the full quarters that tell it; 0 where none does. Usual is the mean over the steps that tell the rates.
    """

    won: tuple[float, ...] = tuple(FLAT)
    gone: tuple[float, ...] = tuple(FLAT)
    quarters: int = 0

    @property
    def is_flat(self) -> bool:
        """Whether the time of the quarter makes no difference that is known."""
        return set(self.won) == set(self.gone) == {1.0}

    @property
    def last_weeks(self) -> float:
        """How many times as often a deal is won in the last three weeks as in the rest of a quarter."""
        *rest, last = self.won
        return last / float(np.mean(rest))

    def times(self, day: date, quarter: Quarter) -> tuple[float, float]:
        """What the chances to be won and to be gone are multiplied by on a day of the quarter."""
        part = part_of(day, quarter)
        return self.won[part], self.gone[part]

    @classmethod
    def of(cls, watched: pd.DataFrame, since: date) -> Season:
        """From the rows of `watched`; usual is the mean of the steps that end after ``since``."""
        full = _full_quarters(watched)
        told = watched[watched["quarter"].isin(full)]
        if told.empty:
            return FLAT_SEASON
        counted = watched[watched["snapshot_date"] > pd.Timestamp(since)]
        won, gone = (_times(told, counted, kind, len(full)) for kind in ("won", "gone"))
        return cls(won, gone, len(full))

    @classmethod
    def known_in(cls, watched: pd.DataFrame) -> dict[date, Season]:
        """For each quarter what was known when it began, by its last day."""
        quarters = sorted(set(watched["quarter"]))
        return {day: cls.of(watched[watched["quarter"] < day], date.min) for day in quarters}


FLAT_SEASON = Season()


def watched(moves: pd.DataFrame, steps: pd.DataFrame, quarter_of: Callable[[date], Quarter]) -> pd.DataFrame:
    """One row per step and layer: the deals that ``stood`` there, and of these the ones that were won, gone, or moved.

    Columns: snapshot_date, from_layer, stood, won, gone (lost or vanished), moved (to another layer), quarter (its last
    day), part, days, quarter_days, is_over. moves: `figures.step_counts`; steps: `figures.steps`; quarter_of: the
    fiscal quarter of a day.
    """
    place = moves["to_place"]
    deals = moves["deals"]
    found = moves[["snapshot_date", "from_layer"]].assign(
        stood=deals,
        won=deals.where(place == "won", 0),
        gone=deals.where(place.isin(["lost", "vanished"]), 0),
        moved=deals.where(~place.isin(["won", "lost", "vanished"]) & (place != moves["from_layer"].astype(str)), 0),
    )
    summed = found.groupby(["snapshot_date", "from_layer"], as_index=False).sum()
    return summed.merge(_dated(steps, quarter_of), on="snapshot_date")


def _dated(steps: pd.DataFrame, quarter_of: Callable[[date], Quarter]) -> pd.DataFrame:
    ends = [end.date() for end in steps["snapshot_date"]]
    middles = [middle(start.date(), end) for start, end in zip(steps["previous_date"], ends, strict=True)]
    quarters = [quarter_of(day) for day in middles]
    return pd.DataFrame(
        {
            "snapshot_date": steps["snapshot_date"],
            "is_over": [quarter.ends_on <= max(ends) for quarter in quarters],
            "days": steps["days"],
            "quarter": [quarter.ends_on for quarter in quarters],
            "part": [part_of(day, quarter) for day, quarter in zip(middles, quarters, strict=True)],
            "quarter_days": [(quarter.ends_on - quarter.starts_on).days + 1 for quarter in quarters],
        }
    )


def _full_quarters(watched: pd.DataFrame) -> list[date]:
    """The last days of the quarters that are over and were watched in all their parts."""
    steps = watched.drop_duplicates("snapshot_date")
    by_quarter = steps.groupby("quarter").agg(
        days=("days", "sum"), parts=("part", "nunique"), of=("quarter_days", "max"), is_over=("is_over", "all")
    )
    is_full = (by_quarter["days"] >= WATCHED * by_quarter["of"]) & (by_quarter["parts"] == PARTS)
    return list(by_quarter.index[is_full & by_quarter["is_over"]])


def _times(told: pd.DataFrame, counted: pd.DataFrame, kind: str, quarters: int) -> tuple[float, ...]:
    """By part how many times as often as usual deals are ``kind``."""
    rate = told.groupby("from_layer")[kind].sum() / told.groupby("from_layer")["stood"].sum()
    steps = _by_step(told, rate, kind)
    in_quarter = steps.groupby("quarter")[["came", "usual"]].transform("sum")
    steps["usual"] *= in_quarter["came"] / in_quarter["usual"].where(in_quarter["usual"] > 0)
    believed = _believed(steps.dropna(), quarters)
    recent = _by_step(counted, rate.reindex(counted["from_layer"].unique(), fill_value=0.0), kind)
    usual = np.average(believed[recent["part"]], weights=recent["usual"]) if recent["usual"].sum() else 1.0
    return tuple((believed / usual).tolist())


def _by_step(rows: pd.DataFrame, rate: pd.Series[float], kind: str) -> pd.DataFrame:
    """Columns quarter, part, came, usual (what the rates of the layers would give): one row per step."""
    usual = rows["stood"] * rows["from_layer"].map(rate)
    held = rows.assign(came=rows[kind].astype(float), usual=usual)
    return held.groupby(["snapshot_date", "quarter", "part"], as_index=False)[["came", "usual"]].sum()


def _believed(steps: pd.DataFrame, quarters: int) -> Floats:
    """Observed / expected by part, drawn towards 1."""
    sums = steps.groupby("part")[["came", "usual"]].sum().reindex(range(PARTS), fill_value=0.0)
    came, usual = (sums[name].to_numpy(dtype=float) for name in ("came", "usual"))
    if (usual <= 0).any():
        return FLAT
    ratio, noise = came / usual, _noise(steps)
    beyond = float((usual * (ratio - 1) ** 2).sum())
    if chi2.sf(beyond / noise, PARTS - 1) > BEYOND_CHANCE:
        return FLAT
    between = max((beyond - noise * (PARTS - 1)) / usual.sum(), 0.0)
    weight = between / (between * (1 + 1 / quarters) + noise / usual)
    return np.asarray(1 + weight * (ratio - 1))


def _noise(steps: pd.DataFrame) -> float:
    """How many times as much as by chance the steps of a part of one quarter differ, at least once (quasi-Poisson)."""
    sums = steps.groupby(["quarter", "part"])[["came", "usual"]].transform("sum")
    usual = (steps["usual"] * sums["came"] / sums["usual"]).to_numpy(dtype=float)
    off = (steps["came"].to_numpy() - usual) ** 2 / np.where(usual > 0, usual, np.inf)
    free = len(steps) - steps.groupby(["quarter", "part"]).ngroups
    return max(float(off.sum()) / free, 1.0) if free > 0 else 1.0


def middle_ahead(as_of: date, quarter: Quarter, earlier: int, later: int) -> tuple[date, Quarter]:
    """The middle day of a step so many days after the review, and its fiscal quarter."""
    day = middle(as_of + timedelta(days=earlier), as_of + timedelta(days=later))
    return day, Quarter.of(day, quarter.starts_on.month)
