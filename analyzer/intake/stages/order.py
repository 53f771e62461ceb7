"""One order of the stages from all that speaks of it: names, numbers, chances of winning, and how deals moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

# An axis that puts fewer of the pairs of known stages in their order is not about the order.
_AGREES = 0.75
# More labels than these are hardly stages; their order is not worth the time.
_MOST_NAMES = 150
_MOST_MOVES = 500


@dataclass(frozen=True)
class Axis:
    """What one kind of evidence says: a place for some of the stages. weight: of one pair, against other axes."""

    places: Mapping[str, float]
    weight: float
    spread: float

    def turned(self) -> Axis:
        """The same axis from its other end."""
        return Axis({name: -place for name, place in self.places.items()}, self.weight, self.spread)


def agreement(axis: Axis, known: Mapping[str, float]) -> float | None:
    """The share of pairs of ``known`` places that ``axis`` puts in the same order; None where it has no such pair."""
    names = [name for name in known if name in axis.places]
    pairs = [(one, two) for at, one in enumerate(names) for two in names[at + 1 :] if known[one] != known[two]]
    if not pairs:
        return None
    hits = [_sign(axis.places[two] - axis.places[one]) * _sign(known[two] - known[one]) for one, two in pairs]
    return sum((hit + 1) / 2 for hit in hits) / len(hits)


def in_force(axis: Axis, known: Mapping[str, float]) -> Axis | None:
    """``axis`` where it agrees with the ``known`` places, or none contradicts it."""
    agrees = agreement(axis, known)
    return axis if agrees is None or agrees >= _AGREES else None


def written_in_force(axis: Axis, known: Mapping[str, float]) -> Axis | None:
    """``axis`` of numbers that people wrote to keep an order: turned where they run backwards, and never doubted but
    where half of what is known contradicts them."""
    agrees = agreement(axis, known)
    if agrees is None or agrees >= 0.5:
        return axis
    return axis.turned() if agrees <= 1 - _AGREES else None


def ordered(names: Sequence[str], axes: Sequence[Axis]) -> list[str]:
    """``names`` in the order that contradicts the axes least."""
    if len(names) < 2:
        return list(names)
    ahead = _ahead(names, axes)
    order = sorted(range(len(names)), key=lambda at: (-ahead[at].sum(), names[at]))
    moves = 0
    while moves < _MOST_MOVES and len(names) <= _MOST_NAMES and _is_moved(order, ahead):
        moves += 1
    return [names[at] for at in order]


def _ahead(names: Sequence[str], axes: Sequence[Axis]) -> npt.NDArray[np.float64]:
    """For each pair, how much speaks for the first one to stand before the second."""
    total = np.zeros((len(names), len(names)))
    for axis in axes:
        places = np.array([axis.places.get(name, np.nan) for name in names])
        total += axis.weight * np.nan_to_num(np.sign(places[None, :] - places[:, None]))
    return total


def _is_moved(order: list[int], ahead: npt.NDArray[np.float64]) -> bool:
    """Whether one stage could be put elsewhere to contradict less; ``order`` is changed then."""
    for place, item in enumerate(order):
        others = [*order[:place], *order[place + 1 :]]
        gains = np.concatenate([[0.0], np.cumsum([2 * ahead[other, item] for other in others])])
        best = int(gains.argmax())
        if gains[best] > gains[place] + 1e-9:
            order[:] = [*others[:best], item, *others[best:]]
            return True
    return False


def _sign(number: float) -> float:
    return float(np.sign(number))


def expected(axis: Axis, name: str, known: Mapping[str, float]) -> float | None:
    """The layer that ``axis`` gives to ``name`` between stages of ``known`` layers; None where it is not between."""
    points = sorted((axis.places[other], layer) for other, layer in known.items() if other in axis.places)
    at = axis.places.get(name)
    if at is None or len(points) < 2 or not points[0][0] <= at <= points[-1][0]:
        return None
    return float(np.interp(at, [place for place, _ in points], [layer for _, layer in points]))
