"""The week in which layer 4 or 5 will fall short, and what would prevent it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analyzer.message import Message
from analyzer.model import Engine, Role, Selection
from analyzer.settings import Settings


@dataclass(frozen=True)
class Trouble:
    """The first week in which a layer is expected below what it must hold; week 0 is the review itself."""

    week: int
    day: date
    layer: int
    expected: float
    required: float


@dataclass(frozen=True)
class Outlook:
    """The weeks ahead for the whole selection (member "") or for one member.

    weeks: columns day, layer (4, 5), expected, low, high (the 80% band; NaN for members), required (NaN without a
    target): one row per step and layer, the review itself first.
    trouble: None where none is in sight, or where it cannot be told. new_a_week, more_advance: each by itself would
    prevent it: so many more new deals a week, such a share more advance below the layer; None where no reasonable one
    does. in_time: whether they prevent it, or only bring the layer back by the end of the outlook.
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

    Raises what ``engine.run`` raises.
    """
    raise NotImplementedError
