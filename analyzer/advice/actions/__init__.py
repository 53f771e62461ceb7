"""What to do: where new opportunities have the most potential, which deals are stuck, and what to say to whom."""

from __future__ import annotations

from analyzer.advice.actions.action import Action, Arrivals, Kind, Pace, StuckDeal
from analyzer.advice.actions.potential import Potential, potentials
from analyzer.advice.actions.proposals import Proposals, next_review, propose
from analyzer.advice.actions.standing import Guards

__all__ = [
    "Action",
    "Arrivals",
    "Guards",
    "Kind",
    "Pace",
    "Potential",
    "Proposals",
    "StuckDeal",
    "next_review",
    "potentials",
    "propose",
]
