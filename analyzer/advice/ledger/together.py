"""Decisions together: each with its number, none twice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from analyzer.advice.ledger.as_json import as_json
from analyzer.advice.ledger.decision import Decision


def numbered(decision: Decision, number: int) -> Decision:
    """The decision under its first number, with a code of its own."""
    text = json.dumps(as_json(replace(decision, number=number, code="")), sort_keys=True)
    return replace(decision, number=number, code=sha256(text.encode()).hexdigest()[:32])


def united(one: Sequence[Decision], other: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions of two ledgers, each once; of one that is in both the state of ``other`` stands.

    Those of ``other`` alone come behind, with the next numbers. What was withdrawn in either is withdrawn.
    """
    later = {decision.code: decision for decision in other}
    both = [_latest(had, later.pop(had.code, had)) for had in one]
    new = [replace(decision, number=len(one) + place) for place, decision in enumerate(later.values(), 1)]
    return (*both, *new)


def _latest(had: Decision, later: Decision) -> Decision:
    return replace(later, number=had.number, withdrawn_at=later.withdrawn_at or had.withdrawn_at)


def under_way(decisions: Iterable[Decision], as_of: date) -> tuple[Decision, ...]:
    """Those that were taken by then, are not due yet and were not withdrawn."""
    return tuple(one for one in decisions if not one.withdrawn_at and one.decided_on <= as_of < one.due_on)
