"""What became of decisions: predicted against what happened, deal by deal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analyzer.advice.ledger.decision import Decision, FollowedDeal
from analyzer.message import Message
from analyzer.model import Engine

Outcome = Literal["moved_up", "stayed", "moved_back", "won", "lost", "vanished", "unknown"]
Standing = Literal["open", "scored", "withdrawn"]


@dataclass(frozen=True)
class DealScore:
    """What became of one deal. stage_now: None where it is not there any more. went_up: moved up, or won."""

    deal: FollowedDeal
    outcome: Outcome
    stage_now: str | None
    amount_now: float | None

    @property
    def went_up(self) -> bool:
        """Whether what was hoped for happened."""
        return self.outcome in ("moved_up", "won")


@dataclass(frozen=True)
class Score:
    """How a decision came out. seen_on: the snapshot it is judged by; the newest one while it is open.

    happened: deals that moved up, or new deals of the member; None where no later snapshot tells.
    brier: the mean squared error of the predicted chances, 0 is perfect, 0.25 is a coin; None while open, and for add.
    """

    decision: Decision
    standing: Standing
    seen_on: date | None
    deals: tuple[DealScore, ...]
    happened: int | None
    brier: float | None


@dataclass(frozen=True)
class Summary:
    """All scored decisions of the ledger taken together."""

    sentence: Message
    scored: int
    open: int
    pushed: int
    moved_up: int
    expected: float | None
    brier: float | None


def score(decision: Decision, engine: Engine, as_of: date) -> Score:
    """Predicted against what happened, judged by the first snapshot on or after the due date; open until then."""
    raise NotImplementedError


def summary(scores: Sequence[Score]) -> Summary:
    """What all of them come to: 3 of 5 pushed deals moved up; 2.1 were expected."""
    raise NotImplementedError
