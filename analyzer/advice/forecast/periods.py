"""The quarters ahead, and what is to be won in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from analyzer import figures
from analyzer.model import ONE_DAY, Engine, Quarter, Role, Selection
from analyzer.settings import Settings

Floats = npt.NDArray[np.float64]


def quarter_after(quarter: Quarter, settings: Settings) -> Quarter:
    """The fiscal quarter that follows."""
    return settings.quarter(quarter.ends_on + ONE_DAY)


def targets_at(
    engine: Engine, selection: Selection, settings: Settings, day: date, role: Role | None = None
) -> dict[str, float]:
    """Member -> what is to be won in the quarter that holds ``day``; without a role "" -> the whole selection's.

    Empty where nothing is set. With `target_basis` "remaining" what was won is taken off a target of the quarter of
    the review only.
    """
    then = replace(selection, as_of=day)
    by = role or figures.target_role(then, settings)
    if by is None:
        return {}
    found = engine.run(figures.targets(then, by, settings))
    by_member = dict(zip(found["member"], found["target"].astype(float), strict=True))
    return by_member if role or not by_member else {"": sum(by_member.values())}


@dataclass(frozen=True)
class Required:
    """What layers 4 and 5 must hold on each of the days ahead, by the targets of their quarters.

    days: after the review. targets: member -> the target on each day, that of the quarter before where it has none.
    carried_from: the first day whose quarter has no targets of its own; None where each has.
    """

    multiples: tuple[float, float]
    targets: Mapping[str, Floats]
    carried_from: date | None
    days: int

    @classmethod
    def of(
        cls, engine: Engine, selection: Selection, settings: Settings, days: Sequence[int], role: Role | None
    ) -> Required:
        """From the targets of each quarter that the days lie in; the present one's as the gauges have it."""
        quarters = [settings.quarter(selection.as_of + timedelta(days=day)) for day in days]
        asked = {
            quarter: targets_at(engine, selection, settings, max(quarter.starts_on, selection.as_of), role)
            for quarter in dict.fromkeys(quarters)
        }
        missing = [quarter.starts_on for quarter, found in asked.items() if not found]
        by_day = [asked[quarter] for quarter in quarters]
        members = dict.fromkeys(member for found in by_day for member in found)
        return cls(
            (settings.multiple(4), settings.multiple(5)),
            {member: _carried([found.get(member) for found in by_day]) for member in members},
            missing[0] if missing and members else None,
            len(days),
        )

    def of_member(self, member: str) -> Floats:
        """(days, 2): what layers 4 and 5 must hold; NaN where the member has no target."""
        targets = self.targets.get(member, np.full(self.days, np.nan))
        return np.asarray(np.outer(targets, self.multiples))


def _carried(targets: Sequence[float | None]) -> Floats:
    """One target a day, that of the day before where there is none."""
    known = [np.nan if target is None else target for target in targets]
    return np.asarray(pd.Series(known, dtype=float).ffill(), dtype=float)
