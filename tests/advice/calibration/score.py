"""What many trials come to: how many outcomes the bands hold, and how often the sign of a difference is right."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from analyzer.warehouse import Warehouse
from tests.advice.calibration import choice
from tests.advice.calibration.trial import Outcome, Pair, Trial, trial

MEASURES = ("layer_4", "layer_5", "won")
NAMES = {"layer_4": "stage 4", "layer_5": "stage 5", "won": "won"}
FIRST_SEED = 1


def trials(count: int, runs: int, first: int = FIRST_SEED) -> Iterator[Trial]:
    """So many worlds whose quarter does not end within the week."""
    with closing(Warehouse()) as house:
        held = (trial(house, seed, runs) for seed in itertools.count(first))
        yield from itertools.islice((one for one in held if one.outcomes), count)


def coverage(outcomes: Iterable[Outcome]) -> float:
    """The share that lies in the 80% band."""
    inside = [outcome.is_inside for outcome in outcomes]
    return sum(inside) / len(inside)


def bias(outcomes: Iterable[Outcome]) -> float:
    """(foretold - came) / came, over all."""
    held = list(outcomes)
    return sum(outcome.mean for outcome in held) / sum(outcome.came for outcome in held) - 1


def sign(pairs: Iterable[Pair]) -> float:
    """How often the sign is right where the true effect exceeds its noise."""
    right = [pair.is_right for pair in pairs if pair.is_beyond_noise]
    return sum(right) / len(right)


def lines(held: Sequence[Trial]) -> list[str]:
    """The result as Markdown tables."""
    outcomes = [outcome for one in held for outcome in one.outcomes]
    pairs = [pair for one in held for pair in one.pairs]
    return [
        f"| {len(held)} worlds | outcomes | in the 80% band | below it | above it |",
        "|---|---|---|---|---|",
        *(_outcomes_line(name, part) for name, part in _parts(outcomes)),
        "",
        "| with a lever less without | rehearsed | effect exceeds its noise | sign right |",
        "|---|---|---|---|",
        *(_pairs_line(name, part) for name, part in _by_lever(pairs)),
        "",
        *choice.lines([asked for one in held for asked in one.choices]),
    ]


def _parts(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, list[Outcome]]]:
    for measure in MEASURES:
        rehearsed = [one for one in outcomes if one.what == "rehearsal" and one.measure == measure]
        for world in ("without", "with"):
            yield f"rehearsal, {NAMES[measure]}, {world}", [one for one in rehearsed if one.world == world]
    forecasts = [one for one in outcomes if one.what == "forecast"]
    yield "forecast to the end of this quarter", forecasts[::2]
    yield "forecast to the end of the next", forecasts[1::2]


def _outcomes_line(name: str, part: Sequence[Outcome]) -> str:
    below, above = (sum(test) / len(part) for test in ([o.came < o.low for o in part], [o.came > o.high for o in part]))
    return f"| {name} | {len(part)} | {coverage(part):.1%} | {below:.1%} | {above:.1%} |"


def _by_lever(pairs: Sequence[Pair]) -> Iterator[tuple[str, list[Pair]]]:
    names = {"add": "new deals", "push": "more advance", "both": "both"}
    for lever, name in names.items():
        yield name, [pair for pair in pairs if pair.lever == lever]
    yield "all", list(pairs)


def _pairs_line(name: str, part: Sequence[Pair]) -> str:
    beyond = [pair for pair in part if pair.is_beyond_noise]
    right = f"{sign(beyond):.1%}" if beyond else "-"
    return f"| {name} | {len(part)} | {len(beyond)} | {right} |"
