"""From a pipeline to what the rules look at, by hand; one pass of queries however many members there are."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import astuple, replace
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd
import pytest

from analyzer import figures
from analyzer.advice import AskedOnce, assess, by_member
from analyzer.advice.gathered import of_all, of_members, of_the_whole
from analyzer.advice.inputs import Benchmark, Inputs
from analyzer.advice.rules import lead_heavy
from analyzer.model import Query, Role, Selection, Stage, Target
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from bench.pipeline import STAGES as PIPELINE_STAGES
from bench.pipeline import Pipeline
from tests.pipelines import STAGES, Row, warehouse

WEEKS = [date(2026, 11, 2) + timedelta(weeks=week) for week in range(3)]
REVIEW = Selection(WEEKS[2], WEEKS[1])
TARGET = Target("region", "East", date(2026, 10, 1), date(2026, 12, 31), Decimal(1000))
SETTINGS = Settings(targets=(TARGET,), lead_weeks=2)


def rows() -> list[Row]:
    """East won eight deals after 40 days each, and has leads: two at first, one more, then two more. West has six
    contacts since 25 July, and a hard deal of Wes.
    """
    won = {"region": "East", "rep": "Ann", "created_on": date(2026, 9, 1), "closed_on": date(2026, 10, 11)}
    found = [Row(day, f"won {n}", "Won", Decimal(50), **won) for day in WEEKS for n in range(8)]
    for n, first in enumerate((0, 0, 1, 2, 2)):
        found += [Row(day, f"lead {n}", "Lead", Decimal(100), region="East", rep="Ann") for day in WEEKS[first:]]
    waiting = {"region": "West", "rep": "Wes", "stage_entered_on": date(2026, 7, 25)}
    for day in WEEKS:
        found += [Row(day, f"contact {n}", "Contact", Decimal(20), customer=f"C{n}", **waiting) for n in range(6)]
        found.append(Row(day, "hard", "Trial", Decimal(900), customer="C7", **waiting))
    return found


@pytest.fixture(scope="module")
def house() -> Iterator[Warehouse]:
    held = warehouse(rows(), STAGES, [TARGET])
    yield held
    held.close()


class Counting:
    """An engine that counts what it is asked."""

    def __init__(self, engine: Warehouse) -> None:
        self.engine, self.asked = engine, 0

    def run(self, query: Query) -> pd.DataFrame:
        self.asked += 1
        return self.engine.run(query)


def test_the_whole_by_hand(house: Warehouse) -> None:
    found = of_the_whole(house, REVIEW, SETTINGS, None)
    lead = found.levels[1]
    assert (lead.count, lead.amount, lead.largest, lead.squares) == (5, 500.0, 100.0, 50_000.0)
    assert (lead.dated, lead.mean_days) == (3, pytest.approx((14 + 14 + 7 + 0 + 0) / 5))
    assert found.levels[2].mean_days == (WEEKS[2] - date(2026, 7, 25)).days == 114
    assert (found.target, found.all_open.count, found.high.count) == (1000.0, 12, 1)
    assert [(step.days, step.new, step.moved, step.stood) for step in found.steps] == [(7, 1, 0, 9), (7, 2, 0, 10)]
    assert found.cycle is not None
    assert (found.cycle.days, found.cycle.wins, found.cycle.is_the_teams) == (40.0, 8, False)
    assert [share for _, share in found.lead_shares] == pytest.approx([200 / 1220, 300 / 1320, 500 / 1520])
    assert (dict(found.hard), found.has_customers, found.has_reps) == ({"Wes": 1}, True, True)
    assert found.layers == {1, 2, 3, 4, 5, 6}


def test_members_have_their_own_numbers_and_the_teams_cycle_where_they_won_too_little(house: Warehouse) -> None:
    east, west = of_members(house, REVIEW, SETTINGS, "region", None)
    assert (east.member, east.target, east.open_in([1]).count, east.hard) == ("East", 1000.0, 5, {})
    assert (west.member, west.target, west.open_in([1]).count, west.hard) == ("West", None, 0, {"Wes": 1})
    assert east.cycle is not None and west.cycle is not None
    assert (east.cycle.is_the_teams, west.cycle.is_the_teams) == (False, True)
    assert [step.new for step in west.steps] == [0, 0]


def test_the_verdicts_of_members_stand_with_the_worst_first(house: Warehouse) -> None:
    west, east = by_member(house, REVIEW, SETTINGS, "region")
    assert (west.member, west.verdict) == ("West", "push")  # 114 days against 2 x 40
    assert (east.member, east.verdict) == ("East", "not_enough_data")  # too few new deals to compare
    assert str(east.check("S1").needs[0]).startswith("at least 10 new deals")


def test_the_order_of_the_rows_does_not_matter(house: Warehouse) -> None:
    shuffled = rows()
    random.Random(1).shuffle(shuffled)
    other = warehouse(shuffled, STAGES, [TARGET])
    assert of_the_whole(other, REVIEW, SETTINGS, None) == of_the_whole(house, REVIEW, SETTINGS, None)
    assert assess(other, REVIEW, SETTINGS) == assess(house, REVIEW, SETTINGS)
    other.close()


def test_a_filter_and_a_member_are_told_alike(house: Warehouse) -> None:
    own = of_the_whole(house, REVIEW.narrowed("region", "West"), SETTINGS, None)
    _, member = of_members(house, REVIEW, SETTINGS, "region", None)
    assert own.levels == member.levels
    assert own.hard == member.hard


def test_the_lead_share_is_of_the_amount_whatever_the_measure(house: Warehouse) -> None:
    by_count = of_the_whole(house, replace(REVIEW, measure="count"), SETTINGS, None)
    assert by_count == of_the_whole(house, REVIEW, SETTINGS, None)


def test_a_snapshot_without_open_deals_breaks_the_run_of_lead_heavy_ones() -> None:
    north = replace(TARGET, member="North")
    leads = [Row(day, "gone", "Lead", Decimal(100), region="North") for day in WEEKS[:2]]
    opened = warehouse([*rows(), *leads], STAGES, [TARGET, north])
    settings = replace(SETTINGS, targets=(TARGET, north))
    found = {one.member: one for one in of_members(opened, REVIEW, settings, "region", None)}
    assert found["North"].lead_shares == ((WEEKS[0], 1.0), (WEEKS[1], 1.0), (WEEKS[2], None))
    assert lead_heavy.ask(found["North"], SETTINGS).answer == "not_enough_data"
    opened.close()


def test_no_query_is_asked_for_a_single_member(house: Warehouse) -> None:
    regions, customers = Counting(house), Counting(house)
    by_member(regions, REVIEW, SETTINGS, "region")
    by_member(customers, REVIEW, SETTINGS, "customer")
    assert regions.asked == customers.asked <= 14


def assert_alike(one: Inputs, other: Inputs) -> None:
    """The same but for the last digits of means and sums, which hang on the order of the rows."""
    assert replace(one, levels={}, lead_shares=()) == replace(other, levels={}, lead_shares=())
    assert [day for day, _ in one.lead_shares] == [day for day, _ in other.lead_shares]
    assert [share for _, share in one.lead_shares] == pytest.approx([share for _, share in other.lead_shares])
    assert {layer: pytest.approx(astuple(level)) for layer, level in one.levels.items()} == {
        layer: astuple(level) for layer, level in other.levels.items()
    }


def test_the_whole_and_its_members_at_once_are_what_each_is_alone(house: Warehouse) -> None:
    once = Counting(house)
    whole, members = of_all(once, REVIEW, SETTINGS, "region", None)
    assert_alike(whole, of_the_whole(house, REVIEW, SETTINGS, None))
    for member, alone in zip(members, of_members(house, REVIEW, SETTINGS, "region", None), strict=True):
        assert_alike(member, alone)
    apart = Counting(house)
    of_the_whole(apart, REVIEW, SETTINGS, None)
    of_members(apart, REVIEW, SETTINGS, "region", None)
    assert once.asked <= 14 < apart.asked


def test_leads_without_amounts_are_no_share_of_0_where_another_member_has_no_lead() -> None:
    held = [Row(day, "lead", "Lead", region="East") for day in WEEKS]
    held += [Row(day, "trial", "Trial", Decimal(100), region="West") for day in WEEKS]
    opened = warehouse(held, STAGES, [TARGET])
    whole, (east, west) = of_all(opened, REVIEW, SETTINGS, "region", None)
    assert [share for _, share in whole.lead_shares] == [None] * 3
    assert ([share for _, share in east.lead_shares], west.lead_shares[-1][1]) == ([None] * 3, 0.0)
    assert of_the_whole(opened, REVIEW, SETTINGS, None).lead_shares == whole.lead_shares
    opened.close()


def test_a_deal_of_two_regions_is_one_deal_of_the_whole() -> None:
    """With amounts of 60 in each, the whole has one deal of 120, and no two of 60."""
    lines = [
        Row(day, "both", "Lead", Decimal(60), region=name, product=name) for day in WEEKS for name in ("East", "West")
    ]
    opened = warehouse([*rows(), *lines], STAGES, [TARGET])
    whole, members = of_all(opened, REVIEW, SETTINGS, "region", None)
    assert_alike(whole, of_the_whole(opened, REVIEW, SETTINGS, None))
    assert (whole.levels[1].count, whole.levels[1].largest) == (6, 120.0)
    assert [member.levels[1].count for member in members] == [6, 1]
    opened.close()


@pytest.mark.parametrize("role", ["region", "product", "rep"])
def test_the_members_of_a_larger_pipeline_add_up_to_the_whole(role: Role) -> None:
    pipeline = Pipeline(400, 6)
    opened = Warehouse(memory_limit="500MB")
    opened.load(pipeline.snapshots(), PIPELINE_STAGES, pipeline.targets())
    selection, own = Selection(pipeline.dates[-1]), Settings(targets=pipeline.targets())
    assert_alike(of_all(opened, selection, own, role, None)[0], of_the_whole(opened, selection, own, None))
    opened.close()


def test_two_stages_of_layer_2_are_weighed_by_the_deals_in_them() -> None:
    two = [*STAGES, Stage("Second contact", 20, 2, "open", 40)]
    set_days = [replace(stage, benchmark_days=10) if stage.name == "Contact" else stage for stage in two]
    second = [Row(day, f"second {n}", "Second contact", region="East") for day in WEEKS for n in range(2)]
    opened = warehouse([*rows(), *second], set_days, [TARGET])
    whole, (east, west) = of_all(opened, REVIEW, SETTINGS, "region", None)
    assert whole.benchmark == Benchmark((6 * 10 + 2 * 40) / 8)
    assert (east.benchmark, west.benchmark) == (Benchmark(40.0), Benchmark(10.0))
    assert_alike(whole, of_the_whole(opened, REVIEW, SETTINGS, None))
    opened.close()


def test_a_question_is_asked_once_unless_it_is_another_one(house: Warehouse) -> None:
    counting = Counting(house)
    once = AskedOnce(counting)
    first = once.run(figures.arrivals(REVIEW, "region"))
    assert once.run(figures.arrivals(REVIEW, "region")) is first
    assert counting.asked == 1
    once.run(figures.arrivals(REVIEW))
    once.run(figures.arrivals(REVIEW.narrowed("region", "West"), "region"))
    once.run(figures.members("region"))
    once.run(figures.members("rep"))
    assert counting.asked == 5
    small = AskedOnce(counting, most_rows=1)
    assert [len(small.run(figures.members("rep"))) for _ in range(2)] == [2, 2]
    assert [len(small.run(figures.sales_cycle(REVIEW))) for _ in range(2)] == [1, 1]
    assert counting.asked == 5 + 2 + 1


def test_an_empty_selection_is_not_enough_data(house: Warehouse) -> None:
    found = assess(house, REVIEW.narrowed("region", "Nowhere"), SETTINGS)
    assert (found.verdict, found.deals, found.sure, found.flip) == ("not_enough_data", 0, None, None)
