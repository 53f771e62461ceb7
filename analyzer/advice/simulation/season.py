"""The time of the quarter: in some companies deals are won, and lost, most in its last weeks.

How often open deals were won in each part of the earlier quarters is held against what their layers and the quarter
as a whole would give (observed / expected). What chance makes of it is taken off, and the rest is believed as far as it
was seen: in one quarter by half, in two by two thirds (credibility, Bühlmann and Straub 1970; the variance between the
parts by moments, as Marshall 1991, "Mapping disease and mortality rates using empirical Bayes estimators").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import chi2

from analyzer.advice.simulation.rooms import LAYERS
from analyzer.model import Quarter

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Rows = Mapping[str, npt.NDArray[Any]]

# Days left to the end of the quarter, at which its next part begins: the last three weeks, and so on back.
DAYS_LEFT = (63, 42, 21)
LAST_WEEKS = DAYS_LEFT[-1] // 7
PARTS = len(DAYS_LEFT) + 1
# A quarter tells something once so much of it was watched.
WATCHED = 0.8
# Flat histories are to stay flat: chance alone makes such a pattern in one of so many.
BEYOND_CHANCE = 0.05
FLAT = np.ones(PARTS)
COLUMNS = (
    "snapshot_date", "from_layer", "stood", "won", "gone", "quarter", "part", "days", "quarter_days", "is_over",
)  # fmt: skip


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
        rows = {name: watched[name].to_numpy() for name in COLUMNS}
        return cls._of(rows, rows["snapshot_date"] > np.datetime64(since))

    @classmethod
    def _of(cls, rows: Rows, counted: npt.NDArray[np.bool_]) -> Season:
        full = _full_quarters(rows)
        told = np.isin(rows["quarter"], full)
        if not told.any():
            return FLAT_SEASON
        won, gone = (_times(rows, told, counted, kind, len(full)) for kind in ("won", "gone"))
        return cls(won, gone, len(full))

    @classmethod
    def known_in(cls, watched: pd.DataFrame) -> dict[int, Season]:
        """For each quarter what was known when it began, by the ordinal of its last day."""
        rows = {name: watched[name].to_numpy() for name in COLUMNS}
        found = {}
        for day in np.unique(rows["quarter"]).tolist():
            before = {name: values[rows["quarter"] < day] for name, values in rows.items()}
            found[day] = cls._of(before, np.ones(len(before["part"]), dtype=bool))
        return found


FLAT_SEASON = Season()


def watched(moves: pd.DataFrame, steps: pd.DataFrame, quarter_of: Callable[[date], Quarter]) -> pd.DataFrame:
    """One row per step and layer: the deals that ``stood`` there, and of these the ones that were won, gone, or moved.

    Columns: snapshot_date, from_layer, stood, won, gone (lost or vanished), moved (to another layer), quarter (the
    ordinal of its last day), part, days, quarter_days, is_over. moves: `figures.step_counts`; steps:
    `figures.steps`; quarter_of: the fiscal quarter of a day.
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
            "quarter": [quarter.ends_on.toordinal() for quarter in quarters],
            "part": [part_of(day, quarter) for day, quarter in zip(middles, quarters, strict=True)],
            "quarter_days": [(quarter.ends_on - quarter.starts_on).days + 1 for quarter in quarters],
        }
    )


def _full_quarters(rows: Rows) -> list[int]:
    """The quarters that are over and were watched in all their parts."""
    _, first = np.unique(rows["snapshot_date"], return_index=True)
    step = {name: values[first] for name, values in rows.items()}
    return [day for day in np.unique(step["quarter"]).tolist() if _is_full(step, step["quarter"] == day)]


def _is_full(step: Rows, those: npt.NDArray[np.bool_]) -> bool:
    days, of = step["days"][those].sum(), step["quarter_days"][those].max()
    parts = len(np.unique(step["part"][those]))
    return bool(step["is_over"][those].all() and parts == PARTS and days >= WATCHED * of)


def _times(
    rows: Rows, told: npt.NDArray[np.bool_], counted: npt.NDArray[np.bool_], kind: str, quarters: int
) -> tuple[float, ...]:
    """By part how many times as often as usual deals are ``kind``."""
    layer, stood, came = rows["from_layer"], rows["stood"].astype(float), rows[kind].astype(float)
    in_all, of_all = (np.bincount(layer[told], some[told], LAYERS + 1) for some in (came, stood))
    usual = stood * np.divide(in_all, of_all, out=np.zeros_like(in_all), where=of_all > 0)[layer]
    believed = _believed(*_by_step(rows, told, came, usual), quarters)
    if not usual[counted].sum():
        return tuple(believed.tolist())
    return tuple((believed / np.average(believed[rows["part"][counted]], weights=usual[counted])).tolist())


def _by_step(rows: Rows, told: npt.NDArray[np.bool_], came: Floats, usual: Floats) -> tuple[Floats, Floats, Integers]:
    """For each step what came, what is usual in a quarter that gave as much in all, and its cell: quarter and part."""
    _, first, step = np.unique(rows["snapshot_date"][told], return_index=True, return_inverse=True)
    _, quarter = np.unique(rows["quarter"][told][first], return_inverse=True)
    came, usual = (np.bincount(step, some[told]).astype(float) for some in (came, usual))
    came_in, usual_in = (np.bincount(quarter, some)[quarter] for some in (came, usual))
    usual = usual * np.divide(came_in, usual_in, out=np.zeros_like(came_in), where=usual_in > 0)
    return came, usual, PARTS * quarter + rows["part"][told][first]


def _believed(came: Floats, usual: Floats, cell: Integers, quarters: int) -> Floats:
    """Observed / expected by part, drawn towards 1."""
    by_part = [np.bincount(cell % PARTS, some, PARTS) for some in (came, usual)]
    if (by_part[1] <= 0).any():
        return FLAT
    ratio, noise = by_part[0] / by_part[1], _noise(came, usual, cell)
    beyond = float((by_part[1] * (ratio - 1) ** 2).sum())
    if chi2.sf(beyond / noise, PARTS - 1) > BEYOND_CHANCE:
        return FLAT
    between = max((beyond - noise * (PARTS - 1)) / by_part[1].sum(), 0.0)
    weight = between / (between * (1 + 1 / quarters) + noise / by_part[1])
    return np.asarray(1 + weight * (ratio - 1))


def _noise(came: Floats, usual: Floats, cell: Integers) -> float:
    """How many times as much as by chance the steps of a part of one quarter differ, at least once (quasi-Poisson)."""
    came_in, usual_in = (np.bincount(cell, some)[cell] for some in (came, usual))
    mean = usual * np.divide(came_in, usual_in, out=np.zeros_like(came_in), where=usual_in > 0)
    off = np.divide((came - mean) ** 2, mean, out=np.zeros_like(mean), where=mean > 0)
    free = len(cell) - len(np.unique(cell))
    return max(float(off.sum()) / free, 1.0) if free > 0 else 1.0


def middle_ahead(as_of: date, quarter: Quarter, earlier: int, later: int) -> tuple[date, Quarter]:
    """The middle day of a step so many days after the review, and its fiscal quarter."""
    day = middle(as_of + timedelta(days=earlier), as_of + timedelta(days=later))
    return day, Quarter.of(day, quarter.starts_on.month)
