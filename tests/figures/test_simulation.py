"""How deals moved and came, what is open and what was won: by hand, and against plain Python."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer import figures
from analyzer.model import Selection
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.figures import simulation_oracle as oracle
from tests.figures.frames import rows
from tests.pipelines import NOV_2, NOV_9, NOV_16, SELECTION, STAGES, Row, table, warehouse

BY_NAME = {stage.name: stage for stage in STAGES}
DATES = [NOV_2, NOV_9, NOV_16]
PAIRS = [(NOV_2, NOV_9), (NOV_9, NOV_16)]
SETTINGS = Settings()


# --- steps


def steps_of(*days_ago: int, weeks: int = 26) -> list[tuple[int, int, int]]:
    """The steps of snapshots so many days before the review: from and to, in days ago, and the usual days."""
    held = [Row(NOV_16 - timedelta(days=days), "X", "Lead") for days in days_ago]
    with_settings = replace(SETTINGS, rate_weeks=weeks)
    found = warehouse(held, STAGES).run(figures.steps(Selection(NOV_16), with_settings))
    told = rows(found, "previous_date", "snapshot_date", "usual_days")
    return [((NOV_16 - a.date()).days, (NOV_16 - b.date()).days, usual) for a, b, usual in told]


def test_weekly_snapshots_are_steps_of_a_week() -> None:
    assert steps_of(21, 14, 7, 0) == [(21, 14, 7), (14, 7, 7), (7, 0, 7)]
    assert steps_of(20, 15, 6, 0) == [(20, 15, 6), (15, 6, 6), (6, 0, 6)]  # not always on the same day


def test_daily_snapshots_are_looked_at_once_a_week() -> None:
    assert steps_of(*range(15)) == [(14, 7, 7), (7, 0, 7)]


def test_monthly_snapshots_are_steps_of_a_month() -> None:
    assert steps_of(92, 61, 31, 0) == [(92, 61, 31), (61, 31, 31), (31, 0, 31)]


def test_a_gap_in_the_snapshots_is_no_step() -> None:
    assert steps_of(42, 35, 28, 7, 0) == [(42, 35, 7), (35, 28, 7), (7, 0, 7)]


def test_steps_end_within_the_weeks_that_tell_the_rates_and_by_the_review() -> None:
    assert steps_of(21, 14, 7, 0, weeks=2) == [(14, 7, 7), (7, 0, 7)]
    assert steps_of(7, 0, -7) == [(7, 0, 7)]
    assert steps_of(0) == []


# --- how deals moved and came


def test_what_became_of_open_deals_by_hand(house: Warehouse) -> None:
    found = house.run(figures.step_counts(SELECTION, SETTINGS))
    first, second = (found[found["snapshot_date"] == str(day)] for day in (NOV_9, NOV_16))
    names = ("from_layer", "to_place", "deals", "amount_before", "amount_after")
    assert rows(first, *names) == [
        (1, "2", 1, 100.1, 100.1),  # A
        (3, "3", 2, 300.0, 300.0),  # C; F without an amount
        (4, "4", 2, 200.0, 200.0),  # B; J, of two lines
        (5, "5", 1, 400.0, 400.0),  # D
        (6, "5", 1, 500.0, 500.0),  # E
    ]
    assert rows(second, *names) == [
        (1, "vanished", 1, None, None),  # G
        (2, "4", 1, 100.1, 120.1),  # A
        (3, "2", 1, None, None),  # F
        (3, "3", 1, 300.0, 330.05),  # C
        (4, "3", 1, None, None),  # J
        (4, "4", 1, 200.0, 250.0),  # B
        (5, "lost", 1, 500.0, 999.0),  # E
        (5, "won", 1, 400.0, 450.0),  # D
    ]
    assert found["blank"].sum() == 2  # F twice
    assert found["filled"].sum() == 0


def test_a_deal_that_gets_its_amount_when_it_is_won_is_told() -> None:
    deals = [
        Row(NOV_9, "X", "Lead"),
        Row(NOV_16, "X", "Won", Decimal(5)),
        Row(NOV_9, "Y", "Lead"),
        Row(NOV_16, "Y", "Won"),
    ]
    found = warehouse(deals, STAGES).run(figures.step_counts(SELECTION, SETTINGS))
    assert rows(found, "to_place", "deals", "blank", "filled", "amount_after") == [("won", 2, 2, 1, None)]


def test_a_deal_grows_older_in_its_stage_until_it_leaves_it() -> None:
    x = [Row(day, "X", "Lead", stage_entered_on=NOV_2 - timedelta(days=60)) for day in (NOV_2, NOV_9)]
    y = [Row(day, "Y", stage) for day, stage in zip(DATES, ("Lead", "Contact", "Contact"), strict=True)]
    z = [Row(day, "Z", "Trial", stage_entered_on=NOV_2 - timedelta(days=10)) for day in DATES]
    found = warehouse([*x, Row(NOV_16, "X", "Contact"), *y, *z], STAGES).run(figures.step_counts(SELECTION, SETTINGS))
    aged = sorted(rows(found, "from_layer", "from_age", "to_place", "to_age", "deals"))
    assert aged == [
        (1, 0, "2", 0.0, 1),  # Y
        (1, 3, "1", 3.0, 1),  # X, 60 and 67 days
        (1, 3, "2", 0.0, 1),  # X
        (2, 0, "2", 0.0, 1),  # Y, 0 and 7 days
        (4, 0, "4", 1.0, 1),  # Z, 10 and 17 days
        (4, 1, "4", 1.0, 1),
    ]


def test_deals_that_came_by_hand(house: Warehouse) -> None:
    found = house.run(figures.entries(SELECTION, SETTINGS))
    told = rows(found, "snapshot_date", "layer", "deals", "priced", "amount", "squared_amount")
    assert [(day.date(), *more) for day, *more in told] == [
        (NOV_9, 1, 1, 1, 70.0, 4900.0),  # G
        (NOV_16, 1, 1, 1, 80.0, 6400.0),  # H, reopened
        (NOV_16, 5, 1, 1, 900.25, pytest.approx(900.25**2)),  # I
        (NOV_16, 7, 1, 1, 60.0, 3600.0),  # K, won at once
    ]


def test_a_deal_handed_on_counts_for_whoever_had_it_and_comes_in_nowhere() -> None:
    handed = [Row(NOV_9, "X", "Lead", rep="Ann"), Row(NOV_16, "X", "Contact", rep="Bob")]
    house = warehouse(handed, STAGES)
    assert rows(house.run(figures.step_counts(SELECTION, SETTINGS, "rep")), "member", "to_place") == [("Ann", "2")]
    assert house.run(figures.entries(SELECTION, SETTINGS, "rep")).empty


def test_a_deal_closed_before_the_step_does_not_come_in() -> None:
    late = [Row(NOV_9, "X", "Lead"), Row(NOV_16, "Y", "Won", closed_on=NOV_9), Row(NOV_16, "Z", "Won")]
    late += [Row(NOV_16, "V", "Lost", closed_on=NOV_9), Row(NOV_16, "W", "Lost", closed_on=NOV_16)]
    found = warehouse(late, STAGES).run(figures.entries(SELECTION, SETTINGS))
    assert rows(found, "layer", "deals") == [(7, 1), (8, 1)]


# --- what is open, what was won


def test_open_deals_are_told_with_the_largest_first(house: Warehouse) -> None:
    found = house.run(figures.open_deals(SELECTION))
    assert rows(found, "opportunity_id", "layer", "amount") == [
        ("I", 5, 900.25), ("C", 3, 330.05), ("B", 4, 250.0), ("A", 4, 120.1), ("H", 1, 80.0), ("J", 3, 40.0),
        ("F", 2, None),
    ]  # fmt: skip
    by_product = house.run(figures.open_deals(SELECTION, "product")).query("opportunity_id == 'J'")
    assert rows(by_product, "member", "amount") == [("Alpha", 15.0), ("Beta", 25.0)]


def test_won_deals_of_the_year_and_of_the_quarter(house: Warehouse) -> None:
    # D and K this quarter, L in June
    found = house.run(figures.won_amounts(SELECTION, SETTINGS))
    names = ("deals", "priced", "mean_amount", "deals_in_quarter", "amount_in_quarter")
    assert rows(found, *names) == [(3, 3, pytest.approx(1510 / 3), 2, 510.0)]
    assert found["sd_amount"][0] == pytest.approx(((450**2 + 60**2 + 1000**2) / 3 - (1510 / 3) ** 2) ** 0.5)
    assert rows(house.run(figures.won_amounts(SELECTION, SETTINGS, "region")), "member", "deals") == [
        ("East", 1), ("West", 2)
    ]  # fmt: skip


# --- any pipeline


@st.composite
def histories(draw: st.DrawFn) -> list[Row]:
    found = []
    for number in range(draw(st.integers(1, 8))):
        closed_on = draw(st.none() | st.sampled_from([NOV_2, NOV_9, date(2026, 11, 12)]))
        for day in DATES:
            stage = draw(st.none() | st.sampled_from([stage.name for stage in STAGES]))
            rep = draw(st.sampled_from(["Ann", "Bob", None]))
            for _ in range(draw(st.sampled_from([1, 1, 2])) if stage else 0):
                amount = draw(st.none() | st.integers(0, 300).map(Decimal))
                product = draw(st.sampled_from(["Alpha", "Beta"]))
                found.append(
                    Row(day, f"deal {number}", str(stage), amount, rep=rep, product=product, closed_on=closed_on)
                )
    return [*found, *(Row(day, "always", "Lead") for day in DATES)]


@pytest.fixture(scope="module")
def empty_house() -> Iterator[Warehouse]:
    held = Warehouse(memory_limit="500MB")
    yield held
    held.close()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deals=histories(), filtered=st.booleans())
def test_the_figures_agree_with_plain_python(empty_house: Warehouse, deals: list[Row], filtered: bool) -> None:
    empty_house.load(table(deals), STAGES, ())
    selection = SELECTION.narrowed("product", "Alpha") if filtered else SELECTION
    for role in (None, "product") if filtered else (None, "rep"):
        found = empty_house.run(figures.step_counts(selection, SETTINGS, role))
        told = found.groupby(["member", "from_layer", "to_place"])["deals"].sum().to_dict()
        assert told == oracle.step_counts(deals, BY_NAME, selection, PAIRS, role)
        came = rows(empty_house.run(figures.entries(selection, SETTINGS, role)), *ENTRY)
        assert {(member, day.date(), layer): more for member, day, layer, *more in came} == {
            key: [len(amounts), *_sums([float(amount) for amount in amounts if amount is not None])]
            for key, amounts in oracle.entries(deals, BY_NAME, selection, PAIRS, role).items()
        }


ENTRY = ("member", "snapshot_date", "layer", "deals", "priced", "amount", "squared_amount")


def _sums(amounts: list[float]) -> list[float | None]:
    return [len(amounts), sum(amounts), sum(a * a for a in amounts)] if amounts else [0, None, None]
