"""A funnel from the figures, by hand over the small pipeline; members lean on the whole as far as they are few."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from analyzer.advice.simulation import Funnel, funnels_by_member, rehearse
from analyzer.advice.simulation.gathering import USUAL_WINS
from analyzer.advice.simulation.levers import Levers
from analyzer.advice.simulation.rates import chances_of
from analyzer.model import Quarter
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.pipelines import NOV_9, NOV_16, ONE_SNAPSHOT, ROWS, SELECTION, SETTINGS, STAGES, TARGETS, Row, warehouse


@pytest.fixture(scope="module")
def house() -> Iterator[Warehouse]:
    held = warehouse(ROWS, STAGES, TARGETS)
    yield held
    held.close()


def test_the_whole_funnel_by_hand(house: Warehouse) -> None:
    found = Funnel.of(house, SELECTION, SETTINGS)
    assert (found.step_days, found.quarter) == (7, Quarter(date(2026, 10, 1), date(2026, 12, 31)))
    assert found.days_left == 45
    assert (found.target, found.won_so_far) == (1220.0, 510.0)  # East 200, West 920, South 100; D and K
    # I 900.25, C 330.05, B 250, A 120.10, H 80 are at least 3% of 1720.40, J is not: 40; F has no amount
    assert found.stock.large == ((4, 900.25), (2, 330.05), (3, 250.0), (3, 120.10), (0, 80.0))
    assert found.stock.deals.tolist() == [0, 0, 1, 0, 0, 0]
    assert found.stock.blank.tolist() == [0, 1, 0, 0, 0, 0]
    assert found.arrivals.deals.tolist() == [2, 0, 0, 0, 1, 0, 1]  # G, H; I; K won at once
    assert found.arrivals.steps == 2
    # of 4 deals seen in layer 3 (C twice, F twice) 3 stayed and 1 fell back; the rest is what is believed
    assert found.alpha[2, 1] == 1
    assert found.alpha[2, 2] > 3
    assert found.alpha[2].sum() == pytest.approx(10)  # few were counted: worth ten deals in all


def test_rates_from_few_deals_are_called_a_guess(house: Warehouse) -> None:
    # 7 deals were open on 2 Nov, 8 on 9 Nov
    warned = [note for note in Funnel.of(house, SELECTION, SETTINGS).notes if note.values.get("few") == 20]
    assert [note.values["n"] for note in warned] == [15]
    enough = replace(SETTINGS, few_deals=15)
    assert not any("few" in note.values for note in Funnel.of(house, SELECTION, enough).notes)


def test_what_won_deals_close_at_is_drawn_to_what_they_stood_at(house: Warehouse) -> None:
    # D alone: 450 after 400, against eight deals that close at what they stood at
    assert Funnel.of(house, SELECTION, SETTINGS).won_worth == pytest.approx((450 + USUAL_WINS * 400) / 3600)


def test_the_target_is_the_full_one_though_gauges_hold_against_what_remains(house: Warehouse) -> None:
    assert Funnel.of(house, SELECTION, replace(SETTINGS, target_basis="remaining")).target == 1220
    assert Funnel.of(house, SELECTION, Settings()).target is None


def test_members_hold_their_own_deals_and_lean_on_the_rates_of_all(house: Warehouse) -> None:
    whole = Funnel.of(house, SELECTION, SETTINGS)
    found = {one.member: one for one in funnels_by_member(house, SELECTION, SETTINGS, "region")}
    assert set(found) == {"(blank)", "East", "West"}
    assert (found["West"].target, found["West"].won_so_far) == (920.0, 510.0)
    assert found["(blank)"].target is None
    assert sum(one.stock.deals_in_all.sum() for one in found.values()) == whole.stock.deals_in_all.sum()
    # West's D won once and stayed once in layer 5, and E was lost: three deals beside the twenty of the team
    own = found["West"].alpha[4] - SETTINGS.shrink_strength * chances_of(whole.alpha)[4]
    assert own == pytest.approx(np.array([0, 0, 0, 0, 1, 0, 1, 1]))
    assert any("20 more deals" in str(note) for note in found["West"].notes)
    assert not any("more deals" in str(note) for note in whole.notes)


def test_one_snapshot_tells_no_rates(house: Warehouse) -> None:
    alone = warehouse([row for row in ROWS if row.snapshot_date == NOV_16], STAGES)
    found = Funnel.of(alone, ONE_SNAPSHOT, SETTINGS)
    assert found.needs
    assert rehearse(found, Levers(), SETTINGS).needs == found.needs


def test_only_what_was_known_at_the_review_counts(house: Warehouse) -> None:
    early = Funnel.of(house, replace(SELECTION, as_of=NOV_9, compare_to=None), SETTINGS)
    assert early.arrivals.steps == 1
    assert early.won_so_far == 0
    assert early.stock.deals_in_all.sum() == 8


def test_where_no_deal_has_an_amount_deals_are_counted() -> None:
    bare = [replace(row, amount=None) for row in ROWS]
    found = Funnel.of(warehouse(bare, STAGES, TARGETS), SELECTION, SETTINGS)
    assert found.in_deals and found.target is None
    assert found.won_so_far == 2
    curve = rehearse(found, Levers(), SETTINGS, runs=200).curves["layer_4"]["without"]
    assert curve.mean[0] == 2  # A and B


@pytest.mark.parametrize(("after", "share"), [(Decimal(50), 1.0), (None, 0.5)])
def test_a_deal_without_an_amount_counts_as_far_as_such_deals_get_one(after: Decimal | None, share: float) -> None:
    won = [Row(NOV_9, "X", "Lead"), Row(NOV_16, "X", "Won", after), Row(NOV_16, "Y", "Won", Decimal(50))]
    still = [Row(day, "Z", "Lead") for day in (NOV_9, NOV_16)]
    found = Funnel.of(warehouse([*won, *still], STAGES), SELECTION, Settings())
    assert found.assumed.mean == pytest.approx(50 * share)
