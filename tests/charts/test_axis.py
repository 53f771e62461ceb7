"""Long names, tidy lines; round marks."""

from __future__ import annotations

import pytest

from analyzer.charts.axis import bar_width, category_axis, padded, room_below, ticks, wrapped
from analyzer.charts.theme import Theme


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Lead", "Lead"),
        ("Contact established", "Contact<br>established"),
        ("Negotiation / POC", "Negotiation<br>/ POC"),
        ("潜在客户需求确认", "潜在客户需<br>求确认"),
        ("a<b> & c", "a&lt;b&gt; &amp; c"),
    ],
)
def test_names_break_where_words_end_or_between_chinese_characters(name, lines):
    assert wrapped(name, 11) == lines


def test_a_name_of_many_lines_ends_with_an_ellipsis():
    assert wrapped("one two three four five", 5) == "one<br>two<br>three…"


def test_a_word_longer_than_a_line_is_cut():
    assert wrapped("Donaudampfschiff", 8) == "Donaudam…"


def test_room_for_labels_is_in_pixels_whatever_the_numbers():
    low, high = padded(-10, 90, 300, 50, 50)
    assert (low, high) == (-35, 115)
    assert padded(0, 0, 300, 50, 50) == (0, 1)
    assert padded(80, 80, 300, 50, 50) == (40, 160)


def test_marks_are_round_numbers():
    assert ticks(0, 2_570_000) == [0, 1_000_000, 2_000_000]
    assert ticks(-30, 170) == [0, 50, 100, 150]
    assert ticks(0, 0) == [0]


def test_a_few_bars_stay_slim():
    assert bar_width(2) < bar_width(4) < bar_width(8) == bar_width(20)


def test_names_of_more_lines_need_more_room_below():
    one, two = (
        category_axis(["Lead", "Won"], Theme()),
        category_axis(["Lead", "Negotiation and so on", *"abcdef"], Theme()),
    )
    assert [room_below(one), room_below(two)] == [30, 51]
    assert room_below(category_axis([], Theme())) == 30
