"""How much memory a server holds after each of many uploads: it must level off.

Each upload goes where the app's goes: a copy is kept, a reading process reads it, the figures of a page are asked.
``python -m bench.uploads sessions 200 2000`` prints the curve, in MB, after every tenth upload.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import psutil

from bench.table import Row

Kind = Literal["sessions", "replaced"]

WHO: dict[Kind, str] = {
    "sessions": "each in a session of its own, which ends",
    "replaced": "in one session, each of the same day, and the one before taken back",
}
EVERY = 10
BARS = "▁▂▃▄▅▆▇█"
GOAL = 1.1
FIRST_DAY = date(2026, 11, 16)
LAYERS = ("Lead", "Needs identified", "Solution proposed", "Negotiation", "Decision", "Closed Won", "Closed Lost")


def rows(uploads: int, deals: int) -> Iterator[Row]:
    """A row for each kind: the memory at the end against that at half of the way, with the curve."""
    for kind, who in WHO.items():
        ran = [sys.executable, "-m", "bench.uploads", kind, str(uploads), str(deals)]
        curve = json.loads(subprocess.run(ran, check=True, capture_output=True, text=True).stdout)
        half, end = max(curve[: len(curve) // 2 + 1]), curve[-1]
        measured = f"{end:,.0f} MB {sparkline(curve)}"
        yield Row(f"{uploads} uploads of {deals:,} deals, {who}: memory", measured, f"{half:,.0f} MB", end / half, GOAL)


def sparkline(curve: list[float]) -> str:
    """The curve from 0 up, one bar for each value."""
    top = max(curve)
    return "".join(BARS[min(len(BARS) - 1, int(value / top * len(BARS)))] for value in curve)


def curve_of(kind: Kind, uploads: int, deals: int, folder: Path) -> list[float]:
    """Resident memory in MB after every tenth upload, the first one among them."""
    # Only here: the table's own process need not hold them.
    from analyzer.intake import SourceFile
    from analyzer.intake.reader import Reader
    from analyzer.screen.session import Visitor
    from analyzer.workspace import Workspace

    reader = Reader()
    visitor = Visitor(Workspace(read=reader.read))
    curve = []
    for number in range(uploads):
        if kind == "sessions":
            visitor.close()
            visitor = Visitor(Workspace(read=reader.read))
        path = folder / str(number)
        path.write_text(export(number, deals), encoding="utf-8")
        visitor.add([SourceFile(f"pipeline_{FIRST_DAY}.csv", path)], lambda _: None)
        if kind == "replaced" and number:
            visitor.undo(visitor.workspace.uploads[0].number, lambda _: None)
        _look_at(visitor)
        path.unlink()
        if number % EVERY == 0 or number == uploads - 1:
            gc.collect()
            curve.append(psutil.Process().memory_info().rss / 1e6)
            print(f"{number + 1:>4} {curve[-1]:,.0f} MB", file=sys.stderr, flush=True)
    visitor.close()
    reader.close()
    return curve


def export(number: int, deals: int) -> str:
    """An export whose deals move with its number."""
    lines = ["Opportunity ID,Opportunity name,Account,Stage,Amount,Created,Region,Product,Owner"]
    for deal in range(deals):
        stage = LAYERS[(deal + number) % len(LAYERS)]
        created = FIRST_DAY - timedelta(days=deal % 300 + 1)
        lines.append(
            f"D-{deal:06},Deal {deal},Customer {deal % 500},{stage},{(deal * 37 + number) % 90_000},{created},"
            f"Region {deal % 6},Product {deal % 12},Owner {deal % 60}"
        )
    return "\n".join(lines) + "\n"


def _look_at(visitor: object) -> None:
    from analyzer import figures
    from analyzer.model import Selection
    from analyzer.screen.session import Visitor

    assert isinstance(visitor, Visitor)
    days = [day.date() for day in visitor.ask(figures.snapshots())["snapshot_date"]]
    selection = Selection(days[-1])
    visitor.ask(figures.waterfall(selection))
    visitor.ask(figures.products(selection, "region", visitor.settings))
    visitor.ask(figures.gauges(selection, "product", visitor.settings))


if __name__ == "__main__":
    asked, uploads, deals = sys.argv[1:]
    with TemporaryDirectory(prefix="bench-uploads-") as place:
        print(json.dumps(curve_of(asked, int(uploads), int(deals), Path(place))))  # type: ignore[arg-type]
