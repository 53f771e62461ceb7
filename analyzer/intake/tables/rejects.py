"""The rows that stay out, shown with their cells so that they can be put right."""

from __future__ import annotations

from collections.abc import Container, Mapping

import duckdb

from analyzer.intake.matching.plain_words import compact
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.raw_sheet import labels
from analyzer.intake.report import RejectedRow
from analyzer.intake.values import dates, money
from analyzer.message import Message

REJECTED_SHOWN = 1_000
EXAMPLES_SHOWN = 20

_REASONS: Mapping[str, tuple[str | None, Message]] = {
    "stage_blank": ("stage", Message("The row has no stage.")),
    "stage_unknown": ("stage", Message("The row waits until its stage is placed.")),
    "amount": ("amount", money.NO_NUMBER),
    "snapshot_date": ("snapshot_date", dates.NO_DATE),
    "snapshot_blank": ("snapshot_date", Message("The row has no snapshot date.")),
    "duplicate": ("opportunity_id", Message("A later row has the same deal; the last one stands.")),
    "replaced": (None, Message("A later file or sheet has the same day and replaces this one.")),
    "removed": (None, Message("You removed this snapshot.")),
    "no_date": (None, Message("The row waits until the day of its sheet is known.")),
}
_UNWANTED = Message("You said to leave its stage out.")

_NO_FAULT = ("replaced", "removed", "no_date")
NO_FAULT_OF_THE_ROW = frozenset(_REASONS[problem][1].text for problem in _NO_FAULT)
"""The reasons that no other cells of the row would take away."""

WAITS_FOR_ITS_STAGE = _REASONS["stage_unknown"][1].text


def left_out(problems: Mapping[str, int]) -> tuple[tuple[Message, int], ...]:
    """Of the rows that stay out for ``problems``, those that are not at fault themselves: why, and how many."""
    return tuple((_REASONS[problem][1], rows) for problem, rows in problems.items() if problem in _NO_FAULT)


def rejected_rows(
    connection: duckdb.DuckDBPyConnection, sheet: KnownSheet, number: int, stage_labels: Mapping[str, str]
) -> tuple[RejectedRow, ...]:
    """The rows of ``sheet`` that stay out, in order, each with its reason and cells: the first ones at fault, and a
    few of those that are not, of which each week's replaced snapshot has as many as it has rows.

    stage_labels: as in the settings; a label that stands for nothing was left out by the user.
    """
    connection.execute(
        "create or replace temp table shown as select row_number as place, problem from ("
        " select row_number, problem from typed where sheet = $sheet and problem is not null"
        " union all select row_number, problem from rejection where sheet = $sheet)"
        " qualify row_number() over (partition by list_contains($no_fault, problem) order by row_number)"
        " <= if(list_contains($no_fault, problem), $few, $most)",
        {"sheet": number, "most": REJECTED_SHOWN, "few": EXAMPLES_SHOWN, "no_fault": list(_NO_FAULT)},
    )
    names = [f"c{at}" for at in range(len(sheet.raw.headers))]
    raw = connection.table(sheet.raw.table).set_alias("r")
    found = raw.join(connection.table("shown"), "r.row_number = shown.place")
    rows = found.project(", ".join(["shown.place", "shown.problem", *names])).order("place").fetchall()
    unwanted = {compact(label) for label, name in stage_labels.items() if not name}
    return tuple(_row(sheet, at, problem, cells, unwanted) for at, problem, *cells in rows)


def _row(sheet: KnownSheet, at: int, problem: str, cells: list[str | None], unwanted: Container[str]) -> RejectedRow:
    field, reason = _REASONS[problem]
    column = sheet.columns[field].column if field and field in sheet.columns else None
    value = cells[int(column[1:])] if column else None
    if problem == "stage_unknown" and compact(value or "") in unwanted:
        reason = _UNWANTED
    return RejectedRow(at, field, value, _exact(problem, value, reason), labelled(sheet, cells))


def _exact(problem: str, value: str | None, reason: Message) -> Message:
    if value is None:
        return reason
    if problem == "amount":
        return money.parse(value).problem or reason
    if problem == "snapshot_date":
        return dates.parse(value).problem or reason
    return reason


def labelled(sheet: KnownSheet, cells: list[str | None]) -> dict[str, str]:
    """Cells by the labels of their columns."""
    return {label: cell or "" for label, cell in zip(labels(sheet.raw.headers), cells, strict=True)}
