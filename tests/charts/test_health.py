"""Dwell against benchmarks, conversion with intervals, layers over time, and wins by days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from analyzer.charts.conversion import conversion
from analyzer.charts.dwell import dwell
from analyzer.charts.layer_trend import layer_trend
from analyzer.charts.theme import Theme
from analyzer.charts.win_incidence import win_incidence
from analyzer.language import Language
from tests.charts.frames import MARKUP
from tests.charts.reading import drawn, texts, type_sizes

ENGLISH, CHINESE, THEME = Language("en"), Language("zh_CN"), Theme()
NAN = float("nan")


def stage(name: str, layer: int, **values: Any) -> dict[str, Any]:
    """10 open deals, 20 days on average; 3 of them, worth 300.50, beyond the 30 days that are set."""
    usual = {
        "stage": name,
        "layer": layer,
        "deals": 10,
        "deals_dated": 10,
        "deals_at_least": 0,
        "mean_days": 20.04,
        "median_days": 15.0,
        "benchmark_days": 30.0,
        "benchmark_is_set": True,
        "benchmark_completed": 7,
        "beyond": 3,
        "beyond_amount": 300.5,
    }
    return {**usual, **values}


UNKNOWN = {"mean_days": NAN, "median_days": NAN, "deals_dated": 0}
UNSET = {"benchmark_days": NAN, "benchmark_is_set": False, "beyond": NAN, "beyond_amount": NAN}
STAGES = pd.DataFrame(
    [
        stage("Lead", 1),
        stage("Clear", 3, beyond=0, beyond_amount=0.0, deals_at_least=2),
        stage("Invest", 4, **UNKNOWN, **UNSET),
        stage(MARKUP, 5, deals=0, **UNKNOWN, beyond=0, beyond_amount=0.0),
    ]
)


def waiting(language: Language = ENGLISH) -> dict[str, Any]:
    return drawn(dwell(STAGES, language, THEME))


def test_a_stage_stands_as_high_as_its_mean_dwell_in_the_hue_of_its_layer():
    bars = waiting()["data"][0]
    assert bars["y"] == [20.04, 20.04, 0, 0]
    assert bars["marker"]["color"] == [THEME.layer(layer) for layer in (1, 3, 4, 5)]


def test_only_stages_with_a_benchmark_are_marked():
    marks = waiting()["data"][1]
    assert [y for y in marks["y"] if y is not None] == [30.0] * 6
    assert [round(x) for x in marks["x"] if x is not None] == [0, 0, 1, 1, 3, 3]


def test_the_label_says_the_days_and_how_many_are_there_for_too_long():
    labels = waiting()["data"][2]["text"]
    assert labels[0].startswith("<b>20 days</b><br>") and "■" in labels[0] and "3 of 10 too long" in labels[0]
    assert labels[1] == "<b>20 days</b>"
    assert "–" in labels[2] and "days" not in labels[2]
    assert "no deals" in labels[3]


def test_a_stage_answers_a_click_over_the_whole_height_and_says_the_exact_numbers():
    click = waiting()["data"][3]
    assert click["customdata"] == [["Lead"], ["Clear"], ["Invest"], [MARKUP]]
    assert len(set(click["y"])) == 1 and click["y"][0] > 30
    assert click["hovertext"][0] == (
        "<b>Lead</b><br>open now: 10 deals<br>mean: 20<br>median: 15<br>benchmark, as set: 30 days"
        "<br>beyond: 3 deals, 300.50"
    )
    assert "mean: ≥ 20" in click["hovertext"][1]  # 2 of them stood there before anybody looked
    assert click["hovertext"][2] == "<b>Invest</b><br>open now: 10 deals"


def row(judged: int, reached: int, rate: float, low: float, high: float, **values: Any) -> dict[str, Any]:
    usual = {"layer": 2, "entered": judged, "too_young": 0, "judged": judged, "reached": reached, "lost": 0}
    known = {"waiting": judged - reached, "rate": rate, "low": low, "high": high, "is_judged": judged >= 20}
    return {**usual, **known, **values}


RATES = pd.DataFrame(
    [
        row(40, 20, 0.5, 0.352, 0.648),
        row(10, 5, 0.5, 0.237, 0.763),
        row(0, 0, NAN, NAN, NAN, entered=9, too_young=9),
    ]
)


def converted(language: Language = ENGLISH) -> dict[str, Any]:
    return drawn(conversion(RATES, ["Lead", "Clear", MARKUP], language, THEME))


def test_a_rate_stands_with_its_interval_and_pale_where_few_deals_tell_it():
    bars, interval = converted()["data"][:2]
    assert bars["y"] == [0.5, 0.5, 0]
    assert interval["error_y"]["array"] == [pytest.approx(0.148), pytest.approx(0.263), 0]
    assert interval["error_y"]["arrayminus"] == [pytest.approx(0.148), pytest.approx(0.263), 0]
    solid, pale, _ = bars["marker"]["opacity"]
    assert pale < solid == 1


def test_the_label_says_of_how_many_or_that_they_are_too_few_or_too_young():
    labels = converted()["data"][2]["text"]
    assert "50%" in labels[0] and "20 of 40" in labels[0]
    assert "50%" in labels[1] and "too few to judge" in labels[1]
    assert "too young" in labels[2] and "%" not in labels[2]


def test_a_rate_says_all_its_counts():
    hovers = converted()["data"][3]["hovertext"]
    assert hovers[0] == (
        "<b>Lead</b><br>came in: 40 deals<br>too young to judge: 0 deals<br>judged: 40 deals<br>went further: 20 deals"
        "<br>lost: 0 deals<br>still waiting: 20 deals<br>with 95% confidence 35% to 65%"
    )
    assert "confidence" not in hovers[2] and "too young to judge: 9 deals" in hovers[2]


def level(day: date, layer: int, count: int, amount: float | None, share: float) -> dict[str, Any]:
    return {"snapshot_date": pd.Timestamp(day), "layer": layer, "count": count, "amount": amount, "share": share}


DAYS = (date(2026, 11, 9), date(2026, 11, 16))
TREND = pd.DataFrame(
    [
        level(DAYS[0], 1, 2, 300.0, 0.3),
        level(DAYS[0], 4, 1, 700.0, 0.7),
        level(DAYS[1], 1, 1, 100.25, 0.2),
        level(DAYS[1], 2, 1, None, 0.0),
        level(DAYS[1], 4, 1, 400.0, 0.8),
    ]
)


def shifted(language: Language = ENGLISH) -> dict[str, Any]:
    return drawn(layer_trend(TREND, 0.2, language, THEME))


def test_layers_are_stacked_from_the_first_upwards_at_each_snapshot():
    figure = shifted()
    assert figure["layout"]["barmode"] == "stack"
    assert [trace["y"] for trace in figure["data"]] == [[0.3, 0.2], [0, 0], [0.7, 0.8]]
    assert [trace["marker"]["color"] for trace in figure["data"]] == [THEME.layer(layer) for layer in (1, 2, 4)]
    assert figure["layout"]["xaxis"]["ticktext"] == ["16 Nov", "9 Nov"]  # the newest is always named


def test_the_line_that_leads_should_not_pass_is_drawn_and_named():
    layout = shifted()["layout"]
    assert [(line["y0"], line["y1"]) for line in layout["shapes"]] == [(0.2, 0.2)]
    assert "limit 20%" in layout["annotations"][0]["text"]


def test_a_snapshot_says_each_layer_exactly_and_no_amount_where_there_is_none():
    hover = shifted()["data"][0]["hovertext"][1]
    assert "Lead: 20% · 1 deal · 100.25" in hover
    assert "Contact established: 0% · 1 deal<br>" in hover


COURSE = pd.DataFrame(
    [
        {"days": 0, "at_risk": 50, "won": 0.0, "lost": 0.1, "low": NAN, "high": NAN, "is_judged": True},
        {"days": 30, "at_risk": 30, "won": 0.2, "lost": 0.3, "low": 0.1, "high": 0.33, "is_judged": True},
        {"days": 60, "at_risk": 5, "won": 0.4, "lost": 0.5, "low": 0.2, "high": 0.6, "is_judged": False},
    ]
)


def course(language: Language = ENGLISH) -> dict[str, Any]:
    return drawn(win_incidence(COURSE, language, THEME))


def test_wins_and_losses_climb_in_steps_and_are_dotted_where_few_are_left():
    band, *lines = course()["data"]
    assert [(line["line"]["dash"], line["y"]) for line in lines] == [
        ("dot", [0.1, 0.3, 0.5]),
        ("solid", [0.1, 0.3]),
        ("dot", [0.0, 0.2, 0.4]),
        ("solid", [0.0, 0.2]),
    ]
    assert {line["line"]["shape"] for line in lines} == {"hv"}
    assert band["y"] == [0.33, 0.1]  # only where the ends are known and enough deals tell them


def test_both_courses_are_named_where_they_end_and_say_how_many_are_followed():
    figure = course()
    words = [note["text"] for note in figure["layout"]["annotations"]]
    assert "40%" in words[0] and "won" in words[0] and "50%" in words[1] and "lost" in words[1]
    assert figure["data"][-1]["hovertext"][1] == (
        "<b>30 days</b><br>won: 20%<br>with 95% confidence 10% to 33%<br>lost: 30%<br>still followed: 30 deals"
    )


def all_four(language: Language, theme: Theme) -> list[go.Figure]:
    return [
        dwell(STAGES, language, theme),
        conversion(RATES, ["Lead", "Clear", MARKUP], language, theme),
        layer_trend(TREND, 0.2, language, theme),
        win_incidence(COURSE, language, theme),
    ]


def test_type_is_large_enough_for_a_wall_in_both_languages_and_themes():
    for language in (ENGLISH, CHINESE):
        for theme in (Theme(), Theme(dark=True, zoom=1.5)):
            assert all(min(type_sizes(figure)) >= theme.px(16) for figure in all_four(language, theme))


def test_names_in_the_data_are_text_never_markup():
    for figure in all_four(ENGLISH, THEME)[:2]:
        assert any("&lt;b&gt;" in text for text in texts(figure))
        assert not any("<a href" in text for text in texts(figure))


def test_without_rows_the_charts_are_empty_and_do_not_fail():
    for empty in (
        dwell(STAGES.head(0), ENGLISH, THEME),
        conversion(RATES.head(0), [], ENGLISH, THEME),
        layer_trend(TREND.head(0), 0.2, ENGLISH, THEME),
        win_incidence(COURSE.head(0), ENGLISH, THEME),
    ):
        assert drawn(empty)["layout"]["height"] > 0
