"""From the two signals to the verdict. SPEC 6."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from analyzer.advice.answers import Answer

Verdict = Literal["add", "push", "both", "hold", "not_enough_data"]

WORST_FIRST: Mapping[Verdict, int] = MappingProxyType({"both": 0, "add": 1, "push": 1, "not_enough_data": 2, "hold": 3})


def verdict_of(total_too_small: Answer, stuck_low: Answer) -> Verdict:
    """One yes is enough to say what to do; to hold, both must be known to be no."""
    if total_too_small == stuck_low == "yes":
        return "both"
    if total_too_small == "yes":
        return "add"
    if stuck_low == "yes":
        return "push"
    return "hold" if total_too_small == stuck_low == "no" else "not_enough_data"
