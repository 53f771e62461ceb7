"""How unevenly deals move: by hand, where chance tells it all, and what it does to the runs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analyzer.advice.simulation import Funnel, simulate
from analyzer.advice.simulation.restlessness import MOST, pace, restlessness
from analyzer.settings import Settings
from tests.advice.forecast.pipelines import at, house_with, steady


def test_it_is_what_varies_beyond_chance_by_hand() -> None:
    # of 100 deals 10, 30, 30, 10 move: a fifth on average, off by a half, so a variance of 4 x 1/4 / 3 = 1/3. With its
    # neighbour each step has in common 2 x 1/2 x (-1/4 + 1/4 - 1/4) / 3 = -1/12. Chance makes 0.8 / 20 = 0.04.
    assert restlessness([10, 30, 30, 10], [100] * 4) == pytest.approx(1 / 3 - 1 / 12 - 0.04)


def test_chance_and_growth_alone_are_none() -> None:
    random = np.random.default_rng(1)
    stood = np.linspace(100, 900, 26).astype(int)
    assert restlessness(random.binomial(stood, 0.1), stood) < 0.02
    assert restlessness([50, 100, 150, 200], [500, 1000, 1500, 2000]) == 0


def test_too_few_steps_or_moves_tell_nothing_and_there_is_a_limit() -> None:
    assert restlessness([0, 90, 0], [100] * 3) == 0
    assert restlessness([0] * 8, [100] * 8) == restlessness([], []) == restlessness([0] * 8, [0] * 8) == 0
    assert restlessness([0, 0, 0, 0, 0, 0, 900, 900], [1000] * 8) == MOST


def test_the_pace_is_1_on_average_and_varies_as_much() -> None:
    drawn = pace(0.2, 100_000, np.random.default_rng(1))
    assert (drawn.mean(), drawn.var()) == (pytest.approx(1, abs=0.01), pytest.approx(0.2, abs=0.01))
    assert (pace(0, 3, np.random.default_rng(1)) == 1).all()


def test_restless_weeks_widen_the_band_and_leave_the_mean() -> None:
    alpha = np.hstack([7000 * np.eye(6), np.full((6, 1), 2000), np.full((6, 1), 1000)])
    calm = replace(Funnel.of(house_with(steady(10, new_a_week=100)), at(9), Settings()), alpha=alpha)
    won = [simulate(replace(calm, restless=v), (28,), runs=2000).without.won[-1] for v in (0.0, 0.2)]
    assert won[1].std() > 1.5 * won[0].std()
    assert won[1].mean() == pytest.approx(won[0].mean(), rel=0.03)
