"""S1 by hand: the top of the funnel against 80% of the target, and new deals against those before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.advice.arriving import compared, with_odd_steps
from analyzer.advice.inputs import Inputs
from analyzer.advice.rules.total_too_small import ask, of_fall, of_top
from tests.advice.rules.numbers import SETTINGS, TARGET, level, weeks, well, with_level

FELL, STEADY, UNKNOWN = weeks([100, 100, 50]), weeks([100, 100, 100]), weeks([1, 1])
LITTLE, ENOUGH = level(40, 79_999.99), level(40, 80_000.0)


@pytest.mark.parametrize(
    ("top", "steps", "answer"),
    [
        (LITTLE, FELL, "yes"),
        (LITTLE, STEADY, "no"),
        (ENOUGH, FELL, "no"),
        (ENOUGH, STEADY, "no"),
        (LITTLE, UNKNOWN, "not_enough_data"),
        (ENOUGH, UNKNOWN, "no"),  # one half that is no is enough
    ],
)
def test_both_halves_must_hold(top, steps, answer):
    assert ask(with_level(1, top, steps=steps), SETTINGS).answer == answer


@pytest.mark.parametrize(("amount", "answer"), [(79_999.99, "yes"), (80_000.0, "no"), (80_000.01, "no"), (0.0, "yes")])
def test_exactly_80_percent_of_the_target_is_enough(amount, answer):
    assert of_top(with_level(1, level(40, amount)), SETTINGS) == answer


def test_the_top_is_as_many_layers_as_the_settings_say():
    inputs = with_level(1, level(40, 70_000.0))  # and 50,000 in layer 2
    assert of_top(inputs, SETTINGS) == "yes"
    assert of_top(inputs, replace(SETTINGS, top_layer=2)) == "no"


def test_without_a_target_the_top_is_not_judged():
    check = ask(well(target=None, steps=FELL), SETTINGS)
    assert check.answer == "not_enough_data"
    assert [str(need) for need in check.needs] == ["a target for the quarter"]
    assert check.evidence["share_of_target"] is None


def test_a_target_that_is_won_already_is_not_said_to_be_none():
    check = ask(well(target=0.0), SETTINGS)
    assert check.answer == "no"
    assert "nothing of the quarter's target is left to win" in str(check.said)


def test_without_amounts_the_top_is_not_judged():
    check = ask(with_level(1, level(40), steps=FELL), SETTINGS)
    assert check.answer == "not_enough_data"
    assert str(check.needs[0]) == "amounts of 40 deals at the top of the funnel"
    assert check.evidence["top_amount"] is None  # not 0


def test_without_a_stage_at_the_top_it_is_not_judged():
    inputs = well(layers=frozenset({2, 3, 4}), steps=FELL)
    assert of_top(inputs, SETTINGS) == "not_enough_data"


@pytest.mark.parametrize(
    ("largest", "answer"),
    [
        (45_000.0, "not_enough_data"),  # 90,000 in all: exactly half, and without it only 45,000
        (44_999.99, "no"),  # less than half
        (10_000.0, "no"),
    ],
)
def test_one_giant_deal_does_not_make_the_top(largest, answer):
    assert of_top(with_level(1, level(5, 90_000.0, largest=largest)), SETTINGS) == answer


def test_a_giant_deal_beside_enough_others_changes_nothing():
    assert of_top(with_level(1, level(5, 200_000.0, largest=120_000.0)), SETTINGS) == "no"  # 80,000 without it


def test_a_few_deals_without_an_amount_are_passed_over_and_many_are_not():
    # 60 deals have 60,000; the others would make the limit if they were as large: 1,625 each in all
    few, many = (level(60 + n, 79_000.0, priced=60) for n in (15, 16))
    assert of_top(with_level(1, few), SETTINGS) == "yes"  # a fifth of the deals
    assert of_top(with_level(1, many), SETTINGS) == "not_enough_data"


@pytest.mark.parametrize(("now", "answer"), [(79, "yes"), (80, "no"), (81, "no"), (120, "no"), (0, "yes")])
def test_exactly_20_percent_fewer_new_deals_is_no_fall(now, answer):
    assert of_fall(compared(weeks([100, now]), SETTINGS), SETTINGS) == answer


def test_two_snapshots_cannot_tell_a_fall():
    check = ask(with_level(1, LITTLE, steps=weeks([100])), SETTINGS)
    assert check.answer == "not_enough_data"
    assert str(check.needs[0]) == "at least 3 snapshots (loaded: 2)"


def test_few_deals_a_week_are_compared_over_more_weeks():
    # 9 before is too few; 2 weeks hold 18 before and 8 now
    found = compared(weeks([9, 9, 5, 3]), SETTINGS)
    assert (found.new, found.new_before, found.days) == (8, 18, 14)


def test_ten_deals_before_are_enough_to_compare_and_nine_are_not():
    assert compared(weeks([10, 4]), SETTINGS).new_before == 10
    assert compared(weeks([9, 4]), SETTINGS) is None


def test_too_few_new_deals_in_any_period_is_not_enough_data():
    check = ask(with_level(1, LITTLE, steps=weeks([1] * 16)), SETTINGS)
    assert check.answer == "not_enough_data"
    assert str(check.needs[0]) == "at least 10 new deals in the earlier of two equal periods (the most is 8)"


@pytest.mark.parametrize(("count", "answer"), [(8, "yes"), (7, "not_enough_data")])
def test_no_new_deal_at_all_in_two_times_four_weeks_is_too_few(count, answer):
    assert of_fall(compared(weeks([0] * count), SETTINGS), SETTINGS) == answer


def test_a_weeks_chance_is_told_from_a_fall_by_the_weeks_around_it():
    # 30 to 22 is 27% fewer, but 88 after 90 in four weeks each is no fall
    steps = weeks([30, 29, 31, 30, 30, 32, 30, 22])
    found = compared(steps, SETTINGS)
    assert found.days == 28
    assert of_fall(found, SETTINGS) == "no"


def test_a_fall_some_weeks_ago_is_a_fall_still():
    steps = weeks([50, 50, 50, 50, 20, 20, 20, 20])  # this week is no worse than the last one
    found = compared(steps, SETTINGS)
    assert (found.new, found.new_before, of_fall(found, SETTINGS)) == (80, 200, "yes")


def test_snapshots_at_odd_distances_are_compared_by_the_day():
    long, short = weeks([70, 10])
    steps = (replace(long, days=28), replace(short, days=4))
    assert compared(steps, SETTINGS).fall == pytest.approx(0.0)


@pytest.mark.parametrize("moved", [(20, 20, 20, 20, 7), (20, 20, 20, 20, 51)])
def test_a_week_in_which_hardly_anything_or_far_too_much_moved_is_left_out(moved):
    steps = with_odd_steps(weeks([100, 100, 100, 100, 10], moved), SETTINGS)
    found = compared(steps, SETTINGS)
    assert [step.is_odd for step in steps] == [False] * 4 + [True]
    assert of_fall(found, SETTINGS) == "no"
    assert found.left_out == (steps[-1].until,)
    assert "left out" in str(ask(with_level(1, LITTLE, steps=steps), SETTINGS).said)


@pytest.mark.parametrize("moved", [(20, 20, 20, 8), (20, 20, 20, 50), (4, 4, 4, 0)])
def test_exactly_40_percent_of_the_usual_moves_is_no_holiday_and_few_moves_tell_none(moved):
    assert not any(step.is_odd for step in with_odd_steps(weeks([10] * 4, moved), SETTINGS))


def test_a_slow_down_that_lasts_is_no_holiday():
    moved = [20] * 6 + [2, 2, 2]
    assert not any(step.is_odd for step in with_odd_steps(weeks([50] * 9, moved), SETTINGS))
    assert [step.is_odd for step in with_odd_steps(weeks([50] * 8, moved[:8]), SETTINGS)][6:] == [True, True]


def test_the_week_after_a_holiday_catches_up_and_goes_with_it():
    steps = with_odd_steps(weeks([30, 30, 30, 30, 1, 80, 30], [20, 20, 20, 20, 1, 25, 20]), SETTINGS)
    assert [step.is_odd for step in steps] == [False] * 4 + [True, True, False]
    assert of_fall(compared(steps, SETTINGS), SETTINGS) == "no"  # and not 30 after 80


def test_fewer_moves_of_fewer_deals_are_no_holiday():
    steps = [*weeks([10] * 4, stood=100), *weeks([10], moved=[6], stood=30)]
    assert not any(step.is_odd for step in with_odd_steps(steps, SETTINGS))


def test_a_member_with_too_few_moves_has_its_holidays_with_the_team():
    team = with_odd_steps(weeks([10] * 5, [20, 20, 20, 20, 1]), SETTINGS)
    own = with_odd_steps(weeks([2] * 5, [1, 2, 1, 2, 2]), SETTINGS, team)
    assert [step.is_odd for step in own] == [False] * 4 + [True]


def test_the_evidence_holds_the_numbers_and_their_thresholds():
    found = ask(with_level(1, level(40, 40_000.0), steps=FELL), SETTINGS).evidence
    assert (found["top_amount"], found["target"], found["share_of_target"], found["top_share"]) == (
        40_000.0, TARGET, 0.4, 0.8
    )  # fmt: skip
    assert (found["new"], found["new_before"], found["fall"], found["new_fall"], found["n"]) == (50, 100, 0.5, 0.2, 40)


def test_nothing_open_at_the_top_is_nothing_and_not_unknown():
    inputs = Inputs(levels={2: level(5, 10_000.0)}, target=TARGET, steps=FELL)
    assert ask(inputs, SETTINGS).answer == "yes"
