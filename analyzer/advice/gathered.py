"""From the figures to what the rules look at: one pass of queries, for all members and the whole at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pandas as pd

from analyzer import figures
from analyzer.advice import parts
from analyzer.advice.arriving import with_odd_steps
from analyzer.advice.asked_once import AskedOnce
from analyzer.advice.inputs import CONTACT, Benchmark, Cycle, Inputs, Loop, Step
from analyzer.advice.rows import Row, Rows, by_member, rows_of
from analyzer.model import BLANK, EXTRA_ROLES, Engine, Role, Selection
from analyzer.settings import Settings

ByMember = Mapping[str, Rows]
NAMED: tuple[Role, ...] = ("customer", "rep")


def of_the_whole(engine: Engine, selection: Selection, settings: Settings, difficulty: Role | None) -> Inputs:
    """What the rules ask of the whole selection. Raises what the engine raises."""
    return _Asked(engine, selection, settings, None, difficulty).whole()


def of_members(
    engine: Engine, selection: Selection, settings: Settings, role: Role, difficulty: Role | None
) -> tuple[Inputs, ...]:
    """What the rules ask of each member of a role that holds open deals or has a target."""
    return _Asked(engine, selection, settings, role, difficulty).members()


def of_all(
    engine: Engine, selection: Selection, settings: Settings, role: Role, difficulty: Role | None
) -> tuple[Inputs, tuple[Inputs, ...]]:
    """What `of_the_whole` and `of_members` give, with fewer queries.

    The members add up to the whole, unless deals are split over them.
    """
    once = AskedOnce(engine)
    asked = _Asked(once, selection, settings, role, difficulty)
    is_split = bool(once.run(figures.split_deals(selection, role))["deals"].any())
    whole = of_the_whole(once, selection, settings, difficulty) if is_split else asked.whole()
    return whole, asked.members()


@dataclass(frozen=True)
class _Asked:
    """The answers of the figures by member of a role ('' without one), each asked when it is needed, and once."""

    engine: Engine
    selection: Selection
    settings: Settings
    role: Role | None
    difficulty: Role | None

    def whole(self) -> Inputs:
        """All members together."""
        role = figures.target_role(self.selection, self.settings)
        targets = self.targets(role) if role else {}
        loops = rows_of(self.engine.run(figures.looping_customers(self.selection, self.settings)))
        return replace(
            self.inputs(None),
            target=sum(targets.values()) if targets else None,
            steps=self.team,
            cycle=self.cycle_of_all,
            loops=tuple(Loop(row["customer"], int(row["entries"])) for row in loops),
        )

    def members(self) -> tuple[Inputs, ...]:
        """Each of those that hold open deals or have a target."""
        targets = self.targets(self.role) if self.role else {}
        team_cycle = replace(self.cycle_of_all, is_the_teams=True) if self.cycle_of_all else None
        return tuple(
            replace(
                self.inputs(member),
                member=member,
                target=targets.get(member),
                steps=self.steps_of(member),
                cycle=parts.cycle(self.cycles.get(member, []), self.settings) or team_cycle,
                loops=tuple(Loop(row["customer"], int(row["entries"])) for row in self.loops.get(member, [])),
            )
            for member in sorted({*self.levels, *targets})
        )

    def inputs(self, member: str | None) -> Inputs:
        """What adds up, of one member or of all."""
        return Inputs(
            layers=frozenset(int(row["layer"]) for row in self.stages if row["kind"] == "open"),
            levels=parts.levels(_of(member, self.levels)),
            benchmark=self.benchmark_of(member),
            lead_shares=parts.lead_shares(_of(member, self.trend), self.days),
            at_first=parts.at_first(_of(member, self.trend), self.days[0]),
            rates=parts.rates(_of(member, self.rates)),
            hard=self.hard_of(member),
            has_customers="customer" in self.named,
            has_reps="rep" in self.named,
        )

    @cached_property
    def stages(self) -> Rows:
        return rows_of(self.engine.run(figures.stages()))

    @cached_property
    def levels(self) -> ByMember:
        return by_member(self.engine.run(figures.funnel_levels(self.selection, self.settings, self.role)))

    @cached_property
    def arrivals(self) -> ByMember:
        return by_member(self.engine.run(figures.arrivals(self.selection, self.role)))

    @cached_property
    def cycles(self) -> ByMember:
        return by_member(self.engine.run(figures.sales_cycle(self.selection, self.role)))

    @cached_property
    def loops(self) -> ByMember:
        return by_member(self.engine.run(figures.looping_customers(self.selection, self.settings, self.role)))

    @cached_property
    def trend(self) -> ByMember:
        """By amount where there is one, whatever the selection is looked at by."""
        by_amount = replace(self.selection, measure="amount")
        return by_member(self.engine.run(figures.layer_trend(by_amount, self.role)))

    @cached_property
    def rates(self) -> ByMember:
        return by_member(self.engine.run(figures.advance_rates(self.selection, self.settings, self.role)))

    @cached_property
    def benchmarks(self) -> Mapping[str, Row]:
        """Of the stages of layer 2."""
        rows = rows_of(self.engine.run(figures.benchmarks(self.selection, self.settings)))
        return {row["stage"]: row for row in rows if row["layer"] == CONTACT}

    def benchmark_of(self, member: str | None) -> Benchmark | None:
        if len(self.benchmarks) > 1:
            dwell = by_member(self.engine.run(figures.dwell(self.selection, self.settings, self.role)))
            held = [(row["stage"], int(row["deals"])) for row in _of(member, dwell)]
        else:
            deals = sum(int(row["count"]) for row in _of(member, self.levels) if row["layer"] == CONTACT)
            held = [(stage, deals) for stage in self.benchmarks]
        return parts.benchmark([(self.benchmarks[stage], deals) for stage, deals in held if stage in self.benchmarks])

    @cached_property
    def hard(self) -> pd.DataFrame:
        return self.engine.run(figures.hard_deals(self.selection, self.settings, self.difficulty))

    @cached_property
    def hard_by_member(self) -> Mapping[str, Mapping[str, int]]:
        """Member -> rep -> hard deals."""
        found: dict[str, dict[str, int]] = {}
        members, reps = self.hard[self.role].tolist(), self.hard["rep"].tolist()
        for (member, rep), deals in Counter(zip(members, reps, strict=True)).items():
            found.setdefault(member, {})[rep] = deals
        return found

    @cached_property
    def named(self) -> frozenset[Role]:
        """Customer and rep, where any deal names one; a hard deal tells without asking for all of them."""
        return frozenset(role for role in NAMED if _names_any(self.hard[role]) or _names_any(self.members_of(role)))

    def members_of(self, role: Role) -> pd.Series[str]:
        return self.engine.run(figures.members(role))["member"]

    @cached_property
    def cycle_of_all(self) -> Cycle | None:
        return parts.cycle(rows_of(self.engine.run(figures.sales_cycle(self.selection))), self.settings)

    @cached_property
    def team(self) -> tuple[Step, ...]:
        """The steps of all members together."""
        together: dict[date, Step] = {}
        for step in (step for member in self.arrivals for step in self._steps(member)):
            held = together.get(step.until, replace(step, new=0, moved=0, stood=0))
            together[step.until] = replace(
                held, new=held.new + step.new, moved=held.moved + step.moved, stood=held.stood + step.stood
            )
        return with_odd_steps([together[day] for day in sorted(together)], self.settings)

    def targets(self, role: Role) -> dict[str, float]:
        if role in EXTRA_ROLES:
            return {}
        rows = rows_of(self.engine.run(figures.targets(self.selection, role, self.settings)))
        return {row["member"]: float(row["target"]) for row in rows}

    def steps_of(self, member: str) -> tuple[Step, ...]:
        """From snapshot to snapshot; of a member without arrivals nothing came and nothing moved."""
        if member not in self.arrivals:
            return tuple(replace(step, new=0, moved=0, stood=0) for step in self.team)
        return with_odd_steps(self._steps(member), self.settings, self.team)

    def _steps(self, member: str) -> list[Step]:
        return parts.steps(self.arrivals[member], self.trend.get(member, []))

    @property
    def days(self) -> list[date]:
        """All snapshots up to the review, those too at which a member had nothing open."""
        steps: Rows = next(iter(self.arrivals.values()), [])
        return [*(row["previous_date"] for row in steps[:1]), *(row["snapshot_date"] for row in steps)] or [
            self.selection.as_of
        ]

    def hard_of(self, member: str | None) -> dict[str, int]:
        """Rep -> hard deals."""
        if member is not None and self.role is not None:
            return dict(self.hard_by_member.get(member, {}))
        return dict(Counter(self.hard["rep"].tolist()))


def _of(member: str | None, rows: ByMember) -> Rows:
    """The rows of one member, or of all."""
    return rows.get(member, []) if member is not None else [row for each in rows.values() for row in each]


def _names_any(members: pd.Series[str]) -> bool:
    return bool((members != BLANK).any())
