"""What is drawn once for a run and holds for all its weeks: the rates, without and with the levers, and the sizes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analyzer.advice.simulation.arrivals import DOORS
from analyzer.advice.simulation.funnel import Funnel
from analyzer.advice.simulation.levers import Levers
from analyzer.advice.simulation.rates import Floats, Moves, chances_of, drawn, leaving, upward
from analyzer.advice.simulation.restlessness import pace
from analyzer.advice.simulation.rooms import LAYERS, Rooms
from analyzer.advice.simulation.sizes import NO_SIZES, Sizes


@dataclass(frozen=True)
class Drawn:
    """One row of the last axis per run.

    without, with_levers: how deals move. lifts: the chances by which ``with_levers`` goes beyond ``without``, as moves
    of the deals that would have stayed. arriving: deals a step by door (doors, runs). sizes: mean amount of a new deal
    by door (doors, runs). spreads: of these, by door. blank: mean amount of a deal without one (runs).
    """

    without: Moves
    with_levers: Moves
    lifts: Moves
    arriving: Floats
    sizes: Floats
    spreads: Floats
    blank: Floats

    @classmethod
    def of(cls, funnel: Funnel, levers: Levers, runs: int, random: np.random.Generator) -> Drawn:
        """The draws do not depend on the levers: rehearsing others stands on the same weeks."""
        chances = drawn(funnel.alpha, runs, random)
        raised = lifted(chances, levers, funnel.rooms)
        sizes = door_sizes(funnel)
        # What was seen in so many uneven steps lets the usual pace itself be known no better.
        known = pace(funnel.restless / max(funnel.arrivals.steps, 1), runs, random)
        drifted = [pace(variance, runs, random) for variance in funnel.drift] if any(funnel.drift) else None
        moves = (Moves.of(chances), Moves.of(chances + raised), _moves_of_stayers(raised, chances))
        without, with_levers, lifts = (some.times(*drifted) if drifted else some for some in moves)
        return cls(
            without=without.paced(known),
            with_levers=with_levers.paced(known),
            lifts=lifts.paced(known),
            arriving=funnel.arrivals.rates(runs, random),
            sizes=np.stack([one.means(runs, random) for one in sizes]),
            spreads=np.array([one.spread for one in sizes]),
            blank=funnel.assumed.means(runs, random),
        )

    @classmethod
    def means(cls, funnel: Funnel, levers: Levers) -> Drawn:
        """Nothing drawn: a single run at the means of all."""
        chances = chances_of(funnel.alpha)[:, :, None]
        raised = lifted(chances, levers, funnel.rooms)
        sizes = door_sizes(funnel)
        return cls(
            without=Moves.of(chances),
            with_levers=Moves.of(chances + raised),
            lifts=_moves_of_stayers(raised, chances),
            arriving=funnel.arrivals.deals[:, None] / max(funnel.arrivals.steps, 1),
            sizes=np.array([[one.mean] for one in sizes]),
            spreads=np.array([one.spread for one in sizes]),
            blank=np.array([funnel.assumed.mean]),
        )


def door_sizes(funnel: Funnel) -> tuple[Sizes, ...]:
    """The sizes of new deals by door, those of few drawn towards those of all; deals without an amount as assumed.

    A deal that was won at once without an amount is worth nothing.
    """
    if funnel.in_deals:
        return (funnel.assumed,) * DOORS
    assumed = (*(funnel.assumed,) * LAYERS, NO_SIZES)
    found = [
        own.with_(Sizes(max(deals - own.deals, 0.0), blank.mean, blank.sd))
        for own, deals, blank in zip(funnel.arrivals.sizes, funnel.arrivals.deals, assumed, strict=True)
    ]
    common = NO_SIZES
    for sizes in found:
        common = common.with_(sizes)
    common = common if common.deals else funnel.assumed
    return tuple(sizes.drawn_to(common) for sizes in found)


def lifted(chances: Floats, levers: Levers, rooms: Rooms) -> Floats:
    """What the levers add to the chances (rooms, places, runs) of deals that would have stayed; never more than these.

    A raised advance adds to all moves up, each in its proportion; a shorter dwell to all that leave the layer.
    """
    if not levers.moves_deals:
        return np.zeros_like(chances)
    raised = np.array([1 + levers.advance.get(layer + 1, 0.0) for layer in rooms.layers])
    times = levers.sooner * np.where(upward(rooms), raised[:, None], 1.0)
    added = chances * (np.where(leaving(rooms), times, 1.0) - 1)[:, :, None]
    wanted, stay = added.sum(axis=1), _staying(chances)
    added *= np.divide(stay, wanted, out=np.ones_like(stay), where=wanted > stay)[:, None]
    return np.asarray(added)


def _staying(chances: Floats) -> Floats:
    """The chances to stay in the room (rooms, runs)."""
    rooms = np.arange(len(chances))
    return np.asarray(chances[rooms, rooms])


def _moves_of_stayers(raised: Floats, chances: Floats) -> Moves:
    """The lifts as moves of deals that have just stayed in their room."""
    stay = _staying(chances)[:, None]
    return Moves.of(np.divide(raised, stay, out=np.zeros_like(raised), where=stay > 0))
