"""What can change in how people behave. Weeks count back from the last snapshot: 0 is its week, -1 the one before.

A change never looks at a rule: it says who does what, since when.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass
class Moment:
    """The open deals of one step and their chances; changes act on `advance`, `lost` and `back` (a week)."""

    week: int
    step: int
    deals: object
    layer: np.ndarray
    advance: np.ndarray
    lost: np.ndarray
    back: np.ndarray

    def scale(self, those: np.ndarray, factor: float) -> None:
        """Those deals leave their stage so many times as readily, up or out."""
        self.advance = np.where(those, self.advance * factor, self.advance)
        self.lost = np.where(those, self.lost * factor, self.lost)


@dataclass(frozen=True)
class Extra:
    """One deal of its own: when it came, how large against the usual deal, and where it stands unless it moves."""

    week: int
    times: float = 1.0
    layer: int = 1
    kind: str = "deal"
    region: int = 0


class Change:
    """Nothing changes; each cause says what does."""

    def arrivals(self, week: int, usual: np.ndarray) -> np.ndarray:
        """New deals a week by region."""
        return usual

    def pace(self, moment: Moment) -> None:
        """Acts on the chances of the open deals."""

    def given(self, week: int) -> tuple[int, float] | None:
        """The rep who is given deals of all, and the share."""
        return None

    def extras(self) -> tuple[Extra, ...]:
        """Deals of their own."""
        return ()

    def not_yet_entered(self, week: int, deals) -> np.ndarray | None:
        """Which deals stand in the week's export as they stood in the one before."""
        return None


@dataclass(frozen=True)
class FewNew(Change):
    """New deals dry up: at once, or sliding down to the share over the weeks."""

    since: int
    share: float
    sliding: bool = False
    region: int | None = None

    def arrivals(self, week, usual):
        if week < self.since:
            return usual
        weeks, gone = 1 - self.since, week - self.since + 1
        share = self.share ** min(1.0, gone / weeks) if self.sliding else self.share
        hit = np.arange(len(usual)) == self.region if self.region is not None else np.ones(len(usual), bool)
        return np.where(hit, usual * share, usual)


@dataclass(frozen=True)
class Stuck(Change):
    """Nobody moves deals of these layers on any more, nor clears them away."""

    since: int
    share: float = 0.003
    layers: tuple[int, ...] = (1, 2, 3)
    region: int | None = None

    def pace(self, moment):
        if moment.week < self.since:
            return
        those = np.isin(moment.layer, self.layers)
        if self.region is not None:
            those &= moment.deals.region == self.region
        moment.scale(those, self.share)


@dataclass(frozen=True)
class Overloaded(Change):
    """One rep is given far more deals than others, and cannot keep up with those close to a decision."""

    since: int
    rep: int
    share: float
    pace_left: float = 0.1

    def given(self, week):
        return (self.rep, self.share) if week >= self.since else None

    def pace(self, moment):
        if moment.week >= self.since:
            moment.scale((moment.layer >= 4) & (moment.deals.rep == self.rep), self.pace_left)


@dataclass(frozen=True)
class Looping(Change):
    """One customer says yes to a talk about needs and takes it back, again and again."""

    since: int
    region: int = 0

    def extras(self):
        return (Extra(self.since, kind="looping", layer=2, region=self.region),)

    def pace(self, moment):
        those = moment.deals.looping
        moment.lost = np.where(those, 0.0, moment.lost)
        weekly = 4.0 if moment.step % 2 == 0 else 0.0  # once a week at most, nearly each week
        up, down = those & (moment.layer <= 2), those & (moment.layer > 2)
        moment.advance = np.where(up, weekly, np.where(down, 0.0, moment.advance))
        moment.back = np.where(down, weekly, np.where(up, 0.0, moment.back))


@dataclass(frozen=True)
class Giant(Change):
    """One deal many times the usual size, which stands where it stands."""

    since: int
    times: float
    layer: int
    region: int = 0

    def extras(self):
        return (Extra(self.since, self.times, self.layer, "giant", self.region),)

    def pace(self, moment):
        moment.scale(moment.deals.giant, 0.0)
        moment.back = np.where(moment.deals.giant, 0.0, moment.back)


@dataclass(frozen=True)
class Mix(Change):
    """More and more deals come from one region, fewer from the others, as many in all."""

    since: int
    region: int
    share: float

    def arrivals(self, week, usual):
        if week < self.since:
            return usual
        way = min(1.0, (week - self.since + 1) / 4)
        others = np.where(np.arange(len(usual)) == self.region, 0.0, usual)
        aim = others / others.sum() * (1 - self.share) * usual.sum()
        aim[self.region] = self.share * usual.sum()
        return usual + way * (aim - usual)


@dataclass(frozen=True)
class Harder(Change):
    """Customers of a region leave upwards less often than others (below 1) or more, since a week or ever."""

    region: int
    times: float
    since: int = -10_000

    def pace(self, moment):
        if moment.week >= self.since:
            those = moment.deals.region == self.region
            moment.advance = np.where(those, moment.advance * self.times, moment.advance)


@dataclass(frozen=True)
class Holiday(Change):
    """A week in which next to nothing is done; the week after may catch up on new ones."""

    week: int
    catching_up: float = 1.0

    def arrivals(self, week, usual):
        if week == self.week:
            return usual * 0.02
        return usual * (self.catching_up if week == self.week + 1 else 1.0)

    def pace(self, moment):
        if moment.week == self.week:
            moment.scale(np.ones(len(moment.layer), bool), 0.02)
            moment.back = moment.back * 0.02


@dataclass(frozen=True)
class LateEntry(Change):
    """Reps enter what happened in a week only after its export: a share of them, or all."""

    weeks: tuple[int, ...]
    share: float = 1.0

    def not_yet_entered(self, week, deals):
        if week not in self.weeks:
            return None
        return deals.late_rep < self.share
