"""What would change the verdict: the smallest change of one number or of one threshold."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from analyzer.advice.answers import Answer, all_of, any_of
from analyzer.advice.arriving import Arrivals, compared
from analyzer.advice.inputs import Inputs
from analyzer.advice.rules import stuck_low, total_too_small
from analyzer.advice.rules.days import whole_days
from analyzer.advice.verdict import Verdict, verdict_of
from analyzer.advice.words import ADVICE
from analyzer.message import Message, Money, Share
from analyzer.settings import Settings


@dataclass(frozen=True)
class Halves:
    """The four answers that the verdict is made of; loops is None where the data names no customers."""

    top: Answer
    fall: Answer
    waiting: Answer
    loops: Answer | None

    @property
    def verdict(self) -> Verdict:
        stuck = self.waiting if self.loops is None else any_of(self.waiting, self.loops)
        return verdict_of(all_of(self.top, self.fall), stuck)


@dataclass(frozen=True)
class _Change:
    """A half turned over, how large the change is (0..1, of the larger of both values), and the sentence."""

    halves: Halves
    size: float
    said: Message


def halves_of(inputs: Inputs, settings: Settings) -> Halves:
    """The four answers as they are."""
    return Halves(
        total_too_small.of_top(inputs, settings),
        total_too_small.of_fall(compared(inputs.steps, settings), settings),
        stuck_low.of_waiting(inputs, settings),
        stuck_low.of_loops(inputs) if inputs.has_customers else None,
    )


def flip(inputs: Inputs, settings: Settings) -> Message | None:
    """The smallest single change that leads to another verdict, in words; None where no single change does."""
    halves = halves_of(inputs, settings)
    if halves.verdict == "not_enough_data":
        return None
    changes = [change for change in _changes(inputs, settings, halves) if change.halves.verdict != halves.verdict]
    if not changes:
        return None
    smallest = min(changes, key=lambda change: change.size)
    return smallest.said.saying(advice=ADVICE[smallest.halves.verdict])


def _changes(inputs: Inputs, settings: Settings, halves: Halves) -> Iterator[_Change]:
    yield from _of_top(inputs, settings, halves)
    yield from _of_fall(compared(inputs.steps, settings), settings, halves)
    yield from _of_waiting(inputs, settings, halves)
    yield from _of_loops(inputs, settings, halves)


def _of_top(inputs: Inputs, settings: Settings, halves: Halves) -> Iterator[_Change]:
    if halves.top == "not_enough_data" or not inputs.target:
        return
    top = inputs.open_in(range(1, settings.top_layer + 1))
    limit = settings.top_share * inputs.target
    other = replace(halves, top=_other(halves.top))
    values = {"limit": Money(limit), "now": Money(top.amount), "advice": ""}
    text = (
        Message("The advice would be “{advice}” if the top of the funnel held {limit} instead of {now}.", **values)
        if halves.top == "yes"
        else Message("The advice would be “{advice}” if the top of the funnel held less than {limit}; it holds {now}.",
                     **values)
    )  # fmt: skip
    yield _Change(other, _size(top.amount, limit), text)


def _of_fall(arrivals: Arrivals | None, settings: Settings, halves: Halves) -> Iterator[_Change]:
    if arrivals is None or arrivals.fall is None:
        return
    edge = (1 - settings.new_fall) * arrivals.new_before / arrivals.days_before * arrivals.days
    needed = math.ceil(edge - 1e-9)
    needed = needed if halves.fall == "yes" else needed - 1
    other = replace(halves, fall=_other(halves.fall))
    values = {"needed": needed, "new": arrivals.new, "days": arrivals.days, "advice": ""}
    if needed >= 0:
        yield _Change(
            other,
            _size(arrivals.new, needed),
            Message("The advice would be “{advice}” if new deals in {days} days had been {needed} instead of {new}.",
                    **values),
        )  # fmt: skip
    if arrivals.fall > 0:
        yield _Change(
            other,
            _size(settings.new_fall, arrivals.fall),
            Message("The advice would be “{advice}” if the limit for the fall of new deals were {fall}, not {limit}.",
                    fall=Share(arrivals.fall), limit=Share(settings.new_fall), advice=""),
        )  # fmt: skip


def _of_waiting(inputs: Inputs, settings: Settings, halves: Halves) -> Iterator[_Change]:
    limit, cycle = stuck_low.limit_days(inputs, settings), inputs.cycle
    if halves.waiting == "not_enough_data" or limit is None or cycle is None:
        return
    days = inputs.low.mean_days
    other = replace(halves, waiting=_other(halves.waiting))
    values = {"limit": whole_days(limit), "days": whole_days(days), "advice": ""}
    text = (
        Message("The advice would be “{advice}” if low deals had waited {limit} days on average instead of {days}.",
                **values)
        if halves.waiting == "yes"
        else Message("The advice would be “{advice}” if low deals had waited more than {limit} days on average, not "
                     "{days}.", **values)
    )  # fmt: skip
    yield _Change(other, _size(days, limit), text)


def _of_loops(inputs: Inputs, settings: Settings, halves: Halves) -> Iterator[_Change]:
    if halves.loops != "yes":
        return
    most = inputs.loops[0].entries
    yield _Change(
        replace(halves, loops="no"),
        _size(settings.loop_limit, most),
        Message("The advice would be “{advice}” if the limit for entering layer 2 were {most} times, not {limit}.",
                most=most, limit=settings.loop_limit, advice=""),
    )  # fmt: skip


def _other(answer: Answer) -> Answer:
    return "no" if answer == "yes" else "yes"


def _size(one: float, other: float) -> float:
    largest = max(abs(one), abs(other))
    return abs(one - other) / largest if largest else 0.0
