"""Courses to come: rehearsals and outlooks as lines with bands, against what they are held to."""

from __future__ import annotations

from datetime import date, timedelta

import plotly.graph_objects as go
import pytest

from analyzer.charts.outlook import outlook
from analyzer.charts.rehearsal import rehearsal
from analyzer.charts.split import split
from analyzer.charts.theme import Theme
from analyzer.language import Language
from tests.charts.reading import drawn, texts, type_sizes

ENGLISH, CHINESE, THEME = Language("en"), Language("zh_CN"), Theme()
DAYS = [date(2026, 11, 16) + timedelta(weeks=week) for week in range(4)]
FALLING = ([400.0, 300.0, 200.0, 100.0], [400.0, 250.0, 150.0, 50.0], [400.0, 350.0, 250.0, 150.0])
LEVEL = ([400.0] * 4, [390.0] * 4, [410.0] * 4)
NAN = float("nan")
CURVES = {name: {"without": FALLING, "with": LEVEL} for name in ("layer_4", "layer_5", "won")}


def rehearsed(language: Language = ENGLISH, theme: Theme = THEME, **levels: float) -> go.Figure:
    return rehearsal(DAYS, CURVES, levels, language, theme)


def lines(figure: go.Figure) -> list[dict]:
    return [
        trace
        for trace in drawn(figure)["data"]
        if trace.get("mode") == "lines" and "fill" not in trace and trace["line"]["dash"] != "dot"
    ]


def test_each_measure_has_a_panel_with_both_courses_told_apart_by_dash_and_colour():
    found = lines(rehearsed())
    assert [line["xaxis"] for line in found] == ["x", "x", "x2", "x2", "x3", "x3"]
    assert [line["name"] for line in found[:2]] == ["without it", "with it"]
    assert [line["line"]["dash"] for line in found[:2]] == ["dash", "solid"]
    assert [line["line"]["color"] for line in found[:2]] == [THEME.muted, THEME.accent]
    assert found[0]["y"] == FALLING[0]


def test_a_band_runs_out_along_its_high_ends_and_back_along_its_low_ones():
    band = drawn(rehearsed())["data"][0]
    assert band["fill"] == "toself"
    assert band["y"] == [*FALLING[2], *FALLING[1][::-1]]


def test_a_title_says_where_both_courses_end_and_what_they_are_held_against():
    titles = [word["text"] for word in drawn(rehearsed(layer_4=500.0))["layout"]["annotations"]]
    assert titles[0].startswith("<b>Stage 4</b><br>")
    assert f'{THEME.muted}">╌ without it 100<' in titles[0] and f'{THEME.accent}">━ with it 400<' in titles[0]
    assert "required 500" in titles[0] and "required" not in titles[1]


def test_where_no_deal_has_an_amount_deals_are_counted():
    figure = drawn(rehearsal(DAYS, CURVES, {}, Language("en", "EUR"), THEME, measure="count"))
    assert "without it 100<" in figure["layout"]["annotations"][0]["text"]
    assert "without it: 300 deals" in figure["data"][6]["hovertext"][1]


def test_only_a_panel_with_a_level_has_its_line_and_room_for_it():
    figure = drawn(rehearsed(won=900.0))
    dotted = [trace for trace in figure["data"] if trace.get("line", {}).get("dash") == "dot"]
    assert [(line["y"], line["yaxis"]) for line in dotted] == [([900.0] * 4, "y3")]
    layout = figure["layout"]
    assert layout["yaxis3"]["range"][1] > 900 > layout["yaxis"]["range"][1]


def test_every_point_says_both_courses_exactly():
    hover = lines(rehearsed(won=900.0))[4]["hovertext"][1]
    assert hover == (
        "<b>23 Nov 2026</b><br>without it: 300, with 80% chance 250 to 350<br>with it: 400, with 80% chance 390 to 410"
        "<br>target: 900"
    )


def test_an_axis_begins_at_nothing_unless_all_stays_far_above_it():
    assert drawn(rehearsed())["layout"]["yaxis"]["range"][0] == 0
    high = drawn(outlook(DAYS, {4: LEVEL}, {}, {}, ENGLISH, THEME))["layout"]["yaxis"]["range"]
    assert 0 < high[0] < 390


def looked_out(required: float | None, below: int | None, band=FALLING) -> go.Figure:
    held = [NAN if required is None else required] * 4
    return outlook(DAYS, {4: band}, {4: held}, {4: below}, ENGLISH, THEME)


@pytest.mark.parametrize(
    ("required", "below", "says"),
    [
        (250.0, 2, "short from 30 Nov"),
        (50.0, None, "holds enough in all these weeks"),
        (None, None, "no target to hold it against"),
    ],
)
def test_an_outlook_says_from_when_a_stage_is_short(required: float | None, below: int | None, says: str):
    assert says in drawn(looked_out(required, below))["layout"]["annotations"][0]["text"]


def test_the_first_week_below_is_marked_by_shape_and_date():
    mark = drawn(looked_out(250.0, 2))["data"][-1]
    assert (mark["x"], mark["y"]) == (["2026-11-30"], [200.0])
    assert mark["marker"]["symbol"] == "square" and mark["text"] == ["<b>30 Nov</b>"]


def test_the_date_of_the_first_week_below_stands_where_the_line_does_not_go():
    rising = tuple(list(part)[::-1] for part in FALLING)
    places = [drawn(looked_out(900.0, 0, band))["data"][-1]["textposition"] for band in (FALLING, rising)]
    assert places == ["top right", "bottom right"]


def test_what_a_stage_must_hold_may_change_with_the_quarter():
    figure = drawn(outlook(DAYS, {4: FALLING}, {4: [200.0, 200.0, 300.0, 300.0]}, {4: 2}, ENGLISH, THEME))
    (dotted,) = [trace for trace in figure["data"] if trace.get("line", {}).get("dash") == "dot"]
    assert dotted["y"] == [200, 200, 300, 300] and dotted["line"]["shape"] == "hv"
    assert "required 200, later 300" in figure["layout"]["annotations"][0]["text"]
    assert dotted["hovertext"][3].endswith("required: 300")


def test_a_band_that_is_not_known_is_not_drawn_from_nothing():
    unknown = (FALLING[0], [NAN] * 4, [NAN] * 4)
    figure = looked_out(250.0, None, unknown)
    assert not [trace for trace in drawn(figure)["data"] if "fill" in trace]
    assert lines(figure)[0]["hovertext"][0] == "<b>16 Nov 2026</b><br>expected: 400<br>required: 250"


def test_the_best_split_is_marked_and_both_ends_are_named():
    figure = drawn(split([0.0, 0.5, 1.0], [10.0, 30.0, 20.0], 1, ENGLISH, THEME))
    assert (figure["data"][1]["x"], figure["data"][1]["text"]) == ([0.5], ["<b>best: 30</b>"])
    names = figure["layout"]["xaxis"]["ticktext"]
    assert (names[0], names[-1]) == ("all adding", "all pushing")
    assert figure["data"][0]["hovertext"][1] == (
        "<b>50% of the hours into pushing, 50% into adding</b><br>More won: 30"
    )


def test_amounts_share_one_unit_in_the_readers_own_way_and_type_is_large():
    million = ([1_200_000.0] * 4, [1_000_000.0] * 4, [1_400_000.0] * 4)
    curves = {name: {"without": million, "with": million} for name in CURVES}
    figure = rehearsal(DAYS, curves, {"won": 2_000_000.0}, CHINESE, Theme(dark=True))
    assert any("120万" in text for text in texts(figure))
    assert min(type_sizes(figure)) >= 16
