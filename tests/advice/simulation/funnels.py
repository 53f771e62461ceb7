"""Funnels whose every number is given, to hold a simulation against what it must come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from analyzer.advice.simulation.arrivals import DOORS, Arrivals
from analyzer.advice.simulation.funnel import Funnel
from analyzer.advice.simulation.rooms import LAYERS, Rooms
from analyzer.advice.simulation.sizes import NO_SIZES, Sizes
from analyzer.advice.simulation.stock import Stock
from analyzer.model import Quarter

REVIEW = date(2026, 11, 16)
# So many deals were counted that the rates are as good as known.
SURE = 1e9
# The places of what is won and of what is gone where each layer is a room.
WON, GONE, PLACES = 6, 7, 8

Chances = Mapping[int, Mapping[int | str, float]]

# From layer to layer, won or gone; the rest stays.
CHANCES: Chances = {
    1: {2: 0.15, 3: 0.02, "gone": 0.05},
    2: {1: 0.03, 3: 0.14, "gone": 0.04},
    3: {2: 0.03, 4: 0.13, "gone": 0.03},
    4: {3: 0.02, 5: 0.15, "gone": 0.02},
    5: {4: 0.02, 6: 0.16, "won": 0.02, "gone": 0.02},
    6: {"won": 0.20, "gone": 0.05},
}


def alpha(chances: Chances, deals: float = SURE) -> np.ndarray:
    """Dirichlet parameters with these means, as if so many deals had been counted in each layer."""
    found = np.zeros((LAYERS, PLACES))
    for layer, row in chances.items():
        for goal, chance in row.items():
            place = {"won": WON, "gone": GONE}[goal] if isinstance(goal, str) else goal - 1
            found[layer - 1, place] = chance
    for layer in range(LAYERS):
        found[layer, layer] = 1 - found[layer].sum()
    return found * deals


def stock(
    deals: Sequence[int] = (0,) * 6,
    mean: float = 100.0,
    sd: float = 0.0,
    large: Sequence[tuple[int, float]] = (),
    blank: Sequence[int] = (0,) * 6,
) -> Stock:
    """So many deals in each layer, all with the same mean; large: layer and amount; blank: deals without an amount."""
    counts = np.array(deals, dtype=np.int64)
    sizes = Sizes(float(counts.sum()), mean, sd) if counts.sum() else NO_SIZES
    named = tuple((layer - 1, amount) for layer, amount in large)
    return Stock(named, counts, counts * mean, np.array(blank, dtype=np.int64), sizes)


def arrivals(
    by_door: Mapping[int, float] = {}, mean: float = 100.0, sd: float = 0.0, steps: int = 10, lost_at_once: float = 0.0
) -> Arrivals:
    """So many deals a step by layer (7: won at once), counted as often as makes the rates as good as known."""
    deals = np.zeros(DOORS)
    for door, a_step in by_door.items():
        deals[door - 1] = a_step * steps * SURE
    sizes = tuple(Sizes(float(some), mean, sd) if some else NO_SIZES for some in deals)
    return Arrivals(round(steps * SURE), deals, lost_at_once * steps * SURE, sizes, 0.0)


def funnel(
    held: Stock,
    coming: Arrivals | None = None,
    chances: Chances = CHANCES,
    deals: float = SURE,
    days: int = 91,
    target: float | None = None,
    won_so_far: float = 0.0,
    assumed: Sizes = NO_SIZES,
) -> Funnel:
    """A funnel at 16 Nov with weekly steps, so many days before the end of its quarter."""
    return Funnel(
        member="",
        as_of=REVIEW,
        step_days=7,
        quarter=Quarter(REVIEW - timedelta(days=90 - days), REVIEW + timedelta(days=days)),
        in_deals=False,
        target=target,
        won_so_far=won_so_far,
        needs=(),
        notes=(),
        rooms=Rooms.plain(),
        stock=held,
        alpha=alpha(chances, deals),
        arrivals=coming or arrivals(),
        assumed=assumed,
        won_worth=1.0,
    )
