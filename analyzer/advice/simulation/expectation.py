"""What the runs come to on average, exactly and without running them: powers of the matrix of the chances."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analyzer.advice.simulation.arrivals import DOORS
from analyzer.advice.simulation.drawn import Drawn
from analyzer.advice.simulation.funnel import Funnel
from analyzer.advice.simulation.levers import Levers
from analyzer.advice.simulation.points import found_between, parts, points
from analyzer.advice.simulation.rates import Floats, leaving
from analyzer.advice.simulation.rooms import LAYERS
from analyzer.advice.simulation.runs import SEED, Course, generator


@dataclass(frozen=True)
class Expected:
    """The mean of all runs, for each drawn set of rates: the last axis of all arrays is draws.

    days: as in `Runs`. course: amounts. deals: (points, 6 layers, draws) open deals. coming: (points, 6 layers, draws)
    deals that have come into each layer since the review, from outside or from another layer.
    """

    days: tuple[int, ...]
    course: Course
    deals: Floats
    coming: Floats


def expected(
    funnel: Funnel, stops: Sequence[int], levers: Levers | None = None, draws: int = 200, seed: int = SEED
) -> tuple[tuple[int, ...], Course]:
    """The days of `simulate`, and a `Course` that for each of ``draws`` drawn rates holds the mean of all runs.

    The mean over the last axis is that of `simulate`; the spread over it is that of the rates alone. It takes a few
    milliseconds: for searching. Raises ValueError for a funnel that ``needs`` something.
    """
    if funnel.needs:
        raise ValueError(str(funnel.needs[0]))
    levers = levers or Levers()
    found = expected_of(funnel, stops, levers, Drawn.of(funnel, levers, draws, generator(seed)))
    return found.days, found.course


def expected_means(funnel: Funnel, stops: Sequence[int], levers: Levers) -> Expected:
    """The same at the mean rates, as a single draw."""
    return expected_of(funnel, stops, levers, Drawn.means(funnel, levers))


def expected_of(funnel: Funnel, stops: Sequence[int], levers: Levers, drawn: Drawn) -> Expected:
    """The same for rates that are drawn already, and the deals beside the amounts."""
    days = points(funnel.step_days, stops)
    deals, amounts, won, coming = zip(*_states(funnel, levers, drawn, days), strict=True)
    course = Course(np.stack(amounts), np.stack(won) * funnel.won_worth)
    return Expected(days, course, np.stack(deals), np.stack(coming))


def _states(
    funnel: Funnel, levers: Levers, drawn: Drawn, days: Sequence[int]
) -> Iterator[tuple[Floats, Floats, Floats, Floats]]:
    """At each point: open deals, their amounts, the amount won, deals that have come into each layer."""
    rooms, draws = funnel.rooms, drawn.blank.shape[0]
    deals = np.repeat(funnel.stock.deals_in_all[:, None], draws, axis=1)
    amounts = funnel.stock.known_amounts[:, None] + funnel.stock.blank[:, None] * drawn.blank
    won, coming = np.zeros(draws), np.zeros((LAYERS, draws))
    outward = leaving(rooms)[:, :, None]
    yield rooms.by_layer(deals), rooms.by_layer(amounts), won, coming
    for earlier, later, part in zip(days[:-1], days[1:], parts(funnel.step_days, days), strict=True):
        found = levers.new_a_week * found_between(earlier, later, levers.weeks) * funnel.arrivals.shares[:DOORS]
        enter = drawn.arriving * part + found[:, None]
        worth = enter * drawn.sizes
        moves = funnel.moves_in(drawn.with_levers, earlier, later)
        coming = coming + rooms.by_layer(_going(deals, moves.leave, moves.to * outward)) + enter[:LAYERS]
        moved = _going(amounts, moves.leave, moves.to)
        deals = deals * (1 - moves.leave) + _going(deals, moves.leave, moves.to)[: rooms.count]
        amounts = amounts * (1 - moves.leave) + moved[: rooms.count]
        deals[rooms.entries] += enter[:LAYERS]
        amounts[rooms.entries] += worth[:LAYERS]
        won = won + moved[rooms.won] + worth[LAYERS] / funnel.won_worth
        yield rooms.by_layer(deals), rooms.by_layer(amounts), won, coming


def _going(held: Floats, leave: Floats, to: Floats) -> Floats:
    """By place, what comes there from other rooms (places, draws)."""
    return np.asarray(np.einsum("ir,ijr->jr", held * leave, to))
