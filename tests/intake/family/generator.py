"""The family: case by case, each from its own seed, so that any one of them can be made alone."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.intake.family.by_hand import SHEET_EN, UNPROMISED
from tests.intake.family.case import Case
from tests.intake.family.chinese import CHINESE, SHEET_TW, SHEET_ZH
from tests.intake.family.crm_exports import EXPORTS
from tests.intake.family.dialects import Dialect
from tests.intake.family.making import written
from tests.intake.family.open_questions import left_open
from tests.intake.family.plans import plan


def cases(seed: int, count: int) -> Iterator[Case]:
    """The first ``count`` cases of the family of that seed."""
    return (case(seed, number) for number in range(count))


def case(seed: int, number: int) -> Case:
    """One case of the family of that seed."""
    name = f"{seed}:{number}"
    random = Random(name)
    if random.random() < 0.04:
        return left_open(name, random)
    return written(name, plan(_dialect(random), random), random)


def _dialect(random: Random) -> Dialect:
    chance = random.random()
    if chance < 0.04:
        return random.choice(UNPROMISED)
    if chance < 0.48:
        return random.choice(EXPORTS)
    if chance < 0.62:
        return random.choice(CHINESE[:3])
    return SHEET_ZH if chance < 0.74 else SHEET_TW if chance < 0.83 else SHEET_EN
