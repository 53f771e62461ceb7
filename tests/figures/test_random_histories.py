"""What must hold for any pipeline: the figures agree with plain Python, and with one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer import figures
from analyzer.model import BLANK, Role, Selection, Target
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.figures import oracle
from tests.figures.frames import rows as plain
from tests.pipelines import STAGES, Row, table

BY_NAME = {stage.name: stage for stage in STAGES}
OPEN = [stage.name for stage in STAGES if stage.kind == "open"]
DATES = [date(2026, 11, 2) + timedelta(days=7 * week) for week in range(4)]
QUARTER = (date(2026, 10, 1), date(2026, 12, 31))
ROLES: tuple[Role, ...] = ("region", "product")
MEMBERS = {"region": ["East", "West", None], "product": ["Alpha", "Beta", None]}

few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

amounts = st.none() | st.integers(-50_000, 9_999_999_99).map(lambda cents: Decimal(cents) / 100)
members = {role: st.sampled_from(names) for role, names in MEMBERS.items()}


@dataclass(frozen=True)
class Case:
    rows: list[Row]
    selection: Selection
    targets: tuple[Target, ...]


@st.composite
def deal_rows(draw: st.DrawFn, key: str) -> list[Row]:
    """One deal over the weeks: absent on some, of one to three lines, its role values free to change."""
    found = []
    for day in DATES:
        stage = draw(st.none() | st.sampled_from([stage.name for stage in STAGES]))
        for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3])) if stage else 0):
            values = {role: draw(choice) for role, choice in members.items()}
            found.append(Row(day, key, str(stage), draw(amounts), **values))  # type: ignore[arg-type]
    return found


@st.composite
def cases(draw: st.DrawFn) -> Case:
    rows = [row for number in range(draw(st.integers(1, 10))) for row in draw(deal_rows(f"deal {number}"))]
    dates = sorted(draw(st.sets(st.sampled_from(DATES), min_size=2, max_size=2)))
    chosen = {role: tuple(draw(st.sets(st.sampled_from([name or BLANK for name in MEMBERS[role]])))) for role in ROLES}
    selection = Selection(dates[1], dates[0], chosen, focus_stage=draw(st.sampled_from(OPEN)))
    return Case(rows, selection, tuple(draw(st.lists(targets(), max_size=4))))


@st.composite
def targets(draw: st.DrawFn) -> Target:
    starts_on = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 364)))
    ends_on = starts_on + timedelta(days=draw(st.integers(0, 400)))
    amount = Decimal(draw(st.integers(0, 99_999_999))) / 100
    return Target("region", draw(st.sampled_from(["East", "West", "South", BLANK])), starts_on, ends_on, amount)


@pytest.fixture(scope="module")
def empty_house() -> Iterator[Warehouse]:
    house = Warehouse(memory_limit="500MB")
    yield house
    house.close()


def same(found: float | None, expected: Decimal | None) -> bool:
    """Equal to the cent, and missing together."""
    if found is None or expected is None:
        return found is None and expected is None
    return Decimal(str(round(found, 2))) == expected.quantize(Decimal("0.01"))


def level(count: Any, amount: Any) -> tuple[int, float | None]:
    return int(count), amount


def agree(found: tuple[int, float | None], expected: oracle.Level) -> bool:
    return found[0] == expected[0] and same(found[1], expected[1])


@few
@given(case=cases())
def test_waterfall_and_outcomes_agree_with_plain_python(empty_house: Warehouse, case: Case) -> None:
    empty_house.load(table(case.rows), STAGES, case.targets)
    day = oracle.selected(case.rows, case.selection, case.selection.as_of)
    before = oracle.selected(case.rows, case.selection, case.selection.compare_to)
    bars = empty_house.run(figures.waterfall(case.selection))
    assert bars["stage"].tolist() == OPEN
    for stage, count, amount, old_count, old_amount in plain(
        bars, "stage", "count", "amount", "previous_count", "previous_amount"
    ):
        assert agree((count, amount), oracle.level(row for row in day if row.stage == stage))
        assert agree((old_count, old_amount), oracle.level(row for row in before if row.stage == stage))
    for role in (None, *ROLES):
        for member, kind, count, amount in plain(
            empty_house.run(figures.outcomes(case.selection, role)), "member", "kind", "count", "amount"
        ):
            inside = [r for r in day if oracle.value(r, role) == member and BY_NAME[r.stage].kind == kind]
            assert agree((count, amount), oracle.level(inside))


@few
@given(case=cases())
def test_gauges_agree_with_plain_python(empty_house: Warehouse, case: Case) -> None:
    selection = replace(case.selection, members={"region": case.selection.members["region"]})
    empty_house.load(table(case.rows), STAGES, case.targets)
    day = oracle.selected(case.rows, selection, selection.as_of)
    answer = empty_house.run(figures.gauges(selection, "region", Settings(targets=case.targets)))
    for member, layer, count, amount, target, light in plain(
        answer, "member", "layer", "count", "amount", "target", "light"
    ):
        inside = [r for r in day if (r.region or BLANK) == member and BY_NAME[r.stage].layer == layer]
        held, expected = oracle.level(inside), oracle.target_of(case.targets, "region", member, QUARTER)
        required = None if expected is None else expected * Decimal("1.5" if layer == 4 else "1.2")
        assert agree((count, amount), held)
        assert same(target, expected)
        assert light == oracle.gauge_light(held[1], required)
    shown = set(answer["member"])
    assert {row.region or BLANK for row in day} <= shown
    wanted = selection.members["region"]
    with_target = {
        m for m in ("East", "West", "South", BLANK) if oracle.target_of(case.targets, "region", m, QUARTER) is not None
    }
    assert {m for m in with_target if not wanted or m in wanted} <= shown


@few
@given(case=cases())
def test_transitions_agree_with_plain_python_and_with_their_deals(empty_house: Warehouse, case: Case) -> None:
    empty_house.load(table(case.rows), STAGES, ())
    expected = oracle.transitions(case.rows, BY_NAME, case.selection)
    answer = empty_house.run(figures.transitions(case.selection))
    found = {
        (f, t): (count, amount) for f, t, count, amount in plain(answer, "from_state", "to_state", "count", "amount")
    }
    assert found.keys() == expected.keys()
    for cell, (count, amount) in found.items():
        assert agree((count, amount), expected[cell])
        behind = empty_house.run(figures.moved_deals(case.selection, *cell))
        assert len(behind) == count == behind["deals_in_all"].iloc[0]
        assert same(none_if_missing(behind["amount"].sum(min_count=1)), expected[cell][1])


@few
@given(case=cases())
def test_transitions_balance_for_every_stage(empty_house: Warehouse, case: Case) -> None:
    empty_house.load(table(case.rows), STAGES, ())
    moves = empty_house.run(figures.transitions(case.selection))
    levels = empty_house.run(figures.waterfall(case.selection))
    for stage in OPEN:
        assert figures.balance_of_count(moves, levels, stage).unexplained == 0
        priced = figures.balance_of_amount(moves, levels, stage)
        assert priced is None or priced.unexplained == 0
        flow = figures.focus_flow(moves, stage)
        closing = levels.loc[levels["stage"] == stage, "count"].iloc[0]
        assert flow.loc[flow["side"] != "out", "count"].sum() == closing


@few
@given(case=cases())
def test_candles_agree_with_plain_python_and_with_transitions(empty_house: Warehouse, case: Case) -> None:
    empty_house.load(table(case.rows), STAGES, ())
    for candle in empty_house.run(figures.candles(case.selection)).to_dict("records"):
        week = replace(case.selection, as_of=candle["snapshot_date"].date(), compare_to=candle["previous_date"].date())
        expected = oracle.candle(case.rows, BY_NAME, week, candle["previous_date"].date())
        for part, held in expected.items():
            assert agree(level(candle[f"{part}_count"], none_if_missing(candle[f"{part}_amount"])), held)
        flow = figures.focus_flow(empty_house.run(figures.transitions(week)), str(week.focus_stage))
        assert candle["came_in_count"] == flow.loc[flow["side"] == "in", "count"].sum()
        assert candle["went_out_count"] == flow.loc[flow["side"] == "out", "count"].sum()
        assert candle["high_count"] - candle["came_in_count"] == candle["opening_count"]
        moved = zero_if_missing(candle["came_in_amount"]) - zero_if_missing(candle["went_out_amount"])
        body = zero_if_missing(candle["closing_amount"]) - zero_if_missing(candle["opening_amount"])
        assert body == pytest.approx(moved + zero_if_missing(candle["change_of_stayed_amount"]), abs=0.005)


@few
@given(case=cases())
def test_members_add_up_and_narrowing_gives_the_row_it_came_from(empty_house: Warehouse, case: Case) -> None:
    empty_house.load(table(case.rows), STAGES, case.targets)
    total = empty_house.run(figures.waterfall(case.selection))["total_amount"].iloc[0]
    for role in ROLES:
        answer = empty_house.run(figures.products(case.selection, role, Settings(targets=case.targets)))
        assert answer["amount"].sum() == pytest.approx(0 if pd.isna(total) else total, abs=0.005)
        for member, count, amount, previous in plain(answer, "member", "count", "amount", "previous_amount"):
            inside = case.selection.narrowed(role, member)
            bars = empty_house.run(figures.waterfall(inside))
            assert bars["total_count"].iloc[0] == count
            assert bars["count"].sum() == count
            assert none_if_missing(bars["total_amount"].iloc[0]) == (None if amount is None else pytest.approx(amount))
            before = bars["previous_amount"].sum(min_count=1)
            assert zero_if_missing(before) == pytest.approx(previous or 0, abs=0.005)
            behind = empty_house.run(figures.deals(inside, kind="open"))
            assert len(behind) == count
            assert behind["amount"].sum() == pytest.approx(amount or 0, abs=0.005)


@few
@given(case=cases())
def test_shares_add_up_to_one(empty_house: Warehouse, case: Case) -> None:
    empty_house.load(table(case.rows), STAGES, ())
    for measure in ("amount", "count"):
        bars = empty_house.run(figures.waterfall(replace(case.selection, measure=measure)))  # type: ignore[arg-type]
        total = bars["total_count"] if (bars["share_by"] == "count").all() else bars["total_amount"]
        if total.iloc[0]:
            assert bars["share"].sum() == pytest.approx(1)
        else:
            assert bars["share"].isna().all()


@few
@given(case=cases(), random=st.randoms(use_true_random=False))
def test_no_figure_changes_when_rows_are_shuffled(empty_house: Warehouse, case: Case, random: Any) -> None:
    queries = [
        figures.snapshots(),
        figures.outcomes(case.selection, "region"),
        figures.gauges(case.selection, "region", Settings(targets=case.targets)),
        figures.waterfall(case.selection),
        figures.transitions(case.selection),
        figures.candles(case.selection),
        figures.products(case.selection, "product", Settings(targets=case.targets)),
        figures.trend(case.selection, "product"),
        figures.deals(case.selection),
        figures.deal_history("deal 0"),
    ]
    empty_house.load(table(case.rows), STAGES, case.targets)
    first = [empty_house.run(query) for query in queries]
    shuffled = list(case.rows)
    random.shuffle(shuffled)
    empty_house.load(table(shuffled), STAGES, case.targets)
    for query, before in zip(queries, first, strict=True):
        pd.testing.assert_frame_equal(before, empty_house.run(query), obj=query.figure)


def none_if_missing(number: Any) -> Any:
    return None if pd.isna(number) else number


def zero_if_missing(number: Any) -> float:
    return 0.0 if pd.isna(number) else float(number)
