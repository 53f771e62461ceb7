from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.intake.values.dates import NO_ORDER, OUT_OF_RANGE, order_of, parse

MARCH_4 = date(2025, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-04", "2025/3/4", "2025.3.4", "2025-03-04 23:59:59", "2025-03-04T23:59:59.000+0000",
        "2025-03-04T00:10:00-08:00", "20250304", "45720", "45720.75", "2025年3月4日", "2025 年 3 月 4 日", "4 Mar 2025",
        "March 4, 2025", "2025-Mar-04", "04-Mar-25", "Tue, 4 March 2025", "4. März 2025", "4 mars 2025",
        "２０２５／３／４",
        "2025/3/4 上午 9:30", "2025-W10-2",
    ],
)  # fmt: skip
def test_a_date_is_read_as_people_and_machines_write_it(text: str) -> None:
    assert parse(text).value == MARCH_4


def test_the_order_settles_which_is_the_day() -> None:
    assert parse("03/04/2025", "mdy").value == MARCH_4
    assert parse("04/03/2025", "dmy").value == MARCH_4
    assert parse("03/04/2025").problem == NO_ORDER
    assert parse("03/03/2025").value == date(2025, 3, 3)


@pytest.mark.parametrize("text", ["0225-01-01", "9999-01-01", "1 Jan 1971"])
def test_years_before_1990_and_after_2100_are_refused(text: str) -> None:
    assert parse(text).problem == OUT_OF_RANGE


@pytest.mark.parametrize("text", ["2017-02-30", "60", "12:30", "next week", "13/13/2025", "", "2025-13-01"])
def test_what_is_no_date_says_so(text: str) -> None:
    day = parse(text)
    assert day.value is None
    assert day.problem is not None


def test_one_day_above_twelve_settles_the_order_of_the_column() -> None:
    assert order_of(["03/04/2025", "13/04/2025"]).order == "dmy"
    assert order_of(["03/04/2025", "04/13/2025"]).order == "mdy"
    assert order_of(["2025-03-04", "20250304"]).order is None


def test_when_both_orders_fit_every_value_and_differ_it_is_asked() -> None:
    assert order_of(["03/04/2025", "05/06/2025"]).fits_both
    assert not order_of(["03/03/2025"]).fits_both
    assert not order_of(["2025/03/04"]).fits_both


def test_dots_mean_that_the_day_comes_first() -> None:
    assert order_of(["03.04.2025"]).order == "dmy"


FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%d %b %Y", "%B %d, %Y", "%Y%m%d", "%Y年%m月%d日", "%d-%b-%Y", "%Y-%m-%dT%H:%M:%S")


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=30)
@given(day=st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31)))
def test_a_date_survives_being_written_and_read(form: str, day: datetime) -> None:
    assert parse(day.strftime(form)).value == day.date()


@settings(max_examples=30)
@given(day=st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_serial_is_the_day_that_excel_shows(day: date) -> None:
    assert parse(str((day - date(1899, 12, 30)) // timedelta(days=1))).value == day
