"""One name in several pipelines: one stage where they agree, and said or asked where they do not."""

from __future__ import annotations

from analyzer.intake.answer import Intake
from tests.intake.tables import rows_of, understood


def weekly(*paths: tuple[str, tuple[str, ...]]) -> Intake:
    """Four deals for each pipeline and its path, one step a week."""
    rows = [
        (f"{pipeline}{deal}", pipeline, f"2026-10-{5 + 7 * at:02}", stage)
        for pipeline, path in paths
        for deal in range(4)
        for at, stage in enumerate(path)
    ]
    return understood(("deals.csv", ("id", "pipeline", "snapshot date", "stage"), rows))


def with_chances(*rows: tuple[str, str, str]) -> Intake:
    numbered = [(str(at), *row) for at, row in enumerate(rows)]
    return understood(("deals.csv", ("id", "pipeline", "stage", "probability"), numbered))


def notes(intake: Intake) -> str:
    return "\n".join(str(note) for note in intake.report.notes)


def test_pipelines_that_agree_share_their_stages_without_a_word() -> None:
    path = ("Lead", "Qualified", "Proposal")
    intake = weekly(("New business", path), ("Renewal", path))
    assert [stage.name for stage in intake.stages] == list(path)
    assert notes(intake) == ""


def test_a_stage_that_stands_elsewhere_in_another_pipeline_is_told() -> None:
    intake = weekly(("A", ("Lead", "Qualified", "Demo", "Proposal")), ("B", ("Lead", "Demo", "Qualified", "Proposal")))
    assert "comes after" in notes(intake)
    assert "“A”" in notes(intake)
    assert "“B”" in notes(intake)
    assert not intake.report.questions


def test_chances_that_differ_between_pipelines_are_told() -> None:
    intake = with_chances(("A", "Qualified", "20%"), ("B", "Qualified", "60%"), ("A", "Lead", "10%"))
    assert "“Qualified” stands at 0.2 in the pipeline “A” and at 0.6 in “B”" in notes(intake)
    same = with_chances(("A", "Qualified", "20%"), ("B", "Qualified", "25%"), ("A", "Lead", "10%"))
    assert notes(same) == ""


def test_chances_that_are_the_deals_own_say_nothing_of_pipelines() -> None:
    rows = [("A", "Qualified", "20%"), ("A", "Qualified", "50%"), ("B", "Qualified", "60%"), ("B", "Lead", "5%")]
    assert notes(with_chances(*rows)) == ""


def test_an_unknown_stage_of_two_places_is_asked_for() -> None:
    known = [("A", "Lead", "10%"), ("A", "Proposal", "50%"), ("B", "Contract", "90%")]
    mixed = with_chances(*known, ("A", "Quibble", "20%"), ("B", "Quibble", "90%"))
    assert [question.about for question in mixed.report.questions] == ["Quibble"]
    alike = with_chances(*known, ("A", "Quibble", "90%"), ("B", "Quibble", "90%"))
    assert not alike.report.questions


def test_the_pipeline_is_kept_for_filters() -> None:
    intake = weekly(("A", ("Lead",)), ("B", ("Lead",)))
    assert intake.extra_roles == ("pipeline",)
    assert len(rows_of(intake, "extra_1")) == 8
