from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.figures import outcomes, waterfall
from analyzer.warehouse import Warehouse
from tests.figures.frames import rows
from tests.pipelines import ONE_SNAPSHOT, ROWS, SELECTION, STAGES, warehouse

TOTAL = 80 + 370.05 + 120.10 + 250 + 900.25  # H; C and J; A; B; I; and F without an amount


def test_bars_in_order_with_the_comparison_behind_by_hand(house: Warehouse) -> None:
    answer = house.run(waterfall(SELECTION))
    assert rows(answer, "stage", "layer", "count", "amount", "previous_count", "previous_amount") == [
        ("Lead", 1, 1, 80.0, 1, 70.0),
        ("Contact", 2, 1, None, 1, 100.1),
        ("Needs", 3, 2, 370.05, 2, 300.0),
        ("Proposal", 4, 1, 120.1, 2, 230.0),
        ("Trial", 4, 1, 250.0, 0, 0.0),
        ("Negotiation", 5, 1, 900.25, 2, 900.0),
        ("Decision", 6, 0, 0.0, 0, 0.0),
    ]
    assert rows(answer, "total_count", "total_amount", "share_by") == [(7, pytest.approx(TOTAL), "amount")] * 7
    assert answer["share"].tolist()[2] == pytest.approx(370.05 / TOTAL)
    assert answer["low_share"].iloc[0] == pytest.approx(450.05 / TOTAL)


def test_shares_by_count_when_that_is_the_measure(house: Warehouse) -> None:
    answer = house.run(waterfall(replace(SELECTION, measure="count")))
    assert answer["share"].tolist() == pytest.approx([1 / 7, 1 / 7, 2 / 7, 1 / 7, 1 / 7, 1 / 7, 0])
    assert answer["low_share"].iloc[0] == pytest.approx(4 / 7)


def test_shares_by_count_where_no_amount_is_present_at_all() -> None:
    unpriced = warehouse([replace(row, amount=None) for row in ROWS], STAGES)
    answer = unpriced.run(waterfall(SELECTION))
    assert answer["amount"].dropna().tolist() == [0.0]  # Decision holds no deals
    assert set(rows(answer, "total_count", "total_amount", "share_by")) == {(7, None, "count")}
    assert answer["share"].sum() == pytest.approx(1)


def test_one_snapshot_has_no_level_behind_it(house: Warehouse) -> None:
    answer = house.run(waterfall(ONE_SNAPSHOT))
    assert answer["previous_count"].isna().all() and answer["previous_amount"].isna().all()
    assert answer["count"].tolist() == [1, 1, 2, 1, 1, 1, 0]


def test_nothing_open_has_no_shares() -> None:
    won = warehouse([row for row in ROWS if row.stage == "Won"], STAGES)
    answer = won.run(waterfall(SELECTION))
    assert answer["count"].sum() == 0 and set(answer["total_amount"]) == {0.0}
    assert answer["share"].isna().all() and answer["low_share"].isna().all()


def test_open_won_and_lost_by_hand(house: Warehouse) -> None:
    assert rows(house.run(outcomes(SELECTION)), "member", "kind", "count", "amount") == [
        ("", "open", 7, pytest.approx(TOTAL)),
        ("", "won", 3, 1510.0),  # D 450, K 60, L 1000
        ("", "lost", 1, 999.0),  # E
    ]
    assert rows(house.run(outcomes(SELECTION, "region")), "member", "kind", "count", "amount") == [
        ("(blank)", "open", 1, None),
        ("(blank)", "won", 0, 0.0),
        ("(blank)", "lost", 0, 0.0),
        ("East", "open", 5, pytest.approx(820.15)),
        ("East", "won", 1, 1000.0),
        ("East", "lost", 0, 0.0),
        ("West", "open", 1, 900.25),
        ("West", "won", 2, 510.0),
        ("West", "lost", 1, 999.0),
    ]
