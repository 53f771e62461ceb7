"""Outcomes that stand beside the stage: statuses, flags, certainty; and where they do not agree with it."""

from __future__ import annotations

import pytest

from analyzer.intake.answer import Intake
from analyzer.settings import Settings
from tests.intake.tables import assert_nothing_is_lost, notes_of, rows_of, understood


def deals(headers: tuple[str, ...], *rows: tuple[str, ...]) -> Intake:
    return understood(("deals.csv", ("id", *headers), [(str(at), *row) for at, row in enumerate(rows, 1)]))


def stages(intake: Intake) -> list[str]:
    return [stage for (stage,) in rows_of(intake, "stage")]


def kinds(intake: Intake) -> dict[str, str]:
    return {stage.name: stage.kind for stage in intake.stages}


@pytest.mark.parametrize(
    ("header", "open_word", "won", "lost"),
    [
        ("Status", "Open", "Won", "Lost"), ("状态", "进行中", "赢单", "输单"), ("商機狀態", "跟進中", "贏單", "丟單"),
        ("Outcome", "Active", "Won", "Dead"), ("Statut", "En cours", "Gagné", "Perdu"), ("Status", "Offen", "Gewonnen",
        "Verloren"),
    ],
)  # fmt: skip
def test_a_status_beside_the_stage_tells_the_outcome(header: str, open_word: str, won: str, lost: str) -> None:
    intake = deals(("stage", header), ("Proposal", open_word), ("Proposal", won), ("Lead", lost))
    assert [kinds(intake)[stage] for stage in stages(intake)] == ["open", "won", "lost"]
    assert f"“{header}” tells which deals are won or lost." in notes_of(intake)


@pytest.mark.parametrize(("yes", "no"), [("TRUE", "FALSE"), ("1", "0"), ("Yes", "No"), ("是", "否")])
def test_flags_tell_the_outcome_together(yes: str, no: str) -> None:
    intake = deals(("stage", "IsClosed", "IsWon"), ("Proposal", no, no), ("Proposal", yes, yes), ("Proposal", yes, no))
    assert stages(intake) == ["Proposal", "Closed won", "Closed lost"]
    assert not intake.report.questions


def test_a_flag_alone_that_says_closed_says_not_how() -> None:
    intake = deals(("stage", "IsClosed"), ("Proposal", "TRUE"), ("Proposal", "FALSE"), ("Closed Won", "TRUE"))
    assert stages(intake) == ["Proposal", "Proposal", "Closed Won"]


def test_closed_in_one_column_and_won_in_another_are_read_together() -> None:
    intake = deals(("stage", "Status", "Won"), ("Demo", "Open", "No"), ("Demo", "Closed", "Yes"))
    assert [kinds(intake)[stage] for stage in stages(intake)] == ["open", "won"]


def test_other_values_in_a_column_of_that_name_are_no_flags() -> None:
    intake = deals(("stage", "Won"), ("Lead", "12"), ("Lead", "40"))
    assert stages(intake) == ["Lead", "Lead"]


def test_an_unknown_stage_whose_deals_are_all_won_is_won() -> None:
    intake = deals(("stage", "Status"), ("Hooray", "Won"), ("Hooray", "Won"), ("Lead", "Open"))
    assert kinds(intake) == {"Lead": "open", "Hooray": "won"}
    assert not intake.report.questions


def test_an_unknown_stage_with_open_deals_is_still_asked_for() -> None:
    intake = deals(("stage", "Status"), ("Quibble", "Won"), ("Quibble", "Open"), ("Lead", "Open"))
    assert [question.about for question in intake.report.questions] == ["Quibble"]
    assert stages(intake) == ["Won", "Lead"]
    assert_nothing_is_lost(intake)


def test_a_stage_called_closed_is_what_the_status_says_deal_by_deal() -> None:
    intake = deals(("stage", "Status"), ("Closed", "Won"), ("Closed", "Lost"), ("Lead", "Open"))
    assert [kinds(intake)[stage] for stage in stages(intake)] == ["won", "lost", "open"]
    assert not intake.report.questions


def test_a_stage_called_close_with_open_deals_is_the_last_step() -> None:
    intake = deals(("stage", "Status"), ("4-Close", "Open"), ("4-Close", "Won"), ("1-Qualify", "Open"))
    assert {stage.name: stage.layer for stage in intake.stages} == {"1-Qualify": 2, "4-Close": 6, "Won": 7}


def test_a_stage_called_closed_is_what_certainty_says_deal_by_deal() -> None:
    intake = deals(("stage", "probability"), ("Closed", "100%"), ("Closed", "0%"), ("Lead", "10%"))
    assert stages(intake) == ["Closed won", "Closed lost", "Lead"]
    assert "“probability” tells which of the closed deals are won or lost." in notes_of(intake)


def test_a_stage_called_closed_without_certainty_is_asked_for() -> None:
    intake = deals(("stage", "probability"), ("Closed", "100%"), ("Closed", "50%"), ("Lead", "10%"))
    assert [question.about for question in intake.report.questions] == ["Closed"]
    assert stages(intake) == ["Lead"]


def test_a_won_stage_with_an_open_status_stands_and_is_told_with_its_rows() -> None:
    intake = deals(("stage", "Status"), ("Closed Won", "Open"), ("Closed Won", "Won"), ("Lead", "Open"))
    assert stages(intake) == ["Closed Won", "Closed Won", "Lead"]
    assert (
        "1 deals in the stage “Closed Won” are open by “Status”, such as in row ['2']. The stage stands."
        in notes_of(intake)
    )


def test_a_lost_status_on_an_open_stage_stands_and_is_told_where_stages_have_their_own_outcomes() -> None:
    rows = [("Proposal", "Lost"), ("Proposal", "Lost"), ("Closed Lost", "Lost"), ("Lead", "Open")]
    intake = deals(("stage", "Status"), *rows)
    assert stages(intake) == ["Closed Lost", "Closed Lost", "Closed Lost", "Lead"]
    assert "2 deals in the stage “Proposal” are lost by “Status”, such as in row ['2', '3']" in notes_of(intake)


def test_no_contradiction_is_told_where_the_stage_is_only_the_last_one_reached() -> None:
    intake = deals(("stage", "Status"), ("Proposal", "Lost"), ("Lead", "Open"))
    assert "in the stage" not in notes_of(intake)


def test_a_status_that_is_over_without_saying_how_is_told() -> None:
    intake = deals(("stage", "Status"), ("Proposal", "Closed"), ("Demo", "Won"), ("Lead", "Open"))
    assert "does not say whether they are won or lost" in notes_of(intake)
    assert stages(intake)[0] == "Proposal"


def test_stages_that_the_user_placed_are_not_overruled_by_a_status() -> None:
    sheet = ("deals.csv", ("id", "stage", "Status"), [("1", "Quibble", "Open"), ("2", "Lead", "Won")])
    intake = understood(sheet, settings=Settings(stage_labels={"Quibble": "Closed won"}))
    assert [kinds(intake)[stage] for stage in stages(intake)] == ["won", "won"]


def test_two_files_that_disagree_about_an_unknown_stage_leave_it_to_the_user() -> None:
    head = ("id", "stage", "Status")
    intake = understood(
        ("a 2026-10-05.csv", head, [("1", "Quibble", "Won"), ("2", "Lead", "Open")]),
        ("b 2026-10-12.csv", head, [("1", "Quibble", "Lost"), ("2", "Lead", "Open")]),
    )
    assert [question.about for question in intake.report.questions] == ["Quibble"]
