"""New deals now against new deals before, in periods that hold enough of them to compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median
from typing import Literal

from scipy.special import betainc

from analyzer.advice.compare import is_less, is_more
from analyzer.advice.inputs import Step
from analyzer.settings import Settings

WIDTHS = (1, 2, 4, 8)
LONG_ENOUGH_FOR_NONE = WIDTHS.index(4)
SURE = 0.9
USUAL_STEPS, FEWEST_USUAL_STEPS = 12, 3
FEWEST_MOVES = 5
FAR_TOO_MUCH = 2.5
HOLIDAYS_AT_MOST = 2

Oddness = Literal["quiet", "busy"] | None


@dataclass(frozen=True)
class Arrivals:
    """New deals in the newest steps that are compared, and in as many before.

    fall: how much less came in a day than before, 0.25 for a quarter less; negative where more came; None where none
    came before. left_out: the last days of the steps that were passed over as odd.
    """

    new: int
    days: int
    new_before: int
    days_before: int
    left_out: tuple[date, ...] = ()

    @property
    def fall(self) -> float | None:
        if not self.new_before:
            return None
        return 1 - (self.new / self.days) / (self.new_before / self.days_before)


def compared(steps: Sequence[Step], settings: Settings) -> Arrivals | None:
    """Two periods of 1, 2, 4 or 8 steps, of which the earlier holds `few_new` deals; None without any.

    The narrowest in which new deals surely fell by more than they may: chance alone moves a week's count. Without one,
    the widest. Where no deal came at all in both periods of at least four steps, these are the periods.
    """
    usable = [step for step in steps if not step.is_odd]
    found = [_periods(steps, usable, width) for width in WIDTHS if len(usable) >= 2 * width]
    enough = [periods for periods in found if periods.new_before >= settings.few_new]
    if enough:
        surely = (periods for periods in enough if chance_of_fall(periods, settings) >= SURE)
        return next(surely, enough[-1])
    empty = [periods for periods in found[LONG_ENOUGH_FOR_NONE:] if not periods.new and not periods.new_before]
    return empty[-1] if empty else None


def chance_of_fall(arrivals: Arrivals, settings: Settings) -> float:
    """How likely the rate of new deals itself, and not only their count, fell by more than it may.

    Both rates have the posterior Gamma(n + 1/2, days), so that the newer one's share of both is Beta distributed.
    """
    edge = (1 - settings.new_fall) * arrivals.days
    return float(betainc(arrivals.new + 0.5, arrivals.new_before + 0.5, edge / (edge + arrivals.days_before)))


def most_before(steps: Sequence[Step]) -> int:
    """The most new deals that any earlier period holds, where none holds enough."""
    usable = [step for step in steps if not step.is_odd]
    return max((_periods(steps, usable, w).new_before for w in WIDTHS if len(usable) >= 2 * w), default=0)


def _periods(steps: Sequence[Step], usable: Sequence[Step], width: int) -> Arrivals:
    now, before = usable[-width:], usable[-2 * width : -width]
    return Arrivals(
        sum(step.new for step in now),
        sum(step.days for step in now),
        sum(step.new for step in before),
        sum(step.days for step in before),
        tuple(step.until for step in steps if step.is_odd and step.until > before[0].until),
    )


def with_odd_steps(steps: Sequence[Step], settings: Settings, team: Sequence[Step] = ()) -> tuple[Step, ...]:
    """The steps, each told whether it is odd: against its own usual moves, else as the team's same step was told.

    team: the steps of all, told already. More than two quiet or busy steps in a row are no holiday and no late data:
    that is how it is now.
    """
    found: list[Oddness] = [_oddness(steps[: place + 1], settings) for place in range(len(steps))]
    of_team = {step.until: step.is_odd for step in team}
    own = _isolated(found)
    return tuple(
        replace(step, is_odd=is_own if _usual(steps[:place]) is not None else of_team.get(step.until, False))
        for place, (step, is_own) in enumerate(zip(steps, own, strict=True))
    )


def _oddness(steps: Sequence[Step], settings: Settings) -> Oddness:
    usual = _usual(steps[:-1])
    if usual is None:
        return None
    moves = _pace(steps[-1])
    if is_less(moves, settings.quiet_week * usual):
        return "quiet"
    return "busy" if is_more(moves, FAR_TOO_MUCH * usual) else None


def _usual(before: Sequence[Step]) -> float | None:
    """The pace in the middle of the steps before; None where too little moved to tell."""
    recent = before[-USUAL_STEPS:]
    if len(recent) < FEWEST_USUAL_STEPS or median(step.moved for step in recent) < FEWEST_MOVES:
        return None
    return median(_pace(step) for step in recent)


def _pace(step: Step) -> float:
    """The share of the open deals that moves a day: a team with fewer deals moves fewer, holiday or not."""
    return step.moved / max(step.stood, 1) / step.days


def _isolated(found: Sequence[Oddness]) -> list[bool]:
    """Which are odd for a short while only; the step after a quiet one catches up, so it goes with it."""
    if not found:
        return []
    lengths: list[int] = []
    start = 0
    for place in range(1, len(found) + 1):
        if place == len(found) or found[place] != found[start]:
            lengths += [place - start] * (place - start)
            start = place
    odd = [kind is not None and length <= HOLIDAYS_AT_MOST for kind, length in zip(found, lengths, strict=True)]
    before = [None, *found[:-1]]
    is_after_quiet = [kind == "quiet" and was_odd for kind, was_odd in zip(before, [False, *odd[:-1]], strict=True)]
    return [one or other for one, other in zip(odd, is_after_quiet, strict=True)]
