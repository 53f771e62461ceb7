"""A pipeline whose truth is known: its deals, week by week."""

from __future__ import annotations

import string
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from types import MappingProxyType

from tests.intake.family.members import Members
from tests.intake.family.stage_sets import StageSet, TrueStage


@dataclass(frozen=True)
class Deal:
    """One deal as it was on one day. reached: the open stage it is in, or was in when it was closed."""

    number: int
    id: str
    name: str
    customer: str
    stage: TrueStage
    reached: TrueStage
    amount: Decimal | None
    probability: float
    created_on: date
    expected_close: date
    closed_on: date | None
    stage_entered_on: date
    region: str | None
    product: str | None
    industry: str | None
    channel: str | None
    rep: str | None


@dataclass(frozen=True)
class Shape:
    """What kind of pipeline it is. unit: all amounts are whole multiples of it. ids: a key of `ID_STYLES`."""

    deals: int
    weeks: int
    newest: date
    unit: Decimal
    ids: str
    blank_amounts: bool
    blank_roles: bool


def weeks_of(random: Random, shape: Shape, stages: StageSet, who: Members) -> dict[date, tuple[Deal, ...]]:
    """The deals on each snapshot day, oldest day first."""
    days = [shape.newest - timedelta(weeks=back) for back in reversed(range(shape.weeks))]
    homes = {customer: (random.choice(who.regions), random.choice(who.industries)) for customer in who.customers}
    names = _names(random, shape, who)
    deals = [_first(random, shape, stages, who, number, names[number], homes, days[0]) for number in range(shape.deals)]
    held = {days[0]: tuple(deals)}
    for day in days[1:]:
        deals = [_a_week_on(random, stages, deal, day) for deal in deals]
        number = len(names)
        names += _names(random, shape, who, set(names))[:3]
        deals += [
            _first(random, shape, stages, who, number + at, name, homes, day, is_new=True)
            for at, name in enumerate(names[number:])
        ]
        held[day] = tuple(deals)
    return held


def _names(
    random: Random, shape: Shape, who: Members, but: set[tuple[str, str]] | None = None
) -> list[tuple[str, str]]:
    """Names of deals with their customers, each pair once."""
    pairs = [(customer, purpose) for customer in who.customers for purpose in who.purposes]
    free = [pair for pair in pairs if pair not in (but or set())]
    return random.sample(free, min(shape.deals, len(free)))


def _first(
    random: Random, shape: Shape, stages: StageSet, who: Members, number: int, name: tuple[str, str],
    homes: Mapping[str, tuple[str, str]], day: date, is_new: bool = False,
) -> Deal:  # fmt: skip
    """A deal as it is on the first day that shows it."""
    customer, purpose = name
    region, industry = homes[customer]
    age = random.randrange(0, 6) if is_new else random.randrange(1, 240)
    reached = stages.open_ones[0] if is_new else random.choice(stages.open_ones)
    created = day - timedelta(days=age)
    entered = created + timedelta(days=random.randrange(0, age + 1))
    blank = [shape.blank_roles and random.random() < 0.06 for _ in range(4)]
    amount = Decimal(random.choice((random.randrange(5, 60), random.randrange(60, 900)))) * shape.unit
    deal = Deal(
        number, ID_STYLES[shape.ids](random, number), f"{customer} {purpose}", customer, reached, reached,
        None if shape.blank_amounts and random.random() < 0.08 else amount,
        reached.chance, created, day + timedelta(days=random.randrange(3, 200)), None, entered,
        None if blank[0] else region, None if blank[1] else random.choice(who.products),
        None if blank[2] else industry, None if blank[3] else random.choice(who.channels), random.choice(who.reps),
    )  # fmt: skip
    return deal if is_new or random.random() < 0.6 else _closed(random, stages, deal, entered, day)


def _closed(random: Random, stages: StageSet, deal: Deal, entered: date, day: date) -> Deal:
    lost = stages.lost_ones
    end = random.choice(lost) if lost and random.random() < 0.45 else stages.won
    closed = entered + timedelta(days=random.randrange(0, (day - entered).days + 1))
    return replace(
        deal, stage=end, closed_on=closed, expected_close=closed, stage_entered_on=closed, probability=end.chance
    )


def _a_week_on(random: Random, stages: StageSet, deal: Deal, day: date) -> Deal:
    """Most stay; some move up, few move back, a few are won or lost."""
    chance = random.random()
    if deal.stage.kind != "open" or chance < 0.6:
        return deal
    moved = day - timedelta(days=random.randrange(0, 6))
    if chance < 0.7:
        return _closed(random, stages, deal, moved, day)
    at = stages.open_ones.index(deal.stage) + (1 if chance < 0.95 else -1)
    stage = stages.open_ones[min(max(at, 0), len(stages.open_ones) - 1)]
    if stage is deal.stage:
        return deal
    return replace(deal, stage=stage, reached=stage, probability=stage.chance, stage_entered_on=moved)


def _letters(random: Random, length: int) -> str:
    return "".join(random.choices(string.ascii_letters + string.digits, k=length))


ID_STYLES: Mapping[str, Callable[[Random, int], str]] = MappingProxyType(
    {
        "salesforce 18": lambda random, number: f"0065g00000{number:02d}{_letters(random, 6)}"[:18].ljust(18, "A"),
        "salesforce 15": lambda random, number: f"0065g000{number:03d}{_letters(random, 4)}"[:15],
        "guid": lambda random, number: str(uuid.UUID(int=random.getrandbits(128), version=4)),
        "number": lambda random, number: str(1_000 + 7 * number),
        "long number": lambda random, number: str(28_400_000_000 + 137 * number),
        "coded": lambda random, number: f"OPP-{number + 1:05d}",
        "yearly": lambda random, number: f"D-2026-{number + 1:03d}",
        "dated": lambda random, number: f"SJ202603{number // 30 + 1:02d}{number + 1:04d}",
        "external": lambda random, number: f"__export__.crm_lead_{number + 11}_{_letters(random, 8).lower()}",
        "padded": lambda random, number: f"{number + 1:06d}",
    }
)
