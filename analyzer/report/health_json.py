"""The health of the pipeline as plain JSON data: dwell, rates, velocity, pushes, detours and the layers over time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from analyzer import figures
from analyzer.advice.health import LEVERS, conversion_rates, velocity, win_incidence, win_rates
from analyzer.model import Engine, Selection
from analyzer.report.json_values import Row, asked, money, rows_of
from analyzer.settings import Settings

INCIDENCE_DAYS = (30, 60, 90, 180, 365)


def health_json(engine: Engine, selection: Selection, settings: Settings) -> dict[str, Any]:
    """F5 of one selection. Money is rounded to the cent; what the data does not hold is null or empty.

    Raises what ``engine.run`` raises.
    """
    cycle = engine.run(figures.sales_cycle(selection))
    conversion = engine.run(figures.conversion(selection, settings))
    return {
        "dwell": [_dwell(row) for row in asked(engine, figures.dwell(selection, settings))],
        "conversion": [_conversion(row) for row in rows_of(conversion_rates(conversion, settings))],
        "win_rate": _only(win_rates(cycle, settings), _win_rate),
        "sales_cycle": _only(cycle, _sales_cycle),
        "velocity": _only(velocity(cycle, settings), _velocity),
        "win_incidence": _incidence(win_incidence(engine.run(figures.outcome_times(selection)), settings)),
        "pushes": _only(engine.run(figures.close_pushes(selection)), _pushes),
        "detours": [_detour(row) for row in asked(engine, figures.detours(selection))],
        "layer_trend": [_level(row) for row in asked(engine, figures.layer_trend(selection))],
    }


def _dwell(row: Row) -> dict[str, Any]:
    same = ("stage", "layer", "deals", "deals_dated", "mean_days", "median_days", "completed", "benchmark_days")
    return {
        **_same(row, *same),
        "benchmark_is_set": row["benchmark_is_set"],
        "beyond": row["beyond"],
        "beyond_amount": money(row["beyond_amount"]),
    }


def _conversion(row: Row) -> dict[str, Any]:
    counts = ("stage", "layer", "entered", "too_young", "judged", "reached", "lost", "waiting")
    return _same(row, *counts, "rate", "low", "high", "is_judged")


def _win_rate(row: Row) -> dict[str, Any]:
    return _same(row, "won", "closed", "rate", "low", "high", "is_judged", "is_undated")


def _sales_cycle(row: Row) -> dict[str, Any]:
    return {"won_dated": row["won_dated"], "median_days": row["median_days"]}


def _velocity(row: Row) -> dict[str, Any]:
    return {
        "a_day": money(row["velocity"]),
        "open_count": int(row["open_count"]),
        "mean_won_amount": money(row["mean_won_amount"]),
        "win_rate": row["win_rate"],
        "cycle_days": row["cycle_days"],
        "is_judged": row["is_judged"],
        "with_10_percent_better": {lever: money(row[f"with_{lever}"]) for lever in LEVERS},
    }


def _incidence(course: pd.DataFrame) -> list[dict[str, Any]]:
    """The course at a few round numbers of days, as far as deals have been followed."""
    followed = course["days"].max() if len(course) else 0
    at = [course[course["days"] <= days].tail(1) for days in INCIDENCE_DAYS]
    return [
        {"days": days, **_same(row, "won", "low", "high", "lost", "is_judged")}
        for days, found in zip(INCIDENCE_DAYS, at, strict=True)
        for row in rows_of(found)
        if days <= followed
    ]


def _pushes(row: Row) -> dict[str, Any]:
    return {
        **_same(row, "deals", "pushed_deals", "pushes", "median_days_pushed"),
        "pushed_amount": money(row["pushed_amount"]),
    }


def _detour(row: Row) -> dict[str, Any]:
    return {**_same(row, "kind", "moves", "deals"), "amount": money(row["amount"])}


def _level(row: Row) -> dict[str, Any]:
    day = row["snapshot_date"].date().isoformat()
    return {
        "snapshot_date": day,
        "layer": row["layer"],
        "count": row["count"],
        "amount": money(row["amount"]),
        "share": row["share"],
    }


def _same(row: Row, *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _only(frame: pd.DataFrame, shape: Callable[[Row], dict[str, Any]]) -> dict[str, Any] | None:
    """The single row of the whole selection; null without deals."""
    return next((shape(row) for row in rows_of(frame)), None)
