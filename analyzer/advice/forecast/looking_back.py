"""An engine that looks back: it counts how deals moved and came once, for all the reviews that are looked back at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from analyzer import figures
from analyzer.advice.simulation import WEEKS_LOOKED_BACK
from analyzer.model import Engine, Query, Selection
from analyzer.settings import Settings

BY_STEP = ("step_counts", "entries")


@dataclass
class LookingBack:
    """Answers what the engine does, of the whole selection, at the review and before it.

    What happened between two snapshots is the same at each review that comes after them: those rows are asked for once.
    Where an earlier review would count by other snapshots (two in one week), the engine is asked again.
    """

    engine: Engine
    selection: Selection
    settings: Settings
    weeks: int
    _rows: dict[str, pd.DataFrame] = field(default_factory=dict)
    _steps: dict[date, pd.DataFrame] = field(default_factory=dict)

    @classmethod
    def of(cls, engine: Engine, selection: Selection, settings: Settings, first: date) -> LookingBack:
        """For reviews from ``first`` on."""
        weeks = (selection.as_of - first).days // 7 + 1 + max(WEEKS_LOOKED_BACK, settings.rate_weeks)
        return cls(engine, selection, settings, weeks)

    def run(self, query: Query) -> pd.DataFrame:
        """As `Engine.run`."""
        if query.figure not in BY_STEP or query.scope["role"] is not None:
            return self.engine.run(query)
        as_of, since = query.scope["as_of"], query.parameters["since"]
        wanted = self._of(as_of, since)
        told = self._of(self.selection.as_of, since)
        if not wanted.equals(told[told["snapshot_date"] <= pd.Timestamp(as_of)].reset_index(drop=True)):
            return self.engine.run(query)
        rows = self._all(query.figure)
        day = rows["snapshot_date"]
        return rows[(day > pd.Timestamp(since)) & (day <= pd.Timestamp(as_of))].reset_index(drop=True)

    def _of(self, as_of: date, since: date) -> pd.DataFrame:
        """The steps that a review counts by: their ends."""
        if as_of not in self._steps:
            then = replace(self.selection, as_of=as_of)
            self._steps[as_of] = self.engine.run(figures.steps(then, self.settings, self.weeks))
        steps = self._steps[as_of][["snapshot_date", "previous_date"]]
        return steps[steps["snapshot_date"] > pd.Timestamp(since)].reset_index(drop=True)

    def _all(self, figure: str) -> pd.DataFrame:
        if figure not in self._rows:
            asked = {"step_counts": figures.step_counts, "entries": figures.entries}[figure]
            self._rows[figure] = self.engine.run(asked(self.selection, self.settings, None, self.weeks))
        return self._rows[figure]
