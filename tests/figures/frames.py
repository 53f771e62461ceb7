"""Answers as plain rows, so that a test reads like the table it expects."""

from __future__ import annotations

from typing import Any

import pandas as pd


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """The named columns as tuples, None for what is missing."""
    plain = frame[list(columns)].astype(object)
    return [tuple(row) for row in plain.where(pd.notna(plain), None).itertuples(index=False)]
