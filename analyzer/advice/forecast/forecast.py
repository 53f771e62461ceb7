"""What will be won by the end of the quarter and of the next one, from the user's own rates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from analyzer import figures
from analyzer.advice.forecast.enough import missing, snapshot_dates
from analyzer.advice.forecast.periods import quarter_after, targets_at
from analyzer.advice.forecast.weighted import Weighted, Won
from analyzer.advice.forecast.words import forecast_said, lacking, not_enough
from analyzer.advice.simulation import Funnel, simulate
from analyzer.message import Message
from analyzer.model import Engine, Quarter, Selection
from analyzer.settings import Settings

MOST_RUNS = 4_000
BAND = (10, 90)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class PeriodForecast:
    """What is won in one quarter: so far, and by its end. Money, or deals where the forecast is ``in_deals``.

    expected, low, high: won in the whole quarter, the mean and the 80% band. weighted: the same by the plain weighted
    pipeline; None where no deal has a probability and none was closed to tell one. target: None where there is none.
    chance: to reach it.
    """

    quarter: Quarter
    won_so_far: float
    expected: float
    low: float
    high: float
    weighted: float | None
    target: float | None
    chance: float | None


@dataclass(frozen=True)
class Forecast:
    """The forecast of one selection. No periods where the data cannot bear one: then ``needs`` says what is missing.

    said: the finding in one sentence. curve: columns day, expected, low, high: won from the beginning of the present
    quarter to that day, one row per step from the review to the end of the next quarter. won: columns day, amount: won
    from the beginning of the quarter to that day, up to the review. notes: what was assumed. in_deals: no deal has an
    amount, so that all numbers are numbers of deals.
    """

    as_of: date
    said: Message
    periods: tuple[PeriodForecast, ...]
    curve: pd.DataFrame
    won: pd.DataFrame
    notes: tuple[Message, ...] = ()
    needs: tuple[Message, ...] = ()
    in_deals: bool = False


def forecast(engine: Engine, selection: Selection, settings: Settings) -> Forecast:
    """The forecast to the end of the quarter and of the next one. Raises what ``engine.run`` raises."""
    funnel = Funnel.of(engine, selection, settings)
    won = Won.of(engine, selection, funnel.in_deals)
    so_far = won.by(funnel.quarter.starts_on, selection.as_of)
    needs = (*missing(snapshot_dates(engine, selection), won), *funnel.needs)
    if needs:
        return Forecast(selection.as_of, not_enough(needs), (), _NO_CURVE, so_far, needs=needs, in_deals=won.in_deals)
    ahead = _Ahead.of(funnel, settings)
    weighted = Weighted.of(engine, selection, cycle_days(engine, selection), won)
    periods = tuple(_period(engine, selection, settings, ahead, won, weighted, place) for place in (0, 1))
    before = won.between(funnel.quarter.starts_on, selection.as_of)
    return Forecast(
        as_of=selection.as_of,
        said=forecast_said(periods[0], funnel.in_deals),
        periods=periods,
        curve=ahead.curve(selection.as_of, before),
        won=so_far,
        notes=(*funnel.notes, *lacking(weighted.lacks)),
        in_deals=funnel.in_deals,
    )


def cycle_days(engine: Engine, selection: Selection) -> float | None:
    """The median days from created to won over the last 365 days; None where no won deal has both days."""
    found = engine.run(figures.sales_cycle(selection))
    days = found["median_days"].dropna()
    return float(days.iloc[0]) if len(days) else None


_NO_CURVE = pd.DataFrame({"day": [], "expected": [], "low": [], "high": []})


@dataclass(frozen=True)
class _Ahead:
    """The runs: what each has won since the review at each of ``days`` after it; ``ends`` are the two quarters."""

    quarters: tuple[Quarter, Quarter]
    ends: tuple[int, int]
    days: tuple[int, ...]
    won: Floats = field(repr=False)

    @classmethod
    def of(cls, funnel: Funnel, settings: Settings) -> _Ahead:
        quarters = (funnel.quarter, quarter_after(funnel.quarter, settings))
        ends = (funnel.days_left, (quarters[1].ends_on - funnel.as_of).days)
        runs = simulate(funnel, ends, runs=min(settings.runs, MOST_RUNS))
        return cls(quarters, ends, runs.days, runs.without.won)

    def won_in(self, place: int) -> Floats:
        """Won after the review in the quarter, for each run."""
        first, second = (self.won[self.days.index(end)] for end in self.ends)
        return np.asarray(first if place == 0 else second - first)

    def curve(self, as_of: date, before: float) -> pd.DataFrame:
        low, high = np.percentile(self.won, BAND, axis=1)
        return pd.DataFrame(
            {
                "day": pd.to_datetime([as_of + timedelta(days=day) for day in self.days]),
                "expected": before + self.won.mean(axis=1),
                "low": before + low,
                "high": before + high,
            }
        )


def _period(
    engine: Engine, selection: Selection, settings: Settings, ahead: _Ahead, won: Won, weighted: Weighted, place: int
) -> PeriodForecast:
    quarter, runs = ahead.quarters[place], ahead.won_in(place)
    before = won.between(quarter.starts_on, selection.as_of)
    due = weighted.due(None if place == 0 else ahead.quarters[0].ends_on, quarter.ends_on)
    target = None if won.in_deals else target_in(engine, selection, settings, quarter)
    low, high = np.percentile(runs, BAND)
    return PeriodForecast(
        quarter=quarter,
        won_so_far=before,
        expected=before + float(runs.mean()),
        low=before + float(low),
        high=before + float(high),
        weighted=None if due is None else before + due,
        target=target,
        chance=None if target is None else float(np.mean(before + runs >= target)),
    )


def target_in(engine: Engine, selection: Selection, settings: Settings, quarter: Quarter) -> float | None:
    """The whole target of the quarter, whatever was won of it."""
    return targets_at(engine, selection, replace(settings, target_basis="full"), quarter.starts_on).get("")
