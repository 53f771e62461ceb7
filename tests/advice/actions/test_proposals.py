"""What is proposed for a pipeline whose trouble is known, and which guards stand against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest

from analyzer.advice import Assessment, Check
from analyzer.advice.actions import Action, Proposals, next_review, propose
from analyzer.language import Language
from analyzer.message import Message
from analyzer.model import Selection
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests import pipelines
from tests.courses import WEEKS, deal
from tests.pipelines import STAGES, warehouse

AS_OF = WEEKS[-1]
SELECTION = Selection(AS_OF, WEEKS[-2])
SETTINGS = Settings(few_dwells=1, shrink_strength=5, rate_weeks=26)


def assessed(verdict: str = "push", g1: str = "no") -> Assessment:
    said = Message("any")
    guard = Check("G1", "", g1, said, {"share": 0.4})  # type: ignore[arg-type]
    return Assessment(verdict, "", said, said, None, 0, None, (), (guard,))  # type: ignore[arg-type]


# In the South eight deals stand in Lead for ten weeks; in the East twelve went on after two. Wes works six large ones.
SOUTH = [row for n in range(8) for row in deal(f"S{n}", "LLLLLLLLLLL", 100 + n, region="South", rep="Sue")]
EAST = [row for n in range(12) for row in deal(f"E{n}", ".LLCCCCPPPP", 50 + n, region="East", rep="Ann")]
HARD = [row for n in range(6) for row in deal(f"H{n}", ".......PPPP", 9000, region="East", rep="Wes")]
STANDS = deal("Z", "NNNNNNNNNNN", 20, region="East", rep="Wes")
WON = [
    *deal("W1", "...PW", 500, region="East", rep="Wes", customer="Old Friend", closed_on=date(2026, 10, 5)),
    *deal("W2", "...PW", 400, region="East", rep="Wes", customer="Customer S1", closed_on=date(2026, 10, 5)),
    *deal("W3", "...PX", 400, region="South", rep="Sue", closed_on=date(2026, 10, 5)),
]


@pytest.fixture(scope="module")
def house() -> Iterator[Warehouse]:
    stages = [replace(stage, benchmark_days=28) if stage.name == "Needs" else stage for stage in STAGES]
    opened = warehouse([*SOUTH, *EAST, *HARD, *STANDS, *WON], stages)
    yield opened
    opened.close()


@dataclass(frozen=True)
class Accepted:
    kind: str
    customers: tuple[str, ...]


def proposed(house: Warehouse, assessment: Assessment, *under_way: Accepted) -> Proposals:
    return propose(assessment, house, SELECTION, SETTINGS, under_way, others=True)


def find(found: Proposals, kind: str, member: str | None) -> Action:
    return next(action for action in found.actions if (action.kind, action.member) == (kind, member))


def guards(action: Action) -> list[str]:
    return [guard.id for guard in action.guards]


def test_stuck_deals_are_pushed_together_by_what_they_have_in_common(house: Warehouse) -> None:
    first = proposed(house, assessed()).actions[0]
    # all eight are in the South, with Sue, and in Lead: of what tells the same, the stage is named first
    assert (first.kind, first.feature, first.deals_in_all, first.rep) == ("push", "stage", 8, "Sue")
    assert {deal.opportunity_id for deal in first.deals} == {f"S{n}" for n in range(8)}
    assert first.deals[0].opportunity_id == "S7" and first.hours == 8 * SETTINGS.hours_per_push
    assert first.customers == tuple(f"Customer S{n}" for n in range(8))
    assert "8 of 8 deals" in Language().say(first.why)


def test_no_deal_stands_under_two_actions_and_each_action_says_who_and_when(house: Warehouse) -> None:
    found = proposed(house, assessed()).actions
    named = [deal.opportunity_id for action in found for deal in action.deals]
    assert len(named) == len(set(named)) and "Z" in named
    assert {action.due_on for action in found} == {date(2026, 11, 23)}
    assert {action.member for action in found if action.rep is None} == {"South"}  # nobody has sold there
    assert len({action.code for action in found}) == len(found)


def test_what_the_verdict_asks_for_comes_first(house: Warehouse) -> None:
    assert [action.kind for action in proposed(house, assessed("push")).actions][0] == "push"
    assert [action.kind for action in proposed(house, assessed("add")).actions][0] == "add"


def test_only_what_is_asked_for_is_looked_for_unless_others_are_wanted(house: Warehouse) -> None:
    asked = propose(assessed("add"), house, SELECTION, SETTINGS).actions
    assert {action.kind for action in asked} == {"add"} and all(action.is_asked for action in asked)
    everything = proposed(house, assessed("add")).actions
    assert {action.is_asked for action in everything if action.kind == "push"} == {False}
    assert propose(assessed("hold"), house, SELECTION, SETTINGS).actions == ()


def test_a_stalled_deal_asks_for_a_call_whatever_the_verdict() -> None:
    opened = warehouse([*deal("A", "..PPPPPPPPP", 50), *deal("B", "......PPPPP", 90)], STAGES)
    stalled = Check("A1", "", "yes", Message("any"))
    found = propose(replace(assessed("hold"), checks=(stalled,)), opened, SELECTION, SETTINGS).actions
    assert [(action.is_asked, [deal.opportunity_id for deal in action.deals]) for action in found] == [(True, ["A"])]
    assert found[0].deals[0].benchmark_days == 30
    opened.close()


def test_an_add_action_names_customers_that_bought_and_are_not_to_be_pushed(house: Warehouse) -> None:
    east = find(proposed(house, assessed("add")), "add", "East")
    assert east.customers == ("Old Friend",)  # Customer S1 bought too, but is pushed
    assert (east.rep, east.new_deals, east.hours) == ("Wes", 5, 5 * SETTINGS.hours_per_new)
    # the six of Wes came in the last four weeks; the twelve and the two that came before say nothing of now
    assert east.arrivals is not None and (east.arrivals.count, east.arrivals.days) == (6, 28)


def test_resources_that_are_spread_stop_adding_but_no_push(house: Warehouse) -> None:
    spread = proposed(house, assessed("both", g1="yes"))
    assert "G1" in guards(find(spread, "add", "East"))
    assert not any("G1" in guards(action) for action in spread.actions if action.kind == "push")
    assert not any("G1" in guards(action) for action in proposed(house, assessed("both", "not_enough_data")).actions)


def test_an_overloaded_rep_stops_what_is_given_to_them_and_nobody_else(house: Warehouse) -> None:
    found = proposed(house, assessed())
    (alone,) = [action for action in found.actions if [deal.opportunity_id for deal in action.deals] == ["Z"]]
    assert (alone.rep, guards(alone)) == ("Wes", ["G2"])
    assert "Wes works 6 hard deals" in str(alone.guards[0].said)
    assert guards(found.actions[0]) == []
    assert guards(found.guards.given_to(alone, "Sue")) == []
    assert guards(found.guards.given_to(found.actions[0], "Wes")) == ["G2"]


def test_a_customer_under_the_other_kind_of_decision_is_a_conflict(house: Warehouse) -> None:
    adding = proposed(house, assessed(), Accepted("add", ("Customer S3", "Nobody")))
    assert guards(adding.actions[0]) == ["G3"]
    assert "Customer S3" in str(adding.actions[0].guards[0].said)
    pushing = proposed(house, assessed("add"), Accepted("push", ("Old Friend",)))
    assert "G3" in guards(find(pushing, "add", "East"))
    assert guards(proposed(house, assessed(), Accepted("push", ("Customer S3",))).actions[0]) == []


def test_a_group_of_several_reps_is_given_to_each_deals_own(house: Warehouse) -> None:
    both = [row for n in range(4) for row in deal(f"T{n}", "LLLLLLLLLLL", 1, region="South", rep="Tom")]
    opened = warehouse([*SOUTH[:44], *EAST, *both], STAGES)
    group = proposed(opened, assessed()).actions[0]
    assert group.rep is None and {deal.rep for deal in group.deals} == {"Sue", "Tom"}
    opened.close()


def test_the_next_review_is_the_usual_gap_on(house: Warehouse) -> None:
    assert next_review(house, SELECTION) == date(2026, 11, 23)
    single = warehouse(deal("A", "L"), STAGES)
    assert next_review(single, Selection(WEEKS[0])) == date(2026, 9, 14)
    daily = warehouse(
        [replace(row, snapshot_date=date(2026, 9, 1 + n)) for n, row in enumerate(deal("A", "LLL"))], STAGES
    )
    assert next_review(daily, Selection(date(2026, 9, 3))) == date(2026, 9, 4)
    single.close()
    daily.close()


def test_without_stuck_deals_or_wins_nothing_is_proposed() -> None:
    opened = warehouse(deal("A", "LLC", first=8), STAGES)
    assert proposed(opened, assessed("hold")).actions == ()
    opened.close()


@pytest.mark.parametrize("selection", [pipelines.SELECTION, pipelines.ONE_SNAPSHOT, Selection(pipelines.NOV_2)])
def test_lines_blanks_and_a_single_snapshot_are_no_trouble(selection: Selection) -> None:
    opened = warehouse(pipelines.ROWS, STAGES)
    for settings in (Settings(few_dwells=1), Settings(few_dwells=1, shrink_strength=0, hard_deals_limit=0)):
        found = propose(assessed("both", g1="yes"), opened, selection, settings, others=True).actions
        for action in found:
            assert action.due_on > selection.as_of and Language().say(action.title) and Language().say(action.why)
    opened.close()
