"""A year of deals, week by week, from a seed. Members are numbers here; `words` gives them names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

FIRST_WEEK = date(2025, 11, 17)
FIRST_SNAPSHOT = date(2026, 8, 3)
LAST_SNAPSHOT = date(2026, 11, 16)
KEEP_CLOSED_DAYS = 84

NORTH, EAST, SOUTH, WEST = range(4)
FINANCE, ENERGY = 3, 5
WEAK_PRODUCT = 6
WON, LOST = 7, 8

# The weekly chances to advance and to be lost, of deals that take their time and of those that are keen to buy.
ADVANCE = {1: 0.25, 2: 0.31, 3: 0.33, 4: 0.15, 5: 0.03, 6: 0.12}
LOSE = {1: 0.13, 2: 0.09, 3: 0.07, 4: 0.02, 5: 0.03, 6: 0.30}
KEEN_ADVANCE = {1: 0.85, 2: 0.85, 3: 0.85, 4: 0.70, 5: 0.70, 6: 0.65}
KEEN_LOSE = 0.02
KEEN, KEEN_SIZE = 0.12, 0.75
TWO_STEPS, KEEN_TWO_STEPS = 0.04, 0.5
# After four weeks in a high stage people ask whether a deal will ever come, and most that will not are given up.
GIVEN_UP_WEEKS, GIVEN_UP = 4, {4: 0.45, 5: 0.35}

PRICES = (42_000, 65_000, 88_000, 54_000, 36_000, 120_000, 95_000, 48_000, 30_000)
POPULARITY = (9, 8, 7, 9, 8, 6, 8, 7, 6)
FIRST_GUESS = 0.7
REPS = {NORTH: (0, 1, 2, 3), EAST: (4, 5, 6, 7, 14, 15), SOUTH: (8, 9, 10), WEST: (11, 12, 13)}
CUSTOMERS = 30

NEW_A_WEEK = {NORTH: 6.4, EAST: 10.2, SOUTH: 6.6, WEST: 5.4}
SLOWER = {NORTH: 0.85}
# West: fewer new deals from September, hardly any from the end of October. Some of its deals are branches of South's.
FADING = ((date(2026, 10, 26), 0.3), (date(2026, 9, 7), 3.4))
BRANCHES = 0.12
# South: since spring most deals come to a halt in layers 2 and 3, in two industries nearly all; one rep takes on every
# large deal, and has no time for them once they are in a high stage.
STUCK_SINCE = date(2026, 3, 2)
STUCK, STUCK_ELSE, LEAVE_STUCK = {FINANCE: 0.95, ENERGY: 0.95}, 0.5, 0.004
OVERLOADED, TAKES_FROM, LEAVE_OVERLOADED = 8, 70_000, 0.04

Asked = Counter[tuple[int, int, bool]]


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
    is_keen: bool
    is_stuck: bool = False
    closed_on: date | None = None
    deleted_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.stage < WON

    @property
    def is_low(self) -> bool:
        return self.stage <= 3


def snapshots(seed: int = 577) -> Iterator[tuple[date, list[Deal]]]:
    """Each Monday with its deals: those that are open, and those closed in the quarter before."""
    random = Random(seed)
    deals: list[Deal] = []
    asked: Asked = Counter()
    day = FIRST_WEEK
    while day <= LAST_SNAPSHOT:
        for deal in deals:
            _live_a_week(random, deal, day)
        deals += _new_deals(random, asked, day, len(deals))
        if day >= FIRST_SNAPSHOT:
            yield day, [copy(deal) for deal in deals if _is_kept(deal, day)]
        day += timedelta(weeks=1)


def _is_kept(deal: Deal, day: date) -> bool:
    closed_lately = deal.closed_on is None or (day - deal.closed_on).days <= KEEP_CLOSED_DAYS
    return deal.deleted_on is None and closed_lately


def _new_deals(random: Random, asked: Asked, day: date, known: int) -> list[Deal]:
    regions = [region for region in NEW_A_WEEK for _ in range(_arrivals(random, region, day))]
    return [_new_deal(random, asked, known + n, region, day) for n, region in enumerate(regions, start=1)]


def _arrivals(random: Random, region: int, day: date) -> int:
    faded = (new for since, new in FADING if region == WEST and day >= since)
    expected = next(faded, NEW_A_WEEK[region])
    return sum(random.random() < expected / 12 for _ in range(12))


def _new_deal(random: Random, asked: Asked, number: int, region: int, day: date) -> Deal:
    customer, product = _demand(random, asked, region, day.month > 6)
    is_keen = random.random() < KEEN * (0.5 if product == WEAK_PRODUCT else 1)
    price = _rounded(PRICES[product] * random.lognormvariate(0, 0.5) * (KEEN_SIZE if is_keen else 1))
    created_on = _some_day_of_week(random, day)
    deal = Deal(
        number=number,
        region=region,
        customer=customer,
        product=product,
        channel=random.choices(range(4), (5, 3, 2, 2))[0],
        rep=_rep(random, region, price),
        price=price,
        amount=None if random.random() < 0.2 else _rounded(price * FIRST_GUESS),
        created_on=created_on,
        expected_close=created_on + timedelta(days=random.randint(35, 100)),
        stage=1,
        stage_entered_on=created_on,
        is_keen=is_keen,
    )
    _enter(random, deal, random.choices((1, 2, 3), (84, 11, 5))[0], created_on)
    return deal


def _demand(random: Random, asked: Asked, region: int, half: bool) -> tuple[int, int]:
    """A customer and a product that this customer has not asked for twice in this half of the year."""
    while True:
        home = SOUTH if region == WEST and random.random() < BRANCHES else region
        customer = home * CUSTOMERS + random.randrange(CUSTOMERS)
        product = random.choices(range(len(PRICES)), POPULARITY)[0]
        if asked[customer, product, half] < 2:
            asked[customer, product, half] += 1
            return customer, product


def _rep(random: Random, region: int, price: int) -> int:
    if region == SOUTH and price >= TAKES_FROM:
        return OVERLOADED
    return random.choice(REPS[region])


def _live_a_week(random: Random, deal: Deal, day: date) -> None:
    if deal.is_open:
        _move(random, deal, day)
    elif deal.stage == LOST and _weeks_since(deal.closed_on, day) <= 6 and random.random() < 0.01:
        _enter(random, deal, 3, _some_day_of_week(random, day))
    if deal.is_open:
        _reprice(random, deal)
        _push_expected_close(random, deal, day)


def _move(random: Random, deal: Deal, day: date) -> None:
    advance, lose = _chances(deal, day)
    chance = random.random()
    if chance < advance:
        _advance(random, deal, day)
    elif chance < advance + lose:
        _enter(random, deal, LOST, _some_day_of_week(random, day))
    elif chance < advance + lose + 0.012 and deal.stage > 2:
        _enter(random, deal, deal.stage - 1, _some_day_of_week(random, day))
    elif chance > 0.998:
        deal.deleted_on = day


def _advance(random: Random, deal: Deal, day: date) -> None:
    """To the next stage; a keen deal may go on to the one after it in the same week, and a few skip one."""
    steps = 1
    if deal.stage < 5 and random.random() < (KEEN_TWO_STEPS if deal.is_keen else TWO_STEPS):
        steps = 2
    _enter(random, deal, deal.stage + steps, _some_day_of_week(random, day))


def _chances(deal: Deal, day: date) -> tuple[float, float]:
    """To advance, and to be lost, within a week."""
    if deal.is_stuck and deal.stage in (2, 3):
        return LEAVE_STUCK, LEAVE_STUCK
    if deal.is_keen:
        return KEEN_ADVANCE[deal.stage], KEEN_LOSE
    if deal.rep == OVERLOADED and deal.stage in GIVEN_UP:
        return LEAVE_OVERLOADED, LEAVE_OVERLOADED
    weak = deal.product == WEAK_PRODUCT and deal.is_low
    asks = deal.stage in GIVEN_UP and _weeks_since(deal.stage_entered_on, day) >= GIVEN_UP_WEEKS
    lose = GIVEN_UP[deal.stage] if asks else LOSE[deal.stage]
    return ADVANCE[deal.stage] * SLOWER.get(deal.region, 1.0) * (0.5 if weak else 1.0), lose


def _enter(random: Random, deal: Deal, stage: int, day: date) -> None:
    deal.stage = stage
    deal.stage_entered_on = day
    deal.closed_on = None if deal.is_open else day
    if stage > 2:
        deal.amount = deal.price
    elif stage > 1:
        deal.amount = deal.amount or _rounded(deal.price * FIRST_GUESS)
    if stage in (2, 3) and not deal.is_keen and not deal.is_stuck:
        deal.is_stuck = _gets_stuck(random, deal, day)


def _gets_stuck(random: Random, deal: Deal, day: date) -> bool:
    """In South most deals have come to a halt since spring, most of all in two industries."""
    return deal.region == SOUTH and day >= STUCK_SINCE and random.random() < STUCK.get(deal.customer % 6, STUCK_ELSE)


def _reprice(random: Random, deal: Deal) -> None:
    if deal.stage > 2 and random.random() < 0.025:
        deal.price = deal.amount = _rounded(deal.price * random.uniform(0.82, 1.2))


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
