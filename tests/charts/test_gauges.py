"""F1: dials that point where the numbers say."""

from __future__ import annotations

import math
import re

import pytest

from analyzer.charts import dial
from analyzer.charts.gauges import dials
from analyzer.charts.theme import Theme
from analyzer.language import Language
from tests.charts import frames
from tests.charts.reading import drawn, texts, type_sizes

ENGLISH, THEME = Language("en", "USD"), Theme()
TWO = frames.gauges(
    ("West", 4, 600.0, 1000.0, "red"),
    ("West", 5, 1200.0, 1000.0, "green"),
    (frames.MARKUP, 4, 250.0, None, None),
    (frames.MARKUP, 5, None, None, None),
)


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)]


def direction_of_needle(path: str) -> float:
    """The angle of the point that lies farthest from the hub."""
    x, y = max(points(path), key=lambda point: math.hypot(*point))
    return math.degrees(math.atan2(y, x))


def shapes_of(figure, member: int, layer: int) -> list[dict]:
    """The shapes of one dial of the first row."""
    x = member + (0.27 if layer == 4 else 0.73)
    return [shape for shape in drawn(figure)["layout"]["shapes"] if math.isclose(shape["xanchor"], x)]


@pytest.mark.parametrize(("attainment", "degrees"), [(0, 210), (0.6, 114), (1, 50), (1.5, -30), (9, -30), (-1, 210)])
def test_the_scale_runs_from_nothing_to_half_as_much_again_and_holds_there(attainment, degrees):
    assert dial.angle(attainment) == pytest.approx(degrees)


def test_bands_follow_the_circle():
    corners = points(dial.band(0.0, 1.0, 60, 50).split("L")[0])
    assert all(math.hypot(x, y) == pytest.approx(60, abs=0.1) for x, y in corners[::3])
    start, first, second, end = corners[:4]
    middle = [(a + 3 * b + 3 * c + d) / 8 for a, b, c, d in zip(start, first, second, end, strict=True)]
    assert math.hypot(*middle) == pytest.approx(60, abs=0.1)


def test_the_needle_stands_on_the_attainment():
    figure = dials(TWO, ENGLISH, THEME)
    assert direction_of_needle(shapes_of(figure, 0, 4)[-1]["path"]) == pytest.approx(210 - 240 * 0.4 / 1.5, abs=0.5)
    assert direction_of_needle(shapes_of(figure, 0, 5)[-1]["path"]) == pytest.approx(50, abs=0.5)


def test_the_lit_band_is_full_and_the_others_step_back():
    bands = shapes_of(dials(TWO, ENGLISH, THEME), 0, 4)[:3]
    assert [band["fillcolor"] for band in bands] == [THEME.light("red"), THEME.light("yellow"), THEME.light("green")]
    assert [band["opacity"] for band in bands] == [1.0, 0.35, 0.35]


def test_the_red_band_ends_where_the_setting_says():
    bands = shapes_of(dials(TWO, ENGLISH, THEME, yellow_from=0.75), 0, 4)
    yellow = points(bands[1]["path"])[0]
    assert math.degrees(math.atan2(yellow[1], yellow[0])) == pytest.approx(210 - 240 * 0.75 / 1.5, abs=0.2)


def test_a_dial_without_target_is_grey_and_has_no_needle_and_no_percentage():
    figure = dials(TWO, ENGLISH, THEME)
    assert [shape["fillcolor"] for shape in shapes_of(figure, 1, 4)] == [THEME.line]
    percentages = next(trace for trace in drawn(figure)["data"] if "40%" in trace.get("text", []))
    assert percentages["text"] == ["40%", "100%", "", ""]


def test_each_dial_says_amount_and_required_in_one_unit_and_its_light_in_words():
    words = texts(dials(TWO, ENGLISH, THEME))
    assert any(re.search(r"600.*/ 1,500|0\.6K.*/ 1\.5K", text) for text in words)
    assert sum("no target" in text and "<br>" not in text for text in words) == 2
    assert any("■" in text and "at risk" in text for text in words)
    assert any("●" in text and "on track" in text for text in words)


def test_a_target_without_any_amount_is_not_called_no_target():
    words = texts(dials(frames.gauges(("West", 4, None, 1000.0, None)), ENGLISH, THEME))
    assert any(text == "no amounts" for text in words)
    assert not any("no target" in text for text in words)


def test_where_nothing_more_is_required_the_needle_stands_at_the_end():
    figure = dials(frames.gauges(("West", 4, 10.0, 0.0, "green")), ENGLISH, THEME)
    assert direction_of_needle(shapes_of(figure, 0, 4)[-1]["path"]) == pytest.approx(-30, abs=0.5)


def test_a_click_names_the_member_as_it_is_in_the_data_and_the_layer():
    clickable = drawn(dials(TWO, ENGLISH, THEME))["data"][0]
    assert clickable["customdata"] == [["West", 4], ["West", 5], [frames.MARKUP, 4], [frames.MARKUP, 5]]


def test_hover_is_exact():
    hover = drawn(dials(TWO, ENGLISH, THEME))["data"][0]["hovertext"][0]
    assert "$600" in hover and "$1,500 = 1.5 × target $1,000" in hover and "3 deals" in hover


def test_markup_in_a_name_never_reaches_the_browser_as_markup():
    assert not any("<b>East" in text or "<a href" in text for text in texts(dials(TWO, ENGLISH, THEME)))


@pytest.mark.parametrize("members", [1, 3, 4, 60])
def test_dials_keep_apart_on_a_laptop_screen(members):
    rows = [(f"M{place}", layer, 1.0, 1.0, "green") for place in range(members) for layer in (4, 5)]
    figure = drawn(dials(frames.gauges(*rows), ENGLISH, THEME))
    width = 980 / (figure["layout"]["xaxis"]["range"][1])
    needles = figure["layout"]["shapes"][3::4]
    radius = max(max(map(abs, points(shape["path"])[0])) for shape in figure["layout"]["shapes"][:1])
    places = sorted({(shape["yanchor"], shape["xanchor"]) for shape in needles})
    gaps = [(b[1] - a[1]) * width for a, b in zip(places, places[1:], strict=False) if a[0] == b[0]]
    assert len(places) == 2 * members
    assert all(gap > 2 * radius for gap in gaps)
    height, rows = figure["layout"]["height"], figure["layout"]["yaxis"]["range"][0]
    lowest = max(y for trace in figure["data"][1:] for y in trace["y"]) * height / rows
    assert 10 <= height - lowest <= 20, "half a line of words below the last light, and no gap"


def test_an_attainment_just_short_of_a_light_does_not_read_as_if_it_had_it():
    short = frames.gauges(("West", 4, 895.5, 1000.0, "red"), ("West", 5, 1195.2, 1000.0, "yellow"))
    assert {"59%", "99%"} <= set(texts(dials(short, ENGLISH, THEME))), "59.7% of 1,500 and 99.6% of 1,200"


def test_on_a_wall_all_of_it_is_larger():
    laptop, wall = (dials(TWO, ENGLISH, Theme(zoom=zoom)) for zoom in (1, 2))
    assert wall.layout.height == 2 * laptop.layout.height
    assert [size / 2 for size in type_sizes(wall)] == type_sizes(laptop)
    needles = [points(shapes_of(figure, 0, 5)[-1]["path"]) for figure in (laptop, wall)]
    reach = [max(math.hypot(*point) for point in path) for path in needles]
    assert reach[1] == pytest.approx(2 * reach[0], rel=0.02)


@pytest.mark.parametrize("language", [ENGLISH, Language("zh_CN", "CNY")])
def test_all_type_can_be_read_from_afar(language):
    assert min(type_sizes(dials(TWO, language, THEME))) >= 16


def test_no_member_at_all_draws_an_empty_figure():
    assert drawn(dials(TWO.head(0), ENGLISH, THEME))["data"][0].get("customdata", []) == []
