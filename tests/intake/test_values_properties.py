"""Whatever stands in a cell, reading it ends soon, in a value within its bounds or a sentence."""

from __future__ import annotations

import re
import time
from decimal import Decimal
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.intake.values import dates, money, periods, shares, spelling, written_alike
from analyzer.intake.values.no_value import says_nothing
from analyzer.intake.values.written_alike import rule_of
from tests.intake.tables import notes_of, rows_of, understood

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


SURROUNDINGS = [
    "",
    "-",
    "(",
    ")",
    "¥",
    "$",
    "USD ",
    " 元",
    "万",
    " k",
    "€",
    " ",
    "rs. ",
    ".-",
    "'",
    "５",
    "²",
    "e",
    "元5角",
]
FIGURES = st.from_regex(r"\A([0-9]{1,4}([,.' ][0-9]{2,3}){0,3}([.,][0-9]{0,4})?|[0-9]{1,17})\Z")
AMOUNTS = st.builds("".join, st.tuples(st.sampled_from(SURROUNDINGS), FIGURES, st.sampled_from(SURROUNDINGS)))


@settings(max_examples=400, deadline=None)
@given(text=st.one_of(AMOUNTS, TEXTS), mark=st.sampled_from([".", ","]), exponent=st.sampled_from([0, 4]))
def test_texts_that_are_written_alike_are_read_as_each_is_alone(
    text: str, mark: money.DecimalMark, exponent: int
) -> None:
    digits = re.sub("[^0-9]", "", text)
    ones = re.sub("[0-9]", "1", text)
    rule = rule_of(ones.replace("1", "0", 1) if digits.startswith("0") else ones, mark, exponent)
    if rule is not None:
        alone = money.parse(text, mark, exponent)
        assert alone.value == Decimal(int(digits) * rule.factor) / 100
        assert (alone.problem, alone.is_rounded, alone.currencies) == (None, False, rule.amount.currencies)


@settings(max_examples=8, deadline=None)
@given(texts=st.lists(AMOUNTS, min_size=1, max_size=40))
def test_a_long_column_of_amounts_is_read_as_a_short_one(texts: list[str]) -> None:
    rows = [(f"D{at}", "Lead", text) for at, text in enumerate(texts)]
    read = []
    for many in (1, 1_000):
        with patch.object(written_alike, "MANY", many):
            intake = understood(("deals.csv", ("id", "stage", "amount"), rows))
        read.append((rows_of(intake, "opportunity_id", "amount"), notes_of(intake), intake.currency))
    assert read[0] == read[1]


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
