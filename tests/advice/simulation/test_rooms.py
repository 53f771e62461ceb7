"""Where dwell matters a layer has a room for each age, and the runs do not forget how long a deal has waited."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analyzer.advice.simulation import Levers, expected, simulate
from analyzer.advice.simulation.rates import chances_of, counted, leaving, prior_of_all, upward
from analyzer.advice.simulation.rooms import Rooms
from analyzer.advice.simulation.stock import Stock
from tests.advice.simulation.funnels import SURE, funnel, stock

USED = np.array([True] * 6)


def moves(*rows: tuple[int, int, str, int | None, int]) -> pd.DataFrame:
    """Rows of `figures.step_counts`: layer, age, place, age there, deals."""
    names = ["from_layer", "from_age", "to_place", "to_age", "deals"]
    return pd.DataFrame(rows, columns=names).astype({"to_age": "Float64"})


# In layer 2 half of the fresh deals are won in a step, and none of the old; layer 1 is left alike at all ages.
WAITING = moves(
    (1, 0, "1", 1, 900), (1, 0, "2", 0, 100), (1, 1, "1", 1, 890), (1, 1, "2", 0, 110),
    (2, 0, "won", None, 500), (2, 0, "2", 1, 500), (2, 1, "2", 1, 1000),
)  # fmt: skip


def test_ages_that_leave_alike_share_a_room_and_others_do_not() -> None:
    rooms = Rooms.of(WAITING)
    assert rooms.of_age[0].tolist() == [0] * 6
    assert rooms.of_age[1].tolist() == [1, 2, 2, 2, 2, 2]
    assert rooms.layers.tolist() == [0, 1, 1, 2, 3, 4, 5]
    assert (rooms.won, rooms.gone, rooms.places) == (7, 8, 9)


def test_few_deals_make_no_room_of_their_own() -> None:
    few = moves((2, 0, "won", None, 500), (2, 0, "2", 1, 500), (2, 1, "2", 1, 49))
    assert np.array_equal(Rooms.of(few).of_age, Rooms.plain().of_age)
    assert np.array_equal(Rooms.of(WAITING.iloc[:0]).of_age, Rooms.plain().of_age)


def test_growing_older_is_counted_and_is_no_leaving() -> None:
    rooms = Rooms.of(WAITING)
    counts = counted(WAITING, rooms)
    assert counts[1].tolist() == [0, 0, 500, 0, 0, 0, 0, 500, 0]
    assert not leaving(rooms)[1, 2] and leaving(rooms)[1, 7]
    assert not upward(rooms)[1, 2] and upward(rooms)[1, 3]
    prior = prior_of_all(counts, rooms, USED)
    assert prior[2, 3] > 0 and prior[2, 7] == 0  # up is the next layer, not the next age


def test_deals_begin_in_the_room_of_their_age() -> None:
    frame = pd.DataFrame({"layer": [2, 2, 2, 1], "days_in_stage": [3, 14, np.nan, 200], "amount": [1.0, 1, np.nan, 1]})
    held = Stock.of(frame.assign(amount=frame["amount"]), Rooms.of(WAITING))
    assert held.deals_in_all.tolist() == [1, 2, 1, 0, 0, 0, 0]


def test_old_deals_wait_on_and_fresh_ones_are_won() -> None:
    rooms = Rooms.of(WAITING)
    alpha = chances_of(counted(WAITING, rooms) + 1e-6 * prior_of_all(counted(WAITING, rooms), rooms, USED)) * SURE
    some = stock()
    fresh = replace(some, deals=np.array([0, 100, 0, 0, 0, 0, 0]), amounts=np.array([0, 1000.0, 0, 0, 0, 0, 0]))
    old = replace(some, deals=np.roll(fresh.deals, 1), amounts=np.roll(fresh.amounts, 1))
    mixed = replace(
        funnel(fresh), rooms=rooms, alpha=alpha, stock=replace(fresh, blank=np.zeros(7, np.int64)),
    )  # fmt: skip
    ran = simulate(mixed, (28,), runs=2000)
    assert ran.without.won[-1].mean() == pytest.approx(500, rel=0.02)
    assert ran.without.open.shape == (5, 6, 2000)
    assert ran.without.open[-1, 1].mean() == pytest.approx(500, rel=0.02)
    waiting = replace(mixed, stock=replace(old, blank=np.zeros(7, np.int64)))
    assert simulate(waiting, (28,), runs=200).without.won[-1].max() == pytest.approx(0, abs=0.1)
    levers = Levers(advance={2: 0.5})
    lifted = simulate(mixed, (28,), levers, 2000).with_levers.won[-1].mean()
    assert expected(mixed, (28,), levers, draws=1)[1].won[-1, 0] == pytest.approx(lifted, rel=0.02)
