"""What to do: where new opportunities have the most potential, which deals are stuck, and what to say to whom."""

from __future__ import annotations

from analyzer.advice.actions.action import Action, Kind, Pace, StuckDeal
from analyzer.advice.actions.proposals import propose

__all__ = ["Action", "Kind", "Pace", "StuckDeal", "propose"]
