"""How large, fast and rich one team's business is while nothing is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from analyzer.model import Quarter, Stage, Target
from tests.advice.truth.draws import uniform

STAGE_SETS = (
    (1, 2, 3, 4, 5, 6),
    (1, 2, 3, 4, 5, 6),
    (1, 2, 3, 4, 4, 5, 6),
    (1, 2, 3, 3, 4, 5, 6),
    (1, 1, 2, 3, 4, 5, 6),
    (1, 2, 3, 4, 5),
    (1, 2, 3, 4, 5, 5, 6),
    (1, 2, 2, 3, 4, 4, 5, 6),
)
NAMES = {1: "Lead", 2: "Contact", 3: "Needs", 4: "Proposal", 5: "Negotiation", 6: "Decision"}
REGIONS = ("North", "South", "East", "West", "Centre")
PRODUCTS = ("Alpha", "Beta", "Gamma", "Delta", "Omega", "Sigma")
INDUSTRIES = ("Health", "Retail", "Energy", "Finance", "Public", "Transport")
ENTERING = (0.90, 0.08, 0.02)  # into layers 1, 2 and 3
WEEKS_A_QUARTER = 13
FIRST_END, LAST_END = date(2025, 3, 3), date(2026, 11, 16)


@dataclass(frozen=True)
class Shape:
    """One team and its business.

    arrivals: new deals a week. price, spread: median and log-spread of amounts. stages: the layer of each open stage.
    dwell: mean weeks in layers 1 to 6. going_on: chance to leave a layer upwards, not lost.
    regions: the share of each. reps: how many each region has. plan: the quarter's target against a usual quarter.
    ends_on: the Monday of the last snapshot. listed_weeks: how long closed deals stay in the export.
    missing: fields that the export does not hold. blank_amounts: the share of deals without one.
    key_account: the share of the deals that come from one large customer. began: the week in which the business began,
    before the last snapshot.
    """

    arrivals: float
    price: float
    spread: float
    stages: tuple[int, ...]
    dwell: tuple[float, ...]
    going_on: tuple[float, ...]
    regions: tuple[float, ...]
    reps: tuple[int, ...]
    products: int
    industries: int
    customers: int
    plan: float
    ends_on: date
    listed_weeks: int = 2
    missing: frozenset[str] = frozenset()
    blank_amounts: float = 0.0
    key_account: float = 0.0
    began: int = 95
    has_targets: bool = True

    @classmethod
    def drawn(
        cls,
        seed: int,
        arrivals: tuple[float, float] = (15, 55),
        thickness: tuple[float, float] = (1.45, 2.0),
        top: tuple[float, float] = (1.55, 1.9),
        lingering: float = 1.0,
        deals_a_rep: float = 3.5,
        **fixed,
    ) -> Shape:
        """Some team of the kind that lives well. Ranges are drawn from.

        thickness: the usual top of the funnel against 80% of the usual quarter's wins. top: weeks in it. lingering:
        how many times longer than usual deals stay in layers 4 to 6 while the customer decides. deals_a_rep: new ones
        a week.
        """
        draw = _Draw(seed)
        rate = np.exp(draw.between(*np.log(arrivals)))
        late = draw.between(0.72, 0.84, 5)
        first_dwell = draw.between(*top)
        plan = draw.between(0.92, 1.03)
        dwell = (first_dwell, *draw.between(0.85, 1.05, 2), *(draw.between(0.85, 1.05, 3) * lingering))
        wins = ENTERING[0] * first_dwell / (0.8 * WEEKS_A_QUARTER * draw.between(*thickness) * plan)
        rest = late.prod()
        first = (wins - ENTERING[1] * rest - ENTERING[2] * rest / late[0]) / (ENTERING[0] * rest)
        regions = draw.between(0.6, 1.4, int(draw.between(2, 5.99)))
        shares = tuple(regions / regions.sum())
        shape = cls(
            arrivals=rate,
            price=float(10 ** draw.between(3, 6)),
            spread=draw.between(0.4, 0.75),
            stages=STAGE_SETS[int(draw.between(0, len(STAGE_SETS)))],
            dwell=dwell,
            going_on=(first, *late),
            regions=shares,
            reps=_reps(rate / deals_a_rep, shares),
            products=int(draw.between(2, 6.99)),
            industries=int(draw.between(3, 6.99)),
            customers=int(rate * draw.between(30, 80)),
            plan=plan,
            ends_on=FIRST_END + timedelta(weeks=int(draw.between(0, (LAST_END - FIRST_END).days // 7 + 1))),
            listed_weeks=int(draw.between(1, 4.99)),
            blank_amounts=max(0.0, draw.between(-0.06, 0.06)),
            key_account=0.04 if draw.between(0, 1) < 0.2 else 0.0,
        )
        shape = replace(shape, **fixed)
        return shape if "reps" in fixed else replace(shape, reps=_reps(shape.arrivals / deals_a_rep, shape.regions))

    @property
    def open_stages(self) -> int:
        return len(self.stages)

    @property
    def layers(self) -> np.ndarray:
        """The layer of each stage, won and lost too (7 and 0)."""
        return np.array([*self.stages, 7, 0])

    def stage_list(self) -> tuple[Stage, ...]:
        """The stages as the settings hold them."""
        names = [_stage_name(self.stages, place) for place in range(self.open_stages)]
        opened = [Stage(name, place + 1, self.stages[place], "open") for place, name in enumerate(names)]
        after = self.open_stages + 1
        return (*opened, Stage("Won", after, 7, "won"), Stage("Lost", after + 1, None, "lost"))

    def usual_amount(self) -> float:
        """The mean amount of a deal."""
        return self.price * float(np.exp(self.spread**2 / 2))

    def usual_wins(self) -> float:
        """Won amount a week when nothing is wrong."""
        up = self.going_on if 6 in self.stages else self.going_on[:5]
        chance = sum(share * np.prod(up[layer:]) for layer, share in enumerate(ENTERING))
        return self.arrivals * self.usual_amount() * float(chance) * (1 - self.blank_amounts)

    def targets(self) -> tuple[Target, ...]:
        """The plan of this quarter and the next, by region: what the region usually wins in a quarter."""
        if not self.has_targets:
            return ()
        this = Quarter.of(self.ends_on)
        whole = self.usual_wins() * WEEKS_A_QUARTER * self.plan
        return tuple(
            Target("region", REGIONS[place], period.starts_on, period.ends_on, Decimal(round(whole * share, 2)))
            for period in (this, Quarter.of(this.ends_on + timedelta(days=1)))
            for place, share in enumerate(self.regions)
        )


class _Draw:
    """One stream for the numbers of a shape."""

    def __init__(self, seed: int) -> None:
        self._seed, self._asked = seed, 0

    def between(self, low: float, high: float, count: int | None = None):
        self._asked += 1
        drawn = low + (high - low) * uniform(self._seed, 77, self._asked, np.arange(count or 1))
        return drawn if count else float(drawn[0])


def _reps(wanted: float, shares: tuple[float, ...]) -> tuple[int, ...]:
    return tuple(max(1, int(np.ceil(wanted * share))) for share in shares)


def _stage_name(stages: tuple[int, ...], place: int) -> str:
    layer = stages[place]
    if stages.count(layer) == 1:
        return NAMES[layer]
    return f"{NAMES[layer]} {stages[:place].count(layer) + 1}"
