"""Tables as the visitor reads them: translated headings, numbers to the right, dates in their order."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

import pandas as pd
import streamlit as st

from analyzer.language import Language
from analyzer.language.numbers import cut

DAY = {"en": "D MMM YYYY", "zh_CN": "YYYY年M月D日"}
ROW = 35
ONE_ROW: tuple[Literal["single-row", "single-cell"], ...] = ("single-row", "single-cell")
MISSING = "–"


def text(label: str, **options: Any) -> Any:
    """A column of text."""
    return st.column_config.TextColumn(label, **options)


def number(label: str, **options: Any) -> Any:
    """A column of exact numbers."""
    return st.column_config.NumberColumn(label, format="localized", **options)


def money(language: Language, label: str, **options: Any) -> Any:
    """A column of exact amounts, with the currency of the data in its heading where it is known."""
    return number(f"{label} ({language.symbol})" if language.symbol else label, **options)


def percent(label: str, **options: Any) -> Any:
    """A column of percentages; the frame holds them times a hundred."""
    return st.column_config.NumberColumn(label, format="%.1f%%", **options)


def percents(shares: pd.Series[Any], decimals: int = 1) -> pd.Series[Any]:
    """Shares for a column of percentages: they never reach a limit which the share misses."""
    return shares.map(lambda share: float(cut(Decimal(str(share)) * 100, decimals)), na_action="ignore")


def day(language: Language, label: str, **options: Any) -> Any:
    """A column of dates."""
    return st.column_config.DateColumn(label, format=DAY[language.code], **options)


def height(rows: int, at_most: int = 12) -> int | Literal["content"]:
    """As high as its rows; of more than ``at_most`` rows, as high as so many are on a laptop, in pixels."""
    return "content" if rows <= at_most else ROW * (at_most + 1) + 3


def picked_row(state: Any) -> int | None:
    """The row that is selected in a table of `ONE_ROW`, by its box or by any of its cells."""
    selected = state["selection"]
    rows = [*selected["rows"], *(row for row, _ in selected["cells"])]
    return rows[0] if rows else None
