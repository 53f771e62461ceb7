"""What was decided, on what evidence, and what came of it."""

from __future__ import annotations

from analyzer.advice.ledger.as_json import as_json, from_json
from analyzer.advice.ledger.decision import MOST_LETTERS, Decision, FollowedDeal, Override, accept
from analyzer.advice.ledger.predicted import Prediction, predicted
from analyzer.advice.ledger.scoring import DealScore, Score, Summary, score, summary
from analyzer.advice.ledger.together import numbered, under_way, united

__all__ = [
    "MOST_LETTERS",
    "Decision",
    "DealScore",
    "FollowedDeal",
    "Override",
    "Prediction",
    "Score",
    "Summary",
    "accept",
    "as_json",
    "from_json",
    "numbered",
    "predicted",
    "score",
    "summary",
    "under_way",
    "united",
]
