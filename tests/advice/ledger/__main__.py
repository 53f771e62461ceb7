"""``python -m tests.advice.ledger [--worlds 140]``: how true the chances are that decisions are given."""

from __future__ import annotations

import argparse
import sys

from tests.advice.ledger import chances


def main() -> None:
    """Print chances told beside what came, by cause, by layer and by tenths of the chance."""
    parser = argparse.ArgumentParser(prog="python -m tests.advice.ledger", description=__doc__)
    parser.add_argument("--worlds", type=int, default=140)
    parser.add_argument("--futures", type=int, default=1)
    asked = parser.parse_args()
    held: list[chances.Told] = []
    for n, told in enumerate(chances.tellings(range(1, asked.worlds + 1), futures=asked.futures), 1):
        held += told
        print(f"\r{n} of {asked.worlds}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print("\n".join(chances.lines(held)))


if __name__ == "__main__":
    main()
