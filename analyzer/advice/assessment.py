"""Add or push: the rules asked of a selection, and the verdict they come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.advice import words
from analyzer.advice.answers import Check
from analyzer.advice.flips import flip
from analyzer.advice.gathered import of_all, of_members, of_the_whole
from analyzer.advice.inputs import Inputs
from analyzer.advice.rules import GUARDS, SIGNALS
from analyzer.advice.sureness import sureness
from analyzer.advice.verdict import WORST_FIRST, Verdict, verdict_of
from analyzer.message import Message
from analyzer.model import Engine, Role, Selection
from analyzer.settings import Settings


@dataclass(frozen=True)
class Assessment:
    """The verdict for one member of a role ('' for the whole selection), and why.

    sentence: the verdict in words. cause: whether the trouble is the total or the conversion. sure: how likely the
    verdict stays the same when the numbers vary within their errors, None where there is none. deals: the open deals it
    stands on. flip: the smallest change that would change the verdict. checks: S1, S2, H1, H2, A1, A2, A3. guards: G1,
    G2.
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

    @property
    def shortfall(self) -> float:
        """How bad it is, to put the worst first: what the top lacks of its limit, or dwell beyond its limit."""
        total, stuck = self.check("S1"), self.check("S2")
        days, limit = stuck.number("mean_days"), stuck.number("limit_days")
        lacks = 1 - (total.number("share_of_target") or 0.0) if total.answer == "yes" else 0.0
        waits = days / limit - 1 if stuck.answer == "yes" and days and limit else 0.0
        return max(lacks, waits)


def assess(engine: Engine, selection: Selection, settings: Settings, difficulty: Role | None = None) -> Assessment:
    """The verdict for the whole selection.

    difficulty: the role whose members say how hard a deal is, where the data has one (`difficulty_role`).
    Raises what the engine raises.
    """
    return assessed(of_the_whole(engine, selection, settings, difficulty), settings)


def by_member(
    engine: Engine, selection: Selection, settings: Settings, role: Role, difficulty: Role | None = None
) -> tuple[Assessment, ...]:
    """The verdict for each member of a role, the worst first: both, add and push, not enough data, hold.

    Members that hold no open deal and have no target are left out. Raises what the engine raises.
    """
    return _worst_first(of_members(engine, selection, settings, role, difficulty), settings)


def assess_all(
    engine: Engine, selection: Selection, settings: Settings, role: Role, difficulty: Role | None = None
) -> tuple[Assessment, tuple[Assessment, ...]]:
    """What `assess` and `by_member` give, with fewer queries. Raises what the engine raises."""
    whole, members = of_all(engine, selection, settings, role, difficulty)
    return assessed(whole, settings), _worst_first(members, settings)


def _worst_first(members: Iterable[Inputs], settings: Settings) -> tuple[Assessment, ...]:
    found = [assessed(inputs, settings) for inputs in members]
    return tuple(sorted(found, key=lambda one: (WORST_FIRST[one.verdict], -one.shortfall, -one.deals, one.member)))


def assessed(inputs: Inputs, settings: Settings) -> Assessment:
    """The verdict that the rules come to on these inputs; a pure function."""
    checks = tuple(ask(inputs, settings) for ask in SIGNALS)
    total, stuck = checks[0], checks[1]
    verdict = verdict_of(total.answer, stuck.answer)
    return Assessment(
        verdict,
        inputs.member,
        words.sentence(verdict, total, stuck),
        words.cause(verdict, total, stuck),
        sureness(inputs, settings, verdict),
        inputs.all_open.count,
        flip(inputs, settings),
        checks,
        tuple(ask(inputs, settings) for ask in GUARDS),
    )
