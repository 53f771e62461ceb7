"""What scored decisions say of the effect of a push: the usual one while few deals tell, then the team's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy import integrate

from analyzer.advice.actions import Pace
from analyzer.advice.ledger import Score, learned
from analyzer.advice.ledger.learned import Effect
from analyzer.advice.ledger.scoring import DealScore
from analyzer.language import Language
from tests.advice.ledger.decisions import NOV_23, decision, followed


def pushed(*outcomes: str, chance: float = 0.2, **values: Any) -> Score:
    """A scored push of deals that move up with half the chance without it."""
    deals = tuple(followed(f"{n}", chance=chance) for n in range(len(outcomes)))
    told = tuple(DealScore(deal, what, None, None, None) for deal, what in zip(deals, outcomes, strict=True))  # type: ignore[arg-type]
    happened = sum(deal.went_up for deal in told)
    return replace(Score(decision(*deals), "scored", NOV_23, told, happened, None), **values)


def added(came: int | None, usual: float | None, asked: int) -> Score:
    return Score(
        decision(kind="add", expected_without=usual, new_deals=asked), "scored", NOV_23, (), came, None
    )  # fmt: skip


def test_a_record_counts_the_deals_whose_chance_was_told_and_that_were_seen_again() -> None:
    unsure = pushed("moved_up")
    unsure = replace(unsure, deals=(replace(unsure.deals[0], deal=replace(unsure.deals[0].deal, chance_without=None)),))
    early, withdrawn = pushed("moved_up", standing="open"), pushed("moved_up", standing="withdrawn")
    found = learned.pushes(
        [pushed("won", "stayed", "unknown", "moved_up"), unsure, early, withdrawn, added(1, 2, 3)], 20
    )
    assert found is not None
    assert (found.deals, found.moved_up) == (3, 2)
    assert (found.without, found.with_it) == pytest.approx((0.3, 0.6))
    assert learned.pushes([unsure, early, added(1, 2, 3)], 20) is None


@pytest.mark.parametrize(
    ("deals", "moved", "chance", "is_judged"),
    [(20, 5, 0.1, True), (19, 5, 0.1, False), (20, 4, 0.1, False), (20, 0, 0.25, True), (20, 0, 0.24, False)],
    ids=["enough", "too few deals", "too few moved", "enough were expected", "too few were expected"],
)
def test_the_effect_is_judged_from_enough_deals_and_moves_on(
    deals: int, moved: int, chance: float, is_judged: bool
) -> None:
    found = learned.pushes([pushed(*["won"] * moved, *["stayed"] * (deals - moved), chance=chance)], 20)
    assert found is not None and (found.effect is not None) == is_judged


def test_where_hardly_anything_could_move_the_usual_effect_stands() -> None:
    found = learned.effect([0.001] * 5, [False] * 5)
    assert found.mean == pytest.approx(learned.USUAL_EFFECT, abs=0.01)
    assert found.low < -0.25 and found.high > 0.75


def test_the_effect_is_that_of_bayes_rule_by_hand() -> None:
    chances, up = [0.3, 0.3, 0.1, 0.5], [True, False, False, True]

    def weight(times: float) -> float:
        prior = times**4 * np.exp(-5 / 1.25 * times)  # Gamma: five moves at 1.25
        stays = [(1 - chance) ** times for chance in chances]
        return float(prior * np.prod([1 - stay if went else stay for stay, went in zip(stays, up, strict=True)]))

    whole = integrate.quad(weight, 0, 40)[0]
    found = learned.effect(chances, up)
    assert 1 + found.mean == pytest.approx(integrate.quad(lambda x: x * weight(x), 0, 40)[0] / whole, rel=0.005)
    assert integrate.quad(weight, 0, 1 + found.low)[0] / whole == pytest.approx(0.1, abs=0.01)
    assert integrate.quad(weight, 0, 1 + found.high)[0] / whole == pytest.approx(0.9, abs=0.01)


@pytest.mark.parametrize("true", [-0.3, 0.0, 0.5, 2.0])
def test_with_many_deals_it_is_the_effect_that_pushing_really_has(true: float) -> None:
    lots = np.random.default_rng(5)
    paces = [Pace(up, 0.01) for up in lots.uniform(0.002, 0.03, 1500)]
    up = [bool(lots.random() < pace.chance(7, true)) for pace in paces]
    found = learned.effect([pace.chance(7) for pace in paces], up)
    assert found.mean == pytest.approx(true, abs=0.2 * (1 + true))
    assert found.low < found.mean < found.high


def test_the_band_holds_the_true_effect_about_as_often_as_it_says() -> None:
    lots = np.random.default_rng(8)
    held = 0
    for _ in range(200):
        times, chance = lots.gamma(5, 1.25 / 5), lots.uniform(0.02, 0.3, 40)
        found = learned.effect(chance, lots.random(40) < 1 - (1 - chance) ** times)
        held += found.low <= times - 1 <= found.high
    assert 0.72 <= held / 200 <= 0.88


def test_only_a_gain_can_be_taken_over_and_in_whole_percents() -> None:
    held = [learned.as_setting(Effect(mean, -0.5, 0.5)) for mean in (-0.1, 0.004, 0.006, 0.123, 12.0)]
    assert held == [None, None, 0.01, 0.12, 10.0]


def test_it_is_said_how_much_is_known() -> None:
    english = Language()
    few = learned.pushes([pushed("won", "stayed")], 20)
    assert few is not None
    assert [english.say(line) for line in learned.of_pushes(few, 20)] == [
        "Pushed deals with a chance: 2. Moved up: 1. Expected without a push: 0.2; with one: 0.4.",
        "What a push is worth with you cannot be judged yet: it takes 20 pushed deals, and 5 that moved up or were "
        "expected to.",
    ]
    enough = replace(few, deals=40, effect=Effect(0.12, -0.104, 0.35))
    said = [english.say(line) for line in learned.of_pushes(enough, 20)]
    assert said[1] == "Your own effect of a push so far: +12% on the pace of a deal (80% sure: −10% to +35%)."
    assert "not as proof" in said[2]


def test_additions_are_held_against_what_comes_anyway() -> None:
    assert learned.additions([pushed("won"), added(None, 2.0, 5), added(3, None, 5)]) is None
    found = learned.additions([added(9, 4.2, 5), added(2, 1.0, 2), added(None, 2.0, 5)])
    assert found is not None and (found.came, found.asked) == (11, 7)
    assert Language().say(learned.of_additions(found)) == (
        "New deals where they were asked for: 11. Expected without asking: 5.2. Asked for on top: 7."
    )
