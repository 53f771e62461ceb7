from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from analyzer.figures import deal_history, deals, members, moved_deals, snapshots, stages, target_role
from analyzer.model import BLANK, NEW, VANISHED
from analyzer.warehouse import Warehouse
from tests.figures.frames import rows
from tests.pipelines import NOV_2, NOV_9, NOV_16, SELECTION, SETTINGS, STAGES, Row, warehouse


def test_open_deals_the_largest_first(house: Warehouse) -> None:
    answer = house.run(deals(SELECTION, kind="open"))
    assert rows(answer, "opportunity_id", "stage", "amount", "product", "region", "customer", "deals_in_all") == [
        ("I", "Negotiation", 900.25, "Alpha", "West", "Other", 7),
        ("C", "Needs", 330.05, "Beta", "East", "Bolt", 7),
        ("B", "Trial", 250.0, "Alpha", "East", "Acme", 7),
        ("A", "Proposal", 120.1, "Alpha", "East", "Acme", 7),
        ("H", "Lead", 80.0, "Beta", "East", "Other", 7),
        ("J", "Needs", 40.0, "Alpha, Beta", "East", "Other", 7),
        ("F", "Contact", None, BLANK, BLANK, "Other", 7),
    ]


def test_deals_of_a_stage_of_layers_and_cut_short(house: Warehouse) -> None:
    assert rows(house.run(deals(SELECTION, stage="Needs")), "opportunity_id") == [("C",), ("J",)]
    assert rows(house.run(deals(SELECTION, layer_from=4, layer_to=5)), "opportunity_id") == [("I",), ("B",), ("A",)]
    cut = house.run(deals(SELECTION, kind="open", at_most=2))
    assert rows(cut, "opportunity_id", "deals_in_all") == [("I", 7), ("C", 7)]


def test_a_drill_down_sees_only_the_lines_of_its_product(house: Warehouse) -> None:
    answer = house.run(deals(SELECTION.narrowed("product", "Beta"), stage="Needs"))
    assert rows(answer, "opportunity_id", "amount", "product") == [("C", 330.05, "Beta"), ("J", 25.0, "Beta")]


def test_dwell_is_from_the_first_snapshot_in_the_stage_and_says_when_it_is_a_minimum(house: Warehouse) -> None:
    dwell = {
        row[0]: row[1:] for row in rows(house.run(deals(SELECTION)), "opportunity_id", "dwell_days", "dwell_is_minimum")
    }
    assert dwell["C"] == (14, True)  # in Needs since the first snapshot, if not longer
    assert dwell["A"] == (0, False)  # came to Proposal this week
    assert dwell["I"] == (0, False)  # new


def test_a_single_snapshot_knows_no_dwell_but_a_stage_date_does() -> None:
    unknown = Row(NOV_16, "X", "Lead", Decimal(2))
    known = Row(NOV_16, "Y", "Lead", Decimal(1), stage_entered_on=date(2026, 11, 1))
    answer = warehouse([unknown, known], STAGES).run(deals(SELECTION))
    assert rows(answer, "opportunity_id", "dwell_days", "dwell_is_minimum") == [("X", None, True), ("Y", 15, False)]


def test_a_deal_that_comes_back_to_a_stage_starts_again() -> None:
    days = [NOV_2, NOV_9, NOV_16]
    house = warehouse(
        [Row(day, "X", stage) for day, stage in zip(days, ["Needs", "Lead", "Needs"], strict=True)], STAGES
    )
    assert rows(house.run(deals(SELECTION)), "dwell_days", "dwell_is_minimum") == [(0, False)]
    assert rows(house.run(deal_history("X")), "stage", "dwell_days") == [("Needs", None), ("Lead", 0), ("Needs", 0)]


def test_history_of_one_deal(house: Warehouse) -> None:
    answer = house.run(deal_history("J"))
    assert [day.date() for day in answer["snapshot_date"]] == [NOV_2, NOV_9, NOV_16]
    assert rows(answer, "stage", "layer", "kind", "amount", "dwell_days", "dwell_is_minimum") == [
        ("Proposal", 4, "open", 30.0, None, True),
        ("Proposal", 4, "open", 30.0, 7, True),
        ("Needs", 3, "open", 40.0, 0, False),
    ]
    assert house.run(deal_history("no such deal")).empty


def test_deals_behind_a_cell(house: Warehouse) -> None:
    columns = ("opportunity_id", "from_state", "to_state", "opening_amount", "closing_amount", "amount")
    assert rows(house.run(moved_deals(SELECTION, "Negotiation", "Lost")), *columns) == [
        ("E", "Negotiation", "Lost", 500.0, 999.0, 500.0)
    ]
    assert rows(house.run(moved_deals(SELECTION, "Lead", VANISHED)), *columns) == [
        ("G", "Lead", VANISHED, 70.0, None, 70.0)
    ]
    assert rows(house.run(moved_deals(SELECTION, NEW)), "opportunity_id", "amount", "deals_in_all") == [
        ("I", 900.25, 2), ("K", 60.0, 2),
    ]  # fmt: skip
    assert house.run(moved_deals(replace(SELECTION, compare_to=None))).empty


def test_what_there_is_to_choose_from(house: Warehouse) -> None:
    answer = house.run(snapshots())
    assert [day.date() for day in answer["snapshot_date"]] == [NOV_2, NOV_9, NOV_16]
    assert answer["deals"].tolist() == [9, 10, 11]
    assert answer["previous_date"].isna().tolist() == [True, False, False]
    assert house.run(members("region"))["member"].tolist() == ["East", "West", BLANK]
    assert rows(house.run(stages()), "stage", "position")[:2] == [("Lead", 1), ("Contact", 2)]


def test_target_of_the_whole_selection_is_that_of_the_first_role_that_covers_it() -> None:
    assert target_role(SELECTION, SETTINGS) == "region"
    assert target_role(SELECTION.narrowed("product", "Alpha"), SETTINGS) == "product"
    assert target_role(SELECTION.narrowed("rep", "Ann"), SETTINGS) is None
    assert target_role(replace(SELECTION, as_of=date(2024, 1, 1)), SETTINGS) is None
