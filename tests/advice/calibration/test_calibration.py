"""A share of the worlds that ``python -m tests.advice.calibration`` lives, within limits that leave room for so few."""

from __future__ import annotations

import pytest

from tests.advice.calibration import choice, score
from tests.advice.calibration.trial import Outcome, Pair, Trial

WORLDS = 16


@pytest.fixture(scope="module")
def held() -> list[Trial]:
    return list(score.trials(WORLDS, runs=300))


@pytest.mark.parametrize("measure", score.MEASURES)
def test_the_bands_of_rehearsals_hold_most_outcomes_and_not_all(held: list[Trial], measure: str) -> None:
    outcomes = [o for one in held for o in one.outcomes if o.what == "rehearsal" and o.measure == measure]
    assert len(outcomes) == 2 * WORLDS
    assert 0.6 <= score.coverage(outcomes) < 1


def test_the_bands_of_forecasts_hold_most_outcomes_and_not_all(held: list[Trial]) -> None:
    outcomes = [o for one in held for o in one.outcomes if o.what == "forecast"]
    assert len(outcomes) == 2 * WORLDS
    assert 0.6 <= score.coverage(outcomes) < 1
    assert abs(score.bias(outcomes)) < 0.15


def test_the_sign_of_a_difference_is_right_where_it_exceeds_its_noise(held: list[Trial]) -> None:
    pairs = [pair for one in held for pair in one.pairs]
    assert sum(pair.is_beyond_noise for pair in pairs) >= 5
    assert score.sign(pairs) >= 0.9


def test_of_the_same_hours_the_better_use_is_foretold(held: list[Trial]) -> None:
    beyond = [asked for one in held for asked in one.choices if asked.is_beyond_noise]
    assert {asked.true > 0 for asked in beyond} == {True, False}
    assert choice.right(beyond) >= 0.75


def test_the_score_by_hand() -> None:
    def outcome(low: float, came: float) -> Outcome:
        return Outcome(1, "forecast", "won", "without", 4, 10.0, low, 20.0, came)

    assert score.coverage([outcome(5, 5), outcome(5, 20), outcome(5, 4.9), outcome(5, 21)]) == 0.5
    assert score.bias([outcome(5, 8), outcome(5, 8)]) == pytest.approx(0.25)
    pairs = [Pair(1, "add", 3, 2, 2.1), Pair(1, "add", -3, 2, 2.1), Pair(1, "add", -3, 2, 1.9)]
    assert score.sign(pairs) == 0.5
