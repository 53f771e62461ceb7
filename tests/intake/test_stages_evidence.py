"""What speaks of a stage beside its name: numbers, chances of winning, movement, and other stages."""

from __future__ import annotations

import pytest

from analyzer.intake.stages.movement import along_movement
from analyzer.intake.stages.ordinals import all_taken_apart, taken_apart
from analyzer.intake.stages.placing import Label, Placing, place
from analyzer.settings import Settings
from tests.intake.tables import rows_of, understood


def layers(placing: Placing) -> dict[str, int | None]:
    return {stage.name: stage.layer for stage in placing.stages}


def asked(placing: Placing) -> list[str]:
    return [question.about for question in placing.questions]


def of(*names: str) -> Placing:
    return place([Label(name, 5) for name in names], Settings())


@pytest.mark.parametrize(
    ("label", "ordinal", "chance", "rest"),
    [
        ("10%", None, 0.1, ""), ("20% - Qualified", None, 0.2, "Qualified"),
        ("Qualified (20%)", None, 0.2, "Qualified"),
        ("2. 30% Demo", 2, 0.3, "Demo"), ("IV", 4, None, ""), ("IV. Proposal", 4, None, "Proposal"),
        ("Stage IV - Offer", 4, None, "Offer"), ("①线索", 1, None, "线索"), ("一、线索", 1, None, "线索"),
        ("（二）线索", 2, None, "线索"), ("十一、签约", 11, None, "签约"), ("1.2 Lead", 1.2, None, "Lead"),
        ("Proposal (S3)", 3, None, "Proposal"), ("Proposal - Stage 4", 4, None, "Proposal"),
        ("１．线索", 1, None, "线索"),
        ("[S2] Lead", 2, None, "Lead"), ("【3】方案", 3, None, "方案"), ("3D design", None, None, "3D design"),
        ("P&L", None, None, "P&L"), ("C-level meeting", None, None, "C-level meeting"), ("150%", None, None, "150%"),
    ],
)  # fmt: skip
def test_a_label_is_taken_apart(label: str, ordinal: float | None, chance: float | None, rest: str) -> None:
    found = taken_apart(label)
    assert (found.ordinal, found.chance, found.rest) == (ordinal, chance, rest)


def test_a_single_letter_is_a_roman_number_among_roman_numbers() -> None:
    romans = all_taken_apart(["I. Lead", "II. Demo", "V. Offer"])
    assert [item.ordinal for item in romans.values()] == [1, 2, 5]
    letters = all_taken_apart(["H. Lead", "I. Demo"])
    assert [item.ordinal for item in letters.values()] == [8, 9]


def test_one_number_alone_orders_nothing() -> None:
    assert all_taken_apart(["3 Offer", "Lead"])["3 Offer"].ordinal is None


def test_numbers_that_run_backwards_are_read_backwards() -> None:
    placing = of("5-Lead", "4-Contact", "3-Quibble", "2-Proposal", "1-Contract")
    assert [stage.name for stage in placing.stages] == ["5-Lead", "4-Contact", "3-Quibble", "2-Proposal", "1-Contract"]
    assert layers(placing)["3-Quibble"] == 3


def test_a_number_between_stages_of_one_layer_is_sure() -> None:
    placing = of("1 Discovery", "2 Quibble", "3 Needs analysis")
    assert layers(placing)["2 Quibble"] == 3


def test_numbers_without_any_known_name_are_asked_for() -> None:
    assert len(asked(of("1 Alpha", "2 Beta", "3 Gamma"))) == 3


def test_bare_numbers_to_seven_are_the_seven_layers_and_more_are_asked_for() -> None:
    seven = of(*(f"S{number}" for number in range(1, 8)))
    assert [(stage.layer, stage.kind) for stage in seven.stages][-1] == (7, "won")
    assert [stage.layer for stage in seven.stages] == [1, 2, 3, 4, 5, 6, 7]
    assert len(asked(of(*(f"S{number}" for number in range(1, 9))))) == 8


def test_the_users_order_beats_the_usual_one_and_layers_do_not_fall() -> None:
    placing = of("1 Lead", "2 Demo", "3 Qualified", "4 Proposal")
    names = [stage.name for stage in placing.stages]
    assert names == ["1 Lead", "2 Demo", "3 Qualified", "4 Proposal"]
    found = [stage.layer or 0 for stage in placing.stages]
    assert found == sorted(found)


def test_an_order_that_turns_a_known_name_upside_down_is_asked_about() -> None:
    assert "1 Contract signing" in asked(of("1 Contract signing", "2 Lead", "3 Demo", "4 Proposal", "5 Negotiation"))


def test_percentages_in_the_labels_tell_order_and_outcome() -> None:
    placing = of("50%", "10%", "100%", "90%", "0%")
    assert [(stage.name, stage.kind) for stage in placing.stages] == [
        ("10%", "open"), ("50%", "open"), ("90%", "open"), ("100%", "won"), ("0%", "lost"),
    ]  # fmt: skip


def test_chances_are_read_against_those_of_known_stages() -> None:
    # Proposal at 75% and negotiation at 90%, as Salesforce has them: 80% lies between, whatever is usual elsewhere.
    known = [Label("Qualification", 9, 0.1), Label("Needs analysis", 9, 0.5), Label("Value proposition", 9, 0.55)]
    placing = place([*known, Label("Quibble", 9, 0.52), Label("Proposal", 9, 0.75)], Settings())
    assert layers(placing)["Quibble"] == 3


def test_a_chance_between_two_layers_is_asked_for_with_the_likelier_one_first() -> None:
    placing = place([Label("Lead", 9, 0.1), Label("Quibble", 9, 0.3), Label("Proposal", 9, 0.5)], Settings())
    assert asked(placing) == ["Quibble"]
    assert set(placing.questions[0].options[:2]) == {"Contact established", "Needs identified"}


def test_chances_that_the_crm_keeps_for_each_stage_give_its_order() -> None:
    known = [("Lead", "10%"), ("Proposal", "40%"), ("Contract sent", "60%"), ("Negotiation", "80%")] * 2
    of_stages = understood(("deals.csv", ("id", "stage", "probability"), _numbered(known)))
    assert [stage.name for stage in of_stages.stages] == ["Lead", "Proposal", "Contract sent", "Negotiation"]
    # Chances that the deals have of their own do not.
    of_deals = understood(("deals.csv", ("id", "stage", "probability"), _numbered([*known, ("Lead", "12%")])))
    assert [stage.name for stage in of_deals.stages] == ["Lead", "Proposal", "Negotiation", "Contract sent"]


def _numbered(rows: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    return [(str(at), *row) for at, row in enumerate(rows)]


def test_the_process_of_a_crm_gives_its_order_unless_the_labels_have_numbers() -> None:
    own = of("Qualified", "Follow-up", "Presentation", "Contract Sent", "Negotiation")
    assert [stage.name for stage in own.stages][-2:] == ["Contract Sent", "Negotiation"]
    another = of("Lead", "Follow-up", "Presentation", "Contract Sent", "Negotiation")
    assert [stage.name for stage in another.stages][-2:] == ["Negotiation", "Contract Sent"]


def test_a_label_whose_deals_are_all_certain_is_won_where_others_are_not() -> None:
    open_ones = [Label("Lead", 9, 0.1), Label("Proposal", 9, 0.5)]
    assert layers(place([*open_ones, Label("Hooray", 9, 1.0)], Settings()))["Hooray"] == 7
    # Zero may be lost, or a lead nobody believes in.
    assert asked(place([*open_ones, Label("Nope", 9, 0.0)], Settings())) == ["Nope"]
    # Where every chance is 1, a chance says nothing.
    assert asked(place([Label("Lead", 9, 1.0), Label("Hooray", 9, 1.0)], Settings())) == ["Hooray"]


def test_movement_puts_stages_a_step_apart() -> None:
    axis = along_movement({("A", "B"): 20, ("B", "C"): 20, ("B", "A"): 2, ("A", "C"): 1})
    places = [axis.places[name] for name in "ABC"]
    assert places == sorted(places)
    assert axis.places.keys() == {"A", "B", "C"}


def test_movement_of_too_few_deals_and_apart_from_the_others_says_nothing() -> None:
    assert along_movement({("A", "B"): 2}).places == {}
    assert along_movement({("A", "B"): 9, ("B", "C"): 9, ("X", "Y"): 9}).places.keys() == {"A", "B", "C"}


def _weeks(path: tuple[str, ...], deals: int) -> list[tuple[str, str, str]]:
    days = [f"2026-10-{5 + 7 * at:02}" for at in range(len(path))]
    return [(f"{path[0]}{deal}", day, stage) for deal in range(deals) for day, stage in zip(days, path, strict=True)]


def test_the_order_in_which_deals_moved_places_an_unknown_stage() -> None:
    rows = _weeks(("Demo", "Quibble", "Value proposition"), 5)
    intake = understood(("deals.csv", ("id", "snapshot date", "stage"), rows))
    assert not intake.report.questions
    assert [(stage.name, stage.layer) for stage in intake.stages] == [
        ("Demo", 3), ("Quibble", 3), ("Value proposition", 3),
    ]  # fmt: skip
    assert "move" in str(next(item.reason for item in intake.report.stages if item.label == "Quibble"))


def test_movement_over_dated_files_and_logs_counts_too() -> None:
    weeks = [
        (f"week 2026-10-{day:02}.csv", ("id", "stage"), [(str(deal), stage) for deal in range(5)])
        for day, stage in ((5, "Demo"), (12, "Quibble"), (19, "Value proposition"))
    ]
    assert not understood(*weeks).report.questions
    log = [(str(deal), *move, f"2026-10-0{at}") for deal in range(5)
           for at, move in enumerate((("Demo", "Quibble"), ("Quibble", "Value proposition")), 1)]  # fmt: skip
    assert not understood(("log.csv", ("opportunity id", "from", "to", "changed at"), log)).report.questions


def test_movement_between_layers_far_apart_is_asked_about() -> None:
    rows = _weeks(("Lead", "Quibble", "Contract"), 5)
    intake = understood(("deals.csv", ("id", "snapshot date", "stage"), rows))
    assert [question.about for question in intake.report.questions] == ["Quibble"]


def test_a_stage_of_older_snapshots_only_is_placed_like_the_others() -> None:
    rows = [("1", "2026-10-05", "Contacted"), ("1", "2026-10-12", "Proposal"), ("2", "2026-10-12", "Lead")]
    intake = understood(("deals.csv", ("id", "snapshot date", "stage"), rows))
    assert [stage.name for stage in intake.stages] == ["Lead", "Contacted", "Proposal"]


def test_won_then_reopened_then_lost_is_kept_as_it_was() -> None:
    weeks = ("Proposal", "Closed Won", "Negotiation", "Closed Lost")
    intake = understood(("deals.csv", ("id", "snapshot date", "stage"), _weeks(weeks, 1)))
    assert [stage for (stage,) in rows_of(intake, "stage")] == list(weeks)
    assert not intake.report.questions
