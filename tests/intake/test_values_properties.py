"""Whatever stands in a cell, reading it ends soon, in a value within its bounds or a sentence."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.intake.values import dates, money, periods, shares, spelling
from analyzer.intake.values.no_value import says_nothing

ODD = "0123456789.,-/:()年月日万亿千百十零一二三元角分整¥$€%eEFYqQ WT’'\u202f\u200f民國令和上下午JanMayk mio周第"
TEXTS = st.one_of(st.text(max_size=30), st.text(ODD, max_size=14))


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, mark=st.sampled_from([".", ","]), exponent=st.sampled_from([0, 4, 8]))
def test_any_text_is_an_amount_within_bounds_or_says_why_not(text: str, mark: money.DecimalMark, exponent: int) -> None:
    amount = money.parse(text, mark, exponent)
    if amount.value is None:
        assert amount.problem is not None or says_nothing(text)
    else:
        assert abs(amount.value) < money.LARGEST
        assert amount.value == amount.value.quantize(Decimal("0.01"))


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, order=st.sampled_from([None, "dmy", "mdy", "ymd"]))
def test_any_text_is_a_day_within_bounds_or_says_why_not(text: str, order: dates.Order | None) -> None:
    day = dates.parse(text, order).value
    assert day is None or dates.FIRST_YEAR <= day.year <= dates.LAST_YEAR
    dates.order_of([text])


@settings(max_examples=80, deadline=None)
@given(text=TEXTS)
def test_any_text_is_a_share_a_period_or_neither(text: str) -> None:
    share = shares.parse(text, shares.scale_of([text], 0, 0)).value
    assert share is None or 0 <= share <= 1
    span = periods.period(text, 4)
    assert span is None or span[0] < span[1]
    periods.part_of_year(text)


@settings(max_examples=80, deadline=None)
@given(text=TEXTS)
def test_what_is_folded_once_is_folded_for_good(text: str) -> None:
    fold = spelling.folded(text)
    assert spelling.folded(fold.upper()) == spelling.folded(fold.upper().lower())
    assert spelling.folded(f"  {text}\u3000") == fold


@pytest.mark.parametrize("part", ["1", "三1", "1 ", "(", "1.", "1,", "-", "1万", "十", "2025-", "1:11 ", "年", "Jan "])
def test_long_texts_are_read_as_fast_as_short_ones(part: str) -> None:
    begun = time.process_time()
    for length in (50, 500, 20_000):
        text = (part * length)[:length] + "x"
        money.parse(text)
        dates.parse(text)
        dates.order_of([text])
        periods.period(text)
        spelling.folded(text)
    assert time.process_time() - begun < 1
