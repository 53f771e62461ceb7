from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from analyzer.figures import gauges, targets
from analyzer.model import BLANK, Target
from analyzer.warehouse import Warehouse
from tests.figures.frames import rows
from tests.pipelines import NOV_9, NOV_16, ROWS, SELECTION, SETTINGS, STAGES, Row, warehouse


def test_gauges_of_regions_worst_first_by_hand(house: Warehouse) -> None:
    # East holds A 120.10 and B 250 in layer 4 and nothing in layer 5; West holds I 900.25 in layer 5;
    # South has a target and no deal; F, without a region, is in layer 2.
    answer = house.run(gauges(SELECTION, "region", SETTINGS))
    assert rows(answer, "member", "layer", "count", "amount", "target", "required", "light") == [
        ("West", 4, 0, 0.0, 920.0, 1380.0, "red"),
        ("West", 5, 1, 900.25, 920.0, 1104.0, "yellow"),
        ("East", 4, 2, 370.1, 200.0, 300.0, "green"),
        ("East", 5, 0, 0.0, 200.0, 240.0, "red"),
        ("South", 4, 0, 0.0, 100.0, 150.0, "red"),
        ("South", 5, 0, 0.0, 100.0, 120.0, "red"),
        (BLANK, 4, 0, 0.0, None, None, None),
        (BLANK, 5, 0, 0.0, None, None, None),
    ]
    assert rows(answer, "multiple")[:2] == [(1.5,), (1.2,)]
    attainment = {(member, layer): value for member, layer, value in rows(answer, "member", "layer", "attainment")}
    assert attainment["East", 4] == pytest.approx(370.10 / 300)
    assert attainment["West", 5] == pytest.approx(900.25 / 1104)
    assert attainment[BLANK, 4] is None


def test_layer_and_above_counts_what_is_further_on(house: Warehouse) -> None:
    settings = replace(SETTINGS, gauge_basis="layer_and_above")
    answer = house.run(gauges(SELECTION, "region", settings))
    amounts = {(member, layer): amount for member, layer, amount in rows(answer, "member", "layer", "amount")}
    assert amounts["West", 4] == 900.25  # I, in layer 5
    assert amounts["East", 4] == 370.1
    assert amounts["West", 5] == 900.25


def test_remaining_target_is_less_what_was_won_in_the_quarter(house: Warehouse) -> None:
    # West won D 450 and K 60 in the quarter: 920 - 510. East's L 1000 was won in June.
    answer = house.run(targets(SELECTION, "region", replace(SETTINGS, target_basis="remaining")))
    assert rows(answer, "member", "target") == [("East", 200.0), ("South", 100.0), ("West", 410.0)]


def test_what_was_won_is_judged_by_the_closing_date_known_at_the_review() -> None:
    # On 9 Nov the deal counted as closed in the quarter; a week later its date was corrected to the one before.
    known = Row(NOV_9, "X", "Won", Decimal(300), region="West", closed_on=date(2026, 11, 5))
    corrected = replace(known, snapshot_date=NOV_16, closed_on=date(2026, 9, 30))
    house = warehouse([known, corrected], STAGES, SETTINGS.targets)
    settings = replace(SETTINGS, target_basis="remaining")
    for day, remaining in ((NOV_9, 620.0), (NOV_16, 920.0)):
        answer = house.run(targets(replace(SELECTION, as_of=day), "region", settings))
        assert dict(rows(answer, "member", "target"))["West"] == remaining


def test_remaining_target_is_never_below_nothing_and_then_is_met() -> None:
    target = Target("region", "West", SETTINGS.targets[0].starts_on, SETTINGS.targets[0].ends_on, Decimal(500))
    settings = replace(SETTINGS, target_basis="remaining", targets=(target,))
    house = warehouse(ROWS, STAGES, settings.targets)
    west = house.run(gauges(SELECTION, "region", settings)).query("member == 'West'")
    assert rows(west, "target", "attainment", "light") == [(0.0, None, "green"), (0.0, None, "green")]


def test_target_of_a_region_says_nothing_about_one_product_of_it(house: Warehouse) -> None:
    narrowed = SELECTION.narrowed("product", "Alpha")
    answer = house.run(gauges(narrowed, "region", SETTINGS))
    assert answer["target"].isna().all() and answer["light"].isna().all()
    assert house.run(targets(narrowed, "product", SETTINGS)).to_dict("list") == {
        "member": ["Alpha"],
        "target": [246.73],
    }


@pytest.mark.parametrize(
    ("amount", "light"),
    [("150.00", "green"), ("149.99", "yellow"), ("90.00", "yellow"), ("89.99", "red"), (None, None)],
)
def test_lights_change_exactly_at_their_thresholds(amount: str | None, light: str | None) -> None:
    row = Row(NOV_16, "X", "Proposal", Decimal(amount) if amount else None, region="South")
    house = warehouse([row], STAGES, SETTINGS.targets)
    south = house.run(gauges(SELECTION, "region", SETTINGS)).query("member == 'South' and layer == 4")
    assert rows(south, "light") == [(light,)]


def test_thresholds_and_multiples_are_settings() -> None:
    row = Row(NOV_16, "X", "Proposal", Decimal(50), region="South")
    house = warehouse([row], STAGES, SETTINGS.targets)
    settings = replace(SETTINGS, multiple_layer_4=2.0, yellow_from=0.25)
    south = house.run(gauges(SELECTION, "region", settings)).query("member == 'South' and layer == 4")
    assert rows(south, "required", "attainment", "light") == [(200.0, 0.25, "yellow")]
