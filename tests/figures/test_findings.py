"""The sentences: each branch once, by hand, as an English reader reads it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analyzer.figures import findings
from analyzer.language import Language
from analyzer.message import Message
from analyzer.settings import Settings

ENGLISH = Language("en")


def said(message: Message) -> str:
    return ENGLISH.say(message)


def gauges(*rows: tuple[str, int, float | None, str | None]) -> pd.DataFrame:
    """member, layer, attainment, light; a target wherever there is a light."""
    frame = pd.DataFrame(rows, columns=["member", "layer", "attainment", "light"])
    return frame.assign(target=[None if light is None else 100.0 for light in frame["light"]])


SAFE = [(name, layer, 1.2, "green") for name in ("North", "South") for layer in (4, 5)]


def test_one_region_short_and_the_others_safe():
    frame = gauges(("West", 4, 0.8, "yellow"), ("West", 5, 0.43, "red"), *SAFE)
    sentence = "West has 43% of the stage-5 pipeline it needs; the other regions are safe."
    assert said(findings.gauges(frame, "region")) == sentence


def test_one_region_short_where_another_has_no_target():
    frame = gauges(("West", 4, 0.43, "red"), *SAFE, ("East", 4, None, None))
    sentence = "West has 43% of the stage-4 pipeline it needs; 1 of 4 regions have no target."
    assert said(findings.gauges(frame, "region")) == sentence


def test_the_only_region_short():
    frame = gauges(("West", 4, 0.43, "red"), ("West", 5, 0.9, "yellow"))
    assert said(findings.gauges(frame, "region")) == "West has 43% of the stage-4 pipeline it needs."


def test_every_gauge_on_track():
    sentence = "Every product has the stage-4 and stage-5 pipeline it needs."
    assert said(findings.gauges(gauges(*SAFE), "product")) == sentence


def test_every_gauge_with_a_target_on_track():
    frame = gauges(*SAFE, ("East", 4, None, None), ("(blank)", 4, None, None))
    sentence = "Every region with a target has the stage-4 and stage-5 pipeline it needs; 2 of 4 have no target."
    assert said(findings.gauges(frame, "region")) == sentence


def test_a_few_at_risk_are_named():
    frame = gauges(("West", 5, 0.43, "red"), ("(blank)", 4, 0.5, "red"), ("East", 4, 0.7, "yellow"), *SAFE)
    sentence = "At risk: West and (blank). The lowest is West, with 43% of the stage-5 pipeline it needs."
    assert said(findings.gauges(frame, "region")) == sentence


def test_many_at_risk_are_counted():
    rows = [(f"P{place}", 5, 0.1 + place / 100, "red") for place in range(5)]
    sentence = "5 of 7 products are at risk; the lowest is P0, with 10% of the stage-5 pipeline it needs."
    assert said(findings.gauges(gauges(*rows, *SAFE), "product")) == sentence


def test_one_at_risk_and_others_to_be_watched():
    frame = gauges(("West", 5, 0.43, "red"), ("East", 4, 0.7, "yellow"), ("North", 4, 0.8, "yellow"))
    sentence = "West is at risk, with 43% of the stage-5 pipeline it needs; to be watched: East and North."
    assert said(findings.gauges(frame, "region")) == sentence


def test_none_at_risk_but_a_few_to_be_watched():
    frame = gauges(("East", 4, 0.7, "yellow"), ("North", 4, 0.8, "yellow"))
    sentence = "To be watched: East and North. The lowest is East, with 70% of the stage-4 pipeline it needs."
    assert said(findings.gauges(frame, "region")) == sentence


def test_none_at_risk_but_many_to_be_watched():
    rows = [(f"P{place}", 4, 0.7 + place / 100, "yellow") for place in range(5)]
    sentence = "5 of 5 products are to be watched; the lowest is P0, with 70% of the stage-4 pipeline it needs."
    assert said(findings.gauges(gauges(*rows), "product")) == sentence


def test_gauges_that_cannot_be_judged_say_why():
    assert "nothing to gauge" in said(findings.gauges(gauges(), "region"))
    assert "No target is set for this selection" in said(findings.gauges(gauges(("West", 4, None, None)), "region"))
    no_amounts = gauges(("West", 4, None, None)).assign(target=100.0)
    assert "have no amounts" in said(findings.gauges(no_amounts, "region"))


def waterfall(*rows: tuple[str, int, int, float | None], low_share: float | None) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["stage", "layer", "count", "amount"])
    return frame.assign(low_share=low_share)


LOW_HEAVY = waterfall(("Lead", 1, 3, 620.0), ("Invest", 4, 1, 380.0), low_share=0.62)
HIGH_HEAVY = waterfall(("Lead", 1, 3, 100.0), ("Invest", 4, 1, 300.0), low_share=0.25)
COUNTED = waterfall(("Lead", 1, 3, None), ("Clear", 2, 0, 0.0), ("Invest", 4, 1, None), low_share=0.75)


@pytest.mark.parametrize(
    ("frame", "target", "sentence"),
    [
        (LOW_HEAVY, None, "62% of the open pipeline is in low stages: 620 of 1K."),
        (HIGH_HEAVY, None, "75% of the open pipeline is in high stages: 300 of 400."),
        (
            LOW_HEAVY,
            400.0,
            "62% of the open pipeline is in low stages: 620 of 1K; in all it covers the target of 400 2.5 times.",
        ),
        (
            HIGH_HEAVY,
            800.0,
            "75% of the open pipeline is in high stages: 300 of 400; in all it covers the target of 800 0.5 times.",
        ),
        (COUNTED, 400.0, "No deal has an amount; by count, 75% are in low stages: 3 of 4 open deals."),
        (
            COUNTED.assign(low_share=0.25, layer=[4, 4, 1]),
            None,
            "No deal has an amount; by count, 75% are in high stages: 3 of 4 open deals.",
        ),
    ],
)
def test_waterfall_says_the_heavier_half_and_the_coverage(frame, target, sentence):
    assert said(findings.waterfall(frame, "amount", target)) == sentence


def test_waterfall_by_count_when_asked_for():
    frame = LOW_HEAVY.assign(low_share=0.75)
    assert said(findings.waterfall(frame, "count", 400.0)) == "75% of the open deals are in low stages: 3 of 4."
    frame = HIGH_HEAVY.assign(low_share=0.25, layer=[4, 1])
    assert said(findings.waterfall(frame, "count")) == "75% of the open deals are in high stages: 3 of 4."


def test_waterfall_of_nothing_says_so():
    nothing = "No deal is open in this selection, so there is no pipeline to draw."
    assert said(findings.waterfall(LOW_HEAVY.head(0), "amount")) == nothing
    assert said(findings.waterfall(LOW_HEAVY.assign(count=0), "amount")) == nothing
    worthless = LOW_HEAVY.assign(amount=0.0, low_share=None)
    assert said(findings.waterfall(worthless, "amount")) == "The open deals in this selection add up to an amount of 0."


def test_waterfall_title_names_the_largest_stage():
    assert said(findings.waterfall_title(LOW_HEAVY, "amount")) == "Lead holds the most: 620 of 1K."
    assert said(findings.waterfall_title(COUNTED, "amount")) == "Lead holds the most: 3 of 4."
    assert said(findings.waterfall_title(LOW_HEAVY.head(0), "amount")) == "Where does the pipeline stand?"


def flow(*rows: tuple[str, str, str, int, float | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["side", "state", "direction", "count", "amount"])


LEAD, CLEAR = ("in", "Lead", "skip", 80, 800.0), ("in", "Clear", "advance", 91, 700.0)
FRESH, STAYED = ("in", "(new)", "new", 112, 1000.0), ("stayed", "Invest", "stayed", 0, 0.0)
AGAIN, LEFT = ("in", "(reopened)", "reopened", 5, 50.0), ("out", "Won", "won", 7, 70.0)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [STAYED, LEAD, CLEAR, FRESH, LEFT],
            "Of this week's 283 in Invest, 91 came from Clear, 80 from Lead, 112 are new, and 0 were there before.",
        ),
        (
            [STAYED, LEAD, CLEAR],
            "Of this week's 171 in Invest, 91 came from Clear, 80 from Lead, and 0 were there before; nothing is new.",
        ),
        (
            [LEAD, FRESH],
            "Of this week's 192 in Invest, 80 came from Lead, 112 are new, and 0 were there before.",
        ),
        ([LEAD], "Of this week's 80 in Invest, 80 came from Lead and 0 were there before; nothing is new."),
        (
            [AGAIN, FRESH],
            "Of this week's 117 in Invest, 5 came from closed deals, 112 are new, and 0 were there before.",
        ),
        ([FRESH], "Of this week's 112 in Invest, 112 are new and 0 were there before; nothing moved in."),
        (
            [("stayed", "Invest", "stayed", 4, 40.0), LEFT],
            "All of the 4 in Invest were there before: nothing moved in, nothing is new.",
        ),
        ([LEFT], "Invest is empty: 7 left it."),
        ([], "No deal is in Invest, and none was in it at the snapshot before."),
    ],
)
def test_week_over_week_says_where_the_deals_came_from(rows, sentence):
    assert said(findings.week_over_week(flow(*rows), "Invest", "count")) == sentence


def test_week_over_week_by_amount_names_the_largest_source_first():
    sentence = said(findings.week_over_week(flow(STAYED, CLEAR, LEAD, FRESH), "Invest", "amount"))
    assert sentence.startswith("Of this week's 2.5K in Invest, 800 came from Lead, 700 from Clear, 1K are new")


def test_week_over_week_counts_where_there_are_no_amounts():
    frame = flow(LEAD, FRESH).assign(amount=None)
    assert said(findings.week_over_week(frame, "Invest", "amount")).startswith("Of this week's 192 in Invest")


def test_one_snapshot_is_too_few_to_have_moved():
    assert said(findings.week_over_week(None, "Invest", "amount")).startswith("There is only one snapshot")
    assert (
        said(findings.pushing(None, "Invest", "amount", Settings()))
        == "Two snapshots show whether the team is pushing."
    )


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [LEAD, CLEAR, FRESH, LEFT],
            "60% of Invest moved up from lower stages: the team is pushing hard already.",
        ),
        (
            [("in", "Lead", "advance", 32, 0.0), ("stayed", "Invest", "stayed", 68, 0.0)],
            "32% of Invest moved up from lower stages: there is room to push.",
        ),
        (
            [("in", "Commit", "regression", 80, 0.0), FRESH],
            "0% of Invest moved up from lower stages: there is room to push.",
        ),
        (
            [("in", "Lead", "advance", 9, 0.0), ("stayed", "Invest", "stayed", 10, 0.0)],
            "47% of Invest moved up from lower stages; 19 deals are too few to judge.",
        ),
        ([LEFT], "There is too little in Invest to see whether the team is pushing."),
    ],
)
def test_pushing_is_much_movement_from_low_stages_to_the_focus(rows, sentence):
    assert said(findings.pushing(flow(*rows), "Invest", "count", Settings())) == sentence


def test_how_much_movement_is_pushing_and_how_many_deals_can_tell_are_settings():
    rows = flow(("in", "Lead", "advance", 9, 0.0), ("stayed", "Invest", "stayed", 10, 0.0))
    easier = Settings(few_deals=19, pushing_from=0.48)
    assert said(findings.pushing(rows, "Invest", "count", easier)).endswith("there is room to push.")
    lower = Settings(few_deals=19, pushing_from=0.47)
    assert said(findings.pushing(rows, "Invest", "count", lower)).endswith("the team is pushing hard already.")


def test_titles_over_the_weeks():
    weeks = pd.DataFrame(
        {
            "opening_count": [1, 2, 2],
            "closing_count": [2, 2, 1],
            "opening_amount": [10.0, 20.0, 25.0],
            "closing_amount": [20.0, 25.0, 5.0],
        }
    )
    assert said(findings.candles_title(weeks, "Invest", "amount")) == "Invest grew in 2 of 3 weeks."
    assert said(findings.candles_title(weeks, "Invest", "count")) == "Invest grew in 1 of 3 weeks."
    assert said(findings.candles_title(weeks.head(0), "Invest", "count")).endswith("from week to week?")


def products(*rows: tuple[str, str | None, float | None, float | None]) -> pd.DataFrame:
    """member, light, deviation in layer 4, deviation in layer 5."""
    frame = pd.DataFrame(rows, columns=["member", "light", "deviation_4", "deviation_5"])
    return frame.assign(count=2, amount=100.0, previous_count=2, previous_amount=100.0)


GTX, MG, GTK = ("GTX Pro", "red", -0.2, -0.4), ("MG", "red", -0.3, 0.5), ("GTK", "yellow", 0.2, -0.1)
FINE = ("Fine", "green", 0.1, 0.0)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([GTX, GTK, FINE], "GTX Pro is at risk: its stage-5 pipeline is 40% short of what it needs."),
        (
            [MG, GTX, FINE],
            "At risk: MG and GTX Pro. GTX Pro is the furthest behind: its stage-5 pipeline is 40% short of what it "
            "needs.",
        ),
        (
            [MG, MG, MG, MG, GTX, FINE],
            "5 of 6 products are at risk. GTX Pro is the furthest behind: its stage-5 pipeline is 40% short of what it "
            "needs.",
        ),
        (
            [GTK, FINE],
            "Nothing is at risk; GTK is to be watched: its stage-5 pipeline is 10% short of what it needs.",
        ),
        (
            [GTK, ("MGP", "yellow", -0.12, None), FINE],
            "Nothing is at risk; 2 of 3 products are to be watched. MGP is the furthest behind: its stage-4 pipeline "
            "is 12% short of what it needs.",
        ),
        ([FINE], "Every product with a target has the stage-4 and stage-5 pipeline it needs."),
        ([], "No open deal and no target is in this selection, so the table is empty."),
    ],
)
def test_products_name_what_is_furthest_behind(rows, sentence):
    assert said(findings.products(products(*rows), "product")) == sentence


def test_products_without_lights_say_what_changed_most():
    frame = products(("A", None, None, None), ("(blank)", None, None, None), ("C", None, None, None))
    frame = frame.assign(amount=[110.0, 40.0, None], previous_amount=[100.0, 100.0, 30.0])
    sentence = "(blank) changed most since 9 Nov 2026: from 100 to 40; without targets there are no lights."
    assert said(findings.products(frame, "product", date(2026, 11, 9))) == sentence
    sentence = "A holds the most: 110 of 150; without targets there are no lights."
    assert said(findings.products(frame, "product")) == sentence
    nothing = findings.products(frame.assign(amount=0.0), "product")
    assert said(nothing).startswith("No deal is open in this selection")


def test_a_name_with_braces_is_a_name_and_no_place_in_the_sentence():
    frame = gauges(("{share}", 4, 0.43, "red"), ("{share}", 5, 0.9, "yellow"))
    assert said(findings.gauges(frame, "region")) == "{share} has 43% of the stage-4 pipeline it needs."


def test_a_deals_history_says_where_it_came_from_and_where_it_is():
    frame = pd.DataFrame({"snapshot_date": [date(2026, 11, 2), date(2026, 11, 9)], "stage": ["Lead", "Invest"]})
    assert said(findings.history_title(frame)) == "From Lead on 2 Nov 2026 to Invest in 2 snapshots."
    weeks = pd.DataFrame({"snapshot_date": pd.date_range("2026-11-02", periods=5, freq="7D")})
    returned = weeks.assign(stage=["Lead", "Lead", "Invest", "Invest", "Lead"])
    sentence = "Left Lead, where it was on 2 Nov 2026, and came back: 2 moves in 5 snapshots."
    assert said(findings.history_title(returned)) == sentence
    assert said(findings.history_title(frame.head(1))) == "In Lead since it was first seen on 2 Nov 2026."
    assert said(findings.history_title(frame.head(0))) == "This deal is in no snapshot."
