"""What the team's CRM exports each Monday: the world as it was entered, with what the export leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

import numpy as np
import pyarrow as pa

from analyzer.model import Selection, Stage, Target
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.advice.truth.deals import STREAMS
from tests.advice.truth.draws import normal, uniform
from tests.advice.truth.shape import INDUSTRIES, PRODUCTS, REGIONS
from tests.pipelines import SCHEMA, Row

PROBABILITY = (0.0, 0.05, 0.10, 0.20, 0.40, 0.60, 0.80, 1.0)
A_YEAR = 104  # half weeks


@dataclass(frozen=True)
class History:
    """The exports: a table as `Warehouse.load` takes it, the stages and the targets."""

    table: pa.Table
    dates: tuple[date, ...]
    stages: tuple[Stage, ...]
    targets: tuple[Target, ...]

    @cached_property
    def rows(self) -> list[Row]:
        """The same as rows for `tests.pipelines.warehouse`."""
        return [Row(**record) for record in self.table.to_pylist()]

    @property
    def settings(self) -> Settings:
        return Settings(stages=self.stages, targets=self.targets)

    @property
    def selection(self) -> Selection:
        return Selection(self.dates[-1], self.dates[-2] if len(self.dates) > 1 else None)

    def warehouse(self) -> Warehouse:
        """A warehouse that holds it."""
        house = Warehouse(memory_limit="500MB")
        house.load(self.table, self.stages, self.targets)
        return house


def recorded(world, weeks: int) -> History:
    """The exports of the last so many Mondays. The first lists what closed in the year before it, the others only what
    closed in the last few weeks.
    """
    shape = world.shape
    numbers = range(1 - weeks, 1)
    parts = [_export(world, week, A_YEAR if week == numbers[0] else 2 * shape.listed_weeks) for week in numbers]
    dates = tuple(shape.ends_on + timedelta(weeks=week) for week in numbers)
    return History(pa.concat_tables(parts), dates, shape.stage_list(), shape.targets())


def _export(world, week: int, listed: int) -> pa.Table:
    place, entered, those = _entered(world, week)
    open_or_listed = (place < world.shape.open_stages) | (entered > 2 * week - listed)
    at = those & open_or_listed
    deals = world.now.taken(np.flatnonzero(at))
    return _table(world, week, deals, place[at], entered[at])


def _entered(world, week: int):
    """Place and entry as the CRM knows them at the end of the week, and which deals it knows at all."""
    count = len(world.now)
    place, entered = (_padded(values, count) for values in world.standing(week))
    those = np.arange(count) < len(world.standing(week)[0])
    if world.lived_in(week - 1):
        for change in world.changes:
            late = change.not_yet_entered(week, world.now)
            if late is not None:
                old_place, old_entered = (_padded(values, count) for values in world.standing(week - 1))
                known = np.arange(count) < len(world.standing(week - 1)[0])
                place, entered = np.where(late, old_place, place), np.where(late, old_entered, entered)
                those &= ~late | known
    return place, entered, those


def _padded(values: np.ndarray, count: int) -> np.ndarray:
    return np.concatenate([values, np.zeros(count - len(values), values.dtype)])


def _table(world, week: int, deals, place, entered) -> pa.Table:
    shape = world.shape
    snapshot = shape.ends_on + timedelta(weeks=week)
    closed = place >= shape.open_stages
    names = np.array([stage.name for stage in shape.stage_list()])
    created, since = (_days(shape.ends_on, deals.key, steps) for steps in (deals.born, entered))
    amounts = np.where(deals.blank, np.nan, world.amounts(deals, place))
    columns = {
        "snapshot_date": [snapshot] * len(deals),
        "opportunity_id": [f"D{number:016x}" for number in deals.key.astype(np.uint64)],
        "customer": [f"Customer {number}" for number in deals.customer],
        "stage": names[place],
        "amount": [None if np.isnan(value) else Decimal(f"{value:.2f}") for value in amounts],
        "probability": np.array(PROBABILITY)[shape.layers[place]],
        "created_on": created,
        "closed_on": _where(closed, since),
        "expected_close": _where(~closed, _expected(world, deals, created, snapshot)),
        "stage_entered_on": _where(~closed, since),
        "region": np.array(REGIONS)[deals.region],
        "product": np.array(PRODUCTS)[deals.product],
        "industry": np.array(INDUSTRIES)[deals.industry],
        "rep": [f"Rep {number + 1}" for number in deals.rep],
    }
    kept = {name: values for name, values in columns.items() if name not in shape.missing}
    empty = [None] * len(deals)
    return pa.table({name: pa.array(kept.get(name, empty), SCHEMA.field(name).type) for name in SCHEMA.names}, SCHEMA)


def _days(ends_on: date, key, steps) -> np.ndarray:
    """The day of a half week: its last, or one or two before."""
    steps = steps.astype(int)
    back = (uniform(key, STREAMS["day"], steps) * 3).astype(int)
    return np.datetime64(ends_on) + (np.floor(3.5 * steps).astype(int) - back)


def _where(those, days):
    return [day if yes else None for yes, day in zip(those, days.astype(object), strict=True)]


def _expected(world, deals, created, snapshot: date):
    """What the rep says: the usual time, more or less; once it has passed, four weeks on."""
    days = 7 * sum(world.shape.dwell) * np.exp(0.35 * normal(deals.key, STREAMS["cycle"]))
    said = created + days.astype(int)
    late = (np.datetime64(snapshot) - said).astype(int)
    return said + np.where(late > 0, (late // 28 + 1) * 28, 0)
