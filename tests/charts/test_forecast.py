"""The forecast by period, and its record at earlier snapshots."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analyzer.charts.backtest import backtest
from analyzer.charts.forecast import forecast
from analyzer.charts.theme import Theme
from analyzer.language import Language
from tests.charts.reading import drawn, texts, type_sizes

ENGLISH, THEME = Language("en"), Theme()
PERIODS = pd.DataFrame(
    [
        (date(2026, 12, 31), 100.0, 300.0, 250.0, 400.0, 500.0, 350.0),
        (date(2027, 3, 31), 0.0, 200.0, 120.0, 280.0, None, None),
    ],
    columns=["ends_on", "won_so_far", "expected", "low", "high", "weighted", "target"],
)
PAST = pd.DataFrame(
    [
        (date(2026, 8, 3), date(2026, 9, 30), 120.0, 90.0, 160.0, 200.0, 100.0),
        (date(2026, 8, 10), date(2026, 9, 30), 110.0, 85.0, 150.0, None, 100.0),
    ],
    columns=["as_of", "ends_on", "predicted", "low", "high", "weighted", "actual"],
)


def named(figure) -> dict[str, dict]:
    return {trace["name"]: trace for trace in drawn(figure)["data"] if "name" in trace}


def test_won_so_far_stands_before_what_is_expected_and_the_band_reaches_its_ends():
    parts = named(forecast(PERIODS, ENGLISH, THEME))
    assert parts["won so far"]["x"] == [100, 0]
    assert parts["expected"]["x"] == [300, 200]
    whisker = parts["80% of outcomes"]
    assert (whisker["error_x"]["array"], whisker["error_x"]["arrayminus"]) == ([100, 80], [50, 80])


def test_what_is_not_known_has_no_mark():
    parts = named(forecast(PERIODS, ENGLISH, THEME))
    assert parts["weighted pipeline"]["x"] == [500]
    assert parts["target"]["x"] == [350] and parts["target"]["y"] == [1]


def test_the_hover_is_exact_and_says_a_missing_number_as_missing():
    hovers = named(forecast(PERIODS, ENGLISH, THEME))["expected"]["hovertext"]
    assert hovers[0].startswith("<b>to 31 Dec 2026</b><br>Won so far: 100<br>Expected: 300")
    assert hovers[1].endswith("Weighted pipeline: –<br>Target: –")


def test_what_was_expected_stands_against_what_was_won():
    parts = named(backtest(PAST, ENGLISH, THEME))
    assert parts["what was won"]["y"] == [100, 100]
    predicted = parts["what was expected, with 80% of outcomes"]
    assert (predicted["y"], predicted["error_y"]["array"]) == ([120, 110], [40, 40])
    assert parts["weighted pipeline"]["y"] == [200]


def test_the_axis_holds_every_band_and_starts_at_nothing():
    low, high = drawn(backtest(PAST, ENGLISH, THEME))["layout"]["yaxis"]["range"]
    assert low == 0 and high > 200


def test_both_can_be_read_from_afar_and_in_chinese_units():
    large = PERIODS.assign(expected=1_200_000.0, high=2_000_000.0)
    figure = forecast(large, Language("zh_CN"), Theme(dark=True))
    assert "<b>120万</b>" in texts(figure)
    assert min([*type_sizes(figure), *type_sizes(backtest(PAST, ENGLISH, THEME))]) >= 16
