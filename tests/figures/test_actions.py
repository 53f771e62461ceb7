"""Stuck deals, what became of deals, and whom to approach: by hand, and against plain Python."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from analyzer import figures
from analyzer.model import Selection
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.courses import WEEKS, deal
from tests.figures.frames import rows
from tests.pipelines import STAGES, Row, warehouse

AS_OF = WEEKS[-1]
SELECTION = Selection(AS_OF, WEEKS[-2])
USUAL = Settings()
BENCHMARKS = {"Lead": 14, "Contact": 21, "Needs": 21}
WITH_BENCHMARKS = tuple(replace(stage, benchmark_days=BENCHMARKS.get(stage.name)) for stage in STAGES)


#           Sep 7  14  21  28  Oct 5  12  19  26  Nov 2  9  16
ROWS = [
    *deal("A", "LLLLLLLLLLL", 900),  # in Lead since the first snapshot: at least 70 days, 56 beyond the 14
    *deal("B", ".....LLCCCC", 300),  # in Contact for 21 days: not beyond 21; left Lead after 14: up
    *deal("C", "....LLCCCCC", 500, customer="Customer A"),  # in Contact for 28 days: stuck by 7
    *deal("D", "....NNNNNNP", None),  # left Needs after 42 days, 21 beyond: up
    *deal("E", "..CCCCCCCCX", 50),  # left Contact after 56 days, 35 beyond: lost
    *deal("F", "NNNN.......", 70),  # vanished from Needs after at least 21 days, not beyond
    *deal("G", "....PPPNNNN", 80),  # fell back into Needs, 21 days ago: not beyond
    *deal("H", "LLLLCCCCWWW", 90),  # left Lead after at least 28 days, 14 beyond; left Contact after 28, 7 beyond: won
]  # fmt: skip


@pytest.fixture(scope="module")
def house() -> Iterator[Warehouse]:
    opened = warehouse(ROWS, WITH_BENCHMARKS)
    yield opened
    opened.close()


def stuck(house: Warehouse, settings: Settings = USUAL, selection: Selection = SELECTION) -> Any:
    return house.run(figures.stuck_deals(selection, settings))


def test_a_deal_is_stuck_when_it_is_longer_in_its_stage_than_the_benchmark(house: Warehouse) -> None:
    columns = ("opportunity_id", "dwell_days", "dwell_is_minimum", "benchmark_days", "customer_size")
    assert rows(stuck(house).query("is_stuck"), *columns) == [
        ("A", 70, True, 14, "large"),
        ("C", 28, False, 21, "large"),
    ]


def test_the_days_beyond_the_benchmark_are_those_in_which_it_could_have_moved(house: Warehouse) -> None:
    found = stuck(house).set_index(["opportunity_id", "stage"])[["outcome", "days_beyond"]]
    assert {key: tuple(row) for key, row in zip(found.index, found.to_numpy(), strict=True)} == {
        ("A", "Lead"): ("open", 56.0), ("C", "Contact"): ("open", 7.0), ("B", "Lead"): ("moved_up", 0.0),
        ("C", "Lead"): ("moved_up", 0.0), ("D", "Needs"): ("moved_up", 21.0), ("E", "Contact"): ("lost", 35.0),
        ("F", "Needs"): ("vanished", 0.0), ("H", "Lead"): ("moved_up", 14.0), ("H", "Contact"): ("won", 7.0),
    }  # fmt: skip


def test_only_the_weeks_asked_for_count(house: Warehouse) -> None:
    found = stuck(house, Settings(rate_weeks=2)).set_index(["opportunity_id", "stage"])["days_beyond"]
    assert dict(found) == {("A", "Lead"): 14.0, ("C", "Contact"): 7.0, ("D", "Needs"): 14.0, ("E", "Contact"): 14.0}


def test_without_a_benchmark_the_completed_dwells_are_what_is_usual() -> None:
    # completed and dated: Lead 14 (B), 14 (C); Contact 28 (H), 56 (E), median 42; Needs 42 (D)
    with_two = Settings(few_dwells=2)
    opened = warehouse(ROWS, STAGES)
    assert rows(stuck(opened, with_two).query("is_stuck"), "opportunity_id", "benchmark_days") == [("A", 14)]
    without = stuck(opened, Settings(few_dwells=3))
    assert without.query("is_stuck").empty and set(without["days_beyond"]) == {0.0}
    opened.close()


def test_other_layers_may_be_asked_for_with_a_limit_for_all(house: Warehouse) -> None:
    opened = warehouse(
        [*deal("S", "...PPPPPPPP", 10), *deal("T", "......PPPPP", 20), *deal("U", "..PPPPPPNNN")], STAGES
    )
    asked = figures.stuck_deals(SELECTION, USUAL, layers=range(4, 5), beyond_days=30)
    columns = ("opportunity_id", "is_stuck", "dwell_days", "benchmark_days", "days_beyond", "outcome")
    assert rows(opened.run(asked), *columns) == [
        ("S", True, 49, 30, 19.0, "open"), ("U", False, 42, 30, 12.0, "moved_back"),
    ]  # fmt: skip
    opened.close()


def test_stuck_deals_obey_the_filters_and_the_review(house: Warehouse) -> None:
    assert stuck(house, selection=SELECTION.narrowed("region", "West")).empty
    earlier = stuck(house, selection=Selection(WEEKS[2])).query("is_stuck")
    assert earlier.empty  # A has been in Lead for at least 14 days by then, which is not beyond 14
    assert rows(stuck(house, selection=Selection(WEEKS[3])).query("is_stuck"), "opportunity_id") == [("A",), ("H",)]


def test_customers_are_large_or_small_by_the_amount_of_all_their_deals() -> None:
    lines = [row for n in range(1, 7) for row in deal(f"{n}", "LLLL", n * 10)]
    lines += [*deal("7", "LLLL", None), *deal("8", "LLLL", 5, customer=None)]
    found = warehouse(lines, WITH_BENCHMARKS).run(figures.stuck_deals(Selection(WEEKS[3]), Settings()))
    assert dict(zip(found["opportunity_id"], found["customer_size"], strict=True)) == {
        "1": "small", "2": "small", "3": "middle", "4": "middle", "5": "large", "6": "large",
        "7": "(blank)", "8": "(blank)",
    }  # fmt: skip


def test_deal_states_tell_where_each_deal_is_or_was_seen_last(house: Warehouse) -> None:
    asked = figures.deal_states(["A", "F", "H", "none", "D'); drop table stay; --"], AS_OF)
    columns = ("opportunity_id", "stage", "kind", "amount", "last_seen", "is_there")
    assert [(*row[:4], row[4].date(), row[5]) for row in rows(house.run(asked), *columns)] == [
        ("A", "Lead", "open", 900.0, AS_OF, True),
        ("F", "Needs", "open", 70.0, WEEKS[3], False),
        ("H", "Won", "won", 90.0, AS_OF, True),
    ]
    before = house.run(figures.deal_states(["H", "B"], WEEKS[4]))
    assert rows(before, "opportunity_id", "stage", "is_there") == [("H", "Contact", True)]


def test_prospects_are_the_customers_that_bought_most() -> None:
    lines = [
        *deal("1", "W", 500, first=2, customer="Acme", rep="Ann"),
        *deal("2", "W", 100, first=9, customer="Acme", rep="Wes"),
        *deal("3", "WW", 550, first=8, customer="Bolt", rep="Ann"),
        *deal("4", "W", None, first=9, customer="Cask", rep="Ann"),
        *deal("5", "W", 900, first=9, customer="Dune", region="West", rep="Wes"),
        *deal("6", "LL", 10, first=9, customer="Bolt", rep="Wes"),
        *deal("7", "WX", 990, first=9, customer="Echo", rep="Wes"),
        *deal("8", "W", 10, first=9, customer=None),
    ]
    opened = warehouse(lines, STAGES)
    columns = ("member", "place", "customer", "won_deals", "won_amount", "open_deals", "rep", "rep_open_deals")
    assert rows(opened.run(figures.prospects(SELECTION, "region", at_most=2)), *columns) == [
        ("East", 1, "Acme", 2, 600.0, 0, "Wes", 1),
        ("East", 2, "Bolt", 1, 550.0, 1, "Ann", 0),
        ("West", 1, "Dune", 1, 900.0, 0, "Wes", 1),
    ]
    opened.close()


def test_prospects_know_nothing_that_came_after_the_review() -> None:
    before, after = deal("1", "WW", 500, first=7, customer="Acme", rep="Ann"), deal("1", "W", 500, first=9, rep="Wes")
    opened = warehouse([*before, *(replace(row, customer="Bolt") for row in after)], STAGES)
    then = opened.run(figures.prospects(Selection(WEEKS[8]), "region"))
    assert rows(then, "customer", "rep", "won_amount") == [("Acme", "Ann", 500.0)]
    opened.close()


# --- against plain Python


def by_hand(
    lines: list[Row], as_of: date, since: date
) -> dict[tuple[str, str, int], tuple[str, bool, int, float, int]]:
    """Deal, stage and place -> outcome, stuck, days, days beyond, days ago; stays read off the snapshots."""
    days = sorted({row.snapshot_date for row in lines})
    low = {stage.name: BENCHMARKS[stage.name] for stage in STAGES if stage.name in BENCHMARKS}
    found = {}
    for key in {row.opportunity_id for row in lines}:
        seen = {
            row.snapshot_date: row.stage for row in lines if row.opportunity_id == key and row.snapshot_date <= as_of
        }
        stays: list[list[date]] = []
        for day in sorted(seen):
            if stays and seen[stays[-1][0]] == seen[day]:
                stays[-1].append(day)
            else:
                stays.append([day])
        for place, stay in enumerate(stays):
            stage, after = seen[stay[0]], stays[place + 1][0] if place + 1 < len(stays) else None
            end = after or stay[-1]
            outcome = _outcome(stage, seen[after] if after else None, stay[-1] == as_of)
            dwell, looked = (end - stay[0]).days, (end - max(since, days[0])).days
            is_stuck = outcome == "open" and stage in low and dwell > low[stage]
            if stage in low and (is_stuck or (outcome != "open" and looked > 0)):
                beyond = max(min(dwell - low[stage], looked), 0)
                found[key, stage, place] = (outcome, is_stuck, dwell, float(beyond), (as_of - end).days)
    return found


def _outcome(stage: str, after: str | None, is_there: bool) -> str:
    if after is None:
        return "open" if is_there else "vanished"
    places = {one.name: (one.kind, one.position) for one in STAGES}
    kind, position = places[after]
    return kind if kind != "open" else "moved_up" if position > places[stage][1] else "moved_back"


@pytest.mark.parametrize("seed", range(6))
def test_stays_of_random_histories_are_those_read_off_the_snapshots(seed: int) -> None:
    lots = random.Random(seed)
    lines = [row for n in range(12) for row in deal(f"{n}", "".join(lots.choices("LLCCCNNPWX.", k=11)))]
    settings, as_of = Settings(rate_weeks=lots.choice([2, 5, 26])), lots.choice(WEEKS[4:])
    opened = warehouse(lines, WITH_BENCHMARKS)
    asked = opened.run(figures.stuck_deals(Selection(as_of), settings))
    opened.close()
    wanted = by_hand(lines, as_of, as_of - timedelta(weeks=settings.rate_weeks))
    columns = ("opportunity_id", "stage", "outcome", "is_stuck", "dwell_days", "days_beyond", "days_ago")
    assert sorted(rows(asked, *columns)) == sorted((key, stage, *told) for (key, stage, _), told in wanted.items())
