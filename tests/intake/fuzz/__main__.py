"""``python -m tests.intake.fuzz``: spoils files, reads them, and lists what should not be.

``--seed`` and ``--count`` choose the files, ``--only N`` one of them; ``--write DIR`` leaves it there.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.intake.fuzz.fuzzing import endings, spoilt_files


def main() -> None:
    """Spoil, read, tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.intake.fuzz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--only", type=int)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    files = list(spoilt_files(asked.seed, asked.count if asked.only is None else asked.only + 1))
    if asked.only is not None:
        files = files[-1:]
    if asked.write:
        for spoilt in files:
            asked.write.mkdir(parents=True, exist_ok=True)
            (asked.write / f"{spoilt.number} {spoilt.name}").write_bytes(spoilt.content)
    ends: Counter[str] = Counter()
    begun, slowest = time.monotonic(), 0.0
    with TemporaryDirectory() as folder:
        for ending in endings(files, Path(folder)):
            ends[f"{ending.ended}{' alone: ' + ending.alone if ending.alone else ''}"] += 1
            slowest = max(slowest, ending.seconds)
            if ending.complaints or ending.alone or ending.seconds > 5:
                print(
                    ending.spoilt.number,
                    ending.spoilt.name,
                    ending.spoilt.kind,
                    f"{ending.seconds:.1f} s",
                    ending.alone or "",
                )
                print("  " + "\n  ".join(ending.complaints), flush=True)
    print(dict(ends), f"{time.monotonic() - begun:.0f} s, the slowest {slowest:.1f} s")


if __name__ == "__main__":
    main()
