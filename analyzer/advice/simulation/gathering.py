"""A funnel from the figures: one query each, for all members of a role at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from analyzer import figures
from analyzer.advice.simulation.arrivals import Arrivals
from analyzer.advice.simulation.funnel import Funnel
from analyzer.advice.simulation.rates import chances_of, counted, prior_of_all
from analyzer.advice.simulation.restlessness import restlessness
from analyzer.advice.simulation.rooms import LAYERS, Rooms
from analyzer.advice.simulation.sizes import ALL_ALIKE, Sizes
from analyzer.advice.simulation.stock import Stock
from analyzer.message import Message, Money, Share
from analyzer.model import Engine, Role, Selection
from analyzer.settings import Settings

Frames = Mapping[str, pd.DataFrame]
Floats = npt.NDArray[np.float64]

# An amount that changes when a deal is won tells little by few such deals.
USUAL_WINS = 8


def whole(engine: Engine, selection: Selection, settings: Settings) -> Funnel:
    """The funnel of the whole selection."""
    return _Whole(engine, selection, settings).funnel


def funnels_by_member(engine: Engine, selection: Selection, settings: Settings, role: Role) -> tuple[Funnel, ...]:
    """A funnel for each member of the role that has open deals or had new ones, in order of names.

    Rates seen few times are drawn towards those of the whole selection. Raises what ``engine.run`` raises.
    """
    team = _Whole(engine, selection, settings)
    frames = _frames(engine, selection, settings, role)
    targets = _targets(engine, selection, settings, role)
    found = sorted({*frames["open_deals"]["member"], *frames["entries"]["member"]})
    parts = {name: dict(tuple(frame.groupby("member"))) for name, frame in frames.items()}
    empty = {name: frame.iloc[:0] for name, frame in frames.items()}
    return tuple(
        team.member(name, {part: held.get(name, empty[part]) for part, held in parts.items()}, targets.get(name))
        for name in found
    )


def _frames(engine: Engine, selection: Selection, settings: Settings, role: Role | None) -> Frames:
    return {
        "step_counts": engine.run(figures.step_counts(selection, settings, role)),
        "entries": engine.run(figures.entries(selection, settings, role)),
        "open_deals": engine.run(figures.open_deals(selection, role)),
        "won_amounts": engine.run(figures.won_amounts(selection, settings, role)),
    }


def _targets(engine: Engine, selection: Selection, settings: Settings, role: Role | None) -> dict[str, float]:
    """The full target of each member of the role; without a role that of the whole, as member ''."""
    asked = role or figures.target_role(selection, settings)
    if asked is None:
        return {}
    found = engine.run(figures.targets(selection, asked, replace(settings, target_basis="full")))
    if role is None:
        return {"": float(found["target"].sum())} if len(found) else {}
    return dict(zip(found["member"], found["target"].astype(float), strict=True))


@dataclass(frozen=True)
class _Whole:
    """The whole selection, whose rates stand behind those of its members."""

    engine: Engine
    selection: Selection
    settings: Settings

    @cached_property
    def steps(self) -> pd.DataFrame:
        return self.engine.run(figures.steps(self.selection, self.settings))

    @cached_property
    def frames(self) -> Frames:
        return _frames(self.engine, self.selection, self.settings, None)

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
        moved = self.engine.run(figures.arrivals(self.selection)).set_index("snapshot_date")["moved_count"]
        stood = self.engine.run(figures.trend(self.selection)).set_index("snapshot_date")["count"]
        goes, of = moved.reindex(self.steps["snapshot_date"]), stood.reindex(self.steps["previous_date"])
        return restlessness(goes.fillna(0), of.fillna(0))

    @cached_property
    def won_worth(self) -> float:
        """What won deals close at / what they stood at a step before, drawn to 1 where they are few."""
        moves = self.frames["step_counts"]
        won = moves[moves["to_place"] == "won"]
        before, after, deals = (float(won[name].sum()) for name in ("amount_before", "amount_after", "deals"))
        usual = USUAL_WINS * before / deals if deals else 0.0
        return (after + usual) / (before + usual) if before > 0 else 1.0

    @cached_property
    def funnel(self) -> Funnel:
        target = _targets(self.engine, self.selection, self.settings, None).get("")
        return self._funnel("", self.frames, self.alpha, self.arrivals, self.assumed, target)

    def member(self, name: str, frames: Frames, target: float | None) -> Funnel:
        """The funnel of a member, its rates and sizes drawn towards those of the whole."""
        alpha = counted(frames["step_counts"], self.rooms) + self.settings.shrink_strength * chances_of(self.alpha)
        arrivals = Arrivals.of(frames["entries"], len(self.steps))
        sizes = tuple(own.drawn_to(common) for own, common in zip(arrivals.sizes, self.arrivals.sizes, strict=True))
        assumed = ALL_ALIKE if self.in_deals else _won_sizes(frames["won_amounts"]).drawn_to(self.assumed)
        return self._funnel(name, frames, alpha, replace(arrivals, sizes=sizes), assumed, target)

    def _funnel(
        self, name: str, frames: Frames, alpha: Floats, arrivals: Arrivals, assumed: Sizes, target: float | None
    ) -> Funnel:
        stock = Stock.of(frames["open_deals"], self.rooms)
        won = frames["won_amounts"]["deals_in_quarter" if self.in_deals else "amount_in_quarter"]
        return Funnel(
            member=name,
            as_of=self.selection.as_of,
            step_days=int(self.steps["usual_days"].iloc[0]) if len(self.steps) else 7,
            quarter=self.settings.quarter(self.selection.as_of),
            in_deals=self.in_deals,
            target=None if self.in_deals else target,
            won_so_far=float(won.sum()),
            needs=self._needs(),
            notes=self._notes(name, stock),
            rooms=self.rooms,
            stock=stock,
            alpha=alpha,
            arrivals=arrivals,
            assumed=assumed,
            won_worth=1.0 if self.in_deals else self.won_worth,
            restless=self.restless,
        )

    def _needs(self) -> tuple[Message, ...]:
        if len(self.steps) and len(self.frames["step_counts"]):
            return ()
        return (
            Message(
                "How deals move is told by open deals in two snapshots the usual time apart; the last {weeks} weeks "
                "hold none.",
                weeks=self.settings.rate_weeks,
            ),
        )

    def _notes(self, name: str, stock: Stock) -> tuple[Message, ...]:
        notes = []
        blank = int(stock.blank.sum())
        if self.in_deals:
            notes.append(Message("No deal has an amount: everything here is a number of deals."))
        elif blank:
            notes.append(self._blank_note(blank, int(stock.deals_in_all.sum())))
        if name:
            notes.append(
                Message(
                    "Rates that were seen few times are drawn towards those of the whole team, as if {deals} more "
                    "deals had moved as the team's do.",
                    deals=self.settings.shrink_strength,
                )
            )
        return tuple(notes)

    def _blank_note(self, blank: int, deals: int) -> Message:
        values = {"blank": blank, "all": deals, "worth": Money(self.assumed.mean)}
        if self.filled == 1:
            return Message(
                "{blank} of {all} open deals have no amount; each counts with {worth}, the mean of won deals.", **values
            )
        return Message(
            "{blank} of {all} open deals have no amount; each counts with {worth}: the mean of won deals, times the "
            "share of {share} of such deals that had an amount once they were won.",
            share=Share(self.filled),
            **values,
        )


def _won_sizes(frame: pd.DataFrame) -> Sizes:
    rows = frame[frame["priced"] > 0]
    if rows.empty:
        return Sizes(0, 0.0, 0.0)
    row = rows.iloc[0]
    return Sizes(float(row["priced"]), float(row["mean_amount"]), float(row["sd_amount"]))
