"""How open deals move in a step: what was counted, what is believed before counting, and draws from both.

The chances of a room (`rooms`: a layer, or an age in it) are Dirichlet: the deals counted at each place one step later,
plus a prior that is worth one deal, and more where hardly any were counted (Gelman et al., Bayesian Data Analysis, 3rd
ed., section 3.4). A member's prior is the rates of the whole selection, so that few deals say little; the prior of the
whole is what deals of all layers do on average, so that a stage nobody has left yet is left sometimes, and a stage
nobody was ever in moves as the others do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analyzer.advice.simulation.rooms import LAYERS, Rooms

Floats = npt.NDArray[np.float64]

# With fewer deals counted in a layer than this the prior is worth what is missing.
ENOUGH_DEALS = 10.0
PRIOR_DEALS = 1.0  # five make late stages look too much like early ones: a sixth less won after six weeks of history
# Of a deal of which nothing is known: it stays, moves up, is gone.
AT_A_GUESS = (0.90, 0.07, 0.03)


def counted(frame: pd.DataFrame, rooms: Rooms) -> Floats:
    """The deals of `figures.step_counts` as (rooms, places)."""
    counts = np.zeros((rooms.count, rooms.places))
    closed = {"won": rooms.won, "lost": rooms.gone, "vanished": rooms.gone}
    names = ["from_layer", "from_age", "to_place", "to_age"]
    summed = frame.groupby(names, dropna=False, as_index=False)["deals"].sum()
    for from_layer, from_age, to_place, to_age, deals in zip(
        *(summed[name] for name in (*names, "deals")), strict=True
    ):
        room = rooms.of_age[int(from_layer) - 1, int(from_age)]
        place = closed[to_place] if to_place in closed else rooms.of_age[int(to_place) - 1, int(to_age)]
        counts[room, place] += deals
    return counts


def prior_of_all(counts: Floats, rooms: Rooms, used: npt.NDArray[np.bool_]) -> Floats:
    """What is believed of each room before counting, in deals: the moves of all layers together.

    used: which of the six layers hold or held deals; a deal moves up to the next of them, from the last it is won.
    """
    stay, up, gone = _pooled(counts, rooms)
    prior = np.zeros((rooms.count, rooms.places))
    for room, layer in enumerate(rooms.layers):
        above = [higher for higher in range(layer + 1, LAYERS) if used[higher]]
        goal = rooms.entries[above[0]] if above else rooms.won
        prior[room, [room, goal, rooms.gone]] = stay, up, gone
    weight = np.maximum(PRIOR_DEALS, ENOUGH_DEALS - counts.sum(axis=1, keepdims=True))
    return np.asarray(prior * weight)


def _pooled(counts: Floats, rooms: Rooms) -> tuple[float, float, float]:
    """The shares of deals that stay, move up or are won, and are gone; moves back count as staying."""
    up = (counts * upward(rooms)).sum()
    gone = counts[:, rooms.gone].sum()
    believed = np.array([counts.sum() - up - gone, up, gone]) + PRIOR_DEALS * np.array(AT_A_GUESS)
    stay, up, gone = believed / believed.sum()
    return float(stay), float(up), float(gone)


def upward(rooms: Rooms) -> npt.NDArray[np.bool_]:
    """Which moves (rooms, places) are up: to a higher layer, or won."""
    height = np.append(rooms.layers, [LAYERS, -1])
    return np.asarray(height > rooms.layers[:, None])


def leaving(rooms: Rooms) -> npt.NDArray[np.bool_]:
    """Which moves (rooms, places) leave the layer; growing older in it does not."""
    height = np.append(rooms.layers, [LAYERS, -1])
    return np.asarray(height != rooms.layers[:, None])


def chances_of(alpha: Floats) -> Floats:
    """The mean chances of Dirichlet parameters (rooms, places)."""
    return np.asarray(alpha / alpha.sum(axis=1, keepdims=True))


def drawn(alpha: Floats, runs: int, random: np.random.Generator) -> Floats:
    """Chances (rooms, places, runs) drawn from the Dirichlet distribution of each room."""
    gammas = np.zeros((*alpha.shape, runs))
    for room, place in np.argwhere(alpha > 0):
        gammas[room, place] = random.standard_gamma(alpha[room, place], runs)
    totals = gammas.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(gammas, totals, out=gammas, where=totals > 0))


@dataclass(frozen=True)
class Moves:
    """Chances as a step uses them, each (rooms, places, runs) or (rooms, runs).

    leave: to be in another room, won or gone one step later. to: the share of those that leave, by place; 0 for the
    room itself.
    """

    leave: Floats
    to: Floats

    @classmethod
    def of(cls, chances: Floats) -> Moves:
        """From chances (rooms, places, ...); what leaves a room goes on for certain in the given shares."""
        to = chances.copy()
        rooms = np.arange(len(chances))
        to[rooms, rooms] = 0
        leave = to.sum(axis=1)
        over = leave[:, None]
        return cls(np.minimum(leave, 1.0), np.divide(to, over, out=np.zeros_like(to), where=over > 0))

    def part(self, share: float) -> Moves:
        """The same over a share of a step."""
        return self if share == 1 else Moves(1 - (1 - self.leave) ** share, self.to)

    def paced(self, pace: Floats) -> Moves:
        """The same where so many times as many deals leave their layer: one number per run."""
        return Moves(np.minimum(self.leave * pace, 1.0), self.to)

    def in_season(self, won: float, gone: float) -> Moves:
        """The same where so many times as many deals are won, and gone."""
        return self if won == gone == 1 else self.times(won, gone, 1.0)

    def times(self, won: float | Floats, gone: float | Floats, others: float | Floats) -> Moves:
        """The same where so many times as many deals are won, gone, and elsewhere: each a number, or one per run."""
        to = self.to * others
        to[:, -2:] = self.to[:, -2:] * np.array([won, gone]).reshape(2, -1)
        over = to.sum(axis=1)
        to /= np.where(over > 0, over, 1.0)[:, None]
        return Moves(np.minimum(self.leave * over, 1.0), to)

    @property
    def chances(self) -> Floats:
        """The chances again, staying among them."""
        found = self.leave[:, None] * self.to
        rooms = np.arange(len(found))
        found[rooms, rooms] = 1 - self.leave
        return np.asarray(found)
