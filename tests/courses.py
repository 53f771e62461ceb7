"""Deals as their stages week by week, for what can be counted by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.pipelines import Row

WEEKS = [date(2026, 9, 7) + timedelta(weeks=week) for week in range(11)]


def deal(key: str, course: str, amount: int | None = 100, first: int = 0, **values: Any) -> list[Row]:
    """A deal week by week: L C N P are stages, W won, X lost, and a dot is a week in which it is not there."""
    names = {"L": "Lead", "C": "Contact", "N": "Needs", "P": "Proposal", "W": "Won", "X": "Lost"}
    money = None if amount is None else Decimal(amount)
    given = {"customer": f"Customer {key}", "rep": "Ann", "region": "East", "opportunity_name": f"Deal {key}", **values}
    return [
        Row(WEEKS[first + week], key, names[letter], money, **given)
        for week, letter in enumerate(course)
        if letter != "."
    ]
