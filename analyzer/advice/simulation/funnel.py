"""What a simulation starts from: the open deals, how deals like them moved, and how new ones came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from analyzer.advice.simulation import notes
from analyzer.advice.simulation.arrivals import Arrivals
from analyzer.advice.simulation.gathering import Told, Whole, frames_of, targets_of
from analyzer.advice.simulation.rates import Moves
from analyzer.advice.simulation.restlessness import Drift
from analyzer.advice.simulation.rooms import Rooms
from analyzer.advice.simulation.season import FLAT_SEASON, Season, middle_ahead
from analyzer.advice.simulation.sizes import Sizes
from analyzer.advice.simulation.stock import Stock
from analyzer.message import Message
from analyzer.model import Engine, Quarter, Role, Selection
from analyzer.settings import Settings

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Funnel:
    """The open deals of the selection (member "") or of one member at the review snapshot, and their rates.

    step_days: the usual days between two snapshots, which is one step. quarter: the fiscal quarter of the review.
    in_deals: no deal has an amount: all money below is a number of deals. target: to win in the quarter, None without
    one. won_so_far: won in the quarter by the review. needs: what is missing to simulate anything; empty where it can
    be. notes: what was assumed, such as amounts of deals without one and rates shrunk to the team's.

    rooms: where deals can stand. stock: the open deals. alpha: the Dirichlet parameters of the moves (`rates`).
    restless, drift: how unevenly deals move, and how far that drifts, see `restlessness`. season: how it depends on the
    time of the quarter.
    arrivals: how new deals come. assumed: the sizes of deals without an amount. won_worth: what won deals close at /
    what they stood at before.
    """

    member: str
    as_of: date
    step_days: int
    quarter: Quarter
    in_deals: bool
    target: float | None
    won_so_far: float
    needs: tuple[Message, ...]
    notes: tuple[Message, ...]
    rooms: Rooms
    stock: Stock
    alpha: Floats
    arrivals: Arrivals
    assumed: Sizes
    won_worth: float
    restless: float = 0.0
    drift: Drift = Drift()
    season: Season = FLAT_SEASON

    @classmethod
    def of(cls, engine: Engine, selection: Selection, settings: Settings) -> Funnel:
        """The funnel of the whole selection. Raises what ``engine.run`` raises."""
        whole = Whole(engine, selection, settings)
        return _funnel(whole, "", whole.told, targets_of(engine, selection, settings, None).get(""))

    @classmethod
    def without_target(cls, engine: Engine, selection: Selection, settings: Settings) -> Funnel:
        """The same, where no target is asked for."""
        whole = Whole(engine, selection, settings)
        return _funnel(whole, "", whole.told, None)

    @property
    def days_left(self) -> int:
        """Days from the review to the end of its quarter, 0 on the last day."""
        return (self.quarter.ends_on - self.as_of).days

    def season_in(self, earlier: int, later: int) -> tuple[float, float]:
        """What the chances to be won and to be gone are multiplied by between two days after the review."""
        if self.season.is_flat:
            return 1.0, 1.0
        return self.season.times(*middle_ahead(self.as_of, self.quarter, earlier, later))

    def moves_in(self, moves: Moves, earlier: int, later: int) -> Moves:
        """Moves of a whole step as they are between two days after the review: a part of it, at that time of the
        quarter."""
        return moves.in_season(*self.season_in(earlier, later)).part((later - earlier) / self.step_days)

    @property
    def spread(self) -> float:
        """How much the amounts of deals that are not followed one by one differ: standard deviation / mean."""
        blank = Sizes(float(self.stock.blank.sum()), self.assumed.mean, self.assumed.sd)
        return self.stock.sizes.with_(self.arrivals.all_sizes).with_(blank).spread


def funnels_by_member(engine: Engine, selection: Selection, settings: Settings, role: Role) -> tuple[Funnel, ...]:
    """A funnel for each member of the role that has open deals or had new ones, in order of names.

    Rates seen few times are drawn towards those of the whole selection. Raises what ``engine.run`` raises.
    """
    whole = Whole(engine, selection, settings)
    frames = frames_of(engine, selection, settings, role)
    targets = targets_of(engine, selection, settings, role)
    names = sorted({*frames["open_deals"]["member"], *frames["entries"]["member"]})
    parts = {figure: dict(tuple(frame.groupby("member"))) for figure, frame in frames.items()}
    nothing = {figure: frame.iloc[:0] for figure, frame in frames.items()}
    own = {name: {figure: parts[figure].get(name, nothing[figure]) for figure in frames} for name in names}
    return tuple(_funnel(whole, name, whole.told_of(own[name]), targets.get(name)) for name in names)


def _funnel(whole: Whole, name: str, told: Told, target: float | None) -> Funnel:
    stock = Stock.of(told.frames["open_deals"], whole.rooms)
    won = told.frames["won_amounts"]["deals_in_quarter" if whole.in_deals else "amount_in_quarter"]
    return Funnel(
        member=name,
        as_of=whole.selection.as_of,
        step_days=whole.step_days,
        quarter=whole.settings.quarter(whole.selection.as_of),
        in_deals=whole.in_deals,
        target=None if whole.in_deals else target,
        won_so_far=float(won.sum()),
        needs=notes.needs(whole),
        notes=notes.assumed(whole, name, stock),
        rooms=whole.rooms,
        stock=stock,
        alpha=told.alpha,
        arrivals=told.arrivals,
        assumed=told.assumed,
        won_worth=whole.won_worth,
        restless=whole.restless,
        drift=whole.drift,
        season=whole.season,
    )
