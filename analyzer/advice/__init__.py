"""Add or push: the rules with their evidence, the rehearsal of a decision, and what became of it."""

from __future__ import annotations

from analyzer.advice.answers import Answer, Check
from analyzer.advice.asked_once import AskedOnce
from analyzer.advice.assessment import Assessment, assess, assess_all, by_member
from analyzer.advice.difficulty import difficulty_role
from analyzer.advice.elsewhere import with_members
from analyzer.advice.mix_shift import mix_shifts
from analyzer.advice.verdict import Verdict

__all__ = [
    "Answer",
    "AskedOnce",
    "Assessment",
    "Check",
    "Verdict",
    "assess",
    "assess_all",
    "by_member",
    "difficulty_role",
    "mix_shifts",
    "with_members",
]
