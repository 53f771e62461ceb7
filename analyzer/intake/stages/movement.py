"""How far along each stage stands, by the way deals moved between stages."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from analyzer.intake.stages.order import Axis

# (from, to) -> how many times a deal moved so.
Moves = Mapping[tuple[str, str], int]
_FEWEST = 3


def along_movement(moves: Moves) -> Axis:
    """Places such that a move is one step onward, as nearly as it can be; stages with too few moves have none."""
    totals: dict[str, int] = {}
    for (one, other), count in moves.items():
        totals[one] = totals.get(one, 0) + count
        totals[other] = totals.get(other, 0) + count
    names = [name for name, count in totals.items() if count >= _FEWEST]
    at = {name: place for place, name in enumerate(names)}
    used = [(pair, count) for pair, count in moves.items() if pair[0] in at and pair[1] in at and pair[0] != pair[1]]
    if not used:
        return Axis({}, 1.0, 1.0)
    rows = np.zeros((len(used), len(names)))
    weights = np.sqrt([count for _, count in used])
    for row, ((one, other), _) in enumerate(used):
        rows[row, at[one]], rows[row, at[other]] = -1.0, 1.0
    places = np.linalg.lstsq(rows * weights[:, None], weights, rcond=None)[0]
    joined = _largest_joined([pair for pair, _ in used])
    return Axis({name: round(float(places[place]), 6) for name, place in at.items() if name in joined}, 1.0, 0.9)


def _largest_joined(pairs: list[tuple[str, str]]) -> set[str]:
    """The largest set of stages that moves join: places in another one cannot be compared."""
    groups: list[set[str]] = []
    for one, other in pairs:
        touched = [group for group in groups if one in group or other in group]
        groups = [group for group in groups if group not in touched] + [{one, other}.union(*touched)]
    return max(groups, key=lambda group: (len(group), sorted(group)))
