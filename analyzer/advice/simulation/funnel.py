"""What a simulation starts from: the open deals, how deals like them moved, and how new ones came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analyzer.message import Message
from analyzer.model import Engine, Quarter, Role, Selection
from analyzer.settings import Settings


@dataclass(frozen=True)
class Funnel:
    """The open deals of the selection (member "") or of one member at the review snapshot, and their rates.

    step_days: the usual days between two snapshots, which is one step. quarter: the fiscal quarter of the review.
    in_deals: no deal has an amount: all money below is a number of deals. target: to win in the quarter, None without
    one. won_so_far: won in the quarter by the review. needs: what is missing to simulate anything; empty where it can
    be. notes: what was assumed, such as amounts of deals without one and rates shrunk to the team's.
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

    @classmethod
    def of(cls, engine: Engine, selection: Selection, settings: Settings) -> Funnel:
        """The funnel of the whole selection. Raises what ``engine.run`` raises."""
        raise NotImplementedError

    @property
    def days_left(self) -> int:
        """Days from the review to the end of its quarter, 0 on the last day."""
        return (self.quarter.ends_on - self.as_of).days


def funnels_by_member(engine: Engine, selection: Selection, settings: Settings, role: Role) -> tuple[Funnel, ...]:
    """A funnel for each member of the role that has open deals or had new ones, in order of names.

    Rates seen few times are drawn towards those of the whole selection. Raises what ``engine.run`` raises.
    """
    raise NotImplementedError
