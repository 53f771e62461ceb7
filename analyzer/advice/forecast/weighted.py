"""The plain weighted pipeline, that the forecast is shown beside: amount x probability of what should close by then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analyzer import figures
from analyzer.model import Engine, Selection

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Won:
    """What was won, day by day, as known at one review. by_day: `figures.won_by_day`. in_deals: count, do not sum."""

    by_day: pd.DataFrame
    in_deals: bool = False

    @classmethod
    def of(cls, engine: Engine, selection: Selection, in_deals: bool = False) -> Won:
        """What the selection has won by its review."""
        return cls(engine.run(figures.won_by_day(selection)), in_deals)

    def between(self, starts_on: date, ends_on: date) -> float:
        """Won on the days from one to the other, both included. A win without an amount adds none."""
        return float(self._days(starts_on, ends_on)["deals" if self.in_deals else "amount"].sum())

    def deals_after(self, day: date) -> int:
        """How many deals were won after the day."""
        return int(self.by_day.loc[self.by_day["won_on"] > pd.Timestamp(day), "deals"].sum())

    def mean_amount(self, as_of: date) -> float | None:
        """What a deal won in the year before was worth on average; None where none had an amount."""
        year = self._days(as_of - A_YEAR, as_of)
        deals = year["deals_with_amount"].sum()
        return float(year["amount"].sum() / deals) if deals else None

    def by(self, starts_on: date, ends_on: date) -> pd.DataFrame:
        """Columns day, amount: won from the first day to that one, for each day on which something was won."""
        days = self._days(starts_on, ends_on)
        return pd.DataFrame({"day": days["won_on"], "amount": days["deals" if self.in_deals else "amount"].cumsum()})

    def _days(self, starts_on: date, ends_on: date) -> pd.DataFrame:
        won_on = self.by_day["won_on"]
        return self.by_day[(won_on >= pd.Timestamp(starts_on)) & (won_on <= pd.Timestamp(ends_on))]


@dataclass(frozen=True)
class Weighted:
    """The weighted pipeline of one review. rows: `figures.weighted_pipeline`. usual: for a deal without an amount."""

    rows: pd.DataFrame
    usual: float | None
    in_deals: bool = False

    @classmethod
    def of(cls, engine: Engine, selection: Selection, cycle_days: float | None, won: Won) -> Weighted:
        """The selection's open deals by their chances; those without an amount count as much as a usual won one."""
        rows = engine.run(figures.weighted_pipeline(selection, cycle_days))
        priced = rows["deals"].sum() - rows["deals_without_amount"].sum()
        of_open = float(rows["amount"].sum() / priced) if priced else None
        of_won = won.mean_amount(selection.as_of)
        return cls(rows, of_open if of_won is None else of_won, won.in_deals)

    @property
    def lacks(self) -> int:
        """The open deals of which nothing tells the chance: they are not in what is due."""
        return int(self.rows["deals_without_chance"].sum())

    def due(self, after: date | None, ends_on: date) -> float | None:
        """What should be won of the deals that are due after one day and up to the other; without ``after``, by then.

        That holds what is overdue, and deals that are due on no day anybody knows. None where no open deal has a
        chance or none has an amount that could be told.
        """
        due_on = self.rows["due_on"]
        by_end = due_on <= pd.Timestamp(ends_on)
        due = self.rows[by_end | due_on.isna()] if after is None else self.rows[by_end & (due_on > pd.Timestamp(after))]
        if self.rows["wins"].isna().all():
            return None
        if self.in_deals:
            return float(due["wins"].sum())
        if self.usual is None:
            return None
        return float(due["weighted_amount"].sum() + due["wins_without_amount"].sum() * self.usual)
