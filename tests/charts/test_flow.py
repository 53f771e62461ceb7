"""F3: columns that climb to the closing level, and what left below zero."""

from __future__ import annotations

import pytest

from analyzer.charts.flow import flow
from analyzer.charts.theme import Theme
from analyzer.language import Language
from tests.charts import frames
from tests.charts.reading import drawn, texts, type_sizes

ENGLISH, THEME = Language("en"), Theme()


def figure(frame=None, **more):
    return flow(frames.flow() if frame is None else frame, frames.STAGES, "Invest", ENGLISH, THEME, **more)


def columns(drawing) -> dict[tuple, tuple]:
    """For each move (from, to): place, foot and height of its column."""
    found = {}
    for trace in drawn(drawing)["data"]:
        for place, move in enumerate(trace["customdata"]):
            found[tuple(move)] = (trace["x"][place], trace["base"][place], trace["y"][place])
    return found


def test_the_columns_climb_in_the_order_of_the_stages_to_the_closing_amount():
    climbing = columns(figure())
    assert climbing[("Lead", "Invest")] == (0, 0, 80)
    assert climbing[("Clear", "Invest")] == (1, 80, 91)
    assert climbing[("Invest", "Invest")] == (2, 171, 50)
    assert climbing[("Commit", "Invest")] == (3, 221, 10)
    assert climbing[("(new)", "Invest")] == (4, 231, 112)
    assert climbing[("(reopened)", "Invest")] == (5, 343, 7)
    assert climbing[(None, "Invest")] == (6, 0, 350)


def test_what_left_hangs_below_zero_under_its_destination():
    hanging = columns(figure())
    assert hanging[("Invest", "Clear")] == (1, 0, -15)
    assert hanging[("Invest", "Commit")] == (3, 0, -40)
    assert hanging[("Invest", "Won")] == (7, 0, -60)
    assert hanging[("Invest", "Lost")] == (8, 0, -20)
    assert hanging[("Invest", "(vanished)")] == (9, 0, -5)


def test_by_count_the_same_columns_count_deals():
    counted = columns(figure(measure="count"))
    assert counted[("Clear", "Invest")] == (1, 8, 9)
    assert counted[(None, "Invest")] == (6, 0, 35)


def test_without_any_amount_deals_are_counted():
    assert columns(figure(frames.flow().assign(amount=None)))[(None, "Invest")] == (6, 0, 35)


def test_moves_up_and_back_have_their_own_colours_on_both_sides_of_zero():
    colors = {}
    for trace in drawn(figure())["data"]:
        colors |= {tuple(move): trace["marker"]["color"] for move in trace["customdata"]}
    assert colors[("Lead", "Invest")] == colors[("Clear", "Invest")] == colors[("Invest", "Commit")] == THEME.up
    assert colors[("Commit", "Invest")] == colors[("Invest", "Clear")] == THEME.back
    assert colors[("(new)", "Invest")] == THEME.came_in
    assert colors[("Invest", "Lost")] == THEME.went_out
    assert colors[("Invest", "Invest")] == colors[(None, "Invest")] == THEME.layer(4)


def test_the_legend_names_the_pair_and_nothing_else():
    shown = [trace["name"] for trace in drawn(figure())["data"] if trace["showlegend"]]
    assert sorted(shown) == ["moved back", "moved up"]


def test_columns_are_labelled_with_amount_and_count():
    words = texts(figure())
    assert any("91" in text and "9 deals" in text for text in words)
    assert any("350" in text and "35 deals" in text for text in words)


def test_stages_that_took_no_part_have_no_column():
    frame = frames.flow().query("state in ['Invest', 'Clear'] and side != 'out'")
    names = drawn(figure(frame))["layout"]["xaxis"]["ticktext"]
    assert names == ["Clear", "Stayed in Invest", "Now in Invest"]


def test_nothing_in_the_stage_draws_no_height():
    assert columns(figure(frames.flow().head(0))) == {(None, "Invest"): (1, 0, 0)}


def test_labels_have_room_above_and_below():
    low, high = drawn(figure())["layout"]["yaxis"]["range"]
    pixel = (high - low) / 360
    assert (high - 350) / pixel == pytest.approx(52)
    assert (-60 - low) / pixel == pytest.approx(52)


def test_stage_names_are_text():
    stages = frames.STAGES.replace("Clear", frames.MARKUP)
    drawing = flow(frames.flow().replace("Clear", frames.MARKUP), stages, "Invest", ENGLISH, THEME)
    assert not any("<b>East" in text or "<a href" in text for text in texts(drawing))
    assert (frames.MARKUP, "Invest") in columns(drawing)


def test_all_type_can_be_read_from_afar():
    assert min(type_sizes(figure())) >= 16
