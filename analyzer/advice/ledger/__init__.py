"""What was decided, on what evidence, and what came of it."""

from __future__ import annotations

from analyzer.advice.ledger.decision import Decision, FollowedDeal, Override, accept
from analyzer.advice.ledger.scoring import DealScore, Score, Summary, score, summary

__all__ = ["Decision", "DealScore", "FollowedDeal", "Override", "Score", "Summary", "accept", "score", "summary"]
