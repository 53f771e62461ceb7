"""H1, H2, A1, A2, A3 by hand: on both sides of their thresholds, on them, and where the data is too little."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from analyzer.advice.arriving import with_odd_steps
from analyzer.advice.inputs import Benchmark, Rates
from analyzer.advice.rules import conversion_fell, high_stages_short, lead_heavy, slow_contact, stalled
from tests.advice.rules.numbers import SETTINGS, TODAY, level, weeks, well, with_level


def shares(*held: float | None) -> tuple[tuple[object, float | None], ...]:
    first = TODAY - timedelta(weeks=len(held) - 1)
    return tuple((first + timedelta(weeks=week), share) for week, share in enumerate(held))


@pytest.mark.parametrize(
    ("held", "answer"),
    [
        ((0.21, 0.21, 0.21), "yes"),
        ((0.21, 0.20, 0.21), "no"),  # exactly 20% is not more
        ((0.10, 0.21, 0.21, 0.21), "yes"),
        ((0.21, 0.21, 0.21, 0.10), "no"),
        ((0.21, 0.21), "not_enough_data"),
        ((0.10, 0.21), "no"),  # one snapshot within the limit is enough for no
        ((0.21, None, 0.21), "not_enough_data"),
        ((), "not_enough_data"),
    ],
)
def test_h1_wants_three_snapshots_running(held, answer):
    check = lead_heavy.ask(well(lead_shares=shares(*held)), SETTINGS)
    assert check.answer == answer
    assert bool(check.needs) == (answer == "not_enough_data")


def test_h1_says_what_it_leans_to():
    inputs = well(lead_shares=shares(0.3, 0.3, 0.3))
    leaning = [
        lead_heavy.ask(inputs, replace(SETTINGS, lead_heavy_means=way)).evidence["leans_to"] for way in ("push", "add")
    ]
    assert leaning == ["push", "add"]


def test_h1_needs_a_layer_1():
    inputs = well(lead_shares=shares(0.0, 0.0, 0.0), layers=frozenset({2, 3}))
    assert lead_heavy.ask(inputs, SETTINGS).answer == "not_enough_data"


@pytest.mark.parametrize(
    ("days", "benchmark", "answer"),
    [(14.1, 14, "yes"), (14, 14, "no"), (13, 14, "no"), (14, None, "not_enough_data")],
)
def test_h2_compares_with_the_benchmark(days, benchmark, answer):
    known = None if benchmark is None else Benchmark(benchmark)
    assert slow_contact.ask(with_level(2, level(5, 9.0, days), benchmark=known), SETTINGS).answer == answer


def test_h2_wants_five_deals_and_is_as_careful_with_dwells_known_from_below():
    assert (
        slow_contact.ask(with_level(2, level(4, 9.0, 90), benchmark=Benchmark(14)), SETTINGS).answer
        == "not_enough_data"
    )
    undated = level(5, 9.0, 10, dated=0, mean_days_at_most=None)
    assert slow_contact.ask(with_level(2, undated, benchmark=Benchmark(14)), SETTINGS).answer == "not_enough_data"
    young = replace(undated, mean_days_at_most=14.0)
    check = slow_contact.ask(with_level(2, young, benchmark=Benchmark(14, 30)), SETTINGS)
    assert check.answer == "no"
    assert str(check.said) == (
        "The 5 open deals of layer 2 have been there for at most 14 days on average, as that is how old they are; the "
        "benchmark is 14 days."
    )


def test_h2_knows_nothing_of_deals_that_were_seen_once():
    seen_once = well(
        levels={2: level(9, 1.0, dated=0, unknown=9, mean_days_at_most=None)}, benchmark=Benchmark(10.0, 8)
    )
    check = slow_contact.ask(seen_once, SETTINGS)
    assert (check.answer, check.evidence["mean_days"]) == ("not_enough_data", None)
    assert str(check.said) == "It is not known of 9 of the 9 open deals of layer 2 how long they have been there."


@pytest.mark.parametrize(
    ("stalled_deals", "perhaps", "answer"), [(1, 0, "yes"), (1, 3, "yes"), (0, 0, "no"), (0, 1, "not_enough_data")]
)
def test_a1_one_deal_is_enough(stalled_deals, perhaps, answer):
    held = level(10, 9000.0, stalled=stalled_deals, stalled_amount=900.0 * stalled_deals, perhaps_stalled=perhaps)
    check = stalled.ask(with_level(4, held), SETTINGS)
    assert check.answer == answer
    assert check.evidence["deals"] == stalled_deals


def test_a1_needs_the_layer():
    assert stalled.ask(well(layers=frozenset({1, 2, 3})), SETTINGS).answer == "not_enough_data"


@pytest.mark.parametrize(
    ("amount", "answer"),
    [(161_999.99, "yes"), (162_000.0, "no"), (200_000.0, "no")],  # 60% of (1.5 + 1.2) x 100,000
)
def test_a2_exactly_60_percent_of_what_the_gauges_require_is_no_alarm(amount, answer):
    inputs = well(levels={4: level(5, amount - 1000), 6: level(5, 1000.0)})
    assert high_stages_short.ask(inputs, SETTINGS).answer == answer


def test_a2_a_target_that_is_won_already_is_not_said_to_be_none():
    check = high_stages_short.ask(well(target=0.0), SETTINGS)
    assert check.answer == "no"
    assert "nothing of the quarter's target is left to win" in str(check.said)


def test_a2_needs_a_target_and_amounts():
    assert high_stages_short.ask(well(target=None), SETTINGS).answer == "not_enough_data"
    assert high_stages_short.ask(well(levels={4: level(5)}), SETTINGS).answer == "not_enough_data"
    assert high_stages_short.ask(well(levels={1: level(5, 9.0)}), SETTINGS).answer == "yes"  # nothing there is 0


def rates(advanced: int, stood: int = 100, before: int = 300, stood_before: int = 1000) -> Rates:
    return Rates("Needs", stood, advanced, stood_before, before)


@pytest.mark.parametrize(
    ("advanced", "p", "answer"),
    [
        # z = (0.3 - a / 100) / sqrt(q (1 - q) (1 / 100 + 1 / 1000)) with q = (300 + a) / 1100
        (21, 0.0590, "no"),
        (20, 0.0356, "yes"),
        (30, 1.0, "no"),
        (45, 1.0, "no"),  # it rose, and beyond chance: no alarm
    ],
)
def test_a3_a_rate_below_its_earlier_level_beyond_chance(advanced, p, answer):
    check = conversion_fell.ask(well(rates=(rates(advanced),)), SETTINGS)
    assert check.answer == answer
    assert check.evidence["p"] == pytest.approx(p, abs=0.0005)


def test_a3_names_the_stage_that_fell_most_surely():
    steady, fell = replace(rates(30), stage="Contact"), rates(10)
    check = conversion_fell.ask(well(rates=(steady, fell)), SETTINGS)
    assert (check.answer, check.evidence["stage"], check.evidence["stages_fallen"]) == ("yes", "Needs", 1)


@pytest.mark.parametrize(("stood", "answer"), [(20, "yes"), (19, "not_enough_data")])
def test_a3_wants_twenty_deals_on_both_sides(stood, answer):
    assert conversion_fell.ask(well(rates=(rates(0, stood),)), SETTINGS).answer == answer
    turned = Rates("Needs", 1000, 0, stood, stood)
    assert conversion_fell.ask(well(rates=(turned,)), SETTINGS).answer == answer


def test_a3_a_fall_with_a_holiday_in_it_is_not_known_to_be_one():
    holiday = with_odd_steps(weeks([20] * 9, [20] * 8 + [1]), SETTINGS)
    check = conversion_fell.ask(well(rates=(rates(10),), steps=holiday), SETTINGS)
    assert check.answer == "not_enough_data"
    assert str(check.needs[0]).startswith("weeks in which deals moved as usual")
    long_ago = with_odd_steps(weeks([20] * 9, [20, 20, 20, 1, 20, 20, 20, 20, 20]), SETTINGS)
    assert [step.is_odd for step in long_ago][3:5] == [True, True]  # a holiday and the week after, by 19 Oct
    assert conversion_fell.ask(well(rates=(rates(10),), steps=long_ago), SETTINGS).answer == "yes"
    assert conversion_fell.ask(well(rates=(rates(30),), steps=holiday), SETTINGS).answer == "no"


def test_a3_a_stage_nobody_left_is_no_fall():
    assert conversion_fell.ask(well(rates=(rates(0, 50, 0, 50),)), SETTINGS).answer == "no"
