"""What the advice is worth: the same worlds lived on, by the advice and by policies that ask nobody.

A team has so many hours a week to spend beyond its daily work, for one sales cycle. It adds, pushes, does half of each,
or keeps them. Each policy meets the same chances. What is counted: the amount won by the quarter's end and one cycle
beyond it, and the hours; those spent on what the cause does not call for are wasted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analyzer.model import Quarter
from tests.advice.family.judging import Judgement
from tests.advice.truth import Policy
from tests.advice.truth.policy import HOURS_PER_NEW
from tests.advice.truth.shape import WEEKS_A_QUARTER

CYCLE = 6
DRAWS = 2
CALLS_FOR = {"add": ("add",), "push": ("push",), "both": ("add", "push")}
NAMES = {
    "advice": "follow the advice",
    "add": "always add",
    "push": "always push",
    "both": "always half of each",
    "nothing": "do nothing",
}


@dataclass(frozen=True)
class Outcome:
    """won: against the plan of as many weeks. hours, wasted: against all that there were to spend."""

    is_right: bool
    won: float
    hours: float
    wasted: float


def played(found: Judgement, draws: int = DRAWS) -> dict[str, Outcome]:
    """What comes of each policy in the world of one pipeline."""
    said = found.verdict if found.verdict in CALLS_FOR else "nothing"
    outcomes = {what: _outcome(found, what, draws) for what in ("add", "push", "both", "nothing")}
    return {"advice": outcomes[said], **outcomes}


def worth_table(found: Sequence[dict[str, Outcome]]) -> str:
    """One row a policy: the mean over the worlds."""
    head = (
        "| policy | right decision | won, against the plan | hours spent | of them wasted | gained by "
        "each tenth of the hours |\n|---|---:|---:|---:|---:|---:|"
    )
    return "\n".join([head, *(_row(name, [one[policy] for one in found], found) for policy, name in NAMES.items())])


def _row(name: str, outcomes: Sequence[Outcome], found) -> str:
    right, won, hours, wasted = (
        np.mean([getattr(one, field) for one in outcomes]) for field in ("is_right", "won", "hours", "wasted")
    )
    base = np.mean([one["nothing"].won for one in found])
    gain = f"{10 * (won - base) / hours:.1f}%" if hours else "-"
    return f"| {name} | {right:.1%} | {won:.1%} | {hours:.1%} | {wasted:.1%} | {gain} |"


def _outcome(found: Judgement, what: str, draws: int) -> Outcome:
    case = found.case
    weeks = _weeks_left(case) + CYCLE
    hours = max(1, round(case.shape.arrivals / 2)) * HOURS_PER_NEW  # of as many new deals as half a usual week brings
    policy = Policy.spending(what, hours, CYCLE)
    futures = [case.world.future(weeks, policy, draw) for draw in range(draws)]
    usual = case.shape.usual_wins() * weeks
    called_for = CALLS_FOR.get(case.verdict, ())
    wasted = np.mean(
        [
            (0.0 if "add" in called_for else one.hours_adding) + (0.0 if "push" in called_for else one.hours_pushing)
            for one in futures
        ]
    )
    return Outcome(
        is_right=case.verdict == what or (what == "nothing" and case.verdict not in CALLS_FOR),
        won=float(np.mean([one.won_amount for one in futures]) / usual),
        hours=float(np.mean([one.hours for one in futures])) / (hours * CYCLE),
        wasted=float(wasted) / (hours * CYCLE),
    )


def _weeks_left(case) -> int:
    """To the quarter's end, at least one."""
    left = (Quarter.of(case.shape.ends_on).ends_on - case.shape.ends_on).days // 7
    return min(max(left, 1), WEEKS_A_QUARTER)
