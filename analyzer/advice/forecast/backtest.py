"""What the forecast would have said at earlier snapshots, held against what came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from analyzer.advice.forecast.accuracy import Accuracy
from analyzer.advice.forecast.enough import FEW_SNAPSHOTS, missing, snapshot_dates
from analyzer.advice.forecast.forecast import BAND, cycle_days
from analyzer.advice.forecast.looking_back import LookingBack
from analyzer.advice.forecast.weighted import Weighted, Won
from analyzer.advice.forecast.words import backtest_said, not_enough
from analyzer.advice.simulation import Funnel, Whole, simulate
from analyzer.message import Message
from analyzer.model import Engine, Selection
from analyzer.settings import Settings

FIXED_DAYS = (28, 56)
FEW_RUNS = 500
MOST_REVIEWS = 16
FEW_FORECASTS = 3

COLUMNS = ("as_of", "ends_on", "horizon", "days", "predicted", "low", "high", "weighted", "actual")


@dataclass(frozen=True)
class Backtest:
    """The forecast's own record. No rows where there is none yet: then ``needs`` says what is missing.

    rows: columns as_of, ends_on, horizon ("quarter" or "weeks"), days, predicted, low, high, weighted, actual: the
    amount won after as_of and up to ends_on, more exactly what is known now to be won by then, less what was known at
    as_of; weighted is NaN where the weighted pipeline could not be told. Periods that end in different weeks overlap.
    own: over all rows. own_beside, weighted: both ways over the rows where both are. said: the finding in one sentence.
    """

    rows: pd.DataFrame
    own: Accuracy
    own_beside: Accuracy
    weighted: Accuracy
    said: Message
    needs: tuple[Message, ...] = ()
    in_deals: bool = False


def backtest(
    engine: Engine, selection: Selection, settings: Settings, at_most: int = MOST_REVIEWS, runs: int = FEW_RUNS
) -> Backtest:
    """Forecasts from what was known at earlier snapshots only, and what came.

    Each snapshot with enough before it is forecast to the end of its quarter where that is over by the review, else
    4 and 8 weeks ahead; of many, ``at_most``, spread evenly. Raises what ``engine.run`` raises.
    """
    dates = snapshot_dates(engine, selection)
    in_deals = Whole(engine, selection, settings).in_deals
    known = Won.of(engine, selection, in_deals)
    back = LookingBack.of(engine, selection, settings, dates[0]) if dates else engine
    earlier = [place for place in range(FEW_SNAPSHOTS - 1, len(dates)) if _ends(dates[place], selection, settings)]
    rows: list[dict[str, Any]] = []
    for place in _spread(earlier, at_most):
        then = replace(selection, as_of=dates[place], compare_to=dates[place - 1])
        ends = _ends(then.as_of, selection, settings)
        rows += _rows(back, then, settings, dates[: place + 1], ends, known, runs)
    return _held_against(pd.DataFrame(rows, columns=list(COLUMNS)), known.in_deals)


def _spread(places: Sequence[int], at_most: int) -> list[int]:
    if len(places) <= at_most:
        return list(places)
    return [places[place] for place in np.linspace(0, len(places) - 1, at_most).round().astype(int)]


def _ends(as_of: date, selection: Selection, settings: Settings) -> dict[date, str]:
    """The last days of the periods ahead of ``as_of`` that are over, and of which kind each is."""
    ends_on = settings.quarter(as_of).ends_on
    if as_of < ends_on <= selection.as_of:
        return {ends_on: "quarter"}
    fixed = [as_of + timedelta(days=days) for days in FIXED_DAYS]
    return {day: "weeks" for day in fixed if day <= selection.as_of}


def _rows(
    engine: Engine,
    then: Selection,
    settings: Settings,
    snapshots: Sequence[date],
    ends: dict[date, str],
    known: Won,
    runs: int,
) -> Iterator[dict[str, Any]]:
    funnel = Funnel.without_target(engine, then, settings)
    known_then = Won.of(engine, then, known.in_deals)
    if funnel.needs or missing(snapshots, known_then):
        return
    weighted = Weighted.of(engine, then, cycle_days(engine, then), known_then)
    days = {day: (day - then.as_of).days for day in ends}
    course = simulate(funnel, tuple(days.values()), runs=runs)
    for day, horizon in ends.items():
        won = course.without.won[course.days.index(days[day])]
        low, high = np.percentile(won, BAND)
        before = known_then.between(funnel.quarter.starts_on, then.as_of)
        yield {
            "as_of": pd.Timestamp(then.as_of),
            "ends_on": pd.Timestamp(day),
            "horizon": horizon,
            "days": days[day],
            "predicted": float(won.mean()),
            "low": float(low),
            "high": float(high),
            "weighted": _or_nan(weighted.due(None, day)),
            "actual": known.between(funnel.quarter.starts_on, day) - before,
        }


def _or_nan(number: float | None) -> float:
    return float("nan") if number is None else number


def _held_against(rows: pd.DataFrame, in_deals: bool) -> Backtest:
    beside = rows[rows["weighted"].notna()]
    own = Accuracy.of(rows["predicted"], rows["actual"], rows["low"], rows["high"])
    own_beside = Accuracy.of(beside["predicted"], beside["actual"], beside["low"], beside["high"])
    weighted = Accuracy.of(beside["weighted"], beside["actual"])
    if len(rows) < FEW_FORECASTS:
        need = Message(
            "{few} earlier forecasts whose time is over, each with {snapshots} snapshots before it; there are {n}.",
            few=FEW_FORECASTS,
            snapshots=FEW_SNAPSHOTS,
            n=len(rows),
        )
        return Backtest(rows.iloc[:0], *_NOTHING, said=not_enough((need,)), needs=(need,), in_deals=in_deals)
    return Backtest(rows, own, own_beside, weighted, backtest_said(own, own_beside, weighted), in_deals=in_deals)


_NOTHING = (Accuracy(0, None, None, None),) * 3
