"""A rehearsal: its curves, chances, costs and sentences; and the best split of hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from analyzer.advice.simulation import Levers, best_split, rehearse
from analyzer.language import Language
from analyzer.message import Message
from analyzer.settings import Settings
from tests.advice.simulation.funnels import REVIEW, Chances, arrivals, funnel, stock

SETTINGS = Settings(runs=1000)
BUSY = funnel(stock((200, 80, 60, 40, 30, 10), 100, 80), arrivals({1: 12}, sd=80), deals=500, target=5_500.0)
REST = Levers()
LEVERS = Levers(new_a_week=5, weeks=4, advance={4: 0.25})


def test_the_points_are_weeks_and_the_last_day_of_the_quarter() -> None:
    found = rehearse(
        replace(BUSY, quarter=replace(BUSY.quarter, ends_on=REVIEW + timedelta(days=16))), LEVERS, SETTINGS
    )
    assert found.days == tuple(REVIEW + timedelta(days=days) for days in (0, 7, 14, 16))
    assert {len(end) for band in found.curves["won"].values() for end in band} == {4}


def test_the_curves_begin_at_the_review_and_the_band_holds_the_mean() -> None:
    found = rehearse(replace(BUSY, won_so_far=7000.0), LEVERS, SETTINGS)
    for world in ("without", "with"):
        assert found.curves["won"][world].mean[0] == 7000
        assert found.curves["layer_4"][world].mean[0] == pytest.approx(4000)
        for measure in ("layer_4", "layer_5", "won"):
            band = found.curves[measure][world]
            assert (band.low <= band.mean).all() and (band.mean <= band.high).all()


def test_without_levers_nothing_differs_and_nothing_is_spent() -> None:
    found = rehearse(BUSY, Levers(), SETTINGS)
    assert found.difference == (0, 0, 0)
    assert found.chance_with == found.chance_without
    assert (found.hours, found.new, found.pushes) == (0, 0, 0)
    for curve in found.curves.values():
        assert np.array_equal(curve["with"].mean, curve["without"].mean)


def test_levers_raise_the_chance_and_cost_their_hours() -> None:
    found = rehearse(BUSY, LEVERS, SETTINGS)
    assert found.difference.mean > 0
    assert found.chance_with > found.chance_without > 0
    # 20 new at 4 hours; every deal that stands in layer 4 by the end is pushed once, at 2 hours
    assert found.new == 20
    assert found.hours == pytest.approx(80 + 2 * found.pushes)
    twice = rehearse(BUSY, replace(LEVERS, advance={4: 0.5}), SETTINGS)
    assert twice.pushes == pytest.approx(2 * found.pushes, rel=0.05)


def test_pushes_are_the_deals_of_the_layer_by_hand() -> None:
    # 40 deals in the only layer there is; one push raises the advance by a quarter
    alone = funnel(stock((0, 0, 0, 40, 0, 0)), chances={4: {"won": 0.1}})
    assert rehearse(alone, Levers(advance={4: 0.25}), SETTINGS).pushes == pytest.approx(40)
    assert rehearse(alone, Levers(advance={4: 0.05}), SETTINGS).hours == pytest.approx(16)


def test_new_opportunities_are_paid_for_only_while_there_is_time() -> None:
    soon = replace(BUSY, quarter=replace(BUSY.quarter, ends_on=REVIEW + timedelta(days=14)))
    assert rehearse(soon, Levers(new_a_week=5, weeks=4), SETTINGS).new == 10


@pytest.mark.parametrize(("won", "chance"), [(5_500.0, 1.0), (5_499.0, 0.0)])
def test_on_the_last_day_the_target_is_reached_or_not(won: float, chance: float) -> None:
    over = replace(BUSY, quarter=replace(BUSY.quarter, ends_on=REVIEW), won_so_far=won)
    found = rehearse(over, LEVERS, SETTINGS)
    assert found.days == (REVIEW,)
    assert (found.chance_without, found.chance_with, found.difference.mean) == (chance, chance, 0)
    assert len(found.answers) == 3


def test_one_day_before_the_end_there_are_two_points() -> None:
    tomorrow = replace(BUSY, quarter=replace(BUSY.quarter, ends_on=REVIEW + timedelta(days=1)))
    found = rehearse(tomorrow, LEVERS, SETTINGS)
    assert found.days == (REVIEW, REVIEW + timedelta(days=1))
    assert found.curves["won"]["without"].mean[-1] > 0


def test_without_a_target_there_is_no_chance_and_without_rates_nothing_at_all() -> None:
    assert rehearse(replace(BUSY, target=None), LEVERS, SETTINGS).chance_with is None
    asked = (Message("Two snapshots are needed."),)
    nothing = rehearse(replace(BUSY, needs=asked), LEVERS, SETTINGS)
    assert (nothing.needs, nothing.curves, nothing.days, nothing.answers) == (asked, {}, (), ())
    with pytest.raises(ValueError, match="Two snapshots"):
        best_split(replace(BUSY, needs=asked), 40, SETTINGS)


# --- in words


QUICK: Chances = {1: {"won": 0.5, "gone": 0.4}}


def said(message: Message) -> str:
    return Language().say(message)


def test_pushing_is_named_where_many_deals_stand_close_to_won() -> None:
    first = said(rehearse(BUSY, Levers(), SETTINGS).answers[0])
    assert first.startswith("Conversion")
    assert "15 Feb 2027" in first


def test_adding_is_named_where_there_is_little_to_push() -> None:
    dry = funnel(stock((2, 0, 0, 0, 0, 0), 100), arrivals({1: 1}), chances=QUICK)
    assert said(rehearse(dry, Levers(), SETTINGS).answers[0]).startswith("The total rather than conversion: 40 hours")


def test_what_the_target_needs_is_told() -> None:
    def needed(target: float | None, levers: Levers = REST) -> str:
        return said(rehearse(replace(BUSY, target=target), levers, SETTINGS).answers[1])

    assert needed(100.0).startswith("No more than now: ")
    assert needed(1e9).startswith("Not even 2,000 hours are expected to reach the target of 1B")
    assert needed(None).startswith("There is no target to hold it against; 40 hours")
    won = rehearse(BUSY, Levers(), SETTINGS).curves["won"]["without"].mean[-1]
    assert needed(won * 1.02).startswith("About ")
    assert needed(None, LEVERS).startswith("What is set here costs ")


def test_the_curve_to_expect_is_told_with_and_without() -> None:
    alone = said(rehearse(BUSY, Levers(), SETTINGS).answers[2])
    assert alone.startswith("By 15 Feb 2027 stage 4 goes from 4K to ")
    assert " instead of " in said(rehearse(BUSY, LEVERS, SETTINGS).answers[2])


def test_numbers_of_deals_are_not_said_as_money() -> None:
    counted = replace(BUSY, in_deals=True, stock=stock((20, 8, 6, 4, 3, 1), 1), target=None)
    assert "¥" not in Language(currency="CNY").say(rehearse(counted, Levers(), SETTINGS).answers[2])


# --- the best split


def test_the_split_with_the_most_expected_is_the_best() -> None:
    found = best_split(BUSY, 100, SETTINGS)
    assert found.shares == tuple(share / 10 for share in range(11))
    assert found.gains[found.best] == max(found.gains)
    assert all(low <= gain <= high for low, gain, high in zip(found.lows, found.gains, found.highs, strict=True))
    assert found.by == date(2027, 2, 15)


def test_what_the_best_split_gains_is_what_its_levers_gain_in_a_rehearsal() -> None:
    found = best_split(BUSY, 100, SETTINGS)
    rehearsed = rehearse(BUSY, found.levers, SETTINGS, runs=20_000)
    assert rehearsed.difference.mean == pytest.approx(found.gains[found.best], rel=0.1)


def test_a_rehearsal_says_of_a_weeks_hours_what_their_split_says() -> None:
    add, push = (rehearse(BUSY, LEVERS, SETTINGS, runs=100).answers[0].values[name] for name in ("add", "push"))
    gains = best_split(BUSY, 40, SETTINGS).gains
    assert (add, push) == pytest.approx((gains[0], gains[-1]))


def test_numbers_of_deals_say_what_they_are() -> None:
    answers = rehearse(replace(BUSY, in_deals=True, target=None), LEVERS, SETTINGS, runs=100).answers
    assert Language("en").say(answers[0]).count(" deals") >= 2


def test_hours_that_find_no_deal_to_push_are_told() -> None:
    dry = funnel(stock((3, 0, 0, 0, 0, 0)), chances=QUICK)
    found = best_split(dry, 1000, SETTINGS)
    assert found.best < 10  # three pushes need six hours: more of it gains nothing
    assert found.pushes == pytest.approx(3, abs=0.01)
    assert found.idle == pytest.approx(1000 * found.shares[found.best] - 6, abs=0.1)


def test_pushing_goes_first_where_it_gains_most() -> None:
    assert set(best_split(BUSY, 20, SETTINGS).levers.advance) == {6}
    assert set(best_split(BUSY, 400, SETTINGS).levers.advance) > {6}


def test_with_more_time_adding_gains_more() -> None:
    soon, later = (best_split(BUSY, 100, SETTINGS, days=days) for days in (28, 280))
    assert soon.gains[0] < later.gains[0]
    assert soon.by == REVIEW + timedelta(days=28)


def test_no_time_and_no_hours_gain_nothing() -> None:
    for found in (best_split(BUSY, 0, SETTINGS), best_split(BUSY, 100, SETTINGS, days=0)):
        assert set(found.gains) == {0.0}
        assert said(found.said).startswith("However ")
