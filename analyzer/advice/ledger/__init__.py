"""What was decided, on what evidence, and what came of it."""

from __future__ import annotations

from analyzer.advice.ledger.as_json import as_json, from_json
from analyzer.advice.ledger.decision import Decision, FollowedDeal, Override, accept
from analyzer.advice.ledger.scoring import DealScore, Score, Summary, score, summary
from analyzer.advice.ledger.together import numbered, united

__all__ = [
    "Decision",
    "DealScore",
    "FollowedDeal",
    "Override",
    "Score",
    "Summary",
    "accept",
    "as_json",
    "from_json",
    "numbered",
    "score",
    "summary",
    "united",
]
