"""The theme: text is text, colours can be told apart, and the app around the charts wears the same ones."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from analyzer.charts.theme import Theme, plain, shortened

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"
THEMES = [Theme(dark=False), Theme(dark=True)]


def luminance(color: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_markup_in_data_is_drawn_letter_by_letter():
    assert plain("<b>A & B</b>") == "&lt;b&gt;A &amp; B&lt;/b&gt;"


def test_long_text_is_cut_before_it_is_escaped_so_that_no_entity_is_cut():
    assert plain("abc<defgh", 5) == "abc&lt;…"
    assert plain("line\nbreak  and tab\t!") == "line break and tab !"


@pytest.mark.parametrize("theme", THEMES)
def test_layers_darken_step_by_step_and_stand_out_from_the_page(theme):
    shades = [theme.layer(layer) for layer in range(1, 8)]
    steps = [luminance(shade) for shade in shades]
    assert all(before > after * 1.2 for before, after in zip(steps, steps[1:], strict=False))
    assert all(contrast(shade, theme.surface) >= 1.4 for shade in shades)


@pytest.mark.parametrize("theme", THEMES)
def test_lost_deals_have_no_layer_and_stay_grey(theme):
    assert theme.layer(None) == theme.layer(float("nan")) == theme.muted


@pytest.mark.parametrize("theme", THEMES)
def test_words_can_be_read_on_the_page(theme):
    assert contrast(theme.text, theme.surface) >= 7
    assert contrast(theme.muted, theme.surface) >= 4.5
    assert contrast(theme.accent, theme.surface) >= 4.5
    assert contrast(theme.accent, "#ffffff") >= 3.9, "the words on a button"


@pytest.mark.parametrize("theme", THEMES)
def test_the_three_lights_differ_in_brightness_not_in_hue_alone(theme):
    red, yellow = theme.light("red"), theme.light("yellow")
    assert contrast(red, yellow) >= 1.5


@pytest.mark.parametrize(("theme", "name"), [(THEMES[0], "light"), (THEMES[1], "dark")])
def test_the_app_wears_the_colours_of_the_charts(theme, name):
    app = tomllib.loads(CONFIG.read_text())["theme"][name]
    assert (app["primaryColor"], app["backgroundColor"], app["textColor"]) == (theme.accent, theme.surface, theme.text)


def test_nothing_asks_for_type_too_small_for_a_wall():
    assert Theme().font(9)["size"] == 16


def test_a_long_name_is_cut_in_its_middle_so_that_its_end_still_tells_it_apart():
    assert shortened("Territory of the North, office 1", 18) == "Territory o…fice 1"
    assert len(shortened("x" * 99, 24)) == 24
    assert shortened("  East \n side ", 24) == "East side"
