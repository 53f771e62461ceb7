"""What the forecast would have said at earlier snapshots, held against what came."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analyzer.message import Message
from analyzer.model import Engine, Selection
from analyzer.settings import Settings


@dataclass(frozen=True)
class Accuracy:
    """How one way of forecasting fared.

    wape: the sum of the absolute errors / the sum of what came. bias: the sum of the errors (predicted - actual) / the
    sum of what came; above 0 is too much. coverage: the share of outcomes inside the 80% band; None without a band.
    All None where nothing came.
    """

    forecasts: int
    wape: float | None
    bias: float | None
    coverage: float | None


@dataclass(frozen=True)
class Backtest:
    """The forecast's own record. No rows where there is none yet: then ``needs`` says what is missing.

    rows: columns as_of, ends_on, horizon ("quarter" or "weeks"), days, predicted, low, high, weighted, actual: the
    amount won after as_of and up to ends_on; weighted is NaN where the weighted pipeline could not be told.
    own, weighted: both ways over the same rows. said: the finding in one sentence.
    """

    rows: pd.DataFrame
    own: Accuracy
    weighted: Accuracy
    said: Message
    needs: tuple[Message, ...] = ()


def backtest(engine: Engine, selection: Selection, settings: Settings) -> Backtest:
    """Forecasts from what was known at earlier snapshots only, and what came. Raises what ``engine.run`` raises."""
    raise NotImplementedError
