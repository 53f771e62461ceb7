"""Each kind of date that people and machines write: its day, or a clear sentence, and never a lost row."""

from __future__ import annotations

from datetime import date

import pytest

from analyzer.intake.answer import Intake
from analyzer.settings import Settings
from tests.intake.tables import assert_nothing_is_lost, notes_of, rows_of, understood

MARCH_4 = date(2025, 3, 4)
HEADER = "created date"


def deals(*texts: str | None, settings: Settings | None = None) -> Intake:
    """A text file with one deal for each date of creation."""
    rows = [(f"D{at}", "Lead", text) for at, text in enumerate(texts)]
    intake = understood(
        ("deals.csv", ("id", "stage", HEADER), rows), settings=settings or Settings(columns={HEADER: "created_on"})
    )
    assert_nothing_is_lost(intake)
    assert intake.snapshots.num_rows == len(texts)
    return intake


def days_of(intake: Intake) -> list[date | None]:
    return [row[0] for row in rows_of(intake, "created_on")]


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-04", "2025/3/4", "20250304", "45720", "45720.75", "1741046400000", "2025年3月4日",
        "2025年3月4日上午9:30",
        "2025/3/4 下午 11:30", "2025年3月4日 星期二 15:00", "2025/03/04 周二", "2025/3/4(火) 12:00", "25年3月4日",
        "民國114年3月4日", "民国114年3月4日", "114年3月4日", "114/03/04", "令和7年3月4日", "2025년 3월 4일",
        "2025. 3. 4.",
        "25.3.4", "25/03/04", "4 Mar 2025 9 am", "04-Mar-25", "Tue, 4 March 2025", "Dienstag, 4. März 2025",
        "4 mars 2025", "4 de marzo de 2025", "4 marca 2025", "4 марта 2025 г.", "4 maart 2025", "2025-W10-2",
        "２０２５－０３－０４", "\u200e2025-03-04",
    ],
)  # fmt: skip
def test_a_date_in_any_form_is_its_day(text: str) -> None:
    assert days_of(deals(text)) == [MARCH_4]


def test_all_values_of_a_column_decide_its_order() -> None:
    assert days_of(deals("03/04/2025", "13/04/2025"))[0] == date(2025, 4, 3)
    assert days_of(deals("03/04/2025", "04/13/2025"))[0] == MARCH_4
    assert days_of(deals("03.04.2025")) == [date(2025, 4, 3)]
    assert days_of(deals("25.3.4", "24.12.31")) == [MARCH_4, date(2024, 12, 31)]
    assert days_of(deals("4.3.25", "31.12.24")) == [MARCH_4, date(2024, 12, 31)]


def test_where_both_orders_fit_every_value_it_asks_and_keeps_the_deals() -> None:
    intake = deals("03/04/2025", "05/06/2025")
    assert days_of(intake) == [None, None]
    (question,) = intake.report.questions
    assert (question.kind, question.options) == ("date_order", ("dmy", "mdy"))


def test_the_files_of_several_weeks_show_one_order() -> None:
    headers = ("id", "stage", HEADER)
    unclear = ("2026-11-09.csv", headers, [("1", "Lead", "03/04/2025")])
    clear = ("2026-11-16.csv", headers, [("1", "Lead", "03/04/2025"), ("2", "Lead", "13/04/2025")])
    intake = understood(unclear, clear)
    assert days_of(intake) == [date(2025, 4, 3), date(2025, 4, 3), date(2025, 4, 13)]
    assert not intake.report.questions
    assert "read as day-month-year, as another sheet or file shows" in " ".join(map(str, intake.report.notes))
    other = ("2026-11-16.csv", headers, [("2", "Lead", "04/13/2025")])
    assert len(understood(unclear, clear, other).report.questions) == 1


def test_two_digits_that_may_be_a_year_or_a_day_are_asked_for_with_the_orders_that_fit() -> None:
    (question,) = deals("25.3.14").report.questions
    assert question.options == ("dmy", "ymd")
    answered = deals("25.3.14", settings=Settings(date_orders={HEADER: "ymd"}))
    assert days_of(answered) == [date(2025, 3, 14)]


def test_where_values_contradict_each_other_it_asks_for_those_that_fit_both() -> None:
    intake = deals("13/04/2025", "04/13/2025", "05/06/2025")
    assert days_of(intake) == [date(2025, 4, 13), date(2025, 4, 13), None]
    assert len(intake.report.questions) == 1


def test_one_slip_among_many_is_read_the_only_way_it_can_be_and_said() -> None:
    intake = deals(*[f"{day}/01/2025" for day in range(13, 32)], "14/02/2025", "05/06/2025", "04/13/2025")
    assert days_of(intake)[-2:] == [date(2025, 6, 5), date(2025, 4, 13)]
    assert "1 dates such as ['04/13/2025'] fit only another order" in notes_of(intake)


def test_formats_may_be_mixed_in_one_column() -> None:
    texts = ("2025-03-04", "45720", "2025年3月4日", "4 Mar 2025", "04/03/2025", "13/03/2025", "20250304 12:00")
    assert days_of(deals(*texts)) == [MARCH_4] * 5 + [date(2025, 3, 13), MARCH_4]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("60", "29 February 1900, which never was"), ("0225-03-04", "not between 1990 and 2100"),
        ("9999-03-04", "not between 1990 and 2100"), ("2568-03-04", "not between 1990 and 2100"),
        ("2025-W53", "no such week"), ("2025年第53周", "no such week"), ("2025-02-30", "no such day"),
        ("13/13/2025", "no such day"), ("soon", "not a date"), ("2025-03", "names a month and no day"),
        ("Mar-25", "names a month and no day"), ("2025年3月", "names a month and no day"), ("12:30", "not a date"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_blank_with_a_sentence_and_the_deal_stays(text: str, reason: str) -> None:
    intake = deals(text, "2025-03-04")
    assert days_of(intake) == [None, MARCH_4]
    assert f"“created date”: 1 cells are not understood and count as blank, such as ['{text}']." in notes_of(intake)
    assert reason in notes_of(intake)


@pytest.mark.parametrize(
    "text", ["9999-12-31", "31/12/9999", "1900-01-01", "1/1/1900", "0000-00-00", "1970-01-01", "0", "待定", "TBD", "-"]
)
def test_a_day_that_stands_for_none_is_no_date_and_said(text: str) -> None:
    intake = deals("2025-03-04", text)
    assert days_of(intake) == [MARCH_4, None]
    assert f"“created date”: 1 cells such as ['{text}'] stand for no date." in notes_of(intake)
    assert "not understood" not in notes_of(intake)


@pytest.mark.parametrize(
    "text",
    ["2025-03-04T23:59:59-08:00", "2025-03-04T00:10:00.000+0000", "2025-03-04 00:10:00Z", "2025-03-04 00:10 CST"],
)
def test_a_zone_near_midnight_does_not_move_the_day_and_is_said(text: str) -> None:
    intake = deals(text)
    assert days_of(intake) == [MARCH_4]
    assert "its times tell their zone; each day is taken as it is written" in notes_of(intake)


def test_years_of_the_republic_are_said() -> None:
    assert "1 dates such as ['114/03/04'] count their years from 1911" in notes_of(deals("114/03/04"))


def test_a_week_53_is_a_monday_where_the_year_has_one() -> None:
    assert days_of(deals("2026-W53")) == [date(2026, 12, 28)]


def test_a_snapshot_date_that_is_none_rejects_its_row_with_the_reason() -> None:
    rows = [
        ("1", "Lead", "2026-11-16"),
        ("2", "Lead", "2025-W53"),
        ("3", "Lead", "9999-12-31"),
        ("4", "Lead", "0225-01-01"),
    ]
    intake = understood(("deals.csv", ("id", "stage", "snapshot date"), rows))
    assert rows_of(intake, "opportunity_id") == [("1",)]
    assert [str(row.reason) for row in intake.report.sheets[0].rejected] == [
        "That year has no such week.", "The row has no snapshot date.", "The year is not between 1990 and 2100.",
    ]  # fmt: skip
    assert_nothing_is_lost(intake)
