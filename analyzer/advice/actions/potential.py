"""Where a new opportunity is worth most: win rate x mean won amount, drawn towards the whole where few deals tell."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any

import pandas as pd

from analyzer import figures
from analyzer.message import Message, Money, Share
from analyzer.model import BLANK, Engine, Role, Selection
from analyzer.settings import Settings

# The normal quantile that leaves 10% on either side.
Z_80 = 1.2816


@dataclass(frozen=True)
class Potential:
    """What an opportunity of one member comes to in the mean, over the year to the review.

    won, lost: closed deals. win_rate (0..1), mean_won, worth: shrunk. low, high: the 80% interval of worth. overall:
    the worth of an opportunity of any member. too_few: fewer closed deals than can be judged alone.
    """

    role: Role
    member: str
    won: int
    lost: int
    win_rate: float
    mean_won: float
    worth: float
    low: float
    high: float
    overall: float
    too_few: bool

    @property
    def said(self) -> Message:
        """In words, with its interval and its sample."""
        values = {
            "rate": Share(self.win_rate), "n": self.won + self.lost, "amount": Money(self.mean_won),
            "worth": Money(self.worth), "low": Money(self.low), "high": Money(self.high), "all": Money(self.overall),
        }  # fmt: skip
        if self.too_few:
            return Message(
                "An opportunity here is worth {worth} ({low} to {high}), anywhere {all}. Only {n} deals closed here, "
                "too few to judge alone: the estimate leans on the others.",
                **values,
            )
        return Message(
            "An opportunity here is worth {worth} ({low} to {high}), anywhere {all}: {rate} of {n} closed deals were "
            "won, at {amount} each.",
            **values,
        )


def potentials(engine: Engine, selection: Selection, settings: Settings, role: Role) -> tuple[Potential, ...]:
    """The members of the role, the most worth first; none where no deal was won with an amount."""
    frame = engine.run(figures.sales_cycle(selection, role))
    closed = frame[frame["won"] + frame["lost"] > 0]
    whole = _Whole.of(closed)
    if whole is None:
        return ()
    found = [_potential(row, whole, settings, role) for row in closed.itertuples() if row.member != BLANK]
    return tuple(sorted(found, key=lambda one: (-one.worth, one.member)))


@dataclass(frozen=True)
class _Whole:
    """All members together."""

    win_rate: float
    mean_won: float
    sd_won: float

    @classmethod
    def of(cls, closed: pd.DataFrame) -> _Whole | None:
        priced = closed[closed["won_priced"] > 0]
        n = int(priced["won_priced"].sum())
        if not n:
            return None
        mean = float((priced["mean_won_amount"] * priced["won_priced"]).sum() / n)
        within = (priced["sd_won_amount"].fillna(0) ** 2 * (priced["won_priced"] - 1)).sum()
        between = ((priced["mean_won_amount"] - mean) ** 2 * priced["won_priced"]).sum()
        won, lost = int(closed["won"].sum()), int(closed["lost"].sum())
        return cls(won / (won + lost), mean, sqrt(float(within + between) / max(n - 1, 1)))


def _potential(row: Any, whole: _Whole, settings: Settings, role: Role) -> Potential:
    """Beta-binomial for the rate, a weighted mean for the amount, each with ``shrink_strength`` deals of the whole.

    The variance of the product of the two is exact for independent factors (Goodman 1960, On the exact variance of
    products).
    """
    strength, n, priced = settings.shrink_strength, int(row.won + row.lost), int(row.won_priced)
    rate = (row.won + strength * whole.win_rate) / (n + strength) if n + strength else whole.win_rate
    own = row.mean_won_amount if priced else whole.mean_won
    mean = (priced * own + strength * whole.mean_won) / (priced + strength) if priced + strength else whole.mean_won
    of_rate = rate * (1 - rate) / (n + strength + 1)
    of_mean = whole.sd_won**2 / max(priced + strength, 1)
    worth, spread = rate * mean, sqrt(rate**2 * of_mean + mean**2 * of_rate + of_rate * of_mean)
    return Potential(
        role=role,
        member=str(row.member),
        won=int(row.won),
        lost=int(row.lost),
        win_rate=rate,
        mean_won=mean,
        worth=worth,
        low=max(worth - Z_80 * spread, 0.0),
        high=worth + Z_80 * spread,
        overall=whole.win_rate * whole.mean_won,
        too_few=n < settings.few_deals,
    )
