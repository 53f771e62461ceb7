"""Two columns of amounts that only a number or a letter tells apart are asked about, and the answer settles it."""

from __future__ import annotations

from analyzer.settings import Settings
from tests.intake.tables import fields_of, understood

HEADERS = ("Deal ID", "Stage", "Value 1", "Value 2")
ROWS = [(f"D{number}", "Proposal", str(100 * number), str(130 * number)) for number in range(1, 9)]


def test_nothing_is_taken_for_the_amount_until_it_is_told() -> None:
    intake = understood(("deals.csv", HEADERS, ROWS))
    assert [(item.kind, item.about) for item in intake.report.questions] == [("column", "Value 1")]
    assert intake.snapshots["amount"].null_count == len(ROWS)


def test_the_answer_is_taken_and_nothing_is_asked_again() -> None:
    intake = understood(("deals.csv", HEADERS, ROWS), settings=Settings(columns={"Value 2": "amount", "Value 1": ""}))
    assert fields_of(intake)["amount"] == "Value 2"
    assert not intake.report.questions


def test_one_such_column_alone_is_the_amount() -> None:
    intake = understood(("deals.csv", (*HEADERS[:3], "Notes 2"), [(*row[:3], "seen") for row in ROWS]))
    assert fields_of(intake)["amount"] == "Value 1"
