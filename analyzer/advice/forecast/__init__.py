"""What is likely to come: the forecast beside the plain weighted pipeline, its own backtest, and the outlook."""

from __future__ import annotations

from analyzer.advice.forecast.accuracy import Accuracy
from analyzer.advice.forecast.backtest import Backtest, backtest
from analyzer.advice.forecast.forecast import Forecast, PeriodForecast, forecast
from analyzer.advice.forecast.outlook import Outlook, Trouble, outlook

__all__ = [
    "Accuracy",
    "Backtest",
    "Forecast",
    "Outlook",
    "PeriodForecast",
    "Trouble",
    "backtest",
    "forecast",
    "outlook",
]
