"""Rows, money, evidence and sentences as JSON holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import isnan
from typing import Any

import pandas as pd

from analyzer.language import Language
from analyzer.message import Message
from analyzer.model import CENT, Engine, Query

Row = Mapping[str, Any]


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """One table a row; what is missing is None."""
    plain = frame.astype(object).where(pd.notna(frame), None)
    return [dict(zip(plain.columns, row, strict=True)) for row in plain.itertuples(index=False)]


def asked(engine: Engine, query: Query) -> list[Row]:
    """The rows of a figure. Raises what ``engine.run`` raises."""
    return rows_of(engine.run(query))


def money(amount: float | Decimal | None) -> float | None:
    """An amount to the cent; None where there is none."""
    if amount is None or isnan(amount):
        return None
    return float(Decimal(str(amount)).quantize(CENT, ROUND_HALF_UP))


def evidence(found: Mapping[str, Any]) -> dict[str, Any]:
    """The numbers that an answer stands on, days as 2026-11-16."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}


def said(messages: Iterable[Message], language: Language) -> list[str]:
    """Messages in the reader's language."""
    return [language.say(message) for message in messages]
