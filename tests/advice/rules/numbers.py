"""Numbers to ask the rules by, as few as each rule needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from analyzer.advice.inputs import Cycle, Inputs, Level, Step
from analyzer.settings import Settings

TODAY = date(2026, 11, 16)
SETTINGS = Settings()
TARGET = 100_000.0


def level(count: int = 0, amount: float | None = None, days: float = 0.0, **more: Any) -> Level:
    """So many deals, all of one size and all dated, in their stage for so many days each."""
    each = (amount or 0.0) / count if count else 0.0
    return Level(
        **{
            "count": count,
            "priced": count if amount is not None else 0,
            "amount": amount or 0.0,
            "largest": each,
            "squares": count * each**2,
            "dated": count,
            "mean_days": days,
            "mean_days_at_most": days,
            **more,
        }
    )


def weeks(new: Sequence[int], moved: Sequence[int] | None = None, stood: int = 100) -> tuple[Step, ...]:
    """A step a week, the last one until today."""
    moves = moved or [20] * len(new)
    first = TODAY - timedelta(weeks=len(new) - 1)
    return tuple(
        Step(first + timedelta(weeks=place), 7, came, went, stood)
        for place, (came, went) in enumerate(zip(new, moves, strict=True))
    )


def well(**more: Any) -> Inputs:
    """A business that is well: enough at the top, new deals steady, low deals young, a known cycle."""
    return Inputs(
        **{
            "levels": {
                1: level(40, 90_000.0, 10), 2: level(20, 50_000.0, 10), 3: level(20, 50_000.0, 10),
                4: level(10, 90_000.0, 5), 5: level(5, 80_000.0, 5),
            },
            "target": TARGET,
            "steps": weeks([20, 20, 20]),
            "cycle": Cycle(60.0, 15.0, 30),
            **more,
        }
    )  # fmt: skip


def with_level(layer: int, held: Level, **more: Any) -> Inputs:
    """The well business with another level in one layer."""
    inputs = well(**more)
    return well(levels={**inputs.levels, layer: held}, **more)
