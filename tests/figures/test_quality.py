"""Completeness, contradictions, suggested fills and inflated amounts: by hand, and against plain Python."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer import figures
from analyzer.model import BLANK, Selection
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from tests.figures import quality_oracle
from tests.figures.frames import rows
from tests.pipelines import NOV_2, NOV_9, NOV_16, ROWS, SELECTION, STAGES, Row, table, warehouse

BY_NAME = {stage.name: stage for stage in STAGES}
FEW = Settings(few_won_deals=3)


# --- completeness


def test_completeness_by_hand(house: Warehouse) -> None:
    # On 16 Nov A B C F H I J are open, D K L won, E lost. F has no amount, region, product. D K L have a closing day.
    found = house.run(figures.completeness(SELECTION))
    shares = {field: counts for field, *counts in rows(found, "field", "deals", "deals_with")}
    assert shares["amount"] == [11, 10]
    assert shares["region"] == shares["product"] == [11, 10]
    assert shares["industry"] == shares["created_on"] == [11, 0]
    assert shares["closed_on"] == [4, 3]
    assert shares["expected_close"] == shares["probability"] == shares["stage_entered_on"] == [7, 0]
    assert shares["opportunity_id"] == shares["customer"] == shares["rep"] == [11, 11]


def test_completeness_obeys_the_filters_and_is_told_by_rep(house: Warehouse) -> None:
    by_rep = house.run(figures.completeness(SELECTION, "rep")).query("field == 'region'")
    assert rows(by_rep, "member", "deals", "deals_with", "share") == [
        ("Ann", 6, 6, 1.0), ("Wes", 5, 4, 0.8)
    ]  # fmt: skip
    east = house.run(figures.completeness(SELECTION.narrowed("region", "East")))
    assert set(east.query("field == 'amount'")["deals"]) == {6}


def test_completeness_week_by_week_ends_at_the_review(house: Warehouse) -> None:
    weeks = house.run(figures.completeness_by_week(replace(SELECTION, as_of=NOV_9))).query("field == 'closed_on'")
    assert [day.date() for day in weeks["snapshot_date"]] == [NOV_2, NOV_9]
    assert rows(weeks, "deals", "deals_with") == [(2, 1), (2, 1)]  # H lost without a day, L won


def test_a_deal_of_two_lines_holds_a_field_when_both_do() -> None:
    lines = [Row(NOV_16, "X", "Lead", Decimal(1), product="Alpha"), Row(NOV_16, "X", "Lead", None, product="Beta")]
    found = warehouse(lines, STAGES).run(figures.completeness(SELECTION)).set_index("field")["share"]
    assert (found["amount"], found["product"]) == (0.0, 1.0)


@pytest.mark.parametrize("made_up", ["Rocket fuel", "Rocket fuel · Acme", "Acme", "Acme · Alpha", "#1.12"])
def test_an_id_that_intake_made_for_want_of_one_is_none(made_up: str) -> None:
    named = {"opportunity_name": "Rocket fuel", "customer": "Acme", "product": "Alpha"}
    deals = [Row(NOV_16, made_up, "Lead", **named), Row(NOV_16, "006A1", "Lead", **named)]  # type: ignore[arg-type]
    found = warehouse(deals, STAGES).run(figures.completeness(SELECTION)).query("field == 'opportunity_id'")
    assert rows(found, "deals", "deals_with") == [(2, 1)]


def test_the_deals_behind_a_field_are_those_that_lack_it(house: Warehouse) -> None:
    assert rows(house.run(figures.deals(SELECTION, without="amount")), "opportunity_id", "deals_in_all") == [("F", 1)]
    assert rows(house.run(figures.deals(SELECTION, without="closed_on")), "opportunity_id") == [("E",)]
    for field, deals, deals_with in rows(house.run(figures.completeness(SELECTION)), "field", "deals", "deals_with"):
        assert len(house.run(figures.deals(SELECTION, without=field))) == deals - deals_with


# --- contradictions


def broken(deals: list[Row], selection: Selection = SELECTION) -> list[tuple[str, str]]:
    found = warehouse(deals, STAGES).run(figures.contradictions(selection))
    return [(rule, key) for rule, key in rows(found, "rule", "opportunity_id")]


def deal(stage: str, **values: object) -> Row:
    return Row(NOV_16, "X", stage, **{"amount": Decimal(5), **values})  # type: ignore[arg-type]


YESTERDAY = NOV_16 - timedelta(days=1)
FAULTS = [
    ([deal("Won", created_on=NOV_9, closed_on=NOV_2)], ["closed_before_created"]),
    ([deal("Won", created_on=NOV_9, closed_on=NOV_9)], []),
    ([deal("Lead", expected_close=YESTERDAY)], ["expected_close_past"]),
    ([deal("Lead", expected_close=NOV_16)], []),
    ([deal("Won", expected_close=YESTERDAY)], []),
    ([deal("Proposal", amount=Decimal(0))], ["zero_amount"]),
    ([deal("Proposal", amount=None)], ["no_amount"]),
    ([deal("Needs", amount=Decimal(0))], []),
    ([deal("Needs", amount=None)], []),
    ([deal("Lead", probability=1.0)], ["certain_but_open"]),
    ([deal("Lead", probability=0.0)], []),
    ([deal("Trial", probability=0.0)], ["high_without_chance"]),
    ([deal("Won", probability=1.0)], []),
]


@pytest.mark.parametrize(("deals", "rules"), FAULTS)
def test_a_contradiction_is_told_by_its_rule(deals: list[Row], rules: list[str]) -> None:
    assert [rule for rule, _ in broken(deals)] == rules


@pytest.mark.parametrize(
    ("before", "now", "entered", "rules"),
    [
        ("Contact", "Proposal", NOV_16, ["jump_before_review"]),
        ("Contact", "Proposal", YESTERDAY, ["jump_before_review"]),
        ("Contact", "Proposal", NOV_16 - timedelta(days=2), []),
        ("Contact", "Proposal", None, ["undated_jump"]),
        ("Contact", "Proposal", date(2027, 1, 1), ["undated_jump"]),  # a day to come tells nothing
        ("Contact", "Needs", NOV_16, []),
        ("Negotiation", "Contact", NOV_16, []),
        ("Contact", "Won", NOV_16, []),
    ],
)
def test_a_jump_is_more_than_one_layer_up_close_to_the_review(
    before: str, now: str, entered: date | None, rules: list[str]
) -> None:
    deals = [replace(deal(before), snapshot_date=NOV_9), deal(now, stage_entered_on=entered)]
    assert [rule for rule, _ in broken(deals)] == rules
    assert broken(deals, replace(SELECTION, compare_to=None)) == []


def test_closed_deals_without_their_day_are_a_fault_only_where_others_have_theirs() -> None:
    missing, dated = Row(NOV_16, "X", "Lost"), Row(NOV_16, "Y", "Won", closed_on=NOV_9)
    assert broken([missing]) == []
    assert broken([missing, dated]) == [("closed_without_date", "X")]


def test_the_largest_deals_of_a_rule_come_first_and_all_are_counted_and_summed() -> None:
    late = [Row(NOV_16, key, "Lead", Decimal(n), expected_close=NOV_9) for n, key in enumerate("ABC")]
    late.append(Row(NOV_16, "D", "Trial", None, expected_close=NOV_2))
    found = warehouse(late, STAGES).run(figures.contradictions(SELECTION, "expected_close_past", at_most=2))
    columns = ("opportunity_id", "days_off", "deals_in_all", "amount_in_all", "contradicting_deals")
    assert rows(found, *columns) == [("C", 7, 4, 3.0, 4), ("B", 7, 4, 3.0, 4)]


# --- suggested fills


def fills(deals: list[Row], selection: Selection = SELECTION) -> dict[tuple[str, str], tuple[object, ...]]:
    columns = ("role", "opportunity_id", "member", "evidence", "votes", "evidence_deals", "confidence")
    found = rows(warehouse(deals, STAGES).run(figures.suggested_fills(selection)), *columns)
    return {(role, key): tuple(more) for role, key, *more in found}


def test_a_blank_is_guessed_from_the_same_customer_first() -> None:
    known = {"rep": "Ann", "region": "East", "product": "Alpha"}
    deals = [
        Row(NOV_16, "X", "Lead", customer="Acme", **known),
        Row(NOV_16, "1", "Lead", customer="Acme", industry="Retail", **known),
        Row(NOV_16, "2", "Won", customer="Acme", industry="Retail", **known),
        Row(NOV_16, "3", "Lost", customer="Acme", industry="Energy", **known),
        Row(NOV_16, "4", "Lead", customer="Bolt", industry="Energy", **known),
    ]
    # 2 of 3, and 2 of all 4 are Retail: (2 + 2 x 1/2) / (3 + 2)
    assert fills(deals) == {("industry", "X"): ("Retail", "same_customer", 2, 3, pytest.approx(0.6))}


def test_without_the_customer_the_deals_alike_tell() -> None:
    deals = [
        Row(NOV_16, "X", "Lead", customer="New", rep="Ann", region="East", product="Alpha"),
        Row(NOV_16, "1", "Lead", customer="Acme", rep="Ann", region="East", product="Alpha", industry="Retail"),
        Row(NOV_16, "2", "Lead", customer="Acme", rep="Ann", region="East", product="Beta", industry="Energy"),
        Row(NOV_16, "3", "Lead", customer="Acme", rep="Bob", region="East", product="Alpha", industry="Energy"),
    ]
    # 1 of 1, and 1 of all 3 is Retail: (1 + 2/3) / (1 + 2)
    assert fills(deals) == {("industry", "X"): ("Retail", "similar_deals", 1, 1, pytest.approx(5 / 9))}
    no_product = [replace(deals[0], product=None), *deals[1:]]
    assert fills(no_product)["industry", "X"][:4] == ("Energy", "similar_deals", 1, 2)  # even: by name, and not sure


def test_little_evidence_is_less_sure_than_much() -> None:
    def sure(others: int) -> float:
        deals = [Row(NOV_16, f"{n}", "Lead", customer="Acme", region="East") for n in range(others)]
        deals += [Row(NOV_16, f"w{n}", "Lead", customer="Bolt", region="West") for n in range(others)]
        return float(fills([Row(NOV_16, "X", "Lead", customer="Acme"), *deals])["region", "X"][-1])  # type: ignore[arg-type]

    assert [round(sure(n), 3) for n in (1, 3, 18)] == [0.667, 0.8, 0.95]


def test_nothing_is_guessed_for_a_deal_that_is_known_by_its_row_alone() -> None:
    known = {"rep": "Ann", "product": "Alpha"}
    deals = [Row(NOV_16, "#1.2", "Lead", **known), Row(NOV_16, "#1.3", "Lead", **known, region="East")]
    assert fills(deals) == {}
    assert ("region", "X") in fills([replace(deals[0], opportunity_id="X"), deals[1]])


def test_what_nobody_tells_is_not_guessed_and_filters_do_not_hide_the_evidence() -> None:
    assert fills([Row(NOV_16, "X", "Lead"), Row(NOV_16, "Y", "Lead", region="East")]) == {}
    deals = [Row(NOV_16, "X", "Lead", customer="Acme"), Row(NOV_16, "Y", "Lead", customer="Acme", region="East")]
    blanks_only = SELECTION.narrowed("region", BLANK)
    assert fills(deals, blanks_only)["region", "X"][0] == "East"


# --- amounts against the rep's own record


def won_from(key: str, amount: int, won: int, rep: str = "Ann") -> list[Row]:
    """A deal that stood in Proposal at one amount, and was won at another."""
    return [
        Row(NOV_2, key, "Proposal", Decimal(amount), rep=rep),
        Row(NOV_9, key, "Won", Decimal(won), rep=rep),
    ]


RECORD = [*won_from("1", 100, 50), *won_from("2", 200, 120), *won_from("3", 100, 70)]


def test_the_record_of_a_rep_by_hand() -> None:
    deals = [
        *RECORD,
        Row(NOV_16, "X", "Proposal", Decimal(90), rep="Ann"),
        Row(NOV_16, "Y", "Lead", Decimal(9), rep="Ann"),
    ]
    found = warehouse(deals, STAGES).run(figures.own_records(SELECTION, FEW))
    columns = (
        "stage",
        "open_deals",
        "open_amount",
        "won_deals",
        "deals_missing",
        "median_ratio",
        "ratio_low",
        "ratio_high",
    )
    assert rows(found, *columns, "usual_amount") == [
        ("Proposal", 1, 90.0, 3, 0, 0.6, 0.5, 0.7, 70.0),
        ("Lead", 1, 9.0, 0, 3, None, None, None, None),
    ]


@pytest.mark.parametrize(("amount", "beyond"), [(Decimal("140.01"), True), (Decimal(140), False), (Decimal(60), False)])
def test_an_amount_is_beyond_the_usual_over_twice_what_such_deals_closed_at(amount: Decimal, beyond: bool) -> None:
    # all three closed at 70 for 70 asked: no cut, no spread, twice the usual is 140
    record = [row for key in "123" for row in won_from(key, 70, 70)]
    open_deal = Row(NOV_16, "X", "Proposal", amount, rep="Ann")
    found = warehouse([*record, open_deal], STAGES).run(figures.inflated_amounts(SELECTION, FEW))
    assert rows(found, "opportunity_id", "is_beyond_usual", "is_usually_cut") == (
        [("X", True, False)] if beyond else []
    )


def test_a_spread_of_amounts_widens_the_usual() -> None:
    # won at 10, 100, 1000: quarters 55 and 550, so the range ends at 550 x 10 ** 1.5
    record = [row for key, won in (("1", 10), ("2", 100), ("3", 1000)) for row in won_from(key, won, won)]
    amounts = {"X": Decimal(17_392), "Y": Decimal(17_393)}
    open_deals = [Row(NOV_16, key, "Proposal", amount, rep="Ann") for key, amount in amounts.items()]
    found = warehouse([*record, *open_deals], STAGES).run(figures.inflated_amounts(SELECTION, FEW))
    assert rows(found, "opportunity_id") == [("Y",)]


def test_deals_that_always_close_at_less_are_told_with_the_evidence() -> None:
    open_deal = Row(NOV_16, "X", "Proposal", Decimal(90), rep="Ann")
    house = warehouse([*RECORD, open_deal], STAGES)
    found = house.run(figures.inflated_amounts(SELECTION, FEW))
    columns = (
        "opportunity_id",
        "won_deals",
        "median_ratio",
        "ratio_low",
        "ratio_high",
        "is_beyond_usual",
        "is_usually_cut",
    )
    assert rows(found, *columns) == [("X", 3, 0.6, 0.5, 0.7, False, True)]
    assert house.run(figures.inflated_amounts(SELECTION, Settings(few_won_deals=4))).empty
    assert house.run(figures.inflated_amounts(SELECTION, replace(FEW, deviation_limit=0.3))).empty


def test_another_reps_record_and_what_comes_after_the_review_do_not_count() -> None:
    others = [row for key in "456" for row in won_from(key, 100, 10, rep="Bob")]
    open_deal = Row(NOV_16, "X", "Proposal", Decimal(90), rep="Ann")
    assert warehouse([*others, open_deal], STAGES).run(figures.inflated_amounts(SELECTION, FEW)).empty
    early = replace(SELECTION, as_of=NOV_2, compare_to=None)
    assert set(warehouse(RECORD, STAGES).run(figures.own_records(early, FEW))["won_deals"]) == {0}


# --- any pipeline

DATES = [NOV_2, NOV_9, NOV_16]
NEAR = st.none() | st.sampled_from([NOV_2, NOV_9, YESTERDAY, NOV_16, date(2026, 12, 1)])
NAMES = {"rep": ["Ann", "Bob"], "customer": ["Acme", "Bolt"], "region": ["East", "West"], "product": ["Alpha", "Beta"]}


@st.composite
def histories(draw: st.DrawFn) -> list[Row]:
    """Up to eight deals, each with values of its own and a stage and an amount on each day it is seen."""
    found = []
    for number in range(draw(st.integers(1, 8))):
        own = {role: draw(st.none() | st.sampled_from(names)) for role, names in NAMES.items()}
        own |= {"industry": draw(st.sampled_from(["Retail", "Energy", None]))}
        own |= {name: draw(NEAR) for name in ("created_on", "closed_on", "expected_close")}
        own |= {"probability": draw(st.sampled_from([None, 0.0, 0.4, 1.0])), "stage_entered_on": draw(NEAR)}
        for day in DATES:
            stage = draw(st.none() | st.sampled_from([stage.name for stage in STAGES]))
            for _ in range(draw(st.sampled_from([1, 1, 2])) if stage else 0):
                amount = draw(st.none() | st.integers(0, 300).map(Decimal))
                found.append(Row(day, f"deal {number}", str(stage), amount, **own))
    return found


@pytest.fixture(scope="module")
def empty_house() -> Iterator[Warehouse]:
    held = Warehouse(memory_limit="500MB")
    yield held
    held.close()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deals=histories(), region=st.sampled_from([None, "East", BLANK]))
def test_the_figures_on_quality_agree_with_plain_python(
    empty_house: Warehouse, deals: list[Row], region: str | None
) -> None:
    empty_house.load(table(deals), STAGES, ())
    selection = SELECTION.narrowed("region", region) if region else SELECTION
    for role in (None, "rep"):
        found = empty_house.run(figures.completeness(selection, role))
        told = {(m, f): (d, w) for m, f, d, w in rows(found, "member", "field", "deals", "deals_with")}
        assert told == quality_oracle.completeness(deals, BY_NAME, selection, role)
    faults = empty_house.run(figures.contradictions(selection))
    assert set(rows(faults, "rule", "opportunity_id")) == quality_oracle.contradictions(deals, BY_NAME, selection)
    guesses = empty_house.run(figures.suggested_fills(selection))
    told = {
        (role, key): (*more, pytest.approx(sure))
        for role, key, *more, sure in rows(
            guesses, "role", "opportunity_id", "member", "evidence", "votes", "evidence_deals", "confidence"
        )
    }
    assert told == quality_oracle.fills(deals, selection)
    records = empty_house.run(figures.own_records(selection, FEW))
    expected = quality_oracle.records(deals, BY_NAME, selection)
    for rep, stage, *found in rows(
        records, "rep", "stage", "won_deals", "median_ratio", "ratio_low", "ratio_high", "usual_amount"
    ):
        assert found == pytest.approx(list(expected.get((rep, stage), (0, None, None, None, None))))


def test_the_small_pipeline_contradicts_itself_only_where_it_should(house: Warehouse) -> None:
    found = house.run(figures.contradictions(SELECTION))
    # A jumped from Contact to Proposal on a day nobody knows; E was lost without a day
    assert rows(found, "rule", "opportunity_id") == [("undated_jump", "A"), ("closed_without_date", "E")]
    assert len(ROWS) > len(found)
