"""A typed target is the target of the review quarter; other periods, members and roles keep theirs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from analyzer.model import Quarter, Target
from analyzer.screen.targets import with_typed

Q4 = Quarter(date(2026, 10, 1), date(2026, 12, 31))
EAST_Q4 = Target("region", "East", Q4.starts_on, Q4.ends_on, Decimal("100.00"))


def test_a_typed_target_takes_the_place_of_the_one_before() -> None:
    assert with_typed([EAST_Q4], "region", {"East": 250.5}, Q4) == (
        Target("region", "East", Q4.starts_on, Q4.ends_on, Decimal("250.50")),
    )


def test_none_takes_a_target_away() -> None:
    assert with_typed([EAST_Q4], "region", {"East": None}, Q4) == ()


def test_other_members_roles_and_quarters_stay() -> None:
    others = (
        Target("region", "West", Q4.starts_on, Q4.ends_on, Decimal("1.00")),
        Target("product", "East", Q4.starts_on, Q4.ends_on, Decimal("2.00")),
        Target("region", "East", date(2026, 7, 1), date(2026, 9, 30), Decimal("3.00")),
    )
    assert with_typed(others, "region", {"East": 9}, Q4)[:3] == others


def test_a_yearly_target_keeps_its_other_quarters() -> None:
    year = Target("region", "East", date(2026, 1, 1), date(2026, 12, 31), Decimal("365.00"))
    assert with_typed([year], "region", {"East": 500}, Q4) == (
        Target("region", "East", date(2026, 1, 1), date(2026, 9, 30), Decimal("273.00")),
        Target("region", "East", Q4.starts_on, Q4.ends_on, Decimal("500.00")),
    )
