"""One deal's own history: steps over the stages."""

from __future__ import annotations

from analyzer.charts.history import history
from analyzer.charts.theme import Theme
from analyzer.language import Language
from tests.charts import frames
from tests.charts.reading import drawn, texts, type_sizes

ENGLISH, THEME = Language("en", "EUR"), Theme()


def test_each_snapshot_is_a_step_on_the_row_of_its_stage():
    figure = drawn(history(frames.history(), frames.STAGES, ENGLISH, THEME))
    names = figure["layout"]["yaxis"]["ticktext"]
    line = figure["data"][0]
    assert [names[place] for place in line["y"]] == ["Lead", "Invest", "Clear", "Won"]
    assert line["x"] == ["2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16"]
    assert line["line"]["shape"] == "hv"


def test_rows_are_in_the_order_of_the_process_with_lost_below_all():
    rows = drawn(history(frames.history(), frames.STAGES, ENGLISH, THEME))["layout"]["yaxis"]["ticktext"]
    assert rows == ["Lost", "Lead", "Clear", "Invest", "Commit", "Won"]


def test_the_amount_is_written_where_it_changes_and_missing_is_a_dash():
    line = drawn(history(frames.history(), frames.STAGES, ENGLISH, THEME))["data"][0]
    assert line["text"] == ["<b>–</b>", "<b>20K</b>", "", "<b>30K</b>"]


def test_hover_says_the_exact_amount_the_expected_close_and_the_dwell():
    hover = drawn(history(frames.history(), frames.STAGES, ENGLISH, THEME))["data"][0]["hovertext"]
    assert "Expected close: 31 Dec 2026" in hover[0] and "day in this stage" not in hover[0]
    assert "€20,000" in hover[1] and "1 day in this stage" in hover[1]


def test_a_stage_that_is_no_longer_in_the_process_still_has_its_row():
    frame = frames.history().replace("Clear", frames.MARKUP)
    stages = frames.STAGES[frames.STAGES["stage"] != "Clear"]
    figure = history(frame, stages, ENGLISH, THEME)
    assert drawn(figure)["data"][0]["y"][2] == 5
    assert not any("<b>East" in text or "<a href" in text for text in texts(figure))


def test_points_answer_a_click_with_their_day():
    assert drawn(history(frames.history(), frames.STAGES, ENGLISH, THEME))["data"][0]["customdata"][0] == ["2026-10-26"]


def test_all_type_can_be_read_from_afar():
    assert min(type_sizes(history(frames.history(), frames.STAGES, Language("zh_CN"), THEME))) >= 16
