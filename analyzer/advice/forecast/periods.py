"""The quarters ahead, and what is to be won in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analyzer import figures
from analyzer.model import ONE_DAY, Engine, Quarter, Role, Selection
from analyzer.settings import Settings


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
