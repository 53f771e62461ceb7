"""Targets typed in place: what is typed is the target of the review quarter, nothing else changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

import pandas as pd

from analyzer import figures
from analyzer.model import CENT, Quarter, Role, Selection, Target
from analyzer.screen.frame import Here


def with_typed(
    targets: Iterable[Target], role: Role, typed: Mapping[str, float | None], quarter: Quarter
) -> tuple[Target, ...]:
    """The targets after some members' target of the quarter was typed; None takes it away.

    A target of a longer period keeps the parts before and after the quarter, each by its days.
    """
    kept: list[Target] = []
    for target in targets:
        touched = target.role == role and target.member in typed
        kept += target.outside(quarter.starts_on, quarter.ends_on) if touched else (target,)
    kept += [
        Target(role, member, quarter.starts_on, quarter.ends_on, Decimal(str(amount)).quantize(CENT))
        for member, amount in typed.items()
        if amount is not None
    ]
    return tuple(kept)


def of_all(here: Here, selection: Selection) -> float | None:
    """The quarter's target for all that is selected; None where no role has targets for it."""
    role = figures.target_role(selection, here.settings)
    if role is None:
        return None
    total = here.ask(figures.targets(selection, role, here.settings))["target"].sum(min_count=1)
    return None if pd.isna(total) else float(total)
