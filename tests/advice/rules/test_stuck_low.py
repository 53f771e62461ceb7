"""S2 by hand: the mean dwell of low deals against two sales cycles, and customers that go in a circle."""

from __future__ import annotations

import pytest

from analyzer.advice.inputs import Cycle, Inputs, Loop
from analyzer.advice.rules.stuck_low import ask, of_waiting
from tests.advice.rules.numbers import SETTINGS, level, well

CYCLE = Cycle(60.0, 10.0, 8)
LOOPS = (Loop("Acme", 4),)


def low(days: float, count: int = 5, **more: object) -> Inputs:
    """Low deals of one age, in layer 2."""
    return well(levels={2: level(count, 1000.0, days, **more), 4: level(9, 1000.0, 500)}, cycle=CYCLE)


@pytest.mark.parametrize(("days", "answer"), [(121, "yes"), (120.01, "yes"), (120.0, "no"), (119, "no")])
def test_exactly_two_cycles_is_not_more_than_two(days, answer):
    assert of_waiting(low(days), SETTINGS) == answer


def test_the_mean_is_over_all_low_deals_each_weighed_alike():
    # (3 x 200 + 1 x 40 + 2 x 10) / 6 = 110; high deals do not count
    levels = {1: level(3, 9.0, 200), 2: level(1, 9.0, 40), 3: level(2, 9.0, 10), 4: level(9, 9.0, 900)}
    inputs = well(levels=levels, cycle=CYCLE)
    assert inputs.low.mean_days == pytest.approx(110)
    assert ask(inputs, SETTINGS).answer == "no"


@pytest.mark.parametrize(
    ("loops", "days", "answer"), [((), 10, "no"), (LOOPS, 10, "yes"), (LOOPS, 200, "yes"), ((), 200, "yes")]
)
def test_any_of_the_two_halves_is_enough(loops, days, answer):
    inputs = low(days)
    assert ask(well(levels=inputs.levels, cycle=CYCLE, loops=loops), SETTINGS).answer == answer


def test_without_a_sales_cycle_waiting_is_not_judged_but_circles_are():
    levels = low(500).levels
    without = ask(well(levels=levels, cycle=None), SETTINGS)
    assert without.answer == "not_enough_data"
    assert str(without.needs[0]) == "at least 8 deals won in the last year, with the days they were created and won"
    assert ask(well(levels=levels, cycle=None, loops=LOOPS), SETTINGS).answer == "yes"


@pytest.mark.parametrize(("count", "answer"), [(5, "yes"), (4, "not_enough_data")])
def test_fewer_than_five_low_deals_make_no_mean(count, answer):
    assert of_waiting(low(500, count), SETTINGS) == answer


@pytest.mark.parametrize(
    ("days", "at_most", "answer"),
    [
        (130, None, "yes"),  # at least that long: too long already
        (50, None, "not_enough_data"),
        (50, 120.0, "no"),  # since they were created, and that is not too long either
        (50, 121.0, "not_enough_data"),
    ],
)
def test_a_dwell_that_is_known_from_below_says_yes_and_says_no_only_by_the_age(days, at_most, answer):
    assert of_waiting(low(days, dated=2, mean_days_at_most=at_most), SETTINGS) == answer


def test_without_customers_the_first_half_alone_answers_and_says_so():
    check = ask(well(levels=low(10).levels, cycle=CYCLE, has_customers=False), SETTINGS)
    assert check.answer == "no"
    assert [str(need) for need in check.needs] == ["the customers of the deals"]
    assert "names no customers" in str(check.said)
    assert check.evidence["looping_customers"] is None


def test_a_members_few_wins_are_judged_by_the_teams_cycle_and_it_is_said():
    inputs = well(levels=low(130).levels, cycle=Cycle(60.0, 10.0, 50, is_the_teams=True))
    check = ask(inputs, SETTINGS)
    assert (check.answer, check.evidence["cycle_of"]) == ("yes", "team")
    assert "the whole team's sales cycles" in str(check.said)


def test_the_evidence_holds_the_numbers_and_their_thresholds():
    found = ask(low(130), SETTINGS).evidence
    assert (found["mean_days"], found["limit_days"], found["cycle_days"], found["stuck_cycles"]) == (130, 120, 60, 2)
    assert (found["n"], found["won_deals"], found["loop_limit"], found["most_entries"]) == (5, 8, 3, None)


@pytest.mark.parametrize(
    ("days", "unknown", "answer"),
    [
        (500, 10, "not_enough_data"),  # nothing is known of any deal: not that they came today
        (500, 6, "not_enough_data"),  # of too few
        (241, 5, "yes"),  # even if the other five came today, 120.5 on average
        (240, 5, "not_enough_data"),
    ],
)
def test_a_dwell_of_which_nothing_is_known_is_not_0(days, unknown, answer):
    inputs = low(days, 10, dated=10 - unknown, unknown=unknown, mean_days_at_most=None)
    check = ask(inputs, SETTINGS)
    assert check.answer == answer
    assert check.evidence["mean_days"] == (None if unknown == 10 else days)
    assert [str(need) for need in check.needs] == (
        [] if answer == "yes" else [f"the days on which {unknown} deals entered their stage"]
    )


def test_levels_of_which_little_is_known_add_up_by_the_known_deals():
    both = level(4, 1.0, 30.0, unknown=2, sd_days=0.0) + level(6, 1.0, 10.0, unknown=6) + level(1, 1.0, 60.0)
    assert (both.count, both.known, both.mean_days) == (11, 3, pytest.approx(40.0))
    assert both.least_mean_days == pytest.approx(120 / 11)
