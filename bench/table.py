"""The table: what was measured, against what, the ratio, the goal, and whether it was met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

HEADER = ("| what | measured | against | ratio | goal | |", "|---|---|---|---:|---:|---|")
Sense = Literal["at most", "at least"]


@dataclass(frozen=True)
class Row:
    """One comparison within one run.

    ratio: the measured over what it is measured against. goal: the ratio to reach; sense: at most or at least.
    """

    what: str
    measured: str
    against: str
    ratio: float
    goal: float
    sense: Sense = "at most"

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.ratio <= self.goal if self.sense == "at most" else self.ratio >= self.goal

    def line(self) -> str:
        """The row as a line of a Markdown table under `HEADER`."""
        sign = "≤" if self.sense == "at most" else "≥"
        verdict = "met" if self.met else "**missed**"
        cells = (self.what, self.measured, self.against, f"{self.ratio:.2f}", f"{sign} {self.goal:g}", verdict)
        return f"| {' | '.join(cells)} |"


def in_words(seconds: float) -> str:
    """A duration as it stands in the table."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.1f} ms"
