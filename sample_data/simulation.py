"""A year of deals, week by week, from a seed. Members are numbers here; `words` gives them names."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

FIRST_WEEK = date(2025, 11, 17)
FIRST_SNAPSHOT = date(2026, 8, 3)
LAST_SNAPSHOT = date(2026, 11, 16)
KEEP_CLOSED_DAYS = 92

NORTH, EAST, SOUTH, WEST = range(4)
WEAK_PRODUCT = 6
WON, LOST = 7, 8

ADVANCE = {1: 0.24, 2: 0.21, 3: 0.19, 4: 0.08, 5: 0.10, 6: 0.30}
LOSE = {1: 0.08, 2: 0.055, 3: 0.045, 4: 0.02, 5: 0.03, 6: 0.14}
PRICES = (42_000, 65_000, 88_000, 54_000, 36_000, 120_000, 95_000, 48_000, 30_000)
POPULARITY = (9, 8, 7, 9, 8, 6, 8, 7, 6)
REPS = {NORTH: (0, 1, 2, 3), EAST: (4, 5, 6, 7), SOUTH: (8, 9, 10), WEST: (11, 12, 13)}


@dataclass(frozen=True)
class Pace:
    """How a region sells: new deals a week, and factors on the weekly chance to advance and to be lost."""

    new_a_week: float
    advance: float = 1.0
    lose: float = 1.0


USUAL = {NORTH: Pace(3.8), EAST: Pace(6.2, 1.15, 0.7), SOUTH: Pace(4.6), WEST: Pace(4.2)}
CHANGED_ON = date(2026, 7, 6)
CHANGED = {**USUAL, NORTH: Pace(3.8, 0.9), SOUTH: Pace(5.0, 0.28, 0.45), WEST: Pace(0.9)}


@dataclass
class Deal:
    """One deal as it is on one day. stage: 1 to 6 open, 7 won, 8 lost. amount: None when nobody has said one."""

    number: int
    region: int
    customer: int
    product: int
    channel: int
    rep: int
    price: int
    amount: int | None
    created_on: date
    expected_close: date
    stage: int
    stage_entered_on: date
    closed_on: date | None = None
    deleted_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.stage < WON


def snapshots(seed: int = 90) -> Iterator[tuple[date, list[Deal]]]:
    """Each Monday with its deals: those that are open, and those closed in the quarter before."""
    random = Random(seed)
    deals: list[Deal] = []
    day = FIRST_WEEK
    while day <= LAST_SNAPSHOT:
        for deal in deals:
            _live_a_week(random, deal, day)
        deals += _new_deals(random, day, len(deals))
        if day >= FIRST_SNAPSHOT:
            yield day, [copy(deal) for deal in deals if _is_kept(deal, day)]
        day += timedelta(weeks=1)


def _is_kept(deal: Deal, day: date) -> bool:
    closed_lately = deal.closed_on is None or (day - deal.closed_on).days <= KEEP_CLOSED_DAYS
    return deal.deleted_on is None and closed_lately


def _pace(deal_region: int, day: date) -> Pace:
    return (CHANGED if day >= CHANGED_ON else USUAL)[deal_region]


def _new_deals(random: Random, day: date, known: int) -> list[Deal]:
    regions = [region for region in USUAL for _ in range(_arrivals(random, _pace(region, day).new_a_week))]
    return [_new_deal(random, known + n, region, day) for n, region in enumerate(regions, start=1)]


def _arrivals(random: Random, expected: float) -> int:
    return sum(random.random() < expected / 8 for _ in range(8))


def _new_deal(random: Random, number: int, region: int, day: date) -> Deal:
    product = random.choices(range(len(PRICES)), POPULARITY)[0]
    price = _rounded(PRICES[product] * random.lognormvariate(0, 0.5))
    created_on = _some_day_of_week(random, day)
    return Deal(
        number=number,
        region=region,
        customer=region * 30 + min(random.randrange(30), random.randrange(30)),
        product=product,
        channel=random.choices(range(4), (5, 3, 2, 2))[0],
        rep=random.choice(REPS[region]),
        price=price,
        amount=None if random.random() < 0.2 else price,
        created_on=created_on,
        expected_close=created_on + timedelta(days=random.randint(70, 190)),
        stage=1,
        stage_entered_on=created_on,
    )


def _live_a_week(random: Random, deal: Deal, day: date) -> None:
    if deal.is_open:
        _move(random, deal, day)
    elif deal.stage == LOST and _weeks_since(deal.closed_on, day) <= 6 and random.random() < 0.015:
        _enter(random, deal, 3, day)
    if deal.is_open:
        _reprice(random, deal)
        _push_expected_close(random, deal, day)


def _move(random: Random, deal: Deal, day: date) -> None:
    advance, lose = _chances(deal, day)
    chance = random.random()
    if chance < advance:
        _enter(random, deal, deal.stage + (2 if deal.stage < 4 and random.random() < 0.07 else 1), day)
    elif chance < advance + lose:
        _enter(random, deal, LOST, day)
    elif chance < advance + lose + 0.012 and deal.stage > 1:
        _enter(random, deal, deal.stage - 1, day)
    elif chance > 0.9994:
        deal.deleted_on = day


def _chances(deal: Deal, day: date) -> tuple[float, float]:
    pace, low = _pace(deal.region, day), deal.stage <= 3
    weak = 0.35 if deal.product == WEAK_PRODUCT and low else 1.0
    return ADVANCE[deal.stage] * weak * (pace.advance if low else 1.0), LOSE[deal.stage] * pace.lose


def _enter(random: Random, deal: Deal, stage: int, day: date) -> None:
    deal.stage = stage
    deal.stage_entered_on = _some_day_of_week(random, day)
    deal.closed_on = None if deal.is_open else deal.stage_entered_on
    if stage > 1:
        deal.amount = deal.amount or deal.price


def _reprice(random: Random, deal: Deal) -> None:
    if deal.amount is not None and random.random() < 0.025:
        deal.amount = _rounded(deal.amount * random.uniform(0.82, 1.2))


def _push_expected_close(random: Random, deal: Deal, day: date) -> None:
    overdue = deal.expected_close <= day
    if random.random() < (0.75 if overdue else 0.03):
        deal.expected_close = max(deal.expected_close, day) + timedelta(days=random.randint(14, 45))


def _weeks_since(earlier: date | None, day: date) -> int:
    return (day - (earlier or day)).days // 7


def _some_day_of_week(random: Random, monday: date) -> date:
    return monday - timedelta(days=random.randrange(7))


def _rounded(price: float) -> int:
    step = 500 if price < 50_000 else 1_000 if price < 100_000 else 5_000
    return max(step, round(price / step) * step)
