"""What the rules of the advice look at: by hand, and against plain Python over random histories."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer import figures
from analyzer.model import BLANK, Role, Selection
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.figures import signals_oracle as oracle
from tests.figures.frames import rows
from tests.pipelines import NOV_2, NOV_9, NOV_16, ROWS, SELECTION, STAGES, Row, table, warehouse

BY_NAME = {stage.name: stage for stage in STAGES}
WEEKS = [NOV_2 + timedelta(weeks=week) for week in range(5)]
OFTEN_OPEN = [*(stage.name for stage in STAGES), "Contact", "Lead", "Needs", "Contact"]
MEMBERS = {"region": ["East", "West", None], "product": ["Alpha", "Alpha", None], "rep": ["Ann", "Bo", None],
           "customer": ["Acme", "Acme", None], "extra_1": ["Hard", "easy", "难", None]}  # fmt: skip
ROLES: tuple[Role | None, ...] = (None, "region", "product")
DAYS = st.none() | st.integers(-20, 30).map(lambda days: NOV_2 + timedelta(days=days))


def ask(found: list[Row], query: Any, *columns: str) -> list[tuple[Any, ...]]:
    house = warehouse(found, STAGES)
    answer = rows(house.run(query), *columns)
    house.close()
    return answer


def deal(key: str, *stages: str | None, amount: int | None = 10, **values: Any) -> list[Row]:
    """One deal's rows from 2 Nov, week by week; None where it is not there."""
    priced = None if amount is None else Decimal(amount)
    return [Row(day, key, stage, priced, **values) for day, stage in zip(WEEKS, stages, strict=False) if stage]


# --- by hand


def test_arrivals_by_hand(house: Warehouse) -> None:
    # 9 Nov: G is new; A and E moved. 16 Nov: I and K are new; A B D E F H J moved, and D, E closed; G vanished.
    found = rows(house.run(figures.arrivals(SELECTION)), "days", "new_count", "new_amount", "moved_count")
    assert found == [(7, 1, 70.0, 2), (7, 2, 960.25, 7)]


def test_a_deal_that_comes_back_or_changes_hands_is_not_new() -> None:
    back = [*deal("A", "Lead", None, "Lead"), *deal("B", "Lead", "Lead", "Lead")]
    moved = [*back, Row(WEEKS[0], "C", "Lead", region="East"), Row(WEEKS[2], "C", "Lead", region="West")]
    west = Selection(WEEKS[2]).narrowed("region", "West")
    assert ask(moved, figures.arrivals(Selection(WEEKS[2])), "new_count") == [(0,), (0,)]
    assert ask(moved, figures.arrivals(west), "new_count") == [(0,), (0,)]


def test_funnel_levels_by_hand() -> None:
    held = [
        *deal("A", None, "Lead", "Lead", amount=30),  # since 9 Nov, 7 days
        *deal("B", "Lead", "Lead", "Lead", amount=40, created_on=date(2026, 10, 20)),  # 14 days at least, 27 at most
        *deal("C", None, None, "Lead", amount=None),  # today
        *deal("D", "Proposal", "Proposal", "Proposal"),  # 14 days at least
    ]
    found = ask(held, figures.funnel_levels(Selection(NOV_16), Settings(stalled_days=13)), "layer", "count",
                "priced_count", "amount", "largest_amount", "squared_amount", "dated_count", "mean_days",
                "mean_days_at_most", "stalled_count", "perhaps_stalled_count")  # fmt: skip
    assert found == [
        (1, 3, 2, 70.0, 40.0, 2500.0, 2, 7.0, pytest.approx(34 / 3), 1, 0),
        (4, 1, 1, 10.0, 10.0, 100.0, 0, 14.0, None, 1, 0),
    ]
    later = ask(held, figures.funnel_levels(Selection(NOV_16), Settings(stalled_days=14)), "stalled_count",
                "perhaps_stalled_count")  # fmt: skip
    assert later == [(0, 1), (0, 1)]  # exactly as many days is not longer; B and D may be there for longer


TO_AND_FRO = deal("A", "Contact", "Needs", "Contact", "Needs", "Contact", customer="Acme", product="Alpha")


def test_split_deals_are_those_that_several_members_hold_at_the_same_time() -> None:
    def lines(key: str, *regions: str | None, on: date = WEEKS[0]) -> list[Row]:
        return [Row(on, key, "Lead", product=f"P{n}", region=name) for n, name in enumerate(regions)]

    found = [
        *lines("one region", "East", "East"),
        *lines("split", "East", "West"),
        *lines("blank and named", "East", None),
        *lines("moved", "East"), *lines("moved", "West", on=WEEKS[1]),
        *lines("later", "East"), *lines("later", "East", "West", on=WEEKS[2]),
    ]  # fmt: skip
    first, last = Selection(WEEKS[0]), Selection(WEEKS[2])
    assert ask(found, figures.split_deals(first, "region"), "deals") == [(2,)]
    assert ask(found, figures.split_deals(last, "region"), "deals") == [(3,)]
    assert ask(found, figures.split_deals(last, "product"), "deals") == [(4,)]
    assert ask(found, figures.split_deals(last.narrowed("region", "East"), "region"), "deals") == [(0,)]


def circles(found: list[Row], limit: int = 2, days: int = 365) -> list[tuple[Any, ...]]:
    query = figures.looping_customers(Selection(WEEKS[4]), Settings(loop_limit=limit, loop_days=days))
    return ask(found, query, "customer", "product", "entries", "deals")


def test_a_deal_that_goes_to_and_fro_enters_each_time() -> None:
    assert circles(TO_AND_FRO) == [("Acme", "Alpha", 3, 1)]
    assert circles(TO_AND_FRO, limit=3) == []  # exactly the limit is not more
    assert circles(TO_AND_FRO, days=28) == []  # the first entry is too long ago: 28 days


def test_a_deal_that_got_on_goes_in_no_circle() -> None:
    assert circles(deal("A", "Contact", "Lead", "Contact", "Lead", "Proposal", customer="Acme"), limit=1) == []


def in_turn(second: str = "B", last: str | None = None, product: str | None = "Alpha") -> list[Row]:
    """One deal is lost before the next one comes; ``last`` is where the third ends."""
    about = {"customer": "Acme", "product": product}
    return [
        *deal("A", "Contact", "Lost", **about),
        *deal(second, None, "Contact", "Lost", **about),
        *deal("C", None, None, "Contact", "Needs", last, **about),
    ]


def test_deals_of_one_customer_that_fail_one_after_the_other_are_one_circle() -> None:
    assert circles(in_turn()) == [("Acme", "Alpha", 3, 3)]


def test_where_one_of_them_was_won_there_is_no_circle() -> None:
    assert circles(in_turn(last="Won")) == []


def test_deals_that_begin_on_the_day_of_the_only_snapshot_stand_side_by_side() -> None:
    many = [row for key in "ABC" for row in deal(key, *[None] * 4, "Contact", customer="Acme", product="Alpha")]
    assert circles(many) == []


def test_deals_side_by_side_are_a_key_account_and_no_circle() -> None:
    beside = [*deal("A", "Contact", "Needs", "Needs", customer="Acme", product="Alpha"),
              *deal("B", None, "Contact", "Needs", customer="Acme", product="Alpha")]  # fmt: skip
    assert circles(beside, limit=1) == []  # B came on 9 Nov, when A was still open


def test_deals_without_a_product_are_told_apart() -> None:
    assert circles(in_turn(product=None)) == []


def test_advance_rates_by_hand() -> None:
    held = [
        *deal("A", "Lead", "Lead", "Contact", "Contact", "Lost"),
        *deal("B", "Lead", "Needs", "Contact", "Won", "Won"),
        *deal("C", None, "Lead", "Lead"),  # vanished
    ]
    query = figures.advance_rates(Selection(WEEKS[4]), Settings(conversion_weeks=2))
    found = ask(held, query, "stage", "period", "deal_weeks", "advanced", "won", "lost")
    assert found == [
        ("Lead", "earlier", 4, 2, 0, 0),  # A twice, B once, C once; A and B went on
        ("Lead", "recent", 1, 0, 0, 0),  # C on 16 Nov, gone on 23 Nov
        ("Contact", "recent", 3, 1, 1, 1),  # A twice, B once
        ("Needs", "earlier", 1, 0, 0, 0),  # B went back
    ]


def test_hard_deals_by_hand() -> None:
    rep = {"rep": "Ann"}
    held = [
        *deal("large", *[None] * 4, "Proposal", amount=90, **rep),
        *deal("back", None, None, None, "Decision", "Proposal", amount=20, **rep),
        *deal("still", "Proposal", *["Proposal"] * 4, amount=20, **rep),
        *deal("said", *[None] * 4, "Lead", amount=20, extra_1="HARD", **rep),
        *deal("none", *[None] * 4, "Proposal", amount=20, **rep),
        *deal("low", *["Lead"] * 5, amount=20, **rep),
        *deal("nobody's", *["Proposal"] * 5, amount=20),
    ]
    query = figures.hard_deals(Selection(WEEKS[4]), Settings(stalled_days=27), "extra_1")
    found = ask(held, query, "opportunity_id", "is_large", "is_back", "is_stalled", "is_said")
    assert found == [
        ("large", True, False, False, False),
        ("back", False, True, False, False),
        ("said", False, False, False, True),
        ("still", False, False, True, False),
    ]
    without = ask(held, figures.hard_deals(Selection(WEEKS[4]), Settings(stalled_days=28)), "opportunity_id")
    assert without == [("large",), ("back",)]  # exactly 28 days is not longer, and no column was named


def test_where_all_amounts_are_alike_none_is_large() -> None:
    held = [row for key in "ABCD" for row in deal(key, "Proposal", rep="Ann")]
    assert ask(held, figures.hard_deals(Selection(NOV_2), Settings()), "opportunity_id") == []


def test_stalled_deals_by_hand() -> None:
    held = [*deal("A", None, "Proposal", "Proposal", "Proposal"), *deal("B", *["Trial"] * 4, amount=5),
            *deal("C", "Lead", "Lead", "Lead", "Lead")]  # fmt: skip
    query = figures.stalled_deals(Selection(WEEKS[3]), Settings(stalled_days=13))
    found = ask(held, query, "opportunity_id", "dwell_days", "dwell_is_minimum", "deals_in_all", "amount_in_all")
    assert found == [("B", 21, True, 2, 15.0), ("A", 14, False, 2, 15.0)]


def test_pages_agree_on_a_dwell_known_from_below() -> None:
    # A and B stand there at the first snapshot of all, and only of B the data tells since when
    since = WEEKS[0] - timedelta(days=3)
    held = [*deal("A", *["Proposal"] * 2), *deal("B", *["Proposal"] * 2, stage_entered_on=since)]
    for day, days, known in ((WEEKS[0], (None, 3), 1), (WEEKS[1], (7, 10), 2)):
        asked, own = Selection(day), Settings(stalled_days=0)
        known_days = sorted((one for one in days if one is not None), reverse=True)
        mean = sum(known_days) / len(known_days)
        assert ask(held, figures.funnel_levels(asked, own), "known_count", "mean_days") == [(known, mean)]
        dwell = ask(held, figures.dwell(asked, own), "layer", "deals_dated", "mean_days", "deals")
        assert [row[1:3] for row in dwell if row[3]] == [(known, mean)]
        assert ask(held, figures.deals(asked), "opportunity_id", "dwell_days") == [("A", days[0]), ("B", days[1])]
        assert ask(held, figures.stalled_deals(asked, own), "dwell_days") == [(one,) for one in known_days]


def test_nothing_known_after_the_review_is_looked_at() -> None:
    query = figures.funnel_levels(Selection(NOV_9), Settings())
    until = [row for row in ROWS if row.snapshot_date <= NOV_9]
    assert ask(list(ROWS), query, "layer", "count", "amount") == ask(until, query, "layer", "count", "amount")


# --- against plain Python


@pytest.fixture(scope="module")
def empty_house() -> Iterator[Warehouse]:
    held = Warehouse(memory_limit="500MB")
    yield held
    held.close()


@st.composite
def histories(draw: st.DrawFn) -> list[Row]:
    """Up to eight deals that go to and fro, are away at times, and change hands."""
    found = []
    for number in range(draw(st.integers(1, 8))):
        created_on = draw(DAYS)
        for day in WEEKS:
            stage = draw(st.none() | st.sampled_from(OFTEN_OPEN) | st.sampled_from(OFTEN_OPEN))
            for _ in range(draw(st.sampled_from([1, 1, 1, 2])) if stage else 0):
                own = {role: draw(st.sampled_from(names)) for role, names in MEMBERS.items()}
                amount = draw(st.none() | st.integers(0, 300).map(Decimal))
                own |= {"created_on": created_on, "stage_entered_on": draw(DAYS)}
                found.append(Row(day, f"deal {number}", str(stage), amount, **own))
    return found


def told(frame: Any, keys: int, *columns: str) -> dict[Any, Any]:
    """The first columns -> the others."""
    return {row[:keys]: row[keys:] for row in rows(frame, *columns)}


def close(expected: dict[Any, Any]) -> dict[Any, Any]:
    return {
        key: tuple(pytest.approx(cell) if isinstance(cell, float) else cell for cell in cells)
        for key, cells in expected.items()
    }


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    held=histories(),
    as_of=st.sampled_from(WEEKS),
    region=st.sampled_from([None, None, "East", BLANK]),
    role=st.sampled_from(ROLES),
    days=st.integers(0, 25),
)
def test_signals_agree_with_plain_python(
    empty_house: Warehouse, held: list[Row], as_of: date, region: str | None, role: Role | None, days: int
) -> None:
    empty_house.load(table(held), STAGES, ())
    run = empty_house.run
    asked = Selection(as_of).narrowed("region", region) if region else Selection(as_of)
    own = Settings(stalled_days=days, loop_limit=1, loop_days=days, conversion_weeks=1 + days // 9, hard_quarter=0.5)

    found = told(run(figures.arrivals(asked, role)), 2, "member", "snapshot_date", "days", "new_count", "new_amount",
                 "moved_count")  # fmt: skip
    expected = oracle.arrivals(held, BY_NAME, asked, role)
    assert {(member, day.date()): cells for (member, day), cells in found.items()} == close(expected)

    levels = told(run(figures.funnel_levels(asked, own, role)), 2, "member", "layer", "count", "priced_count", "amount",
                  "largest_amount", "squared_amount", "dated_count", "known_count", "mean_days", "sd_days",
                  "mean_days_at_most", "stalled_count", "stalled_amount", "perhaps_stalled_count")  # fmt: skip
    assert levels == close(oracle.funnel_levels(held, BY_NAME, asked, role, days))

    since = as_of - timedelta(weeks=own.conversion_weeks)
    rates = told(run(figures.advance_rates(asked, own, role)), 3, "member", "stage", "period", "deal_weeks", "advanced",
                 "won", "lost")  # fmt: skip
    assert rates == oracle.advance_rates(held, BY_NAME, asked, role, since)

    loops = rows(run(figures.looping_customers(asked, own)), "customer", "product", "entries", "deals")
    circles_there = oracle.looping(held, BY_NAME, asked, as_of - timedelta(days=days), 1)
    assert sorted(loops) == sorted((*about[:2], *many) for about, many in circles_there.items())

    hard = told(run(figures.hard_deals(asked, own, "extra_1")), 1, "opportunity_id", "rep", "is_large", "is_back",
                "is_stalled", "is_said")  # fmt: skip
    assert {key: cells for (key,), cells in hard.items()} == oracle.hard_deals(held, BY_NAME, asked, 0.5, days)

    still = {key for (key,) in rows(run(figures.stalled_deals(asked, own)), "opportunity_id")}
    assert still == oracle.stalled(held, BY_NAME, asked, 4, days)
