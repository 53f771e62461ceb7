"""One pipeline of the family: its world, what is exported of it, and what is true of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from tests.advice.truth import Shape, World
from tests.advice.truth.causes import Change
from tests.advice.truth.history import History
from tests.advice.truth.shape import REGIONS

CROWDED, NEAR = 0.30, 0.02


@dataclass(frozen=True)
class Case:
    """cause, kind: what happened, in words. verdict: what a manager who knows the cause would decide.
    overloaded: the reps who have more than they can work. regions: the verdict of a region where the cause decides it.
    mix: whether the whole moves one way because its parts are weighed anew.
    """

    number: int
    seed: int
    cause: str
    kind: str
    shape: Shape
    changes: tuple[Change, ...]
    weeks: int
    verdict: str
    overloaded: frozenset[str] = frozenset()
    regions: Mapping[str, str] = field(default_factory=dict)
    mix: bool = False

    @cached_property
    def world(self) -> World:
        return World(self.seed, *self.changes, shape=self.shape)

    @property
    def history(self) -> History:
        return self.world.history(self.weeks)

    @property
    def crowded(self) -> str | None:
        """G1, as it really is in the world: close to a third of the deals near a decision, and new ones still come.

        None, where either answer may stand: within two points of the limit, and where none came in the last week alone.
        """
        deals, layers = self.world.now, self.shape.layers
        layer = layers[deals.place]
        high = layer[(layer > 0) & (layer < 7)] >= 4
        share = high.mean() if len(high) else 0.0
        if abs(share - CROWDED) < NEAR:
            return None
        if share < CROWDED:
            return "no"
        if (deals.born > -2).any():
            return "yes"
        return None if (deals.born > -8).any() else "no"

    def __str__(self) -> str:
        return f"{self.number} {self.cause} ({self.kind}), {self.weeks} weeks, {self.shape.arrivals:.0f} new a week"


def everywhere(shape: Shape, verdict: str) -> dict[str, str]:
    """The same verdict for all regions."""
    return {REGIONS[place]: verdict for place in range(len(shape.regions))}


def only_in(shape: Shape, region: int, verdict: str) -> dict[str, str]:
    """The verdict for one region, hold for the others."""
    return everywhere(shape, "hold") | {REGIONS[region]: verdict}


def led_by_one(seed: int, share: float) -> tuple[float, ...]:
    """Regions of which the first holds so much of the business."""
    others = 1 + seed % 3
    return (share, *np.full(others, (1 - share) / others))
