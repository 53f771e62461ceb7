"""What became of decisions, deal by deal, on pipelines that can be followed by eye."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from analyzer.advice.ledger import Score, score, summary
from analyzer.language import Language
from analyzer.warehouse import Warehouse
from tests.advice.ledger.decisions import decision, followed
from tests.courses import WEEKS, deal
from tests.pipelines import STAGES, warehouse

DECIDED, DUE, LATER = WEEKS[3], WEEKS[5], WEEKS[10]  # 28 Sep, 12 Oct, 16 Nov
LINES = [
    *deal("up", "LLLLCCCCCCC"),
    *deal("stays", "NNNNNNNPPPP"),  # moves only after it was due
    *deal("back", "CCCCCLLLLLL"),
    *deal("won", "NNNNW......"),  # and leaves the snapshots
    *deal("lost", "NNNNNXXXXXX"),
    *deal("vanished", "NNNN......."),
    *deal("both ways", "LLLLCLLLLLL"),  # up, and back by the time it was due
    *deal("new 1", "LLL", first=4), *deal("new 2", "LL", first=5, region="West"),
    *deal("new 3", "LL", first=6), *deal("old", "LLLL", first=2),
]  # fmt: skip


@pytest.fixture(scope="module")
def house() -> Iterator[Warehouse]:
    opened = warehouse(LINES, STAGES)
    yield opened
    opened.close()


def pushing(*keys: str, stage: str = "Needs", layer: int = 3, **values: Any) -> Any:
    deals = [followed(key, stage, layer, chance=0.4) for key in keys]
    return decision(*deals, decided_on=DECIDED, due_on=DUE, **values)


def outcomes(found: Score) -> list[str]:
    return [deal.outcome for deal in found.deals]


def test_each_deal_is_judged_by_the_snapshot_of_the_due_date(house: Warehouse) -> None:
    found = score(pushing("stays", "won", "lost", "vanished", "never there"), house, LATER)
    assert (found.standing, found.seen_on) == ("scored", DUE)
    assert outcomes(found) == ["stayed", "won", "lost", "vanished", "unknown"]
    assert found.happened == 1
    assert [deal.stage_now for deal in found.deals] == ["Needs", "Won", "Lost", "Needs", None]
    leads = score(pushing("up", "both ways", stage="Lead", layer=1), house, LATER)
    assert outcomes(leads) == ["moved_up", "stayed"]
    assert outcomes(score(pushing("back", stage="Contact", layer=2), house, LATER)) == ["moved_back"]


def test_a_decision_is_open_until_a_snapshot_of_its_due_date_or_after(house: Warehouse) -> None:
    early = score(pushing("stays", "both ways"), house, WEEKS[4])
    assert (early.standing, early.seen_on, early.brier) == ("open", WEEKS[4], None)
    between = replace(pushing("stays"), due_on=date(2026, 10, 14))
    assert score(between, house, DUE).standing == "open"
    assert (score(between, house, LATER).standing, score(between, house, LATER).seen_on) == ("scored", WEEKS[6])
    unseen = score(pushing("stays"), house, DECIDED)
    assert (unseen.standing, unseen.seen_on, unseen.happened, outcomes(unseen)) == ("open", None, None, ["unknown"])


def test_the_brier_score_is_the_mean_squared_miss(house: Warehouse) -> None:
    found = score(pushing("won", "lost", "stays"), house, LATER)
    assert found.brier == pytest.approx((0.6**2 + 0.4**2 + 0.4**2) / 3)
    unsure = replace(pushing("won"), deals=(replace(followed("won"), chance_with=None),))
    assert score(unsure, house, LATER).brier is None


def test_a_single_deal_has_no_band(house: Warehouse) -> None:
    assert score(pushing("won"), house, LATER).in_band is None
    assert score(pushing("won", "lost"), house, LATER).in_band is True


def test_a_stage_that_was_renamed_is_compared_by_its_layer(house: Warehouse) -> None:
    found = score(pushing("up", stage="First talk", layer=1), house, LATER)
    assert outcomes(found) == ["moved_up"]
    assert outcomes(score(pushing("up", stage="Old name", layer=2), house, LATER)) == ["stayed"]


def test_adding_is_scored_by_the_new_deals_of_the_member(house: Warehouse) -> None:
    east = decision(kind="add", decided_on=DECIDED, due_on=DUE, new_deals=2, expected_with=2.5, low=1.0, high=4.0)
    found = score(east, house, LATER)
    assert (found.happened, found.in_band, found.brier) == (1, True, None)  # new 1; old came before, new 3 after
    assert score(replace(east, member="West"), house, LATER).happened == 1
    assert score(replace(east, filters={"rep": ("Ann",)}), house, LATER).happened == 1
    assert score(replace(east, filters={"rep": ("Wes",)}), house, LATER).happened == 0
    assert score(replace(east, low=2.0), house, LATER).in_band is False
    assert score(replace(east, feature="planet"), house, LATER).happened is None


def test_what_was_withdrawn_is_no_part_of_the_sum(house: Warehouse) -> None:
    taken_back = score(pushing("stays").withdrawn(DUE), house, LATER)
    assert (taken_back.standing, taken_back.brier, taken_back.in_band) == ("withdrawn", None, None)
    assert str(summary([taken_back]).sentence) == "No decision is under way"


def test_the_sentence_tells_what_came_of_all(house: Warehouse) -> None:
    push = score(pushing("won", "lost", "stays", expected_with=1.24), house, LATER)
    add = score(decision(kind="add", decided_on=DECIDED, due_on=DUE, expected_with=3.0), house, LATER)
    waiting = score(replace(pushing("stays"), due_on=date(2027, 1, 4)), house, LATER)

    def said(*scores: Score) -> str:
        return Language().say(summary(scores).sentence)

    assert said() == "No decision is under way"
    assert said(waiting) == "Decisions under way: 1; the first is due on 4 Jan 2027"
    assert said(push, waiting) == "1 of 3 pushed deals moved up; 1.2 were expected"
    assert said(add) == "New deals that came where they were asked for: 1; 3 were expected"
    assert said(push, add) == f"{said(push)}. {said(add)}"
    unsure = score(pushing("won", expected_with=None), house, LATER)
    assert said(push, unsure) == "2 of 4 pushed deals moved up"
    told = summary([push, add, waiting])
    assert (told.scored, told.open, told.pushed, told.moved_up, told.came) == (2, 1, 3, 1, 1)
    assert (told.banded, told.in_band, told.expected_new) == (2, 2, 3.0)
