"""The world that the advice is held against keeps its own promises."""

from __future__ import annotations

import numpy as np
import pytest

from tests.advice.truth import Policy, Shape, World
from tests.advice.truth.causes import FewNew, Holiday, LateEntry, Looping, Stuck

WEEKS = 8


@pytest.fixture(scope="module")
def healthy():
    return World(3)


def of_layers(world, low, high):
    layer = world.shape.layers[world.now.place]
    return (layer >= low) & (layer <= high)


def test_the_same_seed_lives_the_same_weeks(healthy):
    assert World(3).history(WEEKS).table.equals(healthy.history(WEEKS).table)
    assert not World(4).history(WEEKS).table.equals(healthy.history(WEEKS).table)


def test_a_longer_history_of_a_world_ends_in_the_same_weeks(healthy):
    long = healthy.history(WEEKS + 4).table.to_pylist()
    short = [row for row in healthy.history(WEEKS).table.to_pylist() if row["snapshot_date"] == healthy.ends_on]
    assert [row for row in long if row["snapshot_date"] == healthy.ends_on] == short


def test_rows_are_what_small_pipelines_are_made_of(healthy):
    history = healthy.history(2)
    assert len(history.rows) == history.table.num_rows
    assert {row.snapshot_date for row in history.rows} == set(history.dates)


def test_a_healthy_team_reaches_its_plan_and_its_deals_do_not_wait():
    worlds = [World(seed) for seed in range(16)]
    reached, waited, cycles = [], [], []
    for world in worlds:
        deals, won = world.now, world.now.place == world.shape.open_stages
        plan = float(sum(target.amount for target in world.shape.targets())) / 2
        reached.append(world.amounts(deals)[won & (deals.entered > -104)].sum() / 4 / plan)
        waited.append(-deals.entered[of_layers(world, 1, 3)].mean() / 2)
        cycles.append(np.median((deals.entered - deals.born)[won & (deals.entered > -104)]) / 2)
    assert np.mean(reached) == pytest.approx(1.0, abs=0.12)
    assert max(waited) < min(cycles)
    assert np.mean(cycles) == pytest.approx(5.5, abs=0.8)


def test_deals_move_by_their_own_chances():
    world = World(5, shape=Shape.drawn(5, arrivals=(400, 400)))
    there = world.now.taken(of_layers(world, 1, 6) & (world.now.born < 0))
    chance = world.usual(there, step=1)
    expected = (1 - np.exp(-chance.advance / 2)).sum(), (1 - np.exp(-chance.lost / 2)).sum()
    after = there.taken(np.ones(len(there), bool))
    world.step(after, 1)
    lost = (after.place > world.shape.open_stages) & (there.place < world.shape.open_stages)
    moved = ((after.place == there.place + 1) & ~lost).sum(), lost.sum()
    for seen, told in zip(moved, expected, strict=True):
        assert abs(seen - told) < 3.5 * np.sqrt(told)


def test_policies_meet_the_same_chances(healthy):
    nothing, again = healthy.future(10), healthy.future(10)
    assert np.array_equal(nothing.won, again.won)
    assert not np.array_equal(nothing.won, healthy.future(10, draw=1).won)
    added = healthy.future(10, Policy(new_a_week=5, weeks=4))
    assert (added.won >= nothing.won).all()
    assert list(added.new - nothing.new) == [5] * 4 + [0] * 6
    assert added.hours == 5 * 4 * 4.0


def test_pushing_helps_where_nobody_moves_deals_and_hardly_where_they_move(healthy):
    stuck = World(3, Stuck(since=-30), shape=healthy.shape)
    push = Policy.spending("push", hours=80, weeks=10)
    gained = [
        np.mean([world.future(14, push, draw).won_amount - world.future(14, draw=draw).won_amount for draw in range(6)])
        for world in (stuck, healthy)
    ]
    assert gained[0] > 2 * abs(gained[1])


def test_deals_that_nobody_moves_stay_where_they_are(healthy):
    stuck = World(3, Stuck(since=-30), shape=healthy.shape)
    low = of_layers(stuck, 1, 3)
    assert -stuck.now.entered[low].mean() / 2 > 11


def test_fewer_new_deals_come_only_since_they_dried_up(healthy):
    dry = World(3, FewNew(since=-3, share=0.2), shape=healthy.shape)
    weeks = np.ceil(dry.now.born / 2), np.ceil(healthy.now.born / 2)
    assert (weeks[0] < -3).sum() == (weeks[1] < -3).sum()
    assert (weeks[0] >= -3).sum() < 0.45 * (weeks[1] >= -3).sum()


def test_a_looping_customer_returns_again_and_again(healthy):
    world = World(3, Looping(since=-16), shape=healthy.shape)
    deal = int(np.flatnonzero(world.now.looping)[0])
    layers = [world.shape.layers[world.standing(week)[0][deal]] for week in range(-15, 1)]
    entries = sum(now == 2 and before == 3 for before, now in zip(layers[:-1], layers[1:], strict=True))
    assert entries >= 4
    assert set(layers) <= {2, 3}


def test_in_a_holiday_week_next_to_nothing_is_done(healthy):
    world = World(3, Holiday(0), shape=healthy.shape)
    moved = [(deals.entered > -2).sum() for deals in (world.now, healthy.now)]
    assert moved[0] <= 0.2 * moved[1]


def test_late_entry_changes_the_export_and_not_the_world(healthy):
    world = World(3, LateEntry((0,)), shape=healthy.shape)
    assert np.array_equal(world.now.place, healthy.now.place)
    last, before = (rows_of(world, day) for day in world.history(2).dates[::-1])
    assert set(last) <= set(before)
    assert all(before[deal] == stage for deal, stage in last.items())


def rows_of(world, day):
    rows = world.history(2).table.to_pylist()
    return {row["opportunity_id"]: row["stage"] for row in rows if row["snapshot_date"] == day}
