"""G1, G2, G3 by hand, on both sides of their thresholds and on them."""

from __future__ import annotations

import pytest

from analyzer.advice.inputs import Inputs
from analyzer.advice.rules import conflict, rep_overloaded, resources_spread
from analyzer.model import BLANK
from tests.advice.rules.numbers import SETTINGS, level, weeks, well


@pytest.mark.parametrize(
    ("high", "low", "new", "answer"),
    [
        (30, 70, [5, 1], "yes"),  # exactly 30% is enough
        (29, 71, [5, 1], "no"),
        (31, 69, [5, 1], "yes"),
        (31, 69, [5, 0], "no"),  # none came since the last snapshot
        (31, 69, [], "not_enough_data"),
        (29, 71, [], "no"),  # one half that is no is enough
    ],
)
def test_g1_wants_30_percent_at_layer_4_and_new_ones(high, low, new, answer):
    inputs = Inputs(levels={5: level(high, 1.0), 2: level(low, 1.0)}, steps=weeks(new))
    assert resources_spread.ask(inputs, SETTINGS).answer == answer


def test_g1_nothing_open_is_nothing_spread():
    check = resources_spread.ask(Inputs(), SETTINGS)
    assert (check.answer, check.evidence["share"]) == ("no", None)


@pytest.mark.parametrize(("deals", "answer"), [(5, "no"), (6, "yes"), (0, "no")])
def test_g2_five_hard_deals_at_once_are_not_too_many(deals, answer):
    assert rep_overloaded.ask(well(hard={"Ann": deals, "Bo": 1}), SETTINGS).answer == answer


def test_g2_names_the_reps_with_the_most_first():
    check = rep_overloaded.ask(well(hard={"Ann": 6, "Bo": 9, "Cy": 5}), SETTINGS)
    assert check.evidence["reps"] == "Bo, Ann"
    assert rep_overloaded.overloaded(well(hard={"Ann": 6, "Bo": 9, "Cy": 5}), SETTINGS) == {"Bo": 9, "Ann": 6}


def test_g2_needs_reps():
    assert rep_overloaded.ask(well(has_reps=False), SETTINGS).answer == "not_enough_data"


@pytest.mark.parametrize(
    ("adding", "pushing", "answer"),
    [
        ({"Acme", "Bolt"}, {"Acme"}, "yes"),
        ({"Bolt"}, {"Acme"}, "no"),
        ({"Acme"}, (), "no"),
        ({BLANK, ""}, {BLANK, ""}, "no"),  # nobody is nobody
    ],
)
def test_g3_one_customer_under_both_kinds_of_action(adding, pushing, answer):
    assert conflict.conflict(adding, pushing).answer == answer
