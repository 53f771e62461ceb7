"""Numbers and names of a frame as the values of a message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analyzer.message import Message, Money
from analyzer.model import BLANK, Measure

NAMES_AT_MOST = 4


def known_measure(frame: pd.DataFrame, measure: Measure, column: str = "amount") -> Measure:
    """The measure the frame can speak of: the count where none of its deals has an amount."""
    held = frame[frame[column.replace("amount", "count")] > 0]
    return "count" if measure == "amount" and len(held) and held[column].isna().all() else measure


def quantity(value: Any, measure: Measure) -> Money | int:
    """An amount as money, a count as a whole number; missing amounts do not sum, so none of them is 0."""
    number = 0.0 if pd.isna(value) else float(value)
    return int(number) if measure == "count" else Money(number)


def member(name: Any) -> str | Message:
    """A member as it is called in the data; no value is said in the reader's language."""
    return Message("(blank)") if name == BLANK else str(name)


def members(names: Sequence[Any]) -> list[str | Message]:
    """Several members, for a list in a sentence."""
    return [member(name) for name in names]
