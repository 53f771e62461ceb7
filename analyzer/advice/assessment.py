"""Add or push: the rules asked of a selection, and the verdict they come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analyzer.advice.answers import Check
from analyzer.message import Message
from analyzer.model import Engine, Role, Selection
from analyzer.settings import Settings

Verdict = Literal["add", "push", "both", "hold", "not_enough_data"]


@dataclass(frozen=True)
class Assessment:
    """The verdict for one member of a role ('' for the whole selection), and why.

    sentence: the verdict in words. cause: whether the trouble is the total or the conversion. sure: the share of
    redraws of the numbers that come to the same verdict, None where there is none. deals: the open deals it stands on.
    flip: the smallest change that would change the verdict. checks: S1, S2, H1, H2, A1, A2, A3. guards: G1, G2.
    """

    verdict: Verdict
    member: str
    sentence: Message
    cause: Message
    sure: float | None
    deals: int
    flip: Message | None
    checks: tuple[Check, ...]
    guards: tuple[Check, ...]

    def check(self, rule: str) -> Check:
        """The answer of one rule or guard, as "S1". Raises KeyError where it was not asked."""
        for check in (*self.checks, *self.guards):
            if check.id == rule:
                return check
        raise KeyError(rule)


def assess(engine: Engine, selection: Selection, settings: Settings, difficulty: Role | None = None) -> Assessment:
    """The verdict for the whole selection.

    difficulty: the role whose members say how hard a deal is, where the data has one (`difficulty_role`).
    Raises what the engine raises.
    """
    nothing = Message("Not enough data: no rule could be asked.")
    return Assessment("not_enough_data", "", nothing, nothing, None, 0, None, (), ())


def by_member(engine: Engine, selection: Selection, settings: Settings, role: Role) -> tuple[Assessment, ...]:
    """The verdict for each member of a role, the worst first: both, add and push, not enough data, hold."""
    return ()
