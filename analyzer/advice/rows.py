"""The rows of an answer as plain values: None for what is missing, and days as dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

Row = Mapping[str, Any]
Rows = Sequence[Row]


def rows_of(frame: pd.DataFrame) -> Rows:
    """Each row by the names of its columns."""
    columns = [_plain(frame[name]) for name in frame.columns]
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def by_member(frame: pd.DataFrame) -> Mapping[str, Rows]:
    """The rows of each member, in their order."""
    found: dict[str, list[Row]] = {}
    for row in rows_of(frame):
        found.setdefault(row["member"], []).append(row)
    return found


def _plain(column: pd.Series[Any]) -> Sequence[Any]:
    values = column.dt.date.tolist() if column.dtype.kind == "M" else column.tolist()
    missing = column.isna()
    if not missing.any():
        return values
    return [None if is_missing else value for value, is_missing in zip(values, missing, strict=True)]
