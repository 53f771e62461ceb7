"""``python -m bench``: measure, and print one Markdown table.

Options: --only NAME (may be given again), --quick for sizes that only show that it works, --out FILE.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import advice, clicks, crowd, figures, intake, memory, pages, rehearsal, uploads
from bench.table import HEADER, Row

Part = Callable[[Path], Iterator[Row]]

# Deals over 16 weeks that make a million and five million snapshot rows; a tenth of them arrive during the weeks.
A_MILLION = 66_500
FIVE_MILLION = 332_500

FULL: Mapping[str, Part] = {
    "workbook": lambda folder: intake.of_workbook(100_000, 5, folder),
    "text": lambda folder: intake.of_text(1_000_000, 5, folder),
    "messy-workbook": lambda folder: intake.of_messy_workbook(100_000, 5, folder),
    "messy-text": lambda folder: intake.of_messy_text(1_000_000, 3, folder),
    "figures": lambda folder: figures.rows(FIVE_MILLION, 9),
    "pages": lambda folder: pages.rows(A_MILLION, 20),
    "clicks": lambda folder: clicks.rows(A_MILLION, 0.3, 8),
    "clicks-large": lambda folder: clicks.rows(FIVE_MILLION, 0.5, 8),
    "crowd": lambda folder: crowd.rows(5_000, 15),
    "memory": lambda folder: memory.rows(50_000, 50, 10.0),
    "uploads": lambda folder: uploads.rows(200, 500),
    "rehearsal": lambda folder: rehearsal.rows(5_000, 10_000, 9),
    "advice": lambda folder: advice.rows(50_000, 9),
}
QUICK: Mapping[str, Part] = {
    "workbook": lambda folder: intake.of_workbook(2_000, 1, folder),
    "text": lambda folder: intake.of_text(2_000, 1, folder),
    "messy-workbook": lambda folder: intake.of_messy_workbook(2_000, 1, folder),
    "messy-text": lambda folder: intake.of_messy_text(2_000, 1, folder),
    "figures": lambda folder: figures.rows(3_000, 1),
    "pages": lambda folder: pages.rows(300, 1),
    "clicks": lambda folder: clicks.rows(300, 0.3, 1),
    "clicks-large": lambda folder: clicks.rows(600, 0.5, 1),
    "crowd": lambda folder: crowd.rows(300, 1),
    "memory": lambda folder: memory.rows(500, 2, 0.5),
    "uploads": lambda folder: uploads.rows(4, 50),
    "rehearsal": lambda folder: rehearsal.rows(300, 200, 1),
    "advice": lambda folder: advice.rows(300, 1),
}


def main() -> None:
    """Measure what is asked for, one line at a time as it becomes known."""
    asked = _arguments()
    parts = QUICK if asked.quick else FULL
    lines = [f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores", "", *HEADER]
    print("\n".join(lines), flush=True)
    with TemporaryDirectory(prefix="bench-") as folder:
        for name in asked.only or parts:
            for row in parts[name](Path(folder)):
                lines.append(row.line())
                print(lines[-1], flush=True)
    if asked.out:
        asked.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="How fast the analyzer is, as one table.")
    parser.add_argument("--only", action="append", choices=list(FULL), help="measure only this; may be given again")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it works")
    parser.add_argument("--out", type=Path, help="write the table to this file too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
