"""F2: bars that float up to the total."""

from __future__ import annotations

from datetime import date

import pytest

from analyzer.charts.theme import Theme
from analyzer.charts.waterfall import waterfall
from analyzer.language import Language
from tests.charts import frames
from tests.charts.reading import drawn, texts, type_sizes

ENGLISH, THEME = Language("en"), Theme()


def traces(figure) -> tuple[dict, dict, dict]:
    """Ghosts, stages, total."""
    ghosts, stages, total = drawn(figure)["data"]
    return ghosts, stages, total


def test_each_bar_starts_where_the_one_before_it_ends():
    _, stages, total = traces(waterfall(frames.waterfall(), ENGLISH, THEME))
    assert stages["y"] == [300, 100, 0, 100]
    assert stages["base"] == [0, 300, 400, 400]
    assert (total["base"], total["y"]) == ([0, 400], [400, 100])


def test_the_ghosts_are_last_times_waterfall():
    figure = waterfall(frames.waterfall(), ENGLISH, THEME, compare_to=date(2026, 11, 9))
    ghosts, stages, _ = traces(figure)
    assert ghosts["y"] == [200, 150, 50, 0, 400]
    assert ghosts["base"] == [0, 200, 350, 400, 0]
    assert any(text.endswith("■</span> level on 9 Nov") for text in texts(figure))
    assert stages["hovertext"][0].endswith("9 Nov 2026: 200 · 2 deals")


def test_bars_are_labelled_with_amount_count_and_share():
    _, stages, total = traces(waterfall(frames.waterfall(), ENGLISH, THEME))
    assert all(part in stages["text"][0] for part in ("300", "3 deals", "60%"))
    assert all(part in stages["text"][1] for part in ("100", "1 deal<", "20%"))
    assert all(part in total["text"][1] for part in ("500", "6 deals"))


def test_without_any_amount_it_is_drawn_by_count():
    frame = frames.waterfall(amounts=False)
    _, stages, total = traces(waterfall(frame, ENGLISH, THEME, measure="amount", target=1000.0))
    assert stages["y"] == [3, 1, 0, 2]
    assert sum(total["y"]) == 6
    assert not any("Target" in text for text in texts(waterfall(frame, ENGLISH, THEME, target=1000.0)))


def test_a_stage_whose_deals_have_no_amount_says_so_instead_of_0():
    frame = frames.waterfall()
    frame.loc[1, "amount"] = None
    _, stages, _ = traces(waterfall(frame, ENGLISH, THEME))
    assert stages["y"][1] == 0
    assert stages["text"][1].startswith("<b>–</b>")


def test_low_and_high_layers_are_told_apart_by_hue_and_bracket():
    figure = waterfall(frames.waterfall(), ENGLISH, THEME)
    _, stages, _ = traces(figure)
    assert stages["marker"]["color"] == [THEME.layer(1), THEME.layer(3), THEME.layer(4), THEME.layer(6)]
    brackets = [shape for shape in drawn(figure)["layout"]["shapes"] if shape.get("yref") == "paper"]
    assert [(shape["x0"], shape["x1"]) for shape in brackets] == [(-0.4, 1.4), (1.6, 3.4)]
    assert {"<b>Low stages 80%</b>", "<b>High stages 20%</b>"} <= set(texts(figure))


def test_stages_in_an_order_of_the_users_own_still_name_each_share_once():
    frame = frames.waterfall().iloc[[2, 0, 1, 3]].reset_index(drop=True)
    words = texts(waterfall(frame, ENGLISH, THEME))
    assert words.count("<b>Low stages 80%</b>") == words.count("<b>High stages 20%</b>") == 1


def test_the_target_line_stands_at_the_target_with_its_coverage():
    figure = waterfall(frames.waterfall(), ENGLISH, THEME, target=200.0)
    line = drawn(figure)["layout"]["shapes"][-1]
    assert (line["y0"], line["y1"]) == (200, 200)
    assert "<b>Target 200</b><br>covered 2.5 times" in texts(figure)


@pytest.mark.parametrize("target", [400.0, 501.0, 560.0, 2000.0])
def test_the_target_line_never_strikes_through_the_label_of_the_total(target):
    figure = waterfall(frames.waterfall(), ENGLISH, THEME, target=target)
    layout, label = drawn(figure)["layout"], traces(figure)[2]["text"][1]
    pixel = 370 / layout["yaxis"]["range"][1]
    blank = label.count("\N{NO-BREAK SPACE}") * 21
    words = (500 * pixel + blank, 500 * pixel + blank + 42)
    assert not words[0] < target * pixel < words[1]
    assert words[1] < 370 or blank == 0


def test_a_click_names_the_stage_and_the_total_names_none():
    _, stages, total = traces(waterfall(frames.waterfall(), ENGLISH, THEME))
    assert stages["customdata"] == [["Lead"], ["Clear"], ["Invest"], ["Commit"]]
    assert total["customdata"] == [[None], [None]]


def test_stage_names_are_text_on_the_axis_and_in_the_hover():
    frame = frames.waterfall()
    frame.loc[0, "stage"] = frames.MARKUP
    words = texts(waterfall(frame, ENGLISH, THEME))
    assert not any("<b>East" in text or "<a href" in text for text in words)


@pytest.mark.parametrize("language", [ENGLISH, Language("zh_CN", "CNY")])
def test_all_type_can_be_read_from_afar(language):
    figure = waterfall(frames.waterfall(), language, THEME, target=200.0, compare_to=date(2026, 11, 9))
    assert min(type_sizes(figure)) >= 16


def test_no_open_deal_draws_bars_of_no_height():
    frame = frames.waterfall().assign(count=0, amount=0.0, share=None, low_share=None)
    _, stages, _ = traces(waterfall(frame, ENGLISH, THEME))
    assert stages["y"] == [0, 0, 0, 0]
