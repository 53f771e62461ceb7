"""What stuck deals have in common: told where it is beyond chance, and only there."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from analyzer.advice.actions.shared_features import COMPARED, SharedFeature, in_common
from analyzer.settings import Settings

SETTINGS = Settings()


def deals(**members: Mapping[str, int]) -> pd.DataFrame:
    """As many deals as there are of each member of a feature; all alike in the others."""
    (feature,) = members
    named = [member for member, count in members[feature].items() for _ in range(count)]
    return pd.DataFrame({name: named if name == feature else ["same"] * len(named) for name in COMPARED})


def told(stuck: pd.DataFrame, moved: pd.DataFrame) -> list[SharedFeature]:
    return list(in_common(stuck, moved, SETTINGS))


def test_what_is_stuck_more_often_than_the_others_is_told_with_its_interval() -> None:
    (one,) = told(deals(region={"South": 12, "East": 3}), deals(region={"South": 2, "East": 13}))
    assert (one.feature, one.member, one.stuck, one.moved) == ("region", "South", 12, 2)
    assert one.share == 12 / 14 and one.others == 3 / 16 and one.lift == pytest.approx(12 / 14 / (3 / 16))
    assert (one.low, one.high) == proportion_confint(12, 14, method="wilson")
    assert "12 of 14 deals" in str(one.said)


def test_five_deals_are_needed() -> None:
    moved = deals(region={"East": 40})
    assert [one.stuck for one in told(deals(region={"South": 5, "East": 2}), moved)] == [5]
    assert told(deals(region={"South": 4, "East": 2}), moved) == []


def test_what_chance_may_do_is_not_told() -> None:
    assert told(deals(region={"South": 8, "East": 6}), deals(region={"South": 6, "East": 8})) == []


def test_what_all_deals_share_tells_nothing() -> None:
    assert told(deals(region={"South": 30}), deals(region={"South": 30})) == []


def test_a_blank_is_nothing_in_common() -> None:
    assert told(deals(rep={"(blank)": 12, "Ann": 3}), deals(rep={"(blank)": 2, "Ann": 13})) == []


def test_without_a_deal_that_moved_or_is_stuck_nothing_can_be_told() -> None:
    assert told(deals(region={"South": 9, "East": 9}), deals(region={})) == []
    assert told(deals(region={}), deals(region={"South": 9})) == []


def test_among_seven_features_without_a_cause_hardly_ever_one_is_told() -> None:
    lots = np.random.default_rng(5)
    found = 0
    for _ in range(30):
        both = [
            pd.DataFrame({feature: lots.choice(list("ABCDEF"), size) for feature in COMPARED}) for size in (60, 120)
        ]
        found += bool(told(*both))
    assert found <= 3
