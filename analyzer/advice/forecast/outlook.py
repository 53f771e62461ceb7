"""The week in which layer 4 or 5 will fall short, and what would prevent it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from analyzer.advice.forecast.enough import missing, snapshot_dates
from analyzer.advice.forecast.forecast import BAND, cycle_days
from analyzer.advice.forecast.outlook_words import carried_on, no_amounts, no_cycle, no_target, outlook_said
from analyzer.advice.forecast.periods import Required
from analyzer.advice.forecast.prevention import Need, remedy
from analyzer.advice.forecast.weighted import Won
from analyzer.advice.forecast.words import not_enough
from analyzer.advice.simulation import Funnel, funnels_by_member, simulate
from analyzer.message import Message
from analyzer.model import OPEN_LAYERS, Engine, Role, Selection
from analyzer.settings import Settings

LAYERS = (4, 5)
MOST_WEEKS = 52
WEEKS_WITHOUT_CYCLE = 13
BAND_RUNS = 1_000

COLUMNS = ("day", "layer", "expected", "low", "high", "required")

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Trouble:
    """The first week in which a layer is expected below what it must hold; week 0 is the review itself.

    Of two layers that fall short in the same week it is the one that lacks the larger part.
    """

    week: int
    day: date
    layer: int
    expected: float
    required: float


@dataclass(frozen=True)
class Outlook:
    """The weeks ahead for the whole selection (member "") or for one member.

    weeks: columns day, layer (4, 5), expected, low, high (the 80% band; NaN for members), required (NaN without a
    target): one row per week and layer, the review itself first.
    trouble: None where none is in sight, or where it cannot be told. new_a_week, more_advance: each by itself keeps
    both layers at what they must hold from the week of the trouble on: so many more new deals a week, such a share
    more advance in the layers below; None where no reasonable one does. in_time: False where no lever can prevent it;
    then they are what brings the layers back by the end of the outlook.
    sentence: the finding. notes: what was assumed. needs: what is missing, where it cannot be told.
    """

    member: str
    weeks: pd.DataFrame
    trouble: Trouble | None
    new_a_week: int | None
    more_advance: float | None
    in_time: bool
    sentence: Message
    notes: tuple[Message, ...] = ()
    needs: tuple[Message, ...] = ()


def outlook(engine: Engine, selection: Selection, settings: Settings, role: Role | None = None) -> tuple[Outlook, ...]:
    """One outlook for the whole selection, or one per member of ``role``, the earliest trouble first.

    Where the whole cannot be told, one that says so. Raises what ``engine.run`` raises.
    """
    whole = Funnel.of(engine, selection, settings)
    needs = (*missing(snapshot_dates(engine, selection), Won.of(engine, selection)), *whole.needs)
    if needs:
        return (_untold("", needs),)
    cycle = cycle_days(engine, selection)
    days = _days(cycle, settings)
    required = Required.of(engine, selection, settings, days, role)
    since = required.carried_from
    notes = (*([] if cycle else [no_cycle(WEEKS_WITHOUT_CYCLE)]), *([carried_on(since)] if since else []))
    funnels = funnels_by_member(engine, selection, settings, role) if role else (whole,)
    found = [_of(funnel, days, required.of_member(funnel.member), settings, notes) for funnel in funnels]
    return tuple(sorted(found, key=_urgency))


def _days(cycle: float | None, settings: Settings) -> tuple[int, ...]:
    """The days after the review to look at: each week of so many sales cycles, 52 weeks at most."""
    weeks = WEEKS_WITHOUT_CYCLE if cycle is None else math.ceil(settings.outlook_cycles * cycle / 7)
    return tuple(7 * week for week in range(min(max(weeks, 1), MOST_WEEKS) + 1))


def _untold(member: str, needs: tuple[Message, ...], weeks: pd.DataFrame | None = None) -> Outlook:
    nothing = pd.DataFrame(columns=list(COLUMNS))
    return Outlook(member, nothing if weeks is None else weeks, None, None, None, False, not_enough(needs), needs=needs)


def _of(
    funnel: Funnel, days: tuple[int, ...], required: Floats, settings: Settings, notes: tuple[Message, ...]
) -> Outlook:
    counted = tuple(tuple(range(layer, _last(layer, settings) + 1)) for layer in LAYERS)
    need = Need(days, counted, required, 0)
    held = need.held(funnel)
    weeks = _weeks(funnel, need, held)
    if funnel.in_deals:
        return _untold(funnel.member, (no_amounts(),), weeks)
    if np.isnan(required).all():
        return _untold(funnel.member, (no_target(),), weeks)
    trouble = _trouble(funnel, need, held)
    found = remedy(replace(need, first=trouble.week), funnel, held, trouble.layer) if trouble else None
    return Outlook(
        member=funnel.member,
        weeks=weeks,
        trouble=trouble,
        new_a_week=found.new_a_week if found else None,
        more_advance=found.more_advance if found else None,
        in_time=found is None or found.prevents,
        sentence=outlook_said(funnel.member, trouble, found, len(days) - 1),
        notes=(*funnel.notes, *notes),
    )


def _last(layer: int, settings: Settings) -> int:
    return layer if settings.gauge_basis == "layer" else OPEN_LAYERS[-1]


def _trouble(funnel: Funnel, need: Need, held: Floats) -> Trouble | None:
    short = held < need.required
    if not short.any():
        return None
    week = int(short.any(axis=1).argmax())
    missing = np.where(short[week], 1 - held[week] / need.required[week], 0.0)
    place = int(missing.argmax())
    day = funnel.as_of + timedelta(days=need.days[week])
    return Trouble(week, day, LAYERS[place], float(held[week, place]), float(need.required[week, place]))


def _weeks(funnel: Funnel, need: Need, held: Floats) -> pd.DataFrame:
    low, high = _bands(funnel, need) if not funnel.member else (np.full_like(held, np.nan),) * 2
    days = pd.to_datetime([funnel.as_of + timedelta(days=day) for day in need.days])
    return pd.DataFrame(
        {
            "day": days.repeat(len(LAYERS)),
            "layer": np.tile(LAYERS, len(days)),
            "expected": held.ravel(),
            "low": low.ravel(),
            "high": high.ravel(),
            "required": need.required.ravel(),
        },
        columns=list(COLUMNS),
    )


def _bands(funnel: Funnel, need: Need) -> tuple[Floats, Floats]:
    runs = simulate(funnel, need.days[1:], runs=BAND_RUNS)
    opened = runs.without.open[[runs.days.index(day) for day in need.days]]
    sums = [opened[:, [layer - 1 for layer in counted]].sum(axis=1) for counted in need.layers]
    low, high = np.percentile(np.stack(sums, axis=1), BAND, axis=2)
    return low, high


def _urgency(outlook: Outlook) -> tuple[float, str]:
    """Trouble first, the earliest and then the worst; then what is safe; then what cannot be told."""
    trouble = outlook.trouble
    if trouble is not None:
        return trouble.week + trouble.expected / trouble.required, outlook.member
    return (MOST_WEEKS + 2 if outlook.needs else MOST_WEEKS + 1), outlook.member
