"""A column of the user's own is a role like the others: to group by, to filter on, to drill into."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from analyzer import figures
from analyzer.language import Language
from analyzer.model import BLANK, EXTRA_ROLES, Target
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.figures.frames import rows
from tests.pipelines import NOV_16, SELECTION, SETTINGS, STAGES, Row, warehouse

DEALS = (
    Row(NOV_16, "A", "Lead", Decimal(10), region="East", extra_2="Large"),
    Row(NOV_16, "B", "Needs", Decimal(20), region="East", extra_2="Small"),
    Row(NOV_16, "C", "Needs", Decimal(40), region="West", extra_2="Small"),
    Row(NOV_16, "D", "Trial", Decimal(80), region="West"),
)
TARGET = Target("region", "East", date(2026, 10, 1), date(2026, 12, 31), Decimal(100))


@pytest.fixture(scope="module")
def sized() -> Iterator[Warehouse]:
    held = warehouse(DEALS, STAGES, [TARGET])
    yield held
    held.close()


def test_its_members_are_listed_and_those_of_unused_ones_are_none(sized: Warehouse) -> None:
    assert sized.run(figures.members("extra_2"))["member"].tolist() == ["Large", "Small", BLANK]
    assert [len(sized.run(figures.members(role))) for role in ("extra_1", "extra_3")] == [0, 0]


def test_the_table_is_split_by_it(sized: Warehouse) -> None:
    found = sized.run(figures.products(SELECTION, "extra_2", SETTINGS))
    assert rows(found, "member", "count", "amount", "light") == [
        (BLANK, 1, 80.0, None), ("Small", 2, 60.0, None), ("Large", 1, 10.0, None),
    ]  # fmt: skip


def test_it_filters_every_figure_down_to_the_deals(sized: Warehouse) -> None:
    small = SELECTION.narrowed("extra_2", "Small")
    assert rows(sized.run(figures.deals(small)), "opportunity_id", "extra_2") == [("C", "Small"), ("B", "Small")]
    assert rows(sized.run(figures.deals(SELECTION.narrowed("extra_2", BLANK))), "opportunity_id") == [("D",)]
    both = sized.run(figures.outcomes(small, "region")).query("kind == 'open'")
    assert rows(both, "member", "amount") == [("East", 20.0), ("West", 40.0)]


def test_a_filter_on_it_leaves_no_target_because_none_is_for_a_part(sized: Warehouse) -> None:
    assert rows(sized.run(figures.targets(SELECTION, "region", Settings())), "target") == [(100.0,)]
    for role in EXTRA_ROLES:
        narrowed = SELECTION.narrowed(role, "Small")
        assert sized.run(figures.targets(narrowed, "region", Settings())).empty
        assert figures.target_role(narrowed, Settings(targets=(TARGET,))) is None


def test_it_is_called_as_its_header_has_it_in_every_language() -> None:
    for code in ("en", "zh_CN"):
        language = Language(code, extra_roles=("deal SIZE", "渠道等级"))
        assert (language.role_name("extra_1"), language.role_title("extra_2")) == ("deal SIZE", "渠道等级")
        assert language.roles_title("extra_1") == "deal SIZE"
    assert Language("en").role_title("region") == "Region" and Language("en").roles_title("rep") == "Sales reps"
