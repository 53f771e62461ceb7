"""The runs against what they must come to: exact powers of the chances, single deals by hand, sums that hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binom

from analyzer.advice.simulation import Levers, expected, simulate
from analyzer.advice.simulation.crowd import Crowd, binomial, share_taken
from analyzer.advice.simulation.rates import Moves, chances_of, drawn
from analyzer.advice.simulation.rooms import LAYERS
from analyzer.advice.simulation.runs import generator
from analyzer.advice.simulation.sizes import Sizes
from analyzer.advice.simulation.stock import Stock
from tests.advice.simulation.funnels import CHANCES, SURE, WON, Chances, alpha, arrivals, funnel, stock

PUSH = Levers(advance={2: 0.4, 4: 0.5})
ADD = Levers(new_a_week=20, weeks=4)
BOTH = Levers(new_a_week=20, weeks=4, advance={2: 0.4, 4: 0.5}, shorter_dwell=0.1)
RUNS = 4000


def matrix(levers: Levers) -> np.ndarray:
    """The chances of one step with the levers, from all eight places to all eight, written out by hand."""
    found = np.eye(8)
    found[:LAYERS] = alpha(CHANCES, 1.0)
    for layer in range(LAYERS):
        up = 1 + levers.advance.get(layer + 1, 0)
        leave = 1 / (1 - levers.shorter_dwell)
        for place in range(8):
            if place != layer:
                found[layer, place] *= leave * (up if layer < place <= WON else 1)
        found[layer, layer] += 1 - found[layer].sum()
    return found


@pytest.mark.parametrize("levers", [Levers(), PUSH, ADD, BOTH], ids=["none", "push", "add", "both"])
def test_the_mean_of_the_runs_is_that_of_the_powers_of_the_matrix(levers: Levers) -> None:
    start = funnel(
        stock((200, 80, 60, 40, 30, 10), 100, 80, large=[(3, 9000.0), (5, 5000.0)]),
        arrivals({1: 12, 3: 2, 7: 0.5}, mean=100, sd=70, lost_at_once=5.5),
    )
    state = np.array([200, 80, 60 + 90, 40, 30 + 50, 10, 0, 0]) * 100.0
    come = np.array([12, 0, 2, 0, 0, 0, 0.5, 0]) * 100.0
    found_a_week = np.array([12, 0, 2, 0, 0, 0, 0.5, 5.5]) / 20 * levers.new_a_week * 100.0
    for step in range(13):
        state = state @ matrix(levers) + come + found_a_week * (step < levers.weeks)
    ran = simulate(start, (91,), levers, RUNS)
    course = ran.with_levers
    assert ran.days == tuple(range(0, 92, 7))
    for place, runs in [*enumerate(course.open[-1]), (WON, course.won[-1])]:
        error = runs.std() / RUNS**0.5
        assert abs(runs.mean() - state[place]) < 4.5 * error, (place, runs.mean(), state[place], error)
    _, exactly = expected(start, (91,), levers, draws=3)
    assert exactly.won[-1] == pytest.approx(np.full(3, state[WON]), rel=1e-3)
    assert exactly.open[-1] == pytest.approx(np.repeat(state[:LAYERS, None], 3, axis=1), rel=1e-3)


def test_without_levers_both_worlds_are_one() -> None:
    start = funnel(stock((50, 40, 30, 20, 10, 5), 100, 50, large=[(4, 3000.0)]), arrivals({1: 5}))
    ran = simulate(start, (91,), Levers(), 500)
    assert ran.with_levers is ran.without
    untouched = simulate(start, (91,), Levers(new_a_week=0, weeks=4, advance={3: 0.0}), 500)
    assert np.array_equal(untouched.with_levers.won, ran.without.won)


def crowd_of(runs: int) -> Crowd:
    random = generator(1)
    crowd = Crowd.nobody(LAYERS, runs, 1.4)
    crowd.deals += random.integers(0, 60, (LAYERS, runs))
    crowd.amounts += np.where(crowd.deals > 0, random.gamma(2, 5000, (LAYERS, runs)), 0)
    return crowd


def test_what_leaves_a_layer_comes_in_elsewhere_to_the_last_deal_and_cent() -> None:
    random, crowd = generator(2), crowd_of(1000)
    lifted, behind = Crowd.nobody(LAYERS, 1000, 1.4), Crowd.nobody(LAYERS, 1000, 1.4)
    deals, amounts = crowd.deals.sum(axis=0), crowd.amounts.sum(axis=0)
    # round in a ring, or won: nobody is gone
    ring = alpha({layer: {layer % 6 + 1: 0.4, "won": 0.1} for layer in range(1, 7)}, 50)
    no_win = alpha({layer: {layer % 6 + 1: 0.4} for layer in range(1, 7)}, 50)
    for _ in range(6):
        movers = crowd.leave(Moves.of(drawn(ring, 1000, random)), random)
        crowd.lift(Moves.of(drawn(no_win, 1000, random)), lifted, behind, random)
        crowd.join(movers)
    held = crowd.amounts.sum(axis=0) + crowd.won
    assert held + lifted.amounts.sum(axis=0) == pytest.approx(amounts, rel=1e-12)
    assert held + behind.amounts.sum(axis=0) == pytest.approx(amounts, rel=1e-12)
    assert np.array_equal(lifted.deals.sum(axis=0), behind.deals.sum(axis=0))
    assert (crowd.deals.sum(axis=0) + lifted.deals.sum(axis=0) < deals).all()  # the others are won
    assert min(crowd.amounts.min(), lifted.amounts.min(), crowd.deals.min()) >= -1e-6


def test_no_deal_is_lost_where_none_can_be_won_or_gone() -> None:
    random, crowd = generator(3), crowd_of(500)
    deals = crowd.deals.sum(axis=0)
    ring = alpha({layer: {layer % 6 + 1: 0.3, (layer + 1) % 6 + 1: 0.2} for layer in range(1, 7)}, 50)
    for _ in range(6):
        crowd.join(crowd.leave(Moves.of(drawn(ring, 500, random)), random))
    assert np.array_equal(crowd.deals.sum(axis=0), deals)


def test_a_lever_makes_a_difference_of_far_less_noise_than_two_worlds_of_their_own() -> None:
    start = funnel(stock((300, 200, 150, 100, 80, 60), 100, 120), arrivals({1: 12}))
    levers = Levers(advance={4: 0.2})
    paired = simulate(start, (91,), levers, RUNS)
    difference = paired.with_levers.won[-1] - paired.without.won[-1]
    apart = paired.with_levers.won[-1] - simulate(start, (91,), Levers(), RUNS, seed=7).without.won[-1]
    assert difference.std() < 0.5 * apart.std()
    assert (difference > 0).mean() > 0.8 > 0.76 > (apart > 0).mean()


def test_a_large_deal_is_never_behind_where_a_lever_pushes_it() -> None:
    alike: Chances = {layer: {layer + 1 if layer < 6 else "won": 0.15, "gone": 0.05} for layer in range(1, 7)}
    start = funnel(stock(large=[(1, 100.0), (3, 50.0)]), chances=alike)
    ran = simulate(start, (91,), Levers(advance=dict.fromkeys(range(1, 7), 0.5)), RUNS)
    assert (ran.with_levers.won >= ran.without.won).all()
    assert (ran.with_levers.won[-1] > ran.without.won[-1]).any()


@pytest.mark.parametrize(
    "more", [{"weeks": 8}, {"new_a_week": 40}, {"advance": {2: 0.6, 4: 0.5}}, {"shorter_dwell": 0.3}]
)
def test_more_of_a_lever_never_wins_less_on_average(more: dict[str, object]) -> None:
    start = funnel(stock((200, 80, 60, 40, 30, 10), 100, 80), arrivals({1: 12}), deals=200)
    some = expected(start, (91,), BOTH)[1].won[-1]
    assert (expected(start, (91,), replace(BOTH, **more))[1].won[-1] > some).all()  # type: ignore[arg-type]


def test_one_giant_deal_makes_two_peaks() -> None:
    # in the last layer, 20% a week won and 5% gone: won within two weeks with 0.2 + 0.75 x 0.2 = 35%
    start = funnel(stock(large=[(6, 1000.0)]), days=14)
    won = simulate(start, (14,), runs=20_000).without.won
    assert set(np.unique(won)) == {0.0, 1000.0}
    assert won[1].mean() == pytest.approx(200, abs=12)
    assert won[2].mean() == pytest.approx(350, abs=14)
    assert np.quantile(won[-1], [0.1, 0.5, 0.63, 0.67, 0.9]).tolist() == [0, 0, 0, 1000, 1000]


def test_a_deal_of_the_crowd_is_won_as_often_as_one_by_name() -> None:
    start = funnel(stock((0, 0, 0, 0, 0, 1), 1000), days=14)
    won = simulate(start, (14,), runs=20_000).without.won
    assert set(np.unique(won)) == {0.0, 1000.0}
    assert won[-1].mean() == pytest.approx(350, abs=14)


@pytest.mark.parametrize("held", [stock((0, 0, 0, 0, 0, 100), 10), stock(large=[(6, 1000.0)])])
def test_a_part_of_a_step_has_its_part_of_the_chance(held: Stock) -> None:
    # of the 25% that leave in a week, 4 in 5 are won; in two days 1 - 0.75 ** (2 / 7) leave
    ran = simulate(funnel(held, days=9), (9,), runs=20_000)
    assert ran.days == (0, 7, 9)
    left = 1000 * 0.75
    assert (ran.without.won[2] - ran.without.won[1]).mean() == pytest.approx(left * 0.8 * (1 - 0.75 ** (2 / 7)), abs=6)


def test_the_bands_hold_what_is_not_known_of_the_rates_too() -> None:
    held = stock((0, 0, 0, 0, 0, 1000), 1)
    sure, unsure = (simulate(funnel(held, deals=deals), (7,), runs=RUNS).without.won[-1] for deals in (SURE, 100))
    # binomial: 1000 x 0.2 x 0.8 = 160; with a chance known from 100 deals also 1000² x 0.2 x 0.8 / 101
    assert sure.std() == pytest.approx(160**0.5, rel=0.06)
    assert unsure.std() == pytest.approx((160 * 0.99 + 1e6 * 0.16 / 101) ** 0.5, rel=0.06)


def test_the_amount_that_goes_along_varies_as_drawing_without_putting_back_does() -> None:
    # 30 of 100 deals with a spread of 1.5: sd of the share is 1.5 x sqrt(0.3 x 0.7 / 99) where sizes are any
    taken, of = np.full(40_000, 30), np.full(40_000, 100)
    share = share_taken(taken, of, 1.5, generator(1))
    assert share.mean() == pytest.approx(0.3, abs=0.002)
    assert share.std() == pytest.approx(1.5 * (0.21 / 99) ** 0.5, rel=0.05)
    assert set(share_taken(np.array([0, 7]), np.array([7, 7]), 1.5, generator(1))) == {0.0, 1.0}


@pytest.mark.parametrize(("deals", "chance"), [(40, 0.1), (100, 0.16), (2000, 0.003), (3, 0.5), (0, 0.5), (5, 1.0)])
def test_moves_are_binomial(deals: int, chance: float) -> None:
    found = binomial(np.full(100_000, deals), np.full(100_000, chance), generator(1))
    shares = np.bincount(found, minlength=deals + 1)[: deals + 1].cumsum() / 100_000
    assert np.abs(shares - binom.cdf(np.arange(deals + 1), deals, chance)).max() < 0.009
    assert found.mean() == pytest.approx(deals * chance, rel=0.01)


# --- at the edges


def test_a_stage_without_exit_keeps_its_deals() -> None:
    closed = {**CHANCES, 4: {}}
    held = stock((0, 0, 0, 50, 0, 0), 10, large=[(4, 100.0)])
    ran = simulate(funnel(held, chances=closed), (91,), Levers(advance={4: 0.5}, shorter_dwell=0.5), 200)
    assert (ran.with_levers.open[:, 3] == 600).all()
    assert (ran.with_levers.won == 0).all()


def test_nobody_and_nothing_is_no_error() -> None:
    ran = simulate(funnel(stock()), (91,), ADD, 200)
    assert (ran.without.won == 0).all() and (ran.without.open == 0).all()
    # the deals that are looked for come into layer 1, as none ever came: they are worth nothing known
    assert (ran.with_levers.open == 0).all()


def test_deals_without_an_amount_are_as_large_as_those_assumed() -> None:
    held = stock(blank=(0, 0, 0, 0, 40, 0))
    ran = simulate(funnel(held, assumed=Sizes(50, 100.0, 100.0)), (0,), runs=20_000)
    at_review = ran.without.open[0, 4]
    assert ran.days == (0,)
    assert at_review.mean() == pytest.approx(4000, rel=0.01)
    # sizes of 40 deals, and the mean that 50 deals tell
    assert at_review.std() == pytest.approx((40 * 100**2 + 40**2 * 100**2 / 50) ** 0.5, rel=0.05)


def test_one_layer_alone_leads_straight_to_won() -> None:
    only = {1: {"won": 0.1, "gone": 0.1}}
    ran = simulate(funnel(stock((100, 0, 0, 0, 0, 0), 10), chances=only), (70,), Levers(advance={1: 1.0}), 2000)
    left = 1 - 0.8**10
    assert ran.without.won[-1].mean() == pytest.approx(1000 * 0.5 * left, rel=0.02)
    assert ran.with_levers.won[-1].mean() == pytest.approx(1000 * 2 / 3 * (1 - 0.7**10), rel=0.02)


def test_a_lever_never_moves_more_deals_than_there_are() -> None:
    quick = {6: {"won": 0.8, "gone": 0.1}}
    ran = simulate(funnel(stock((0, 0, 0, 0, 0, 100), 10), chances=quick), (7,), Levers(advance={6: 5.0}), 2000)
    assert ran.with_levers.won[-1].mean() == pytest.approx(900, rel=0.01)
    assert (ran.with_levers.open[-1] == 0).all()


def test_rates_of_a_layer_add_up_to_one() -> None:
    chances = drawn(alpha(CHANCES, 3), 100, generator(1))
    assert chances.sum(axis=1) == pytest.approx(np.ones((LAYERS, 100)))
    assert chances_of(alpha(CHANCES, 3))[5, WON] == pytest.approx(0.2)
