"""A share of the worlds that ``python -m tests.advice.ledger`` lives, within limits that leave room for so few."""

from __future__ import annotations

import pytest

from tests.advice.ledger import chances
from tests.advice.ledger.chances import Told

WORLDS = range(7, 14)  # each cause once


@pytest.fixture(scope="module")
def held() -> list[Told]:
    return [one for told in chances.tellings(WORLDS, weeks=(4,), futures=4) for one in told]


def test_as_many_deals_of_decisions_move_up_as_was_told(held: list[Told]) -> None:
    assert {one.cause for one in held} == set(chances.CAUSES)
    assert abs(chances.beyond_chance(held)) < 2


def test_deals_at_a_halt_are_promised_next_to_nothing(held: list[Told]) -> None:
    halted = [one for one in held if one.cause.startswith("at a halt")]
    assert len(halted) > 10
    assert sum(one.without for one in halted) < 0.02 * len(halted)


def test_deals_that_were_promised_more_move_up_more_often(held: list[Told]) -> None:
    ordered = sorted(held, key=lambda one: one.without)
    half = len(ordered) // 2
    low, high = (sum(one.up for one in part) for part in (ordered[:half], ordered[half:]))
    assert high > 2 * low


def test_the_score_by_hand() -> None:
    three = [Told("any", 1, 1, chance, 0.5, up, 1.0) for chance, up in ((0.2, 0.0), (0.4, 1.0), (0.9, 0.0))]
    assert chances.bias(three) == pytest.approx(0.5)
    assert chances.beyond_chance(three) == pytest.approx(0.5 / (0.16 + 0.24 + 0.09) ** 0.5)
    assert chances.brier(three) == pytest.approx((0.04 + 0.36 + 0.81) / 3)
