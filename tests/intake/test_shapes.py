"""How sheets were understood is remembered, and holds for the next ones of the same shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.intake.answer import Intake
from analyzer.intake.source import SourceFile
from analyzer.settings import Settings
from analyzer.workspace import Workspace
from tests.intake.tables import TODAY, fields_of, notes_of, understood

STAGES = ("Lead", "Proposal", "Won")
HEADERS = ("Ref", "Schritt", "Arvo A", "Arvo B", "Wer")


def _rows(week: int = 0) -> list[tuple[str, ...]]:
    return [
        (f"OP-{at:03}", STAGES[(at + week) % 3], str(700 + at * at * 7), str(900 + at * at * 9), "uvwx"[at % 4])
        for at in range(30)
    ]


def _read(headers: tuple[str, ...], rows: list[tuple[str, ...]], settings: Settings | None = None) -> Intake:
    return understood(("deals.csv", headers, rows), settings=settings)


@pytest.fixture
def answered() -> Settings:
    """The settings after a first week, in which it was asked which of two columns is the amount."""
    first = _read(HEADERS, _rows())
    assert [(question.kind, question.about) for question in first.report.questions] == [("column", "Arvo B")]
    answer = Settings.from_toml(first.report.questions[0].setting)
    return Settings(shapes=_read(HEADERS, _rows(), answer).shapes)


def test_next_weeks_export_of_the_same_shape_opens_without_a_question(answered: Settings) -> None:
    second = _read(HEADERS, _rows(week=1), answered)
    assert second.report.questions == ()
    assert fields_of(second)["amount"] == "Arvo B"
    assert second.extra_roles == ("Wer",)
    assert "mean the same" in notes_of(second)
    assert second.shapes == answered.shapes


def test_what_is_remembered_is_not_spoken_of_where_it_changes_nothing() -> None:
    headers, rows = ("id", "stage", "amount"), [("1", "Lead", "5"), ("2", "Won", "6")]
    first = _read(headers, rows)
    again = _read(headers, rows, Settings(shapes=first.shapes))
    assert "last time" not in notes_of(again)
    assert [item.reason for item in again.report.sheets[0].columns] == [
        item.reason for item in first.report.sheets[0].columns
    ]


def test_a_changed_shape_says_what_changed(answered: Settings) -> None:
    headers = ("Ref", "Schritt", "Arvo B", "Wer", "Notiz")
    rows = [(own, stage, b, who, "x") for own, stage, _, b, who in _rows()]
    second = _read(headers, rows, answered)
    assert fields_of(second)["amount"] == "Arvo B"
    assert "not there last time: ['Notiz']" in notes_of(second)
    without = _read(("Ref", "Schritt", "Wer"), [(own, stage, who) for own, stage, *_, who in _rows()], answered)
    assert "gone since last time: ['Arvo B']" in notes_of(without)


def test_a_remembered_meaning_is_not_given_to_what_no_longer_suits_it(answered: Settings) -> None:
    rows = [(own, stage, a, "see contract", who) for own, stage, a, _, who in _rows()]
    second = _read(HEADERS, rows, answered)
    assert "“Arvo B” was amount last time; what it holds now is not of that kind" in notes_of(second)
    assert fields_of(second).get("amount") != "Arvo B"


def test_an_answer_beats_what_is_remembered(answered: Settings) -> None:
    settings = Settings(shapes=answered.shapes, columns={"Arvo A": "amount"})
    second = _read(HEADERS, _rows(), settings)
    assert fields_of(second)["amount"] == "Arvo A"


def test_another_sheet_is_not_of_the_shape(answered: Settings) -> None:
    other = _read(("Ref", "stage", "amount", "owner"), [("OP-1", "Lead", "5", "Ann")], answered)
    assert "last time" not in notes_of(other)
    assert len(other.shapes) == 2


def test_the_shape_is_a_plain_table_in_the_settings_file(answered: Settings) -> None:
    text = answered.to_toml()
    assert '[[shapes]]\nRef = "opportunity_id"\nSchritt = "stage"\n"Arvo B" = "amount"\nWer = "extra_1"\n' in text
    assert Settings.from_toml(text) == answered


def test_a_workspace_keeps_the_shapes_of_its_uploads(tmp_path: Path) -> None:
    path = tmp_path / "deals 2026-11-16.csv"
    path.write_text("id,stage,amount\n1,Lead,5\n2,Won,6\n", encoding="utf-8")
    workspace = Workspace()
    workspace.add([SourceFile(path.name, path)], TODAY)
    assert dict(workspace.settings.shapes[0]) == {"id": "opportunity_id", "stage": "stage", "amount": "amount"}
    workspace.close()
