"""What the rules look at, for one member or for the whole: plain numbers, no engine and no frames."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from analyzer.model import LOW_LAYERS, OPEN_LAYERS

CONTACT = 2
"""The layer in which the customer has been spoken to."""
MANY_UNPRICED = 0.2


@dataclass(frozen=True)
class Level:
    """The open deals of one layer, or of several (`Inputs.open_in`).

    count; priced: those with an amount. amount, largest, squares: of these. dated: deals of which it is known since
    when they are in their stage. mean_days, sd_days: in their stage, at least, of the known ones. mean_days_at_most:
    None where it is not known. stalled, stalled_amount: for too long; perhaps_stalled: not known. unknown: deals of
    which nothing is known about their days.
    """

    count: int = 0
    priced: int = 0
    amount: float = 0.0
    largest: float = 0.0
    squares: float = 0.0
    dated: int = 0
    mean_days: float = 0.0
    sd_days: float = 0.0
    mean_days_at_most: float | None = 0.0
    stalled: int = 0
    stalled_amount: float = 0.0
    perhaps_stalled: int = 0
    unknown: int = 0

    @property
    def known(self) -> int:
        """Deals of which it is known how long they have been in their stage, at least."""
        return self.count - self.unknown

    @property
    def least_mean_days(self) -> float:
        """The mean over all deals cannot be less: those of which nothing is known may have come today."""
        return self.mean_days * self.known / self.count if self.count else 0.0

    @property
    def lacks_many_amounts(self) -> bool:
        """Whether so many deals have no amount that the sum may mislead."""
        return self.count - self.priced > MANY_UNPRICED * self.count

    def __add__(self, other: Level) -> Level:
        """The deals of both together; days are weighed by deals."""
        count = self.count + other.count
        share = other.count / count if count else 0.0
        known = self.known + other.known
        known_share = other.known / known if known else 0.0
        return Level(
            count,
            self.priced + other.priced,
            self.amount + other.amount,
            max(self.largest, other.largest),
            self.squares + other.squares,
            self.dated + other.dated,
            self.mean_days + (other.mean_days - self.mean_days) * known_share,
            _pooled_sd(self, other, known),
            _weighed(self.mean_days_at_most, other.mean_days_at_most, share),
            self.stalled + other.stalled,
            self.stalled_amount + other.stalled_amount,
            self.perhaps_stalled + other.perhaps_stalled,
            self.unknown + other.unknown,
        )


def _pooled_sd(one: Level, other: Level, known: int) -> float:
    if known < 2:
        return 0.0
    within = max(one.known - 1, 0) * one.sd_days**2 + max(other.known - 1, 0) * other.sd_days**2
    between = one.known * other.known / known * (one.mean_days - other.mean_days) ** 2
    return math.sqrt((within + between) / (known - 1))


def _weighed(one: float | None, other: float | None, share: float) -> float | None:
    return None if one is None or other is None else one + (other - one) * share


@dataclass(frozen=True)
class Step:
    """What happened from one snapshot to the next.

    until: the later one. new: deals seen for the first time. moved: deals seen in another stage. stood: deals that were
    open at the earlier one. is_odd: hardly any of them moved, or far too many: a holiday, or data entered late.
    """

    until: date
    days: int
    new: int
    moved: int
    stood: int
    is_odd: bool = False


@dataclass(frozen=True)
class Cycle:
    """Days from created to won in the last 365 days: the median, the deviation, and of how many deals.

    is_the_teams: the member has too few of its own.
    """

    days: float
    sd: float
    wins: int
    is_the_teams: bool = False


@dataclass(frozen=True)
class Loop:
    """A customer that came to layer 2 again and again."""

    customer: str
    entries: int


@dataclass(frozen=True)
class Benchmark:
    """How long deals should stay in layer 2: days, and of how many completed stays (None: the user has set it)."""

    days: float
    stays: int | None = None


@dataclass(frozen=True)
class Rates:
    """A stage's deals at each snapshot that another one follows, and those that went on, or were lost, by then."""

    stage: str
    stood: int
    advanced: int
    stood_before: int
    advanced_before: int
    layer: int = 0
    lost: int = 0
    lost_before: int = 0


@dataclass(frozen=True)
class Inputs:
    """Everything that the rules ask of one member ('' for the whole selection).

    layers: those that any open stage of the process has. levels: layer -> its open deals. target: of the quarter.
    steps: from snapshot to snapshot, the oldest first. lead_shares: share of layer 1 of the open amount at each
    snapshot, None where nothing was open. at_first: layer -> deals open at the first of these snapshots. hard: rep ->
    hard deals. has_customers, has_reps: whether the data names any.
    """

    member: str = ""
    layers: frozenset[int] = frozenset(OPEN_LAYERS)
    levels: Mapping[int, Level] = field(default_factory=lambda: MappingProxyType({}))
    target: float | None = None
    steps: tuple[Step, ...] = ()
    cycle: Cycle | None = None
    loops: tuple[Loop, ...] = ()
    benchmark: Benchmark | None = None
    lead_shares: tuple[tuple[date, float | None], ...] = ()
    at_first: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    rates: tuple[Rates, ...] = ()
    hard: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    has_customers: bool = True
    has_reps: bool = True

    def open_in(self, layers: Iterable[int]) -> Level:
        """The open deals of these layers together."""
        return sum((self.levels[layer] for layer in layers if layer in self.levels), Level())

    @property
    def low(self) -> Level:
        """The open deals of layers 1 to 3."""
        return self.open_in(LOW_LAYERS)

    @property
    def high(self) -> Level:
        """The open deals of layers 4 to 6."""
        return self.open_in(layer for layer in OPEN_LAYERS if layer not in LOW_LAYERS)

    @property
    def all_open(self) -> Level:
        """All open deals."""
        return self.open_in(OPEN_LAYERS)
