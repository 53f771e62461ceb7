"""Comparisons of measured numbers with thresholds, in which 0.1 + 0.2 is 0.3."""

from __future__ import annotations

import math

_EQUAL = 1e-9


def is_less(number: float, limit: float) -> bool:
    """Whether the number is below the limit, and not only by how floats are written."""
    return number < limit and not math.isclose(number, limit, rel_tol=_EQUAL, abs_tol=_EQUAL)


def is_more(number: float, limit: float) -> bool:
    """Whether the number is above the limit, and not only by how floats are written."""
    return is_less(limit, number)
