"""From the figures to what the rules look at: one pass of queries, for all members at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from analyzer import figures
from analyzer.advice.arriving import with_odd_steps
from analyzer.advice.inputs import CONTACT, Benchmark, Cycle, Inputs, Level, Loop, Rates, Step
from analyzer.model import BLANK, EXTRA_ROLES, Engine, Query, Role, Selection
from analyzer.settings import Settings

ALL = ""

Row = Mapping[str, Any]
Rows = Sequence[Row]
ByMember = Mapping[str, Rows]


def of_the_whole(engine: Engine, selection: Selection, settings: Settings, difficulty: Role | None) -> Inputs:
    """What the rules ask of the whole selection. Raises what the engine raises."""
    asked = _Asked(engine, selection, settings, None, difficulty)
    return asked.inputs(ALL, asked.whole_target(), asked.steps_of(ALL), asked.cycle_of(ALL))


def of_members(
    engine: Engine, selection: Selection, settings: Settings, role: Role, difficulty: Role | None
) -> tuple[Inputs, ...]:
    """What the rules ask of each member of a role that holds open deals or has a target."""
    asked = _Asked(engine, selection, settings, role, difficulty)
    targets = asked.targets(role)
    team = asked.steps_of_all()
    cycle = asked.cycle_of_all()
    return tuple(
        asked.inputs(
            member,
            targets.get(member),
            asked.steps_of(member, team),
            asked.cycle_of(member) or cycle,
        )
        for member in sorted({*asked.levels, *targets})
    )


@dataclass
class _Asked:
    """The answers of the figures, each asked once."""

    engine: Engine
    selection: Selection
    settings: Settings
    role: Role | None
    difficulty: Role | None

    def __post_init__(self) -> None:
        selection, settings, role = self.selection, self.settings, self.role
        by_amount = replace(selection, measure="amount")
        self.stages = self.rows(figures.stages())
        self.levels = self.by_member(figures.funnel_levels(selection, settings, role))
        self.arrivals = self.by_member(figures.arrivals(selection, role))
        self.cycles = self.by_member(figures.sales_cycle(selection, role))
        self.dwells = self.by_member(figures.dwell(selection, settings, role))
        self.loops = self.by_member(figures.looping_customers(selection, settings, role))
        self.trend = self.by_member(figures.layer_trend(by_amount, role))
        self.rates = self.by_member(figures.advance_rates(selection, settings, role))
        self.hard = self.engine.run(figures.hard_deals(selection, settings, self.difficulty))
        self.has_customers, self.has_reps = self.names_any("customer"), self.names_any("rep")

    def rows(self, query: Query) -> Rows:
        frame = self.engine.run(query)
        plain = frame.astype(object).where(pd.notna(frame), None)
        return [dict(zip(plain.columns, row, strict=True)) for row in plain.itertuples(index=False)]

    def by_member(self, query: Query) -> ByMember:
        found: dict[str, list[Row]] = {}
        for row in self.rows(query):
            found.setdefault(row["member"], []).append(row)
        return found

    def names_any(self, role: Role) -> bool:
        return bool((self.engine.run(figures.members(role))["member"] != BLANK).any())

    def whole_target(self) -> float | None:
        role = figures.target_role(self.selection, self.settings)
        found = self.targets(role) if role else {}
        return sum(found.values()) if found else None

    def targets(self, role: Role) -> dict[str, float]:
        if role in EXTRA_ROLES:
            return {}
        rows = self.rows(figures.targets(self.selection, role, self.settings))
        return {row["member"]: float(row["target"]) for row in rows}

    def steps_of(self, member: str, team: Sequence[Step] = ()) -> tuple[Step, ...]:
        """From snapshot to snapshot; of a member without arrivals nothing came and nothing moved."""
        rows = self.arrivals.get(member)
        if rows is None:
            return tuple(replace(step, new=0, moved=0, stood=0) for step in team)
        steps = self._steps(member, rows)
        return with_odd_steps(steps, self.settings, team)

    def steps_of_all(self) -> tuple[Step, ...]:
        """The steps of all members together."""
        together: dict[date, Step] = {}
        for step in (step for member, rows in self.arrivals.items() for step in self._steps(member, rows)):
            held = together.get(step.until, replace(step, new=0, moved=0, stood=0))
            together[step.until] = replace(
                held, new=held.new + step.new, moved=held.moved + step.moved, stood=held.stood + step.stood
            )
        return with_odd_steps([together[day] for day in sorted(together)], self.settings)

    def _steps(self, member: str, rows: Rows) -> list[Step]:
        stood: Counter[Any] = Counter()
        for level in self.trend.get(member, []):
            stood[level["snapshot_date"]] += int(level["count"])
        return [_step(row, stood[row["previous_date"]]) for row in rows]

    def cycle_of(self, member: str) -> Cycle | None:
        """The member's own cycle, where enough of its deals were won."""
        return _cycle(self.cycles.get(member, []), self.settings, is_the_teams=False)

    def cycle_of_all(self) -> Cycle | None:
        rows = self.rows(figures.sales_cycle(self.selection))
        return _cycle(rows, self.settings, is_the_teams=True)

    def hard_of(self, member: str) -> dict[str, int]:
        """Rep -> hard deals, of the member."""
        mine = self.hard if self.role is None else self.hard[self.hard[self.role] == member]
        return {str(rep): int(deals) for rep, deals in mine["rep"].value_counts().items()}

    def lead_shares_of(self, member: str) -> tuple[tuple[date, float | None], ...]:
        """Of each snapshot up to the review, those too at which the member had nothing open."""
        held = {_day(row["snapshot_date"]): row["share"] for row in self.trend.get(member, []) if row["layer"] == 1}
        steps: Rows = next(iter(self.arrivals.values()), [])
        days = [*(_day(row["previous_date"]) for row in steps[:1]), *(_day(row["snapshot_date"]) for row in steps)]
        return tuple((day, held.get(day)) for day in days or [self.selection.as_of])

    def inputs(self, member: str, target: float | None, steps: tuple[Step, ...], cycle: Cycle | None) -> Inputs:
        return Inputs(
            member,
            frozenset(int(row["layer"]) for row in self.stages if row["kind"] == "open"),
            {int(row["layer"]): _level(row) for row in self.levels.get(member, [])},
            target,
            steps,
            cycle,
            tuple(Loop(row["customer"], int(row["entries"])) for row in self.loops.get(member, [])),
            _benchmark(self.dwells.get(member, [])),
            self.lead_shares_of(member),
            _rates(self.rates.get(member, [])),
            self.hard_of(member),
            self.has_customers,
            self.has_reps,
        )


def _level(row: Row) -> Level:
    return Level(
        int(row["count"]),
        int(row["priced_count"]),
        row["amount"] or 0.0,
        row["largest_amount"] or 0.0,
        row["squared_amount"] or 0.0,
        int(row["dated_count"]),
        row["mean_days"],
        row["sd_days"] or 0.0,
        row["mean_days_at_most"],
        int(row["stalled_count"]),
        row["stalled_amount"] or 0.0,
        int(row["perhaps_stalled_count"]),
    )


def _step(row: Row, stood: int) -> Step:
    return Step(_day(row["snapshot_date"]), int(row["days"]), int(row["new_count"]), int(row["moved_count"]), stood)


def _day(value: Any) -> date:
    return pd.Timestamp(value).date()


def _cycle(rows: Rows, settings: Settings, is_the_teams: bool) -> Cycle | None:
    won = int(rows[0]["won_dated"]) if rows else 0
    if won < settings.few_wins or not rows[0]["median_days"]:
        return None
    return Cycle(float(rows[0]["median_days"]), float(rows[0]["sd_days"] or 0.0), won, is_the_teams)


def _benchmark(rows: Rows) -> Benchmark | None:
    """Of the stages of layer 2 that hold deals, each weighed by these."""
    held = [row for row in rows if row["layer"] == CONTACT and row["deals"]]
    if not held or any(row["benchmark_days"] is None for row in held):
        return None
    days = sum(row["benchmark_days"] * row["deals"] for row in held) / sum(row["deals"] for row in held)
    is_set = all(row["benchmark_is_set"] for row in held)
    return Benchmark(days, None if is_set else sum(int(row["benchmark_completed"]) for row in held))


def _rates(rows: Rows) -> tuple[Rates, ...]:
    found: dict[str, dict[str, Row]] = {}
    for row in rows:
        found.setdefault(row["stage"], {})[row["period"]] = row
    nothing = {"deal_weeks": 0, "advanced": 0}
    return tuple(
        Rates(
            stage,
            *_counts(periods.get("recent", nothing)),
            *_counts(periods.get("earlier", nothing)),
        )
        for stage, periods in found.items()
    )


def _counts(row: Row) -> tuple[int, int]:
    return int(row["deal_weeks"]), int(row["advanced"])
