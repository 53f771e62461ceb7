"""What a simulation starts from: the open deals, how deals like them moved, and how new ones came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from analyzer.advice.simulation.arrivals import Arrivals
from analyzer.advice.simulation.rooms import Rooms
from analyzer.advice.simulation.sizes import Sizes
from analyzer.advice.simulation.stock import Stock
from analyzer.message import Message
from analyzer.model import Engine, Quarter, Selection
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
    restless: how unevenly deals move, see `restlessness`.
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

    @classmethod
    def of(cls, engine: Engine, selection: Selection, settings: Settings) -> Funnel:
        """The funnel of the whole selection. Raises what ``engine.run`` raises."""
        from analyzer.advice.simulation.gathering import whole

        return whole(engine, selection, settings)

    @property
    def days_left(self) -> int:
        """Days from the review to the end of its quarter, 0 on the last day."""
        return (self.quarter.ends_on - self.as_of).days

    @property
    def spread(self) -> float:
        """How much the amounts of deals that are not followed one by one differ: standard deviation / mean."""
        blank = Sizes(float(self.stock.blank.sum()), self.assumed.mean, self.assumed.sd)
        return self.stock.sizes.with_(self.arrivals.all_sizes).with_(blank).spread
