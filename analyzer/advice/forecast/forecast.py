"""What will be won by the end of the quarter and of the next one, from the user's own rates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analyzer.message import Message
from analyzer.model import Engine, Quarter, Selection
from analyzer.settings import Settings


@dataclass(frozen=True)
class PeriodForecast:
    """What is won in one quarter: so far, and by its end. Money.

    expected, low, high: won in the whole quarter, the mean and the 80% band. weighted: the same by the plain weighted
    pipeline; None where no deal has a probability and too few were closed to tell one. target: None where there is
    none. chance: to reach it.
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
    from the beginning of the quarter to that day, up to the review. notes: what was assumed.
    """

    as_of: date
    said: Message
    periods: tuple[PeriodForecast, ...]
    curve: pd.DataFrame
    won: pd.DataFrame
    notes: tuple[Message, ...] = ()
    needs: tuple[Message, ...] = ()


def forecast(engine: Engine, selection: Selection, settings: Settings) -> Forecast:
    """The forecast to the end of the quarter and of the next one. Raises what ``engine.run`` raises."""
    raise NotImplementedError
