"""``python -m tests.advice.calibration [--worlds 500] [--only truth|maven]``: the tables of the README."""

from __future__ import annotations

import argparse
import sys

from tests.advice.calibration import maven_record, score
from tests.advice.calibration.trial import RUNS, Trial


def main() -> None:
    """Print how the bands fared in so many simulated worlds, and the forecast's record on Maven's year."""
    parser = argparse.ArgumentParser(prog="python -m tests.advice.calibration", description=__doc__)
    parser.add_argument("--worlds", type=int, default=500)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--only", choices=("truth", "maven"))
    asked = parser.parse_args()
    if asked.only != "maven":
        print("\n".join(score.lines(_watched(asked.worlds, asked.runs))))
    if asked.only is None:
        print()
    if asked.only != "truth":
        print("\n".join(maven_record.lines(maven_record.record().rows)))


def _watched(worlds: int, runs: int) -> list[Trial]:
    held = []
    for one in score.trials(worlds, runs):
        held.append(one)
        print(f"\r{len(held)} of {worlds}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return held


if __name__ == "__main__":
    main()
