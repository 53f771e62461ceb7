"""Sheets that list the stages: their order beats every guess, and what they leave open is weighed along it."""

from __future__ import annotations

import pytest

from analyzer.errors import NothingToAnalyze
from analyzer.intake.answer import Intake
from analyzer.model import Stage
from analyzer.settings import Settings
from tests.intake.tables import Cells, assert_nothing_is_lost, understood


def read(headers: tuple[str, ...], rows: list[Cells], *stages: str, settings: Settings | None = None) -> Intake:
    deals = [(str(at), stage) for at, stage in enumerate(stages, 1)]
    intake = understood(("stages.csv", headers, rows), ("deals.csv", ("id", "stage"), deals), settings=settings)
    assert_nothing_is_lost(intake)
    return intake


def layers(intake: Intake) -> list[tuple[str, int | None]]:
    return [(stage.name, stage.layer) for stage in intake.stages]


def test_an_order_alone_gives_the_order_and_the_names_give_the_layers() -> None:
    rows: list[Cells] = [("Demo", "2"), ("Qualified", "3"), ("Lead", "1"), ("Quote", "4"), ("Won", "5")]
    intake = read(("Stage", "Order"), rows, "Quote", "Qualified", "Demo", "Lead", "Won")
    assert [stage.name for stage in intake.stages] == ["Lead", "Demo", "Qualified", "Quote", "Won"]
    found = [stage.layer or 0 for stage in intake.stages]
    assert found == sorted(found)
    assert not intake.report.questions


def test_a_listed_stage_of_unknown_name_stands_where_the_order_leaves_one_layer() -> None:
    rows: list[Cells] = [("Demo", "1"), ("Quibble", "2"), ("Needs analysis", "3")]
    assert layers(read(("Stage", "Order"), rows, "Quibble", "Demo")) == [
        ("Demo", 3), ("Quibble", 3), ("Needs analysis", 3),
    ]  # fmt: skip


def test_a_listed_stage_of_unknown_name_is_asked_for_where_the_order_leaves_more() -> None:
    rows: list[Cells] = [("Lead", "1"), ("Quibble", "2"), ("Contract", "3")]
    intake = read(("Stage", "Order"), rows, "Quibble", "Lead")
    assert [question.about for question in intake.report.questions] == ["Quibble"]
    # Nothing stands there, so nobody is asked.
    assert not read(("Stage", "Order"), rows, "Lead").report.questions


def test_layers_that_are_listed_stand_whatever_the_names_say() -> None:
    rows: list[Cells] = [("Quote", "1", "1"), ("Lead", "2", "5"), ("Quibble", "3", "6")]
    intake = read(("Stage", "Order", "Layer"), rows, "Lead", "Quote", "Quibble")
    assert layers(intake) == [("Quote", 1), ("Lead", 5), ("Quibble", 6)]


def test_a_label_is_the_listed_stage_of_the_same_name_without_its_number() -> None:
    rows: list[Cells] = [("1 - Quibble", "1", "2"), ("2 - Quote", "2", "4")]
    intake = read(("Stage", "Order", "Layer"), rows, "Quibble", "2. quote")
    assert layers(intake) == [("1 - Quibble", 2), ("2 - Quote", 4)]


def test_chances_in_the_list_tell_what_is_won() -> None:
    rows: list[Cells] = [("Lead", "10%"), ("Quote", "50%"), ("Hooray", "100%")]
    intake = read(("Stage", "Probability"), rows, "Hooray", "Lead", "Quote")
    assert layers(intake) == [("Lead", 1), ("Quote", 4), ("Hooray", 7)]


def test_flags_in_the_list_tell_what_is_won_and_lost() -> None:
    rows: list[Cells] = [
        ("Lead", "1", "FALSE", "FALSE"), ("Hooray", "2", "TRUE", "TRUE"), ("Alas", "3", "TRUE", "FALSE"),
    ]  # fmt: skip
    intake = read(("Stage Name", "Sort Order", "Is Closed", "Is Won"), rows, "Lead", "Hooray", "Alas")
    assert [(stage.name, stage.kind) for stage in intake.stages] == [
        ("Lead", "open"), ("Hooray", "won"), ("Alas", "lost"),
    ]  # fmt: skip


def test_a_stage_listed_for_two_pipelines_stands_once_and_the_other_row_is_told() -> None:
    rows: list[Cells] = [("A", "Lead", "1"), ("A", "Quote", "2"), ("B", "Lead", "1"), ("B", "Demo", "2")]
    intake = read(("Pipeline", "Stage", "Order"), rows, "Lead", "Quote", "Demo")
    sheet = intake.report.sheets[0]
    assert sheet.table == "stages"
    assert [(row.row, row.value) for row in sheet.rejected] == [(4, "Lead")]
    assert {name for name, _ in layers(intake)} == {"Lead", "Quote", "Demo"}


@pytest.mark.parametrize("kind", ["open", ""])
def test_a_listed_stage_called_closed_is_asked_for_unless_its_kind_is_told(kind: str) -> None:
    rows: list[Cells] = [("Lead", "1", "open"), ("Closed", "2", kind), ("Gone", "3", "lost")]
    intake = read(("Stage", "Order", "Kind"), rows, "Lead", "Closed")
    assert [question.about for question in intake.report.questions] == ["Closed"]
    told: list[Cells] = [("Lead", "1", "open"), ("Closed", "2", "won")]
    assert not read(("Stage", "Order", "Kind"), told, "Lead", "Closed").report.questions


def test_the_settings_beat_the_list() -> None:
    own = (Stage("Quote", 1, 2, "open"), Stage("Lead", 2, 5, "open"))
    rows: list[Cells] = [("Lead", "1", "1"), ("Quote", "2", "4")]
    intake = read(("Stage", "Order", "Layer"), rows, "Lead", "Quote", settings=Settings(stages=own))
    assert layers(intake) == [("Quote", 2), ("Lead", 5)]


def test_a_column_of_listed_stages_is_found_whatever_it_is_called() -> None:
    listed = ("book.xlsx/Stages", ("Stage", "Order", "Layer"), [("Maple", "1", "1"), ("Birch", "2", "4")])
    deals = [("1", "Maple", "East"), ("2", "Birch", "West"), ("3", "Maple", "East")]
    intake = understood(listed, ("book.xlsx/Deals", ("id", "Deal Status", "Region"), deals))
    assert layers(intake) == [("Maple", 1), ("Birch", 4)]
    assert not intake.report.questions
    strange = [("1", "Maple"), ("2", "Oak"), ("3", "Elm")]
    with pytest.raises(NothingToAnalyze):
        understood(listed, ("book.xlsx/Deals", ("id", "Deal Status"), strange))
