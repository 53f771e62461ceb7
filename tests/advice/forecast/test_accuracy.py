"""The error, the bias and the coverage by hand."""

from __future__ import annotations

import pytest

from analyzer.advice.forecast import Accuracy
from analyzer.advice.forecast.words import leaning


def test_error_bias_and_coverage_by_hand() -> None:
    # off by +20, -10, 0 of 100 + 50 + 50 that came; the second lies below its band
    found = Accuracy.of([120, 40, 50], [100, 50, 50], [90, 51, 50], [130, 60, 50])
    assert (found.forecasts, found.wape, found.bias) == (3, pytest.approx(0.15), pytest.approx(0.05))
    assert found.coverage == pytest.approx(2 / 3)


def test_without_a_band_there_is_no_coverage() -> None:
    assert Accuracy.of([1], [2]).coverage is None


def test_where_nothing_came_no_error_can_be_told() -> None:
    assert Accuracy.of([5, 5], [0, 0], [0, 0], [9, 9]) == Accuracy(2, None, None, None)
    assert Accuracy.of([], []) == Accuracy(0, None, None, None)


@pytest.mark.parametrize(
    ("bias", "said"),
    [
        (0.05, "In all it promised {share} too much."),
        (0.049, "In all it promised neither too much nor too little."),
        (-0.049, "In all it promised neither too much nor too little."),
        (-0.05, "In all it promised {share} too little."),
    ],
)
def test_whether_it_flatters_is_said(bias: float, said: str) -> None:
    found = leaning(Accuracy(3, 0.2, bias, 0.8))
    assert found is not None and found.text == said


def test_nothing_is_said_of_a_bias_that_nobody_knows() -> None:
    assert leaning(Accuracy(0, None, None, None)) is None
