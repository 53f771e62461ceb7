"""A large sales pipeline, made up from a seed: what the warehouse holds, without reading a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from analyzer.model import EXTRA_ROLES, Quarter, Role, Stage, Target

Numbers = np.ndarray[Any, np.dtype[Any]]

STAGES = (
    Stage("Lead", 1, 1, "open"),
    Stage("Contact established", 2, 2, "open"),
    Stage("Needs identified", 3, 3, "open"),
    Stage("Solution proposed", 4, 4, "open"),
    Stage("Negotiation", 5, 5, "open"),
    Stage("Decision", 6, 6, "open"),
    Stage("Closed won", 7, 7, "won"),
    Stage("Closed lost", 8, None, "lost"),
)
WON, LOST = 6, 7

FIRST_SNAPSHOT = date(2026, 7, 6)
MEMBERS = {"region": 6, "product": 12, "industry": 10, "channel": 5, "rep": 60}
DEALS_A_CUSTOMER = 5
TARGET_A_DEAL = 1_500
BLANK_AMOUNTS = 0.03
BLANK_REGIONS = 0.01
TWO_PRODUCTS = 0.02

PROBABILITIES = (0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 0.0)
AT_FIRST = (0.12, 0.10, 0.08, 0.07, 0.05, 0.04, 0.24, 0.30)
ADVANCE, SKIP, BACK, LOSE, REOPEN, VANISH = 0.10, 0.01, 0.03, 0.02, 0.002, 0.001


@dataclass(frozen=True)
class Pipeline:
    """So many deals over so many weekly snapshots; the same seed gives the same rows.

    A few deals have two line items, of two products; a few rows lack an amount or a region.
    arriving: the share of the deals that are created after the first snapshot, spread evenly over the weeks.
    """

    deals: int
    weeks: int
    arriving: float = 0.1
    seed: int = 20261109

    @property
    def dates(self) -> list[date]:
        """The snapshot dates, oldest first."""
        return [FIRST_SNAPSHOT + timedelta(weeks=week) for week in range(self.weeks)]

    def snapshots(self) -> pa.Table:
        """One row per line item and week, with the columns of `analyzer.intake.Intake.snapshots`, ordered by date."""
        random = np.random.default_rng(self.seed)
        deals = _deals(self.deals, self.weeks, self.arriving, random)
        born = deals.pop("born")
        weeks = [_week(deals, *state, self.dates, random) for state in _states(born, self.weeks, random)]
        return pa.concat_tables(weeks)

    def targets(self) -> tuple[Target, ...]:
        """A target for each member of region, product and industry for the quarter of the last snapshot."""
        quarter = Quarter.of(self.dates[-1])
        amount = Decimal(TARGET_A_DEAL * self.deals)
        roles: tuple[Role, ...] = ("region", "product", "industry")
        return tuple(
            Target(role, member, quarter.starts_on, quarter.ends_on, (amount / MEMBERS[role]).quantize(Decimal("0.01")))
            for role in roles
            for member in members(role)
        )


def members(role: str) -> list[str]:
    """The names of a role's members."""
    return [f"{role.capitalize()} {number:02d}" for number in range(1, MEMBERS[role] + 1)]


def _deals(deals: int, weeks: int, arriving: float, random: np.random.Generator) -> dict[str, Any]:
    number = np.arange(deals)
    late = random.random(deals) < arriving
    born = np.where(late, random.integers(1, max(weeks, 2), deals), 0)
    age = random.integers(0, 400, deals)
    created = np.datetime64(FIRST_SNAPSHOT) + 7 * born - np.where(late, 0, age)
    customers = max(deals // DEALS_A_CUSTOMER, 1)
    places = {role: random.integers(0, count, deals) for role, count in MEMBERS.items()}
    roles = {role: _named(members(role), places[role]) for role in MEMBERS}
    another_product = (places["product"] + random.integers(1, MEMBERS["product"], deals)) % MEMBERS["product"]
    roles["region"] = _blanked(roles["region"], random.random(deals) < BLANK_REGIONS)
    return {
        "born": born,
        "opportunity_id": _written("OPP-{:07d}", number),
        "opportunity_name": _written("Renewal {:07d}", number),
        "customer": _written("Customer {:06d}", np.arange(customers)).take(random.integers(0, customers, deals)),
        "cents": np.round(random.lognormal(10.0, 1.0, deals) * 100).astype(np.int64),
        "no_amount": random.random(deals) < BLANK_AMOUNTS,
        "second_product": np.where(random.random(deals) < TWO_PRODUCTS, another_product, -1),
        "created_on": created,
        "expected_close": created + random.integers(60, 300, deals),
        **roles,
    }


def _states(born: Numbers, weeks: int, random: np.random.Generator) -> Iterator[tuple[int, Numbers, Numbers, Numbers]]:
    """Week by week: its number, the deals that a snapshot holds then, their stage, and the week they entered it."""
    stage = np.where(born == 0, random.choice(len(STAGES), len(born), p=AT_FIRST), 0)
    entered = np.minimum(born, 0) - random.integers(0, 20, len(born))
    gone = np.zeros(len(born), dtype=bool)
    for week in range(weeks):
        moved = _moved(stage, random) if week else stage
        moved = np.where(born >= week, stage, moved)
        entered = np.where((moved != stage) | (born == week), week, entered)
        stage = moved
        gone |= (random.random(len(born)) < VANISH) & (week > 0)
        there = np.flatnonzero((born <= week) & ~gone)
        yield week, there, stage[there], entered[there]


def _moved(stage: Numbers, random: np.random.Generator) -> Numbers:
    chance = random.random(len(stage))
    steps = (ADVANCE, SKIP, BACK, LOSE)
    ends = np.cumsum(steps)
    advanced = np.minimum(stage + 1, WON)
    skipped = np.minimum(stage + 2, WON)
    back = np.maximum(stage - 1, 0)
    moved = np.select([chance < end for end in ends], [advanced, skipped, back, np.full_like(stage, LOST)], stage)
    reopened = np.where(chance < REOPEN, 3, stage)
    return np.where(stage < WON, moved, reopened)


def _week(
    deals: dict[str, Any],
    week: int,
    there: Numbers,
    stage: Numbers,
    entered: Numbers,
    dates: list[date],
    random: np.random.Generator,
) -> pa.Table:
    changed = random.random(len(deals["cents"])) < 0.05
    deals["cents"] = np.where(changed, deals["cents"] + deals["cents"] // 10, deals["cents"])
    second = deals["second_product"][there] >= 0
    lines = np.concatenate([np.arange(len(there)), np.flatnonzero(second)])
    is_second = np.arange(len(lines)) >= len(there)
    there, stage, entered = there[lines], stage[lines], entered[lines]
    entered_on = np.datetime64(FIRST_SNAPSHOT) + 7 * entered
    columns = {
        "snapshot_date": pa.array(np.full(len(there), np.datetime64(dates[week]))),
        **{name: deals[name].take(there) for name in ("opportunity_id", "opportunity_name", "customer")},
        "stage": _named([stage.name for stage in STAGES], stage),
        "amount": _money(
            np.where(is_second, deals["cents"][there] // 3, deals["cents"][there]), deals["no_amount"][there]
        ),
        "probability": pa.array(np.array(PROBABILITIES)[stage]),
        "created_on": pa.array(deals["created_on"][there]),
        "closed_on": pa.array(entered_on, mask=stage < WON),
        "expected_close": pa.array(deals["expected_close"][there]),
        "stage_entered_on": pa.array(entered_on),
        **{role: deals[role].take(there) for role in MEMBERS},
        **{role: pa.nulls(len(there), pa.string()) for role in EXTRA_ROLES},
    }
    columns["product"] = pa.compute.if_else(
        pa.array(is_second), _named(members("product"), deals["second_product"][there].clip(0)), columns["product"]
    )
    return pa.table(columns)


def _written(template: str, numbers: Numbers) -> pa.Array:
    return pa.array([template.format(number) for number in numbers.tolist()], pa.string())


def _named(names: list[str], positions: Numbers) -> pa.Array:
    return pa.array(names, pa.string()).take(pa.array(positions))


def _blanked(column: pa.Array, blank: Numbers) -> pa.Array:
    return pa.compute.if_else(pa.array(blank), pa.scalar(None, column.type), column)


def _money(cents: Numbers, blank: Numbers) -> pa.Array:
    # A decimal of Arrow is sixteen bytes, lowest first; positive cents fill the lower eight.
    halves = np.zeros((len(cents), 2), dtype=np.int64)
    halves[:, 0] = cents
    amounts = pa.Array.from_buffers(pa.decimal128(18, 2), len(cents), [None, pa.py_buffer(halves)])
    return _blanked(amounts, blank)
