"""What the figures tell of the whole selection, and of a member beside it: one query each for all members of a role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from analyzer import figures
from analyzer.advice.simulation.arrivals import Arrivals
from analyzer.advice.simulation.rates import chances_of, counted, prior_of_all
from analyzer.advice.simulation.restlessness import Drift, Pulse, drift, restlessness
from analyzer.advice.simulation.rooms import LAYERS, Rooms
from analyzer.advice.simulation.season import FLAT_SEASON, Season, watched
from analyzer.advice.simulation.sizes import ALL_ALIKE, Sizes
from analyzer.advice.simulation.stock import Stock
from analyzer.model import Engine, Role, Selection
from analyzer.settings import Settings

Frames = Mapping[str, pd.DataFrame]
Floats = npt.NDArray[np.float64]

# The time of the quarter is told by the quarters of a year: with the present one, so many weeks.
SEASON_WEEKS = 65
# An amount that changes when a deal is won tells little by few such deals.
USUAL_WINS = 8


def frames_of(engine: Engine, selection: Selection, settings: Settings, role: Role | None) -> Frames:
    """The figures that a funnel is made of, by name, for all members of the role."""
    moves = engine.run(figures.step_counts(selection, settings, role))
    return {"step_counts": moves, **entered_of(engine, selection, settings, role)}


def entered_of(engine: Engine, selection: Selection, settings: Settings, role: Role | None) -> Frames:
    """Of these figures the ones that tell how deals came, which are open, and which were won."""
    return {
        "entries": engine.run(figures.entries(selection, settings, role)),
        "open_deals": engine.run(figures.open_deals(selection, role)),
        "won_amounts": engine.run(figures.won_amounts(selection, settings, role)),
    }


def targets_of(engine: Engine, selection: Selection, settings: Settings, role: Role | None) -> dict[str, float]:
    """The full target of each member of the role; without a role that of the whole, as member ''."""
    asked = role or figures.target_role(selection, settings)
    if asked is None:
        return {}
    found = engine.run(figures.targets(selection, asked, replace(settings, target_basis="full")))
    if role is None:
        return {"": float(found["target"].sum())} if len(found) else {}
    return dict(zip(found["member"], found["target"].astype(float), strict=True))


@dataclass(frozen=True)
class Told:
    """What the figures tell of the whole or of a member; see `Funnel`."""

    frames: Frames
    alpha: Floats
    arrivals: Arrivals
    assumed: Sizes


@dataclass(frozen=True)
class Whole:
    """The whole selection, whose rates stand behind those of its members."""

    engine: Engine
    selection: Selection
    settings: Settings

    @cached_property
    def all_steps(self) -> pd.DataFrame:
        """The steps of the last `SEASON_WEEKS`, or as many as tell the rates."""
        return self.engine.run(figures.steps(self.selection, self.settings, self._weeks))

    @cached_property
    def all_moves(self) -> pd.DataFrame:
        """How deals moved in them."""
        return self.engine.run(figures.step_counts(self.selection, self.settings, None, self._weeks))

    @property
    def _weeks(self) -> int:
        return max(SEASON_WEEKS, self.settings.rate_weeks)

    @property
    def since(self) -> date:
        """The steps that end after it tell the rates."""
        return self.selection.as_of - timedelta(weeks=self.settings.rate_weeks)

    def _recent(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows[rows["snapshot_date"] > pd.Timestamp(self.since)]

    @cached_property
    def steps(self) -> pd.DataFrame:
        return self._recent(self.all_steps)

    @property
    def step_days(self) -> int:
        """The usual days between two snapshots; a week where there is no step."""
        return int(self.steps["usual_days"].iloc[0]) if len(self.steps) else 7

    @cached_property
    def frames(self) -> Frames:
        moves = self._recent(self.all_moves)
        return {"step_counts": moves, **entered_of(self.engine, self.selection, self.settings, None)}

    @cached_property
    def watched(self) -> pd.DataFrame:
        """What became of open deals in each step, by layer."""
        return watched(self.all_moves, self.all_steps, self.settings.quarter)

    @cached_property
    def season(self) -> Season:
        """How the chances of the open deals depend on the time of the quarter."""
        return FLAT_SEASON if self.watched.empty else Season.of(self.watched, self.since)

    @cached_property
    def rooms(self) -> Rooms:
        return Rooms.of(self.frames["step_counts"])

    @cached_property
    def alpha(self) -> Floats:
        counts = counted(self.frames["step_counts"], self.rooms)
        return counts + prior_of_all(counts, self.rooms, self._used())

    def _used(self) -> npt.NDArray[np.bool_]:
        """Which layers hold deals, held some or had some come in."""
        moves = self.frames["step_counts"]
        seen = {
            *moves["from_layer"],
            *pd.to_numeric(moves["to_place"], errors="coerce").dropna(),
            *self.frames["entries"]["layer"],
            *self.frames["open_deals"]["layer"],
        }
        return np.array([layer in seen for layer in range(1, LAYERS + 1)])

    @cached_property
    def in_deals(self) -> bool:
        """Whether no deal has an amount anywhere."""
        return not (self.stock.priced.deals or self.arrivals.all_sizes.deals or self.won.deals)

    @cached_property
    def stock(self) -> Stock:
        return Stock.of(self.frames["open_deals"], self.rooms)

    @cached_property
    def arrivals(self) -> Arrivals:
        return Arrivals.of(self.frames["entries"], len(self.steps))

    @cached_property
    def won(self) -> Sizes:
        return _won_sizes(self.frames["won_amounts"])

    @cached_property
    def assumed(self) -> Sizes:
        """The sizes of deals without an amount: of won deals, else of open ones too, as far as they get one."""
        if self.in_deals:
            return ALL_ALIKE
        known = self.won if self.won.deals >= USUAL_WINS else self.won.with_(self.stock.priced)
        return Sizes(known.deals, known.mean * self.filled, known.sd * self.filled)

    @cached_property
    def filled(self) -> float:
        """The share of deals without an amount that have one once they are won; all, as long as none was won."""
        moves = self.frames["step_counts"]
        won = moves[moves["to_place"] == "won"]
        return float((won["filled"].sum() + 1) / (won["blank"].sum() + 1))

    @cached_property
    def restless(self) -> float:
        """How unevenly deals moved from step to step."""
        if self.watched.empty:
            return 0.0
        recent = Pulse.of(self.watched, self.season).after(self.since)
        return restlessness(recent.came.sum(axis=0), recent.stood, recent.usual.sum(axis=0))

    @cached_property
    def drift(self) -> Drift:
        """How far the chances of the weeks ahead may be from those of the weeks behind."""
        return Drift() if self.watched.empty else drift(Pulse.foreseen(self.watched), self.step_days)

    @cached_property
    def won_worth(self) -> float:
        """What won deals close at / what they stood at a step before, drawn to 1 where they are few."""
        moves = self.frames["step_counts"]
        won = moves[moves["to_place"] == "won"]
        if self.in_deals:
            return 1.0
        before, after, deals = (float(won[name].sum()) for name in ("amount_before", "amount_after", "deals"))
        usual = USUAL_WINS * before / deals if deals else 0.0
        return (after + usual) / (before + usual) if before > 0 else 1.0

    @property
    def told(self) -> Told:
        """What is told of the whole."""
        return Told(self.frames, self.alpha, self.arrivals, self.assumed)

    def told_of(self, frames: Frames) -> Told:
        """What the figures of a member tell, drawn towards those of the whole."""
        alpha = counted(frames["step_counts"], self.rooms) + self.settings.shrink_strength * chances_of(self.alpha)
        arrivals = Arrivals.of(frames["entries"], len(self.steps))
        sizes = tuple(own.drawn_to(common) for own, common in zip(arrivals.sizes, self.arrivals.sizes, strict=True))
        assumed = ALL_ALIKE if self.in_deals else _won_sizes(frames["won_amounts"]).drawn_to(self.assumed)
        return Told(frames, alpha, replace(arrivals, sizes=sizes), assumed)


def _won_sizes(frame: pd.DataFrame) -> Sizes:
    rows = frame[frame["priced"] > 0]
    if rows.empty:
        return Sizes(0, 0.0, 0.0)
    row = rows.iloc[0]
    return Sizes(float(row["priced"]), float(row["mean_amount"]), float(row["sd_amount"]))
