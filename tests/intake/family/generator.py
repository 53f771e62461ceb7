"""The family: case by case, each from its own seed, so that any one of them can be made alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from tests.intake.family import examined_stages, other_crms
from tests.intake.family.by_hand import SHEET_EN, UNPROMISED
from tests.intake.family.case import Case
from tests.intake.family.chinese import CHINESE, SHEET_TW, SHEET_ZH
from tests.intake.family.crm_exports import EXPORTS
from tests.intake.family.dialects import Dialect
from tests.intake.family.examined import EXAMINED
from tests.intake.family.making import written
from tests.intake.family.open_questions import is_placeable, left_open, with_unplaceable
from tests.intake.family.plans import plan
from tests.intake.family.unseen import UNSEEN


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


def unseen(seed: int, count: int) -> Iterator[Case]:
    """Cases in words that the family does not use."""
    return (unseen_case(seed, number) for number in range(count))


def unseen_case(seed: int, number: int) -> Case:
    """One case in words that the family does not use."""
    name = f"unseen {seed}:{number}"
    random = Random(name)
    return written(name, plan(UNSEEN[number % len(UNSEEN)], random), random)


def examined(seed: int, count: int) -> Iterator[Case]:
    """Cases in the words of `examined.EXAMINED`."""
    return (examined_case(seed, number) for number in range(count))


def examined_case(seed: int, number: int) -> Case:
    """One case in the words of `examined.EXAMINED`, some of them with a stage that nobody could place."""
    name = f"examined {seed}:{number}"
    random = Random(name)
    dialect = EXAMINED[number % len(EXAMINED)]
    stages = examined_stages.BY_NAME[random.choice(dialect.stage_sets)]
    made = plan(dialect, random, stages)
    return (
        written(name, made, random) if all(map(is_placeable, stages.stages)) else with_unplaceable(name, made, random)
    )


_SHARES: Sequence[tuple[int, Sequence[Dialect]]] = (
    (4, (*UNPROMISED, *other_crms.UNPROMISED)),
    (36, EXPORTS),
    (8, other_crms.WESTERN),
    (6, other_crms.CHINESE),
    (10, CHINESE[:3]),
    (11, (SHEET_ZH,)),
    (9, (SHEET_TW,)),
    (16, (SHEET_EN,)),
)


def _dialect(random: Random) -> Dialect:
    (chosen,) = random.choices([dialects for _, dialects in _SHARES], [share for share, _ in _SHARES])
    return random.choice(chosen)
