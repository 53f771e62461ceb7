"""One week of deals as rows under a header, in one export's columns and formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from types import MappingProxyType

from tests.intake.family import dress
from tests.intake.family.case import Column
from tests.intake.family.formats import DATES, MONEY, SHARES, without_time
from tests.intake.family.noise import KINDS
from tests.intake.family.pipelines import Deal
from tests.intake.family.stage_sets import TrueStage

DAY_FIELDS = ("created_on", "closed_on", "expected_close", "stage_entered_on")
_WITHOUT_TIME = ("expected_close", "closed_on")


@dataclass(frozen=True)
class Styles:
    """How one file writes its values. status: the words for open, won and lost, where a column of its own tells them.

    is_careless: stages are spelt in several ways.
    """

    dates: str
    money: str
    share: str
    labels: Mapping[TrueStage, str]
    currency: str
    status: tuple[str, str, str] | None = None
    is_careless: bool = False


@dataclass(frozen=True)
class Written:
    """A column of the file: what it means, and its kind of values: a field, ``status``, or a kind of noise."""

    column: Column
    kind: str


_KINDS_OF_STAGE: Mapping[str, int] = MappingProxyType({"open": 0, "won": 1, "lost": 2})


def rows_of(
    columns: Sequence[Written], deals: Sequence[Deal], day: date, styles: Styles, random: Random
) -> list[list[object]]:
    """A row for each deal, in the order of the columns."""
    return [[_cell(column.kind, deal, day, styles, random) for column in columns] for deal in deals]


def _cell(kind: str, deal: Deal, day: date, styles: Styles, random: Random) -> object:
    if kind in _FIELDS:
        return _FIELDS[kind](deal, day, styles, random)
    if kind in KINDS:
        return _noise(KINDS[kind](random, deal, day), kind, styles, random)
    return getattr(deal, kind.removeprefix("opportunity_") if kind.startswith("opportunity_") else kind)


def _noise(value: object, kind: str, styles: Styles, random: Random) -> object:
    """Dates and money of the columns beside are written as those that count are."""
    if isinstance(value, datetime):
        return DATES["cell time" if styles.dates == "cell" else styles.dates](value.date(), random.randrange(540))
    if isinstance(value, date):
        return _day(value, styles, random, with_time=False)
    if "amount" in kind or kind == "weighted":
        return value if styles.money == "cell" or value is None else f"{value:.2f}"
    return value


def _day(day: date | None, styles: Styles, random: Random, with_time: bool) -> object:
    if day is None:
        return None
    return DATES[styles.dates if with_time else without_time(styles.dates)](day, random.randrange(540))


def _stage(deal: Deal, day: date, styles: Styles, random: Random) -> object:
    label = styles.labels[deal.reached if styles.status else deal.stage]
    return dress.label(label, random) if styles.is_careless else label


def _status(deal: Deal, day: date, styles: Styles, random: Random) -> object:
    assert styles.status is not None
    return styles.status[_KINDS_OF_STAGE[deal.stage.kind]]


_FIELDS: Mapping[str, Callable[[Deal, date, Styles, Random], object]] = MappingProxyType(
    {
        "stage": _stage,
        "status": _status,
        "amount": lambda deal, day, styles, random: None if deal.amount is None else MONEY[styles.money](deal.amount),
        "currency": lambda deal, day, styles, random: styles.currency,
        "probability": lambda deal, day, styles, random: SHARES[styles.share](deal.probability),
        "snapshot_date": lambda deal, day, styles, random: _day(day, styles, random, with_time=False),
        **{
            name: lambda deal, day, styles, random, name=name: _day(
                getattr(deal, name), styles, random, with_time=name not in _WITHOUT_TIME
            )
            for name in DAY_FIELDS
        },
    }
)
