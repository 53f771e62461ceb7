"""Questions: the one on which most hangs comes first, and each answer goes where the next reading finds it."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

import pytest

from analyzer.intake.report import ColumnMatch, IntakeReport, Question, RejectedRow, SheetReport, StageMatch
from analyzer.message import Message
from analyzer.model import Stage
from analyzer.screen.answers import answered, most_important_first, placed_alone, read_as, samples_of, waiting_rows
from analyzer.screen.stage_mapping import LOST
from analyzer.settings import Settings

BECAUSE = Message("because")


def asked(kind, about: str = "it") -> Question:
    return Question(kind, about, BECAUSE, (), "")


def label(name: str, rows: int, stage: str | None = None, layer: int | None = None) -> StageMatch:
    return StageMatch(name, stage, layer, "open" if stage else None, rows, 1.0, BECAUSE)


def test_what_most_hangs_on_is_asked_first_and_the_stage_of_most_rows_before_the_others() -> None:
    questions = tuple(
        asked(kind, about)
        for kind, about in [("date_order", "Created"), ("stages", "Few"), ("stages", "Many"), ("column", "Sum")]
    )
    report = IntakeReport((), stages=(label("Few", 2), label("Many", 9)), questions=questions)
    assert [question.about for question in most_important_first(report)] == ["Sum", "Many", "Few", "Created"]


@pytest.mark.parametrize(
    ("kind", "answer", "held"),
    [
        ("snapshot_date", date(2026, 11, 9), "snapshot_dates"),
        ("date_order", "mdy", "date_orders"),
        ("column", "amount", "columns"),
        ("column", "", "columns"),
        ("stages", "Lead", "stage_labels"),
    ],
)
def test_an_answer_is_kept_under_what_it_is_about(kind, answer, held) -> None:
    settings = answered(Settings(), asked(kind, "header"), answer)
    assert getattr(settings, held) == {"header": answer}
    assert Settings.from_toml(settings.to_toml()) == settings


def test_the_column_of_the_stages_is_kept_under_its_own_name() -> None:
    assert answered(Settings(), asked("columns", "file.csv"), "Step").columns == {"Step": "stage"}


def test_a_stage_of_its_own_stands_beside_the_others_and_keeps_its_name() -> None:
    held = (Stage("Lead", 1, 1, "open"), Stage("Offer", 2, 4, "open"))
    matches = [label("lead", 5, "Lead", 1), label("Offer", 3, "Offer", 4), label("Zorp", 2)]
    settings = placed_alone(Settings(), held, matches, "Zorp", 4)
    assert [(stage.name, stage.layer) for stage in settings.stages] == [("Lead", 1), ("Offer", 4), ("Zorp", 4)]
    assert settings.stage_labels == {"lead": "Lead", "Offer": "Offer", "Zorp": "Zorp"}
    lost = placed_alone(Settings(), held, matches, "Zorp", LOST)
    assert (lost.stages[-1].name, lost.stages[-1].kind) == ("Zorp", "lost")


def test_the_first_rows_that_wait_for_a_stage_are_shown() -> None:
    rows = [
        RejectedRow(number, field, value, BECAUSE, MappingProxyType({"Deal": str(number)}))
        for number, field, value in [
            (2, "stage", "Zorp"),
            (3, "amount", "Zorp"),
            (4, "stage", "Zorp "),
            (5, "stage", ""),
        ]
    ]
    report = IntakeReport((SheetReport("a.csv", None, "opportunities", 4, 0, 4, 0, rejected=tuple(rows)),))
    assert [row.row for row in waiting_rows(report, "Zorp", 3)] == [2, 4]
    assert [row.row for row in waiting_rows(report, "Zorp", 1)] == [2]


def test_values_are_shown_of_the_very_sheet_that_is_asked_about() -> None:
    sheets = tuple(
        SheetReport("a.xlsx", name, "not_used", 1, 0, 0, 1, (ColumnMatch("Step", None, 0, BECAUSE, samples),))
        for name, samples in [("One", ("x", "y")), ("Two", ("z",))]
    )
    assert samples_of(IntakeReport(sheets), "Step") == ("x", "y")
    assert samples_of(IntakeReport(sheets), "Step", "a.xlsx/Two") == ("z",)
    assert samples_of(IntakeReport(sheets), "Other") == ()


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("03/04/2025", "dmy", date(2025, 4, 3)),
        ("03/04/2025", "mdy", date(2025, 3, 4)),
        ("3.4.25 10:15", "dmy", date(2025, 4, 3)),
        ("25-03-04", "ymd", date(2025, 3, 4)),
        ("13/12/2025", "mdy", None),
        ("March", "dmy", None),
        ("", "dmy", None),
    ],
)
def test_a_date_is_said_as_the_order_reads_it(text, order, day) -> None:
    assert read_as(text, order) == day
