"""A share of the family in each run of the tests: three pipelines of each cause, with limits.

`python -m tests.advice.family --misses --worth` judges more of them, and prints the table.
"""

from __future__ import annotations

import pytest

from tests.advice.family.generator import CAUSES, case
from tests.advice.family.judging import judged
from tests.advice.family.table import misses
from tests.advice.family.worth import played

SEED, COUNT = 7, 33


@pytest.fixture(scope="module")
def found():
    return list(judged(case(SEED, number) for number in range(COUNT)))


def test_the_verdict_is_the_one_the_cause_calls_for(found):
    assert sum(one.is_right for one in found) >= COUNT - 2, misses(found)


def test_guards_stand_where_the_cause_put_them(found):
    assert sum(one.guards_are_right for one in found) >= COUNT - 2, misses(found)


def test_no_verdict_without_the_data_for_it(found):
    assert not [str(one.case) for one in found if one.is_unsupported]


def test_the_region_that_has_the_trouble_is_named(found):
    right, silent, wrong = (sum(column) for column in zip(*(one.regions_right for one in found), strict=True))
    assert right + silent + wrong >= 15
    assert wrong <= 2


def test_advice_wastes_fewer_hours_than_policies_that_ask_nobody(found):
    outcomes = [played(one, draws=1) for one in found[: len(CAUSES)]]
    wasted = {policy: sum(one[policy].wasted for one in outcomes) for policy in ("advice", "add", "push")}
    right = {policy: sum(one[policy].is_right for one in outcomes) for policy in ("advice", "add", "push")}
    assert wasted["advice"] <= 0.75 * min(wasted["add"], wasted["push"])
    assert right["advice"] >= 1.4 * max(right["add"], right["push"])


def test_the_same_seed_and_number_make_the_same_pipeline():
    first, again, other = case(SEED, 5), case(SEED, 5), case(SEED + 1, 5)
    assert first.history.table.equals(again.history.table)
    assert (first.verdict, first.overloaded) == (again.verdict, again.overloaded)
    assert not first.history.table.equals(other.history.table)


def test_the_causes_come_in_turn():
    assert [case(SEED, number).cause for number in range(len(CAUSES))] == list(CAUSES)
