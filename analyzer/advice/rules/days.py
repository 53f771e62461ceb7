"""Days as they are said: whole, unless that would say too little."""

from __future__ import annotations


def whole_days(days: float) -> float:
    """41.3 days are said as 41, 4.27 as 4.3."""
    return round(days) if days >= 10 else round(days, 1)
