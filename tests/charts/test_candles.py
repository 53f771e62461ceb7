"""F3 over the weeks: candles whose ends are the week's numbers."""

from __future__ import annotations

from analyzer.charts.candles import candles
from analyzer.charts.theme import Theme
from analyzer.language import Language
from tests.charts import frames
from tests.charts.reading import drawn, texts, type_sizes

ENGLISH, THEME = Language("en"), Theme()


def parts(frame, **more) -> tuple[dict, dict]:
    _, wicks, bodies, *_ = drawn(candles(frame, ENGLISH, THEME, **more))["data"]
    return wicks, bodies


def test_bodies_run_from_opening_to_closing():
    _, bodies = parts(frames.candles())
    assert bodies["base"] == [100, 70, 70]
    assert bodies["y"][:2] == [20, 50]


def test_a_week_without_net_change_is_a_thin_line_and_not_nothing():
    _, bodies = parts(frames.candles())
    assert 0 < bodies["y"][2] < 2


def test_wicks_run_from_opening_less_what_left_to_opening_and_what_came():
    wicks, _ = parts(frames.candles())
    assert wicks["base"] == [70, 60, 70]
    assert wicks["y"] == [150 - 70, 130 - 60, 0]


def test_a_wick_reaches_a_closing_that_grew_by_the_amounts_of_those_who_stayed():
    frame = frames.candles().head(1).assign(closing_amount=180.0)
    wicks, bodies = parts(frame)
    assert wicks["base"][0] + wicks["y"][0] == 180
    assert bodies["base"][0] + bodies["y"][0] == 180


def test_growth_and_shrinking_have_their_pair_of_colours():
    _, bodies = parts(frames.candles())
    assert bodies["marker"]["color"][:2] == [THEME.came_in, THEME.went_out]


def test_by_count_and_where_no_amount_is_known_deals_are_counted():
    counted, _ = parts(frames.candles(), measure="count")
    assert counted["y"] == [8, 7, 0]
    blank = {f"{part}_amount": None for part in ("opening", "came_in", "went_out", "closing")}
    assert parts(frames.candles().assign(**blank))[0]["y"] == [8, 7, 0]


def areas(frame) -> dict:
    return drawn(candles(frame, ENGLISH, THEME))["data"][0]


def test_a_week_answers_a_click_with_its_two_days_however_thin_its_candle():
    area = areas(frames.candles())
    assert area["customdata"][1] == ["2026-11-09", "2026-11-02"]
    low, high = drawn(candles(frames.candles(), ENGLISH, THEME))["layout"]["yaxis"]["range"]
    assert [(area["base"][2], area["y"][2])] == [(low, high - low)]


def test_the_axis_holds_every_wick_and_stays_above_nothing():
    low, high = drawn(candles(frames.candles(), ENGLISH, THEME))["layout"]["yaxis"]["range"]
    assert 0 <= low < 60
    assert high > 150


def test_hover_says_all_four_numbers():
    hover = areas(frames.candles())["hovertext"][0]
    assert [line.rpartition(": ")[2] for line in hover.split("<br>")[1:]] == ["100", "50", "30", "120"]


def test_dates_stand_apart_and_the_newest_is_always_there():
    weeks = frames.candles().sample(60, replace=True, random_state=1).reset_index(drop=True)
    axis = drawn(candles(weeks, ENGLISH, THEME))["layout"]["xaxis"]
    assert 59 in axis["tickvals"]
    assert len(axis["tickvals"]) <= 980 / 76


def test_all_type_can_be_read_from_afar():
    figure = candles(frames.candles(), Language("zh_CN"), THEME)
    assert min(type_sizes(figure)) >= 16
    assert "11月16日" in texts(figure)


def test_no_week_at_all_draws_an_empty_figure():
    assert parts(frames.candles().head(0))[1]["y"] == []
