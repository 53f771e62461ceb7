"""How open deals move in a step: what was counted, what is believed before counting, and draws from both.

The chances of a layer are Dirichlet: the deals counted at each place one step later, plus a prior that is worth one
deal, and more where hardly any were counted (Gelman et al., Bayesian Data Analysis, 3rd ed., section 3.4). A member's
prior is the rates of the whole selection, so that few deals say little; the prior of the whole is what deals of all
layers do on average, so that a stage nobody has left yet is left sometimes, and a stage nobody was ever in moves as the
others do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

LAYERS = 6
WON, GONE = 6, 7
PLACES = 8  # layers 1 to 6 at 0 to 5, won, and gone: lost or vanished
# With fewer deals counted in a layer than this the prior is worth what is missing.
ENOUGH_DEALS = 10.0
PRIOR_DEALS = 1.0  # five make late stages look too much like early ones: a sixth less won after six weeks of history
# Of a deal of which nothing is known: it stays, moves up, is gone.
AT_A_GUESS = (0.90, 0.07, 0.03)

_PLACE = {**{str(layer): layer - 1 for layer in range(1, LAYERS + 1)}, "won": WON, "lost": GONE, "vanished": GONE}


def counted(frame: pd.DataFrame) -> Floats:
    """The deals of `figures.step_counts` as (6 layers, 8 places)."""
    counts = np.zeros((LAYERS, PLACES))
    rows = zip(frame["from_layer"], frame["to_place"], frame["deals"], strict=True)
    for from_layer, to_place, deals in rows:
        counts[int(from_layer) - 1, _PLACE[to_place]] += deals
    return counts


def prior_of_all(counts: Floats, used: npt.NDArray[np.bool_]) -> Floats:
    """What is believed of each layer before counting, in deals: the moves of all layers together.

    used: which of the layers hold or held deals; a deal moves up to the next of them, from the last it is won.
    """
    stay, up, gone = _pooled(counts)
    prior = np.zeros((LAYERS, PLACES))
    for layer in range(LAYERS):
        above = [higher for higher in range(layer + 1, LAYERS) if used[higher]]
        prior[layer, [layer, above[0] if above else WON, GONE]] = stay, up, gone
    weight = np.maximum(PRIOR_DEALS, ENOUGH_DEALS - counts.sum(axis=1, keepdims=True))
    return np.asarray(prior * weight)


def _pooled(counts: Floats) -> tuple[float, float, float]:
    """The shares of deals that stay, move up or are won, and are gone; moves back count as staying."""
    up = np.triu(counts[:, :GONE], 1).sum()
    gone = counts[:, GONE].sum()
    believed = np.array([counts.sum() - up - gone, up, gone]) + PRIOR_DEALS * np.array(AT_A_GUESS)
    stay, up, gone = believed / believed.sum()
    return float(stay), float(up), float(gone)


def chances_of(alpha: Floats) -> Floats:
    """The mean chances of Dirichlet parameters (layers, places)."""
    return np.asarray(alpha / alpha.sum(axis=1, keepdims=True))


def drawn(alpha: Floats, runs: int, random: np.random.Generator) -> Floats:
    """Chances (layers, places, runs) drawn from the Dirichlet distribution of each layer."""
    gammas = np.zeros((LAYERS, PLACES, runs))
    for layer, place in np.argwhere(alpha > 0):
        gammas[layer, place] = random.standard_gamma(alpha[layer, place], runs)
    totals = gammas.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(gammas, totals, out=gammas, where=totals > 0))


@dataclass(frozen=True)
class Moves:
    """Chances as a step uses them, each (layers, places, runs) or (layers, runs).

    leave: to be in another layer, won or gone one step later. to: the share of those that leave, by place; 0 for the
    layer itself.
    """

    leave: Floats
    to: Floats

    @classmethod
    def of(cls, chances: Floats) -> Moves:
        """From chances (layers, places, ...); what leaves a layer goes on for certain in the given shares."""
        to = chances.copy()
        for layer in range(LAYERS):
            to[layer, layer] = 0
        leave = to.sum(axis=1)
        over = leave[:, None]
        return cls(np.minimum(leave, 1.0), np.divide(to, over, out=np.zeros_like(to), where=over > 0))

    def part(self, share: float) -> Moves:
        """The same over a share of a step."""
        return self if share == 1 else Moves(1 - (1 - self.leave) ** share, self.to)

    def paced(self, pace: Floats) -> Moves:
        """The same where so many times as many deals leave their layer: one number per run."""
        return Moves(np.minimum(self.leave * pace, 1.0), self.to)

    @property
    def chances(self) -> Floats:
        """The chances again, staying among them."""
        found = self.leave[:, None] * self.to
        for layer in range(LAYERS):
            found[layer, layer] = 1 - self.leave[layer]
        return np.asarray(found)
