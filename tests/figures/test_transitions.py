from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.figures import balance_of_amount, balance_of_count, candles, focus_flow, transitions, waterfall
from analyzer.model import NEW, REOPENED, VANISHED
from analyzer.warehouse import Warehouse
from tests.figures.frames import rows
from tests.pipelines import NOV_2, NOV_9, NOV_16, ONE_SNAPSHOT, SELECTION


def test_every_way_a_deal_can_go_by_hand(house: Warehouse) -> None:
    answer = house.run(transitions(SELECTION))
    assert rows(answer, "from_state", "to_state", "direction", "count", "amount") == [
        ("Lead", VANISHED, "vanished", 1, 70.0),  # G
        ("Contact", "Proposal", "skip", 1, 120.1),  # A
        ("Needs", "Contact", "regression", 1, None),  # F
        ("Needs", "Needs", "stayed", 1, 330.05),  # C
        ("Proposal", "Needs", "regression", 1, 40.0),  # J
        ("Proposal", "Trial", "advance", 1, 250.0),  # B
        ("Negotiation", "Won", "won", 1, 450.0),  # D
        ("Negotiation", "Lost", "lost", 1, 500.0),  # E
        (NEW, "Negotiation", "new", 1, 900.25),  # I
        (NEW, "Won", "won", 1, 60.0),  # K
        (REOPENED, "Lead", "reopened", 1, 80.0),  # H
    ]
    lost = answer.query("to_state == 'Lost'")
    assert rows(lost, "from_position", "to_position", "from_layer", "to_layer") == [(6, 9, 5, None)]
    assert rows(lost, "opening_amount", "closing_amount") == [(500.0, 999.0)]


def test_the_selection_is_the_universe(house: Warehouse) -> None:
    answer = house.run(transitions(SELECTION.narrowed("product", "Beta")))
    assert rows(answer, "from_state", "to_state", "count", "amount") == [
        ("Needs", "Needs", 1, 330.05),  # C
        ("Proposal", "Needs", 1, 25.0),  # the Beta line of J
        ("Negotiation", "Won", 1, 450.0),  # D
        (NEW, "Won", 1, 60.0),  # K
        (REOPENED, "Lead", 1, 80.0),  # H
    ]


def test_one_snapshot_has_no_transitions(house: Warehouse) -> None:
    assert house.run(transitions(ONE_SNAPSHOT)).empty


def test_focus_stage_flow_by_hand(house: Warehouse) -> None:
    flow = focus_flow(house.run(transitions(SELECTION)), "Needs")
    assert rows(flow, "side", "state", "direction", "count", "amount") == [
        ("stayed", "Needs", "stayed", 1, 330.05),
        ("in", "Proposal", "regression", 1, 40.0),
        ("out", "Contact", "regression", 1, None),
    ]


def test_balance_of_the_focus_stage_by_hand(house: Warehouse) -> None:
    moves, levels = house.run(transitions(SELECTION)), house.run(waterfall(SELECTION))
    counted = balance_of_count(moves, levels, "Needs")
    assert (counted.opening, counted.came_in, counted.went_out, counted.closing) == (2, 1, 1, 2)
    assert counted.unexplained == 0
    priced = balance_of_amount(moves, levels, "Needs")
    assert priced is not None
    assert (priced.opening, priced.came_in, priced.went_out, priced.closing) == (300.0, 40.0, 0.0, 370.05)
    assert priced.change_of_stayed == pytest.approx(30.05)
    assert priced.unexplained == 0


def test_a_deal_that_is_not_accounted_for_shows_as_unexplained(house: Warehouse) -> None:
    moves, levels = house.run(transitions(SELECTION)), house.run(waterfall(SELECTION))
    unseen = moves[moves["from_state"] != "Proposal"]
    assert balance_of_count(unseen, levels, "Needs").unexplained == 1
    short = balance_of_amount(unseen, levels, "Needs")
    assert short is not None and short.unexplained == 40


def test_candles_by_hand(house: Warehouse) -> None:
    answer = house.run(candles(SELECTION))
    assert [day.date() for day in answer["snapshot_date"]] == [NOV_9, NOV_16]
    assert [day.date() for day in answer["previous_date"]] == [NOV_2, NOV_9]
    counts = ("opening_count", "came_in_count", "went_out_count", "closing_count", "high_count", "low_count")
    assert rows(answer, *counts) == [(2, 0, 0, 2, 2, 2), (2, 1, 1, 2, 3, 1)]
    amounts = ("opening_amount", "came_in_amount", "change_of_stayed_amount", "closing_amount", "high_amount")
    assert rows(answer, *amounts) == [
        (300.0, 0.0, 0.0, 300.0, 300.0),
        (300.0, 40.0, pytest.approx(30.05), 370.05, 340.0),
    ]
    # F went out, and it has no amount
    assert rows(answer, "went_out_amount", "low_amount") == [(0.0, 300.0), (None, 300.0)]


def test_candles_end_at_the_review_snapshot_and_need_a_focus_stage(house: Warehouse) -> None:
    assert len(house.run(candles(replace(SELECTION, as_of=NOV_9)))) == 1
    assert house.run(candles(replace(SELECTION, focus_stage=None))).empty
