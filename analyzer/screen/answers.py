"""What an answer means: the settings that hold it, and which question comes first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from analyzer.intake.report import IntakeReport, Question, RejectedRow, StageMatch
from analyzer.model import Stage
from analyzer.screen import stage_mapping
from analyzer.settings import Settings

LEFT_OUT = ""
FIRST = ("columns", "column", "snapshot_date", "stages", "date_order")
"""The kinds of questions, the one without whose answer most is wrong first."""


def most_important_first(report: IntakeReport) -> tuple[Question, ...]:
    """The open questions by what hangs on them; of the stages, the one for which most rows wait first."""
    rows = {match.label: match.rows for match in report.stages}
    return tuple(sorted(report.questions, key=lambda asked: (FIRST.index(asked.kind), -rows.get(asked.about, 0))))


def answered(settings: Settings, question: Question, answer: Any) -> Settings:
    """The settings with one question answered.

    answer: the day for "snapshot_date", the order for "date_order", the field for "column", the column that holds the
    stages for "columns", and the name of a stage, or `LEFT_OUT`, for "stages".
    """
    match question.kind:
        case "snapshot_date":
            return replace(settings, snapshot_dates={**settings.snapshot_dates, question.about: answer})
        case "date_order":
            return replace(settings, date_orders={**settings.date_orders, question.about: answer})
        case "column":
            return replace(settings, columns={**settings.columns, question.about: answer})
        case "columns":
            return replace(settings, columns={**settings.columns, answer: "stage"})
        case "stages":
            return replace(settings, stage_labels={**settings.stage_labels, question.about: answer})


def placed_alone(
    settings: Settings, stages: Sequence[Stage], matches: Iterable[StageMatch], label: str, code: int
) -> Settings:
    """The settings in which ``label`` is a stage of its own, at a place as `stage_mapping.code_of` says it."""
    known = [
        {"label": match.label, "stage": match.stage, "layer": stage_mapping.code_of(match.layer, match.kind)}
        for match in matches
        if match.stage
    ]
    return stage_mapping.placed(settings, stages, [*known, {"label": label, "stage": label, "layer": code}])


def waiting_rows(report: IntakeReport, label: str, at_most: int) -> list[RejectedRow]:
    """The first rows that wait until the stage ``label`` is placed, as far as the report shows them."""
    rows = (row for sheet in report.sheets for row in sheet.rejected if row.field == "stage")
    return [row for row in rows if row.value is not None and row.value.strip() == label.strip()][:at_most]


def samples_of(report: IntakeReport, header: str, file: str | None = None) -> tuple[str, ...]:
    """Up to three values of a column, of the first sheet that has it; ``file`` (or "file/sheet") narrows them."""
    for sheet in report.sheets:
        if file in (None, sheet.file, f"{sheet.file}/{sheet.sheet}"):
            for column in sheet.columns:
                if column.header == header and column.samples:
                    return column.samples
    return ()


def read_as(text: str, order: str) -> date | None:
    """The day that a date of three numbers is in an order such as "dmy"; None where it is none."""
    numbers = [int(part) for part in _numbers(text)]
    if len(numbers) < len(order):
        return None
    parts = dict(zip(order, numbers, strict=False))
    year = parts["y"] if parts["y"] > 99 else 2000 + parts["y"]
    try:
        return date(year, parts["m"], parts["d"])
    except ValueError:
        return None


def _numbers(text: str) -> list[str]:
    return "".join(sign if sign.isascii() and sign.isdigit() else " " for sign in text).split()
