"""When the whole moves one way and each part the other, by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from analyzer.advice import mix_shifts
from analyzer.advice.mix_shift import Part, shifted
from analyzer.model import BLANK, Selection
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.advice.rules.days import WEEKS
from tests.pipelines import STAGES, Row, warehouse

FEW = 20
# The easy East loses its deals to the hard West: 96 of 120 before, 54 of 120 now, though both got better.
EAST, WEST = Part("East", 19, 20, 90, 100), Part("West", 35, 100, 6, 20)


def test_the_whole_falls_though_each_member_rises():
    found = shifted([EAST, WEST], FEW)
    assert found is not None
    assert (found.is_simpsons, found.towards.member) == (True, "West")
    assert (found.whole.came, found.whole.of, found.whole.came_before, found.whole.of_before) == (54, 120, 96, 120)
    # East and West would each rise by 5 points, at any mix: 80% + 5%, and not 45%
    assert found.steady == pytest.approx(0.85)


def test_the_whole_rises_though_each_member_falls():
    turned = [Part(part.member, part.came_before, part.of_before, part.came, part.of) for part in (EAST, WEST)]
    found = shifted(turned, FEW)
    assert found is not None
    assert (found.is_simpsons, found.towards.member) == (True, "East")


def test_a_mix_that_does_more_than_the_members_is_named_and_one_that_does_less_is_not():
    # East stays at 50%, West falls from 20% to 18%; West grows from a fifth to four fifths of the deals
    by_mix = [Part("East", 50, 100, 200, 400), Part("West", 72, 400, 20, 100)]
    found = shifted(by_mix, FEW)
    assert found is not None and not found.is_simpsons
    # East falls from 90% to 30% at nearly the same mix
    assert shifted([Part("East", 30, 100, 90, 100), Part("West", 24, 120, 20, 100)], FEW) is None


@pytest.mark.parametrize("few", [20, 21])
def test_too_few_deals_of_a_member_tell_nothing(few):
    assert (shifted([EAST, WEST], few) is None) == (few == 21)


def test_blank_members_are_nobody_and_many_of_them_hide_the_rest():
    assert shifted([EAST, Part(BLANK, 35, 100, 6, 20)], FEW) is None
    assert shifted([EAST, WEST, Part(BLANK, 500, 1000, 500, 1000)], FEW) is None


def test_one_member_has_no_mix():
    assert shifted([EAST], FEW) is None
    assert shifted([], FEW) is None


def rows() -> Iterator[Row]:
    """The same deals, as they go on from Lead to Contact or stay: before in the third week of six, now in the last."""
    for part in (EAST, WEST):
        for deal in range(part.of_before):
            name = f"{part.member} earlier {deal}"
            yield Row(WEEKS[0], name, "Lead", region=part.member)
            yield Row(WEEKS[1], name, "Proposal" if deal < part.came_before else "Lost", region=part.member)
        for deal in range(part.of):
            name = f"{part.member} recent {deal}"
            yield Row(WEEKS[-2], name, "Lead", region=part.member)
            yield Row(WEEKS[-1], name, "Proposal" if deal < part.came else "Lost", region=part.member)


def test_it_is_said_from_the_data_of_the_roles_that_have_members():
    house: Warehouse = warehouse(rows(), STAGES)
    (said,) = mix_shifts(house, Selection(WEEKS[-1], WEEKS[-2]), Settings())
    house.close()
    assert {name: said.values[name] for name in ("now", "before", "share", "share_before", "member")} == {
        "now": pytest.approx(0.45), "before": pytest.approx(0.8), "member": "West",
        "share": pytest.approx(100 / 120), "share_before": pytest.approx(20 / 120),
    }  # fmt: skip
    assert "for every {role} it is more than before" in said.text
