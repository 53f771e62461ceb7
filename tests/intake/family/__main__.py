"""``python -m tests.intake.family``: reads the family and prints the table of what was right.

``--unseen`` and ``--examined`` read files in words that nobody mends for instead; ``--misses`` lists what was not;
``--only N`` reads one case; ``--write DIR`` leaves its files there.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from tests.intake.family.case import Case
from tests.intake.family.generator import case, examined_case, unseen_case
from tests.intake.family.judging import Verdict
from tests.intake.family.table import markdown, verdicts

HELD_OUT_SEED = 2026
COUNT = 520


def main() -> None:
    """Read, judge, print."""
    asked = _arguments()
    numbers = range(asked.count) if asked.only is None else (asked.only,)
    chosen = [asked.family(asked.seed, number) for number in numbers]
    if asked.write:
        _write(chosen, asked.write)
    begun = time.process_time()
    found = list(verdicts(chosen))
    if asked.misses or asked.only is not None:
        for verdict in found:
            _tell(verdict, asked.only is not None)
    print(markdown(found))
    print(f"Seed {asked.seed}, {len(found)} uploads, {time.process_time() - begun:.0f} s of one core.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.intake.family")
    parser.add_argument("--seed", type=int, default=HELD_OUT_SEED)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--only", type=int)
    family = parser.add_mutually_exclusive_group()
    family.add_argument("--unseen", dest="family", action="store_const", const=unseen_case)
    family.add_argument("--examined", dest="family", action="store_const", const=examined_case)
    parser.set_defaults(family=case)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--write", type=Path)
    return parser.parse_args()


def _write(chosen: Sequence[Case], folder: Path) -> None:
    for item in chosen:
        place = folder / item.name.replace(":", "-")
        place.mkdir(parents=True, exist_ok=True)
        for name, content in item.files.items():
            (place / name).write_bytes(content)


def _tell(verdict: Verdict, everything: bool) -> None:
    lines = [
        f"  column {header!r}: {outcome}: {text}" for header, outcome, text in verdict.columns if outcome != "right"
    ]
    lines += [f"  stage {label!r}: {outcome}: {text}" for label, outcome, text in verdict.stages if outcome != "right"]
    lines += [f"  {fault}" for fault in verdict.faults]
    if verdict.file != "right" or lines[:-1] or everything:
        print(f"{verdict.case.name} {verdict.file} {list(verdict.case.files)} {'; '.join(verdict.case.tags)}")
        print("\n".join(lines), flush=True)


if __name__ == "__main__":
    main()
