"""Completeness: a bar for each field against the goals, and one field from week to week."""

from __future__ import annotations

import pandas as pd

from analyzer.charts.completeness import completeness, in_order
from analyzer.charts.completeness_by_week import completeness_by_week
from analyzer.charts.goals import Goals
from analyzer.charts.theme import Theme
from analyzer.language import Language
from tests.charts.frames import MARKUP, MONDAYS
from tests.charts.reading import drawn, texts, type_sizes

ENGLISH, THEME, GOALS = Language("en"), Theme(), Goals(0.95, 0.98)
NAMES = {"amount": "Amount", "region": "Region", "channel": "Channel", "rep": "Rep"}


def fields(**counts: tuple[int, int]) -> pd.DataFrame:
    """field: deals, deals with it."""
    rows = [
        {"field": field, "deals": deals, "deals_with": held, "share": held / deals}
        for field, (deals, held) in counts.items()
    ]
    return pd.DataFrame(rows)


FIELDS = fields(rep=(200, 199), channel=(200, 0), region=(200, 188), amount=(200, 190))


def test_the_emptiest_field_is_on_top_and_those_that_nobody_holds_are_last():
    assert [row["field"] for row in in_order(FIELDS)] == ["region", "amount", "rep", "channel"]
    figure = drawn(completeness(FIELDS, NAMES, GOALS, ENGLISH, THEME))
    assert figure["layout"]["yaxis"]["ticktext"] == ["Region", "Amount", "Rep", "Channel"]
    assert figure["data"][0]["y"] == [3, 2, 1, 0]
    assert figure["data"][0]["x"] == [0.94, 0.95, 0.995, 0.0]


def test_short_of_the_goal_is_told_by_shape_and_colour_and_absence_in_words():
    figure = drawn(completeness(FIELDS, NAMES, GOALS, ENGLISH, THEME))
    colors = figure["data"][0]["marker"]["color"]
    assert colors[0] == THEME.light("red") and colors[1] == colors[2] == THEME.accent
    labels = figure["data"][1]["text"]
    assert "94%" in labels[0] and "■" in labels[0]
    assert "95%" in labels[1] and "●" in labels[1]
    assert "99%" in labels[2]  # not rounded up to the 100% that it misses
    assert "not in the data" in labels[3] and "%" not in labels[3]


def test_both_goals_are_drawn_and_named():
    layout = drawn(completeness(FIELDS, NAMES, GOALS, ENGLISH, THEME))["layout"]
    assert [line["x0"] for line in layout["shapes"]] == [0.95, 0.98]
    assert [word["text"] for word in layout["annotations"]] == ["goal 95%", "very good 98%"]


def test_a_bar_answers_a_click_with_its_field_over_the_whole_row_and_says_the_counts():
    click = drawn(completeness(FIELDS, NAMES, GOALS, ENGLISH, THEME))["data"][2]
    assert click["customdata"] == [["region"], ["amount"], ["rep"], ["channel"]]
    assert set(click["x"]) == {1.0}
    assert click["hovertext"][0] == "<b>Region</b><br>with: 188 deals<br>without: 12 deals"


def test_names_are_text_and_type_can_be_read_from_afar():
    figure = completeness(FIELDS, {**NAMES, "region": MARKUP}, GOALS, Language("zh_CN"), Theme(dark=True))
    assert not any("<b>East" in text or "<a href" in text for text in texts(figure))
    assert min(type_sizes(figure)) >= 16


def weeks(*shares: float) -> pd.DataFrame:
    rows = [(day, 100, round(share * 100), share) for day, share in zip(MONDAYS, shares, strict=False)]
    return pd.DataFrame(rows, columns=["snapshot_date", "deals", "deals_with", "share"])


def test_a_field_climbs_from_week_to_week_towards_its_goals():
    figure = drawn(completeness_by_week(weeks(0.8, 0.85, 0.9, 0.96), GOALS, ENGLISH, THEME))
    line = figure["data"][0]
    assert line["y"] == [0.8, 0.85, 0.9, 0.96]
    assert [text for text in line["text"] if text] == ["<b>80%</b>", "<b>96%</b>"]
    assert line["customdata"][0] == ["2026-10-26"]
    assert [shape["y0"] for shape in figure["layout"]["shapes"]] == [0.95, 0.98]
    low, high = figure["layout"]["yaxis"]["range"]
    assert low < 0.8 and high > 1


def test_a_field_that_is_always_full_still_shows_the_goals():
    low, high = drawn(completeness_by_week(weeks(1.0, 1.0), GOALS, ENGLISH, THEME))["layout"]["yaxis"]["range"]
    assert low < 0.95 and high > 1
