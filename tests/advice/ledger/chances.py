"""Chances that decisions were given, beside what came of the deals in worlds that know nothing of the analyzer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain

import numpy as np

from analyzer.advice import Assessment, Check
from analyzer.advice.actions import propose
from analyzer.advice.ledger import Decision, accept
from analyzer.message import Message
from analyzer.model import Selection
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.advice.truth import Shape, World
from tests.advice.truth.causes import Change, Stuck

CAUSES: Mapping[str, tuple[Change, ...]] = {
    "all is well": (),
    "half as fast for 12 weeks": (Stuck(-12, 0.4),),
    "half as fast for 30 weeks": (Stuck(-30, 0.4),),
    "at a halt for 6 weeks": (Stuck(-6),),
    "at a halt for 12 weeks": (Stuck(-12),),
    "stage 4 slow for 14 weeks": (Stuck(-14, 0.3, (4,)),),
    "stage 4 slow for 30 weeks": (Stuck(-30, 0.3, (4,)),),
}
HISTORIES = (8, 16, 26, 40)
SLOWER = 2.5  # every other team takes its time
SAID = Message("any")
STALLED = Check("A1", "", "yes", SAID, {})
ASSESSED = Assessment("push", "", SAID, SAID, None, 0, None, (STALLED,), ())


@dataclass(frozen=True)
class Told:
    """One deal of a decision. without, with_it: its chances. up, pushed_up: what came, left alone and pushed weekly.

    up: of several futures the share in which it was further up at the due date; pushed_up: of one.
    """

    cause: str
    weeks: int
    layer: int
    without: float
    with_it: float
    up: float
    pushed_up: float


def tellings(seeds: Iterable[int], weeks: Sequence[int] = (1, 4), futures: int = 1) -> Iterator[list[Told]]:
    """Of each world the deals of all decisions that its review proposes, each due in so many weeks.

    futures: so many are lived, and what came is the mean of them.
    """
    for seed in seeds:
        cause = list(CAUSES)[seed % len(CAUSES)]
        world = World(seed, *CAUSES[cause], shape=_shape(seed))
        yield list(_of_world(world, cause, HISTORIES[seed // len(CAUSES) % len(HISTORIES)], weeks, futures))


def _shape(seed: int) -> Shape:
    shape = Shape.drawn(seed)
    if seed % 2:
        return shape
    return replace(shape, dwell=tuple(SLOWER * dwell for dwell in shape.dwell), began=160)


def _of_world(world: World, cause: str, history: int, weeks: Sequence[int], futures: int) -> Iterator[Told]:
    ids = {f"D{key:016x}": place for place, key in enumerate(world.now.key.astype(np.uint64))}
    for due in weeks:
        deals = [deal for one in decisions(world, history, due) for deal in one.deals]
        those = np.array([ids[deal.opportunity_id] for deal in deals], int)
        if not len(those):
            continue
        alone = np.mean([_up(world, due, draw)[those] for draw in range(futures)], axis=0)
        pushed = _up(world, due, 0, those)[those]
        for deal, up, pushed_up in zip(deals, alone, pushed, strict=True):
            if deal.chance_without is not None and deal.chance_with is not None:
                yield Told(cause, due, deal.layer, deal.chance_without, deal.chance_with, float(up), float(pushed_up))


def decisions(world: World, history: int, weeks: int) -> list[Decision]:
    """Every push that the review proposes, accepted for so many weeks."""
    told = world.history(history)
    house: Warehouse = told.warehouse()
    found = propose(ASSESSED, house, told.selection, told.settings)
    house.close()
    due_on = told.selection.as_of + timedelta(weeks=weeks)
    return [_accepted(action, told.selection, told.settings, due_on) for action in found.actions]


def _accepted(action, selection: Selection, settings: Settings, due_on) -> Decision:  # type: ignore[no-untyped-def]
    reasons = {guard.id: "any" for guard in action.guards}
    return accept(
        action, ASSESSED, selection, settings, by="Mei", today=selection.as_of, due_on=due_on, reasons=reasons
    )


def _up(world: World, weeks: int, draw: int, pushed: np.ndarray | None = None) -> np.ndarray:  # type: ignore[type-arg]
    """Which deals are further up, or won, after so many weeks."""
    deals, work = world.now, np.zeros(len(world.now), bool)
    work[pushed if pushed is not None else []] = True
    for step in range(1, 2 * weeks + 1):
        world.step(deals, step, draw, work)
    return (deals.place > world.now.place) & (deals.place <= world.shape.open_stages)


def bias(held: Sequence[Told]) -> float:
    """(told - came) / came, over all deals left alone."""
    return sum(one.without for one in held) / sum(one.up for one in held) - 1


def beyond_chance(held: Sequence[Told]) -> float:
    """told - came, in standard deviations of what comes when each chance is true."""
    told, came = sum(one.without for one in held), sum(one.up for one in held)
    return float((told - came) / np.sqrt(sum(one.without * (1 - one.without) for one in held)))


def brier(held: Sequence[Told]) -> float:
    """The mean squared error of the chances of deals left alone, with a single future."""
    return float(np.mean([(one.without - one.up) ** 2 for one in held]))


def lines(held: Sequence[Told]) -> list[str]:
    """The result as Markdown tables."""
    found = [
        "| deals of decisions | n | told | came | bias | Brier | told if pushed | came of it |",
        "|---|" + "---|" * 7,
    ]
    for weeks in sorted({one.weeks for one in held}):
        due = [one for one in held if one.weeks == weeks]
        found.append(_line(f"due in {weeks} weeks, all", due))
        found += [_line(f"- {cause}", [one for one in due if one.cause == cause]) for cause in CAUSES]
        found += [_line(f"- layer {n}", part) for n in range(1, 5) if (part := [one for one in due if one.layer == n])]
    found += ["", "| chance told | n | told | came |", "|---|---|---|---|"]
    return found + list(chain.from_iterable(_tenths(held)))


def _tenths(held: Sequence[Told]) -> Iterator[list[str]]:
    ordered = sorted(held, key=lambda one: one.without)
    for part in np.array_split(np.arange(len(ordered)), 10):
        of = [ordered[place] for place in part]
        told, came = (np.mean([getattr(one, name) for one in of]) for name in ("without", "up"))
        yield [f"| {of[0].without:.1%} to {of[-1].without:.1%} | {len(of)} | {told:.1%} | {came:.1%} |"]


def _line(name: str, held: Sequence[Told]) -> str:
    if not held:
        return f"| {name} | 0 | | | | | | |"
    told, came, pushed, came_of_it = (
        sum(getattr(one, column) for one in held) for column in ("without", "up", "with_it", "pushed_up")
    )
    off = f"{told / came - 1:+.0%}" if came else "-"
    return (
        f"| {name} | {len(held)} | {told:.1f} | {came:.1f} | {off} | {brier(held):.3f} | {pushed:.1f} | "
        f"{came_of_it:.1f} |"
    )
