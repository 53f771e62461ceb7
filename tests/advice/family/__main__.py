"""``python -m tests.advice.family``: judges the advice on pipelines of known causes, and prints what was right.

``--misses`` lists what was not; ``--worth`` plays the weeks to come by the advice and by policies that ask nobody;
``--only N`` judges one pipeline; ``--cause WORDS`` those of one cause.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence

from tests.advice.family.case import Case
from tests.advice.family.generator import case
from tests.advice.family.judging import Judgement, judged
from tests.advice.family.table import markdown, misses
from tests.advice.family.worth import played, worth_table

HELD_OUT_SEED = 2026
COUNT = 330


def main() -> None:
    """Make, judge, print."""
    asked = _arguments()
    begun = time.process_time()
    found = list(judged(_chosen(asked)))
    print(markdown(found))
    if asked.misses:
        print(misses(found))
    named = [one for one in found if one.mix]
    shifted = [one for one in found if one.case.mix]
    print(
        f"Shifts in the mix: {sum(one.mix for one in shifted)} of {len(shifted)} named, and {_others(named)} elsewhere."
    )
    if asked.worth:
        print(worth_table([played(one) for one in found]))
    print(f"Seed {asked.seed}, {len(found)} pipelines, {time.process_time() - begun:.0f} s of one core.")


def _others(named: Sequence[Judgement]) -> int:
    return sum(not one.case.mix for one in named)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.advice.family")
    parser.add_argument("--seed", type=int, default=HELD_OUT_SEED)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--only", type=int)
    parser.add_argument("--cause", default="")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--worth", action="store_true")
    return parser.parse_args()


def _chosen(asked: argparse.Namespace) -> Iterator[Case]:
    for number in range(asked.count) if asked.only is None else (asked.only,):
        found = case(asked.seed, number)
        if asked.cause in found.cause:
            yield found


if __name__ == "__main__":
    main()
