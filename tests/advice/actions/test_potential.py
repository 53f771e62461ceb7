"""What an opportunity of a member is worth: by hand without shrinking, and drawn to the whole where few deals tell."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from analyzer.advice.actions import Potential, potentials
from analyzer.model import Selection
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.courses import WEEKS, deal
from tests.pipelines import STAGES, warehouse

AS_OF = WEEKS[-1]
CLOSED = date(2026, 10, 1)


def closed(key: str, letter: str, amount: int | None, region: str | None) -> list:  # type: ignore[type-arg]
    return deal(key, letter, amount, first=10, region=region, closed_on=CLOSED)


# East: 2 of 4 won, at 100 and 300. West: 1 of 1 won, at 600. A blank region and an open deal.
LINES = [
    *closed("1", "W", 100, "East"), *closed("2", "W", 300, "East"), *closed("3", "X", 50, "East"),
    *closed("4", "X", 50, "East"), *closed("5", "W", 600, "West"), *closed("6", "X", 10, None),
    *deal("7", "L", 900, first=10, region="South"),
]  # fmt: skip


@pytest.fixture(scope="module")
def house() -> Warehouse:
    return warehouse(LINES, STAGES)


def of(house: Warehouse, strength: float, few_deals: int = 2) -> dict[str, Potential]:
    settings = Settings(shrink_strength=strength, few_deals=few_deals)
    return {one.member: one for one in potentials(house, Selection(AS_OF), settings, "region")}


def test_without_shrinking_it_is_win_rate_times_mean_won_amount(house: Warehouse) -> None:
    found = of(house, strength=0)
    assert list(found) == ["West", "East"]  # no deal of South is closed, and a blank region is nobody's
    assert (found["East"].won, found["East"].lost, found["East"].win_rate, found["East"].mean_won) == (2, 2, 0.5, 200)
    assert found["East"].worth == 100 and found["West"].worth == 600
    assert found["East"].overall == pytest.approx(3 / 6 * 1000 / 3)


def test_few_deals_are_drawn_to_the_whole_and_many_stay(house: Warehouse) -> None:
    found = of(house, strength=4)
    # West: (1 + 4 x 0.5) / (1 + 4) won, at (600 + 4 x 333.33) / 5
    assert found["West"].win_rate == pytest.approx(0.6)
    assert found["West"].mean_won == pytest.approx((600 + 4 * 1000 / 3) / 5)
    assert of(house, strength=1e6)["West"].worth == pytest.approx(found["West"].overall, rel=1e-3)


def test_the_interval_is_that_of_a_product_of_two_estimates(house: Warehouse) -> None:
    one = of(house, strength=4)["East"]
    # 80% of a product of a beta and a normal with the same means and variances, drawn
    lots = np.random.default_rng(1)
    spread = np.std([100, 300, 600], ddof=1)
    rate = lots.beta(2 + 4 * 0.5, 2 + 4 * 0.5, 200_000)
    amount = lots.normal(one.mean_won, spread / np.sqrt(2 + 4), 200_000)
    low, high = np.quantile(rate * amount, [0.1, 0.9])
    assert one.low == pytest.approx(low, abs=12) and one.high == pytest.approx(high, abs=12)


def test_too_few_to_judge_is_said(house: Warehouse) -> None:
    found = of(house, strength=4, few_deals=4)
    assert (found["East"].too_few, found["West"].too_few) == (False, True)
    assert "too few" in str(found["West"].said) and "too few" not in str(found["East"].said)


def test_nothing_is_said_where_nothing_was_won_with_an_amount() -> None:
    lines = [*closed("1", "W", None, "East"), *closed("2", "X", 5, "East")]
    assert of(warehouse(lines, STAGES), strength=4) == {}
    assert of(warehouse(closed("2", "X", 5, "East"), STAGES), strength=4) == {}
