"""One measure of one chart: its numbers, its single unit, and how they are said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from analyzer.language import Language, Unit
from analyzer.model import Measure


def measure_of(frame: pd.DataFrame, measure: Measure, column: str = "amount") -> Measure:
    """The measure that ``frame`` can show: by count where none of its deals has an amount."""
    held = frame[frame[column.replace("amount", "count")] > 0]
    return "count" if measure == "amount" and len(held) and held[column].isna().all() else measure


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows, each as a mapping from column to value."""
    return [{str(column): value for column, value in row.items()} for row in frame.to_dict("records")]


def number(value: Any) -> float:
    """The number as a float; 0 for no amount, which takes no room in a drawing (its label says "–")."""
    return 0.0 if value is None or pd.isna(value) else float(value)


def optional(value: Any) -> Any:
    """The value, or None for every kind of missing."""
    return None if value is None or pd.isna(value) else value


@dataclass(frozen=True)
class Scale:
    """The measure of a chart and the one unit its labels share.

    values: every number the chart will write, from which the unit is chosen.
    """

    language: Language
    measure: Measure
    values: tuple[Any, ...]

    @classmethod
    def over(cls, language: Language, measure: Measure, values: Iterable[Any]) -> Scale:
        """The scale for all the numbers one chart writes."""
        return cls(language, measure, tuple(values))

    @cached_property
    def unit(self) -> Unit:
        """The unit all labels share."""
        return self.language.unit(self.values)

    def short(self, value: Any) -> str:
        """The number as a label: an amount in the chart's unit, a count in full."""
        if self.measure == "count" or value == 0:
            return self.language.number(value)
        return self.language.in_unit(value, self.unit)

    def priced(self, value: Any) -> str:
        """The number as it is said in words beside the chart: an amount with its currency, a count in full."""
        return self.language.number(value) if self.measure == "count" else self.language.compact_money(value)

    def exact(self, value: Any) -> str:
        """The number as the hover says it: the amount to the cent, the count as a number of deals."""
        if self.measure == "count":
            return deals(value, self.language)
        return self.language.money(value)


def deals(count: Any, language: Language) -> str:
    """A count in words: "1 deal", "34 deals"."""
    known = int(number(count))
    return language.plural("{n} deal", "{n} deals", known)
