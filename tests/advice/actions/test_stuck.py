"""How fast stuck deals get going again: exits over the days in which they could have moved."""

from __future__ import annotations

from math import exp

import numpy as np
import pandas as pd
import pytest

from analyzer import figures
from analyzer.advice.actions import Pace
from analyzer.advice.actions.stuck import longest_waiting, moved_deals, paces_by_stage, stuck_deals
from analyzer.model import Selection
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.courses import WEEKS, deal
from tests.pipelines import STAGES, warehouse

OUTCOMES = pd.DataFrame(
    [("Lead", "open", 40.0), ("Lead", "moved_up", 20.0), ("Lead", "lost", 40.0), ("Needs", "won", 100.0),
     ("Needs", "vanished", 0.0)],
    columns=["stage", "outcome", "days_beyond"],
)  # fmt: skip


def test_the_pace_of_a_stage_is_its_exits_by_its_days_at_risk() -> None:
    found = paces_by_stage(OUTCOMES, Settings(shrink_strength=0))
    assert found == {"Lead": Pace(1 / 100, 1 / 100), "Needs": Pace(1 / 100, 0.0)}


def test_a_stage_that_was_seen_little_is_drawn_to_the_whole() -> None:
    # whole: 2 up and 1 other in 200 days of 4 stays, with half an exit more; 4 stays of 50 days stand for it
    found = paces_by_stage(OUTCOMES, Settings(shrink_strength=4))
    assert found["Needs"].up == pytest.approx((1 + 2.5 / 200 * 200) / (100 + 200))
    assert found["Needs"].other == pytest.approx((0 + 1.5 / 200 * 200) / (100 + 200))


def test_no_day_at_risk_is_no_pace() -> None:
    assert paces_by_stage(OUTCOMES.assign(days_beyond=0.0), Settings()) == {}


def test_the_chance_to_move_up_competes_with_leaving_otherwise() -> None:
    assert Pace(0.02, 0.0).chance(7) == pytest.approx(1 - exp(-0.14))
    lots = np.random.default_rng(3)
    up, other = lots.exponential(1 / 0.03, 100_000), lots.exponential(1 / 0.01, 100_000)
    assert Pace(0.03, 0.01).chance(14) == pytest.approx(float(((up < other) & (up <= 14)).mean()), abs=0.006)
    assert Pace(0.02, 0.01).chance(14, lift=0.5) == Pace(0.03, 0.01).chance(14)
    assert Pace(0.0, 0.0).chance(30) == 0.0


def test_most_money_that_waited_longest_comes_first_and_each_deal_moved_once() -> None:
    lines = [
        *deal("A", "LLLLLLLLLLL", 100), *deal("B", "LLLLLLLLLLL", 300), *deal("C", "...LLLLLLLL", None),
        *deal("D", "..LLCCCCNNN", 50), *deal("E", "LLLCCCCCCCC", 50),
    ]  # fmt: skip
    house: Warehouse = warehouse(lines, STAGES)
    settings = Settings(few_dwells=1)
    frame = house.run(figures.stuck_deals(Selection(WEEKS[-1]), settings))
    assert [deal.opportunity_id for deal in stuck_deals(longest_waiting(frame), {})] == ["B", "A", "E", "C"]
    moved = moved_deals(frame)
    assert list(zip(moved["opportunity_id"], moved["stage"], strict=True)) == [("D", "Contact"), ("E", "Lead")]
    house.close()
