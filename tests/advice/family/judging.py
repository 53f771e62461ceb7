"""What the analyzer says of a pipeline, held against what is true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analyzer.advice import assess, by_member, mix_shifts
from analyzer.warehouse import Warehouse
from tests.advice.family.case import Case


@dataclass(frozen=True)
class Judgement:
    """verdict: what was said. crowded: what G1 said. overloaded: the reps that G2 named. regions: what was said of
    each. mix: whether a shift in the mix was named. said: the findings behind it, for the misses.
    """

    case: Case
    verdict: str
    crowded: str
    overloaded: frozenset[str]
    regions: dict[str, str]
    mix: bool
    said: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        return self.verdict == self.case.verdict

    @property
    def is_unsupported(self) -> bool:
        """A verdict where the data cannot support one."""
        return self.case.verdict == "not_enough_data" and self.verdict != "not_enough_data"

    @property
    def is_silent(self) -> bool:
        """Not enough data, where there was enough."""
        return self.verdict == "not_enough_data" and not self.is_right

    @property
    def spread_is_right(self) -> bool:
        """G1; whether new ones come in, one single export cannot tell."""
        unknown = ("not_enough_data",) if self.case.weeks == 1 else ()
        return self.case.crowded is None or self.crowded in (self.case.crowded, *unknown)

    @property
    def load_is_right(self) -> bool:
        """G2, with the reps by name."""
        return self.overloaded == self.case.overloaded

    @property
    def guards_are_right(self) -> bool:
        return self.spread_is_right and self.load_is_right

    @property
    def regions_right(self) -> tuple[int, int, int]:
        """Regions where the cause decides: right, not enough data, wrong."""
        said = [(self.regions.get(name), verdict) for name, verdict in self.case.regions.items()]
        right = sum(told == true for told, true in said)
        silent = sum(told in (None, "not_enough_data") for told, _ in said)
        return right, silent, len(said) - right - silent


def judge(case: Case, house: Warehouse) -> Judgement:
    """Load the exports in place of what the warehouse holds, and ask."""
    history = case.history
    house.load(history.table, history.stages, history.targets)
    asked = house, history.selection, history.settings
    whole = assess(*asked)
    regions = {found.member: found.verdict for found in by_member(*asked, "region")} if case.regions else {}
    return Judgement(
        case,
        whole.verdict,
        whole.check("G1").answer,
        _reps(whole.check("G2").evidence.get("reps")),
        regions,
        case.cause in ASKED_FOR_MIX and bool(mix_shifts(*asked)),
        tuple(str(check.said) for check in (*whole.checks, *whole.guards) if check.id in SHOWN),
    )


ASKED_FOR_MIX = ("mix shift", "healthy", "stuck in 1-3")
SHOWN = ("S1", "S2", "G1", "G2")


def judged(cases: Iterable[Case]) -> Iterator[Judgement]:
    """Each case in one warehouse after the other."""
    house = Warehouse(memory_limit="500MB")
    try:
        for case in cases:
            yield judge(case, house)
    finally:
        house.close()


def _reps(named) -> frozenset[str]:
    return frozenset(str(named).split(", ")) if named else frozenset()
