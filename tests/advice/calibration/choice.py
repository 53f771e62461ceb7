"""The harder question: of the same hours, does adding or pushing bring more by the quarter's end?

Both help by nature, so that the sign of either alone is easily foretold. Here what both bring is foretold on the same
drawn rates, and lived in the same futures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analyzer.advice.simulation import Funnel, Levers
from analyzer.advice.simulation.trial import DRAWS
from analyzer.advice.simulation.trial import Trial as Gains
from analyzer.settings import Settings
from tests.advice.truth import Policy, World
from tests.advice.truth.draws import uniform

FUTURES = 12
BEYOND = 2.0
PUSHED = ((1, 2, 3), (4, 5, 6))
MOST = 1.0  # a deal is pushed four times at most
AHEAD = ((1, 4, "1 to 4 weeks ahead"), (5, 8, "5 to 8 weeks ahead"), (9, 13, "9 to 13 weeks ahead"))


@dataclass(frozen=True)
class Choice:
    """What adding wins more than pushing with the same hours, less than 0 where pushing does: foretold, and true.

    true: the mean of so many futures, each with adding and with pushing on the same draws; noise: its standard error.
    """

    weeks: int
    predicted: float
    true: float
    noise: float

    @property
    def is_beyond_noise(self) -> bool:
        return abs(self.true) > BEYOND * self.noise

    @property
    def is_right(self) -> bool:
        return bool(np.sign(self.predicted) == np.sign(self.true))


def choice(seed: int, world: World, funnel: Funnel, settings: Settings, weeks: int) -> Choice | None:
    """New deals for up to four weeks, or their hours spread over all deals of layers 1 to 3, in every other world over
    those of 4 to 6; None where these are too few to spend them on."""
    layers, some = PUSHED[seed % 2], min(weeks, 4)
    gains = Gains(funnel, settings, some, 7 * weeks)
    standing = float(sum(gains.standing[layer - 1] for layer in layers))
    wanted = world.shape.arrivals * (0.2 + 0.8 * float(uniform(seed, 992, np.arange(1))[0]))
    a_week = some * settings.hours_per_new / settings.hours_per_push * settings.push_effect
    new_a_week = int(min(max(1.0, wanted), MOST * standing / a_week))
    if not new_a_week:
        return None
    more = new_a_week * a_week / standing
    levers = Levers(new_a_week, some), Levers(advance=dict.fromkeys(layers, more))
    policies = Policy(new_a_week, some), Policy(advance=more, layers=layers)
    predicted, _ = _less(*(gains.gains(lever, DRAWS) for lever in levers))
    lived = [[world.future(weeks, policy, draw).won_amount for draw in range(FUTURES)] for policy in policies]
    return Choice(weeks, predicted, *_less(*map(np.array, lived)))


def _less(adding: np.ndarray, pushing: np.ndarray) -> tuple[float, float]:
    """The mean of what adding wins more, pair by pair, and its standard error."""
    more = adding - pushing
    return float(more.mean()), float(more.std(ddof=1) / len(more) ** 0.5)


def right(choices: Sequence[Choice]) -> float:
    """How often the better one is foretold."""
    return sum(one.is_right for one in choices) / len(choices)


def lines(choices: Sequence[Choice]) -> Iterator[str]:
    """The result as a Markdown table: by how far ahead, and in all."""
    yield "| adding or pushing, the same hours | asked | differ beyond noise | adding is better | foretold right |"
    yield "|---|---|---|---|---|"
    for low, high, name in AHEAD:
        yield _line(name, [one for one in choices if low <= one.weeks <= high])
    yield _line("all", choices)


def _line(name: str, part: Sequence[Choice]) -> str:
    beyond = [one for one in part if one.is_beyond_noise]
    if not beyond:
        return f"| {name} | {len(part)} | 0 | - | - |"
    adding = sum(one.true > 0 for one in beyond) / len(beyond)
    return f"| {name} | {len(part)} | {len(beyond)} | {adding:.0%} | {right(beyond):.1%} |"
