"""What the manager could do, as numbers to rehearse with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

LONGEST_CUT = 0.9


@dataclass(frozen=True)
class Levers:
    """An intervention; all at rest is none.

    new_a_week: opportunities found on top of the usual ones, in each of the first ``weeks`` weeks.
    advance: layer -> by which share more of its deals move up in a step: {4: 0.2} is a fifth more.
    shorter_dwell: by which share the stay of a deal in its layer is cut, 0 to 0.9: all that leave it leave sooner.
    """

    new_a_week: float = 0
    weeks: int = 0
    advance: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({}))
    shorter_dwell: float = 0

    @property
    def at_rest(self) -> bool:
        """Whether nothing is done."""
        return not (self.new_in_all or self.moves_deals)

    @property
    def moves_deals(self) -> bool:
        """Whether open deals move other than they would."""
        return bool(any(self.advance.values()) or self.shorter_dwell)

    @property
    def new_in_all(self) -> float:
        """How many opportunities are found on top of the usual ones."""
        return self.new_a_week * self.weeks

    @property
    def sooner(self) -> float:
        """How many times as many deals leave a layer in a step when they stay so much shorter."""
        return 1 / (1 - min(self.shorter_dwell, LONGEST_CUT))
