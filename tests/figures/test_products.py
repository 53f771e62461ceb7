from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from analyzer.figures import products, trend
from analyzer.model import BLANK
from analyzer.warehouse import Warehouse
from tests.figures.frames import rows
from tests.pipelines import NOV_16, ONE_SNAPSHOT, ROWS, SELECTION, SETTINGS, STAGES, Row, warehouse


def test_product_rows_by_hand(house: Warehouse) -> None:
    # Alpha: A 120.10, B 250, I 900.25, J 15; on 9 Nov A 100.10, B 200, E 500, G 70, J 10
    # Beta: C 330.05, H 80, J 25; on 9 Nov C 300, D 400, J 20
    answer = house.run(products(SELECTION, "product", SETTINGS))
    assert rows(answer, "member", "count", "amount", "previous_count", "previous_amount", "change") == [
        ("Alpha", 4, 1285.35, 5, 880.1, pytest.approx(405.25)),
        ("Beta", 3, 435.05, 3, 720.0, pytest.approx(-284.95)),
        (BLANK, 1, None, 1, None, None),
    ]
    assert rows(answer, *(f"layer_{layer}" for layer in range(1, 7)))[0] == (0.0, 0.0, 15.0, 370.1, 900.25, 0.0)
    assert rows(answer, *(f"count_layer_{layer}" for layer in range(1, 7)))[1] == (1, 0, 2, 0, 0, 0)
    assert answer["change_share"].iloc[0] == pytest.approx(405.25 / 880.10)


def test_deviation_and_lights_by_hand(house: Warehouse) -> None:
    # Alpha must hold 1.5 x 246.73 = 370.095 in layer 4 and holds 370.10; 1.2 x 246.73 = 296.076 in layer 5
    alpha = house.run(products(SELECTION, "product", SETTINGS)).query("member == 'Alpha'")
    assert rows(alpha, "target", "required_4", "required_5") == [(246.73, 370.095, 296.076)]
    assert rows(alpha, "light_4", "light_5", "light", "beyond_4", "beyond_5") == [
        ("green", "green", "green", False, True)
    ]
    assert alpha["deviation_4"].iloc[0] == pytest.approx((370.10 - 370.095) / 370.095)
    assert alpha["deviation_5"].iloc[0] == pytest.approx((900.25 - 296.076) / 296.076)


@pytest.mark.parametrize(
    ("amount", "light", "is_beyond"),
    [
        ("150.00", "green", False),
        ("149.99", "yellow", False),
        ("127.51", "yellow", False),
        ("127.50", "red", False),
        ("127.49", "red", True),
        ("172.51", "green", True),
        ("172.50", "green", False),
    ],
)
def test_lights_of_deviation_change_exactly_at_the_limit(amount: str, light: str, is_beyond: bool) -> None:
    enough = Row(NOV_16, "Y", "Negotiation", Decimal(120), region="South")
    row = Row(NOV_16, "X", "Proposal", Decimal(amount), region="South")
    house = warehouse([row, enough], STAGES, SETTINGS.targets)
    south = house.run(products(SELECTION, "region", SETTINGS)).query("member == 'South'")
    assert rows(south, "light_4", "light_5", "light", "beyond_4") == [(light, "green", light, is_beyond)]


def test_change_by_count_when_that_is_the_measure_and_where_nothing_is_priced(house: Warehouse) -> None:
    by_count = house.run(products(replace(SELECTION, measure="count"), "product", SETTINGS))
    assert rows(by_count, "member", "change") == [("Alpha", -1.0), ("Beta", 0.0), (BLANK, 0.0)]
    unpriced = warehouse([replace(row, amount=None) for row in ROWS], STAGES)
    answer = unpriced.run(products(SELECTION, "product", SETTINGS))
    assert rows(answer, "member", "amount", "change") == [
        ("Alpha", None, -1.0), ("Beta", None, 0.0), (BLANK, None, 0.0),
    ]  # fmt: skip


def test_one_snapshot_has_no_change(house: Warehouse) -> None:
    answer = house.run(products(ONE_SNAPSHOT, "product", SETTINGS))
    assert answer[["previous_count", "previous_amount", "change", "change_share"]].isna().all(axis=None)


def test_trend_by_hand(house: Warehouse) -> None:
    answer = house.run(trend(SELECTION, "region"))
    assert rows(answer.query("member == 'West'"), "count", "amount") == [(2, 900.0), (3, 970.0), (1, 900.25)]
    assert rows(answer.query("member == '(blank)'"), "count", "amount") == [(1, None)] * 3
    in_all = house.run(trend(SELECTION))
    assert rows(in_all, "member", "count", "amount") == [
        ("", 7, pytest.approx(1530.10)), ("", 8, pytest.approx(1600.10)), ("", 7, pytest.approx(1720.40)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("layer_4", "layer_5", "light"),
    [(140, 50, "red"), (50, 110, "red"), (140, 120, "yellow"), (150, 110, "yellow"), (150, 120, "green")],
)
def test_the_light_of_a_row_is_the_worse_of_its_two(layer_4: int, layer_5: int, light: str) -> None:
    # South must hold 150 in layer 4 and 120 in layer 5
    deals = [
        Row(NOV_16, "X", "Proposal", Decimal(layer_4), region="South"),
        Row(NOV_16, "Y", "Negotiation", Decimal(layer_5), region="South"),
    ]
    answer = warehouse(deals, STAGES, SETTINGS.targets).run(products(SELECTION, "region", SETTINGS))
    assert rows(answer.query("member == 'South'"), "light") == [(light,)]


def test_a_member_with_a_target_and_no_deal_is_there_and_at_risk(house: Warehouse) -> None:
    south = house.run(products(SELECTION, "region", SETTINGS)).query("member == 'South'")
    assert rows(south, "count", "amount", "deviation_4", "light", "beyond_5") == [(0, 0.0, -1.0, "red", True)]
