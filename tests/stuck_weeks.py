"""An export of a team that is stuck low, week by week, and the week after somebody pushed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tests.courses import WEEKS, deal
from tests.pipelines import Row

STAGES = {
    "Lead": "Lead", "Contact": "Contact established", "Needs": "Needs identified", "Proposal": "Solution proposed",
    "Won": "Closed won", "Lost": "Closed lost",
}  # fmt: skip
HEADER = "Snapshot date,Opportunity ID,Opportunity name,Customer,Stage,Amount,Region,Sales rep,Created date,Close date"
REVIEW = WEEKS[-1]
NEXT_REVIEW = REVIEW + timedelta(weeks=1)
CREATED, CLOSED = WEEKS[0], WEEKS[1]

# In the South eight leads of Sue stand for ten weeks, and she works six large deals; in the East twelve went on.
ROWS: Sequence[Row] = [
    *(row for n in range(8) for row in deal(f"S{n}", "LLLLLLLLLLL", 100 + n, region="South", rep="Sue")),
    *(row for n in range(6) for row in deal(f"H{n}", ".......PPPP", 9000, region="South", rep="Sue")),
    *(row for n in range(12) for row in deal(f"E{n}", ".LLCCCCPPPP", 50 + n, region="East", rep="Ann")),
    *(
        row
        for n in range(9)
        for row in deal(f"W{n}", "PWWWWWWWWWW", 70, region="East", rep="Ann", created_on=CREATED, closed_on=CLOSED)
    ),
]  # fmt: skip


def weeks() -> str:
    """All weeks up to the review, as one file."""
    return _csv(ROWS)


def week_after(moved: Iterable[str]) -> str:
    """The week after the review, in which those leads have been spoken to."""
    went = set(moved)
    last = [replace(row, snapshot_date=NEXT_REVIEW) for row in ROWS if row.snapshot_date == REVIEW]
    return _csv([replace(row, stage="Contact") if row.opportunity_id in went else row for row in last])


def _csv(rows: Iterable[Row]) -> str:
    return "\n".join([HEADER, *(",".join(_cells(row)) for row in rows), ""])


def _cells(row: Row) -> list[str]:
    named = [row.opportunity_id, row.opportunity_name, row.customer, STAGES[row.stage], row.amount, row.region, row.rep]
    days: list[date | None] = [row.created_on, row.closed_on]
    return [str(row.snapshot_date), *(str(cell or "") for cell in named), *(str(day or "") for day in days)]
