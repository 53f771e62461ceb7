"""The forecast, its record and the outlook as plain JSON data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from analyzer.advice.forecast import Accuracy, Backtest, Forecast, Outlook, PeriodForecast, backtest, forecast, outlook
from analyzer.language import Language
from analyzer.model import BLANK, GAUGE_ROLES, Engine, Role, Selection
from analyzer.report.json_values import money, said
from analyzer.settings import Settings


def forecast_json(engine: Engine, selection: Selection, settings: Settings, language: Language) -> dict[str, Any]:
    """What is expected to be won, how such forecasts fared before, and when layers 4 and 5 will fall short.

    Money is rounded to the cent; what cannot be told is null or empty, and ``needs`` says why. Raises what
    ``engine.run`` raises.
    """
    told = forecast(engine, selection, settings)
    (whole,) = outlook(engine, selection, settings)
    return {
        "in_deals": told.in_deals,
        **_forecast(told, language),
        "backtest": _backtest(backtest(engine, selection, settings), language),
        "outlook": _outlook(None, whole, language) | {"weeks": _weeks(whole.weeks)},
        "outlook_by_member": [
            _outlook(role, found, language)
            for role in GAUGE_ROLES
            for found in _of_members(outlook(engine, selection, settings, role))
        ],
    }


def _of_members(found: Sequence[Outlook]) -> Sequence[Outlook]:
    """Those of members; none where the whole cannot be told, or where the data does not have the role."""
    return found if {outlook.member for outlook in found} - {"", BLANK} else ()


def _forecast(told: Forecast, language: Language) -> dict[str, Any]:
    return {
        "sentence": language.say(told.said),
        "periods": [_period(period) for period in told.periods],
        "notes": said(told.notes, language),
        "needs": said(told.needs, language),
    }


def _period(period: PeriodForecast) -> dict[str, Any]:
    return {
        "starts_on": period.quarter.starts_on.isoformat(),
        "ends_on": period.quarter.ends_on.isoformat(),
        "won_so_far": money(period.won_so_far),
        "expected": money(period.expected),
        "low": money(period.low),
        "high": money(period.high),
        "weighted": money(period.weighted),
        "target": money(period.target),
        "chance": period.chance,
    }


def _backtest(record: Backtest, language: Language) -> dict[str, Any]:
    return {
        "sentence": language.say(record.said),
        "forecast": _accuracy(record.own),
        "forecast_beside_weighted": _accuracy(record.own_beside),
        "weighted": _accuracy(record.weighted),
        "rows": [
            {
                "as_of": row["as_of"].date().isoformat(),
                "ends_on": row["ends_on"].date().isoformat(),
                "horizon": row["horizon"],
                **{name: money(row[name]) for name in ("predicted", "low", "high", "weighted", "actual")},
            }
            for row in record.rows.to_dict("records")
        ],
        "needs": said(record.needs, language),
    }


def _accuracy(accuracy: Accuracy) -> dict[str, Any]:
    return asdict(accuracy)


def _outlook(role: Role | None, found: Outlook, language: Language) -> dict[str, Any]:
    trouble = found.trouble
    return {
        "role": role,
        "member": found.member,
        "sentence": language.say(found.sentence),
        "trouble": trouble
        and {
            "week": trouble.week,
            "day": trouble.day.isoformat(),
            "layer": trouble.layer,
            "expected": money(trouble.expected),
            "required": money(trouble.required),
        },
        "new_a_week": found.new_a_week,
        "more_advance": found.more_advance,
        "in_time": found.in_time if trouble else None,
        "notes": said(found.notes, language),
        "needs": said(found.needs, language),
    }


def _weeks(weeks: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {
            "day": row["day"].date().isoformat(),
            "layer": row["layer"],
            **{name: money(row[name]) for name in ("expected", "low", "high", "required")},
        }
        for row in weeks.to_dict("records")
    ]
