"""What values speak against is asked, and not taken for what its header was heard as."""

from __future__ import annotations

from analyzer.intake.answer import Intake
from analyzer.intake.stages.stage_words import find
from analyzer.settings import Settings
from tests.intake.tables import Cells, fields_of, understood

FIRMS = ("Acme Ltd", "Harbor Holdings", "Delta Labs", "Juno Industries", "Fjord Group", "Iris Partners")
PEOPLE = ("Mia Wong", "Tom Baker", "Ingrid Berg", "Ann Lee", "Bob Ray", "Eva Roth")
STEPS = ("Lead", "Proposal", "Closed won", "Closed lost", "Lead", "Proposal")


def _read(headers: tuple[str, ...], *columns: Cells, settings: Settings | None = None) -> Intake:
    rows = list(zip(map(str, range(6)), *columns, strict=True))
    return understood(("deals.csv", ("id", *headers), rows), settings=settings)


def _asked(intake: Intake) -> dict[str, tuple[str, ...]]:
    return {question.about: question.options for question in intake.report.questions}


def test_firms_are_not_taken_for_reps() -> None:
    assert _asked(_read(("stage", "GC / Owner"), STEPS, FIRMS)) == {"GC / Owner": ("customer", "rep", "")}
    assert fields_of(_read(("stage", "GC / Owner"), STEPS, PEOPLE))["rep"] == "GC / Owner"
    assert fields_of(_read(("stage", "Owner"), STEPS, FIRMS))["rep"] == "Owner"


def test_an_answer_settles_who_the_firms_are() -> None:
    intake = _read(("stage", "GC / Owner"), STEPS, FIRMS, settings=Settings(columns={"GC / Owner": "customer"}))
    assert fields_of(intake)["customer"] == "GC / Owner"
    assert not intake.report.questions


def test_people_are_not_taken_for_customers_beside_a_column_of_firms() -> None:
    asked = _asked(_read(("stage", "Econ. buyer", "Account / Logo"), STEPS, PEOPLE, FIRMS))
    assert asked.keys() == {"Econ. buyer", "Account / Logo"}
    assert fields_of(_read(("stage", "Econ. buyer"), STEPS, PEOPLE))["customer"] == "Econ. buyer"


def test_outcomes_are_not_taken_for_stages_beside_a_column_named_for_stages() -> None:
    ends = ("Pending", "Won", "Lost", "Pending", "Won", "Lost")
    steps = ("Called", "Visited", "Haggling", "Called", "Visited", "Haggling")
    intake = _read(("Outcome", "Stage_Desc"), ends, steps)
    assert [question.options[0] for question in intake.report.questions] == ["Stage_Desc"]
    assert fields_of(_read(("Outcome",), ends))["stage"] == "Outcome"


def test_another_form_of_a_known_step_is_no_typo_of_another_one() -> None:
    contact, contacting = find("Contact"), find("Contacting")
    assert contact is not None and contacting is not None
    assert contacting.place.layer == contact.place.layer
    assert contacting.sureness < contact.sureness
