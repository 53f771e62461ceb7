"""Each kind of deal, id, week and member that uploads hold: its right place, or a clear sentence, and no lost row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from analyzer.intake.answer import Intake
from analyzer.intake.tables.identity import check_letters
from tests.intake.tables import assert_nothing_is_lost, notes_of, rows_of, understood

HEADERS = ("id", "name", "customer", "stage", "amount")
SHORT = "006D000000ABCde"
LONG = SHORT + check_letters(SHORT)


def deals(*rows: Sequence[str | None], name: str = "deals.csv") -> Intake:
    intake = understood((name, HEADERS, rows))
    assert_nothing_is_lost(intake)
    return intake


def weeks(stages: dict[int, str | None], own: str = "1") -> Intake:
    """One deal, and another one that is always there, in files of November 2026 in the order given: day -> stage."""
    files = [
        (
            f"2026-11-{day:02}.csv",
            HEADERS,
            [("0", "Other", "B", "Lead", "1")] + ([(own, "N", "C", stage, "5")] if stage else []),
        )
        for day, stage in stages.items()
    ]
    intake = understood(*files)
    assert_nothing_is_lost(intake)
    return intake


def stages_of(intake: Intake, own: str = "1") -> dict[int, str]:
    rows = rows_of(intake, "snapshot_date", "opportunity_id", "stage")
    return {day.day: stage for day, found, stage in rows if found == own}


def test_the_check_letters_of_a_salesforce_id_tell_its_capitals() -> None:
    assert check_letters("001A0000006Vm9r") == "IAC"


def test_short_and_long_salesforce_ids_are_the_same_deals() -> None:
    first = ("2026-11-09.csv", HEADERS, [(SHORT, "N", "C", "Lead", "5")])
    second = ("2026-11-16.csv", HEADERS, [(LONG, "N", "C", "Proposal", "5")])
    intake = understood(first, second)
    assert {row[0] for row in rows_of(intake, "opportunity_id")} == {LONG}
    assert "Ids of 15 and of 18 characters are the same deals in Salesforce" in notes_of(intake, 0)
    within = deals((SHORT, "N", "C", "Lead", "5"), (LONG, "N", "C", "Won", "6"))
    assert rows_of(within, "opportunity_id", "stage") == [(LONG, "Won")]
    assert within.report.sheets[0].rows_rejected == 1


def test_short_ids_that_differ_in_case_only_are_two_deals() -> None:
    other = SHORT.swapcase()
    rows = [(own, "N", "C", "Lead", "5") for own in (SHORT, other, LONG)]
    assert [row[0] for row in rows_of(deals(*rows), "opportunity_id")] == [other + check_letters(other), LONG]


def test_ids_of_one_length_and_ids_whose_check_letters_are_wrong_stay_as_they_are() -> None:
    assert rows_of(deals((SHORT, "N", "C", "Lead", "5")), "opportunity_id") == [(SHORT,)]
    rows = [(SHORT, "N", "C", "Lead", "5"), (SHORT + "xyz", "M", "D", "Lead", "6")]
    assert [row[0] for row in rows_of(deals(*rows), "opportunity_id")] == [SHORT, SHORT + "xyz"]


def test_ids_that_a_spreadsheet_shortened_fall_back_to_name_and_customer_where_they_collide() -> None:
    intake = deals(
        ("1.2E+17", "Pilot", "A", "Lead", "5"),
        ("1.2E+17", "Trial", "B", "Lead", "6"),
        ("1.3E+17", "Test", "C", "Won", "7"),
    )
    assert [row[0] for row in rows_of(intake, "opportunity_id")] == ["Pilot · A", "Trial · B", "1.3E+17"]
    assert "lost their last digits. 1 of them stand for several deals, such as ['1.2E+17']" in notes_of(intake)


def test_ids_that_a_spreadsheet_rounded_fall_back_too() -> None:
    rows = [("120000000000000000", "Pilot", "A", "Lead", "5"), ("120000000000000000", "Trial", "B", "Lead", "6")]
    intake = deals(*rows, name="book.xlsx/S")
    assert [row[0] for row in rows_of(intake, "opportunity_id")] == ["Pilot · A", "Trial · B"]
    assert "Export the ids as text" in notes_of(intake)


def test_the_fall_back_holds_in_every_week_so_that_deals_can_be_followed() -> None:
    first = ("2026-11-09.csv", HEADERS, [("1.2E+17", "Pilot", "A", "Lead", "5")])
    second = (
        "2026-11-16.csv",
        HEADERS,
        [("1.2E+17", "Pilot", "A", "Won", "5"), ("1.2E+17", "Trial", "B", "Lead", "6")],
    )
    assert [row[0] for row in rows_of(understood(first, second), "opportunity_id")] == [
        "Pilot · A",
        "Pilot · A",
        "Trial · B",
    ]


def test_shortened_ids_without_any_name_each_count() -> None:
    rows = [("1.2E+17", "Lead", "5"), ("1.2E+17", "Lead", "6")]
    intake = understood(("deals.csv", ("id", "stage", "amount"), rows))
    assert [row[0] for row in rows_of(intake, "amount")] == [5, 6]
    assert_nothing_is_lost(intake)


def test_long_ids_in_number_cells_may_have_lost_digits_and_it_is_said() -> None:
    rows = [(f"1234567890123{at}0000", f"N{at}", "C", "Lead", "5") for at in range(3)]
    intake = deals(*rows, name="book.xlsx/S")
    assert len({row[0] for row in rows_of(intake, "opportunity_id")}) == 3
    assert "may have lost their last digits" in notes_of(intake)


def test_long_ids_kept_as_text_are_no_reason_to_worry() -> None:
    rows = [(f"12345678901234{at}677", f"N{at}", "C", "Lead", "5") for at in range(3)]
    assert "digits" not in notes_of(deals(*rows))


def test_ids_with_leading_zeros_stay_as_they_are() -> None:
    intake = deals(("000005", "N", "C", "Lead", "5"), ("5", "M", "C", "Lead", "5"))
    assert [row[0] for row in rows_of(intake, "opportunity_id")] == ["000005", "5"]


def test_a_missing_id_falls_back_to_name_and_customer() -> None:
    intake = deals((None, "Pilot", "A", "Lead", "5"), ("2", "Trial", "B", "Lead", "6"))
    assert [row[0] for row in rows_of(intake, "opportunity_id")] == ["Pilot · A", "2"]
    assert "1 rows have no id" in notes_of(intake)


def test_an_id_that_stands_for_another_deal_later_is_said() -> None:
    headers = (*HEADERS, "created on")
    first = (
        "2026-11-09.csv",
        headers,
        [("1", "Pilot", "A", "Lead", "5", "2026-01-05"), ("2", "Old", "B", "Lead", "5", "2026-01-05")],
    )
    second = (
        "2026-11-16.csv",
        headers,
        [("1", "Trial", "Z", "Lead", "9", "2026-11-10"), ("2", "New name", "B", "Lead", "5", "2026-01-05")],
    )
    notes = [str(note) for note in understood(first, second).report.notes]
    (said,) = [note for note in notes if "stand for another deal" in note]
    assert said.startswith("1 ids") and "1: Pilot, Trial" in said


def test_a_deal_that_vanishes_and_returns_is_the_same_deal() -> None:
    assert stages_of(weeks({2: "Lead", 9: None, 16: "Proposal"})) == {2: "Lead", 16: "Proposal"}


def test_a_deal_won_then_reopened_then_lost_keeps_each_of_its_states() -> None:
    assert stages_of(weeks({2: "Won", 9: "Lead", 16: "Lost"})) == {2: "Won", 9: "Lead", 16: "Lost"}


def test_a_missing_week_is_said() -> None:
    intake = weeks({2: "Lead", 9: "Lead", 23: "Lead", 30: "Lead"})
    assert any("1 weeks have no snapshot, such as ['2026-11-16']" in str(note) for note in intake.report.notes)
    assert not any("no snapshot" in str(note) for note in weeks({2: "Lead", 9: "Lead", 16: "Lead"}).report.notes)


def test_weeks_out_of_order_are_the_same_weeks() -> None:
    shuffled = weeks({16: "Won", 2: "Lead", 9: "Proposal"})
    assert stages_of(shuffled) == stages_of(weeks({2: "Lead", 9: "Proposal", 16: "Won"}))


def test_the_same_file_twice_counts_once_and_it_is_said() -> None:
    rows = [("1", "N", "C", "Lead", "5"), ("2", "M", "C", "Lead", "6")]
    intake = understood(("2026-11-09.csv", HEADERS, rows), ("2026-11-09 (1).csv", HEADERS, rows))
    assert [row[0] for row in rows_of(intake, "amount")] == [5, 6]
    assert intake.report.sheets[0].rows_rejected == 2
    assert "is replaced by that of 2026-11-09 (1).csv" in notes_of(intake, 0)
    assert_nothing_is_lost(intake)


def test_five_hundred_columns_are_read() -> None:
    headers = ("id", "stage", "amount", *(f"Field {at}" for at in range(497)))
    rows = [(str(at), "Lead", "5", *(f"x{at}{place}" for place in range(497))) for at in range(3)]
    intake = understood(("deals.csv", headers, rows))
    assert [row[0] for row in rows_of(intake, "amount")] == [5, 5, 5]
    assert len(intake.report.sheets[0].columns) == 500


@pytest.mark.parametrize("text", ["عميل الرياض", "לקוח", "Café", "Cafe\u0301", "𠮷野家", "👩‍👩‍👧 family", "นครปฐม"])
def test_text_of_any_script_stays_as_it_is(text: str) -> None:
    intake = deals(("1", text, text, "Lead", "5"))
    assert rows_of(intake, "opportunity_name", "customer") == [(text, text)]


LOG = ("Opportunity ID", "From Stage", "To Stage", "Changed At")


def history(*rows: Sequence[str | None], created: str | None = None) -> Intake:
    held = ("deals 2026-11-20.csv", ("id", "stage", "created on"), [("1", "Won", created), ("2", "Lead", None)])
    intake = understood(("log.csv", LOG, rows), held)
    assert_nothing_is_lost(intake)
    return intake


def mondays(intake: Intake) -> dict[date, str]:
    rows = rows_of(intake, "snapshot_date", "opportunity_id", "stage")
    return {day: stage for day, own, stage in rows if own == "1" and day < date(2026, 11, 20)}


def test_a_log_out_of_order_gives_the_same_weeks() -> None:
    rows = [
        ("1", None, "Lead", "2026-11-02 09:00"), ("1", "Lead", "Proposal", "2026-11-09 08:00"),
        ("1", "Proposal", "Negotiation", "2026-11-09 18:30"), ("1", "Negotiation", "Won", "2026-11-16 10:00"),
    ]  # fmt: skip
    expected = {date(2026, 11, 2): "Lead", date(2026, 11, 9): "Negotiation", date(2026, 11, 16): "Won"}
    assert mondays(history(*rows)) == expected
    assert mondays(history(*reversed(rows))) == expected
    assert mondays(history(rows[2], rows[0], rows[3], rows[1])) == expected


def test_a_log_without_times_that_begins_with_its_newest_row_is_read_from_its_end() -> None:
    rows = [
        ("1", "Negotiation", "Won", "2026-11-16"), ("1", "Proposal", "Negotiation", "2026-11-09"),
        ("1", "Lead", "Proposal", "2026-11-09"), ("1", None, "Lead", "2026-11-02"),
    ]  # fmt: skip
    assert mondays(history(*rows))[date(2026, 11, 9)] == "Negotiation"


def test_times_of_twelve_hours_are_told_apart() -> None:
    rows = [("1", "Proposal", "Won", "2026/11/9 下午 1:00"), ("1", "Lead", "Proposal", "2026/11/9 上午 11:00")]
    assert mondays(history(*rows)) == {date(2026, 11, 9): "Won"}


def test_a_zone_does_not_move_a_change_to_another_day() -> None:
    rows = [("1", None, "Lead", "2026-11-02T23:59:00-08:00"), ("1", "Lead", "Won", "2026-11-10T00:10:00+08:00")]
    assert mondays(history(*rows)) == {date(2026, 11, 2): "Lead", date(2026, 11, 9): "Lead"}


def test_a_change_that_names_no_new_stage_is_rejected_with_a_sentence() -> None:
    intake = history(
        ("1", None, "Lead", "2026-11-02"), ("1", "Lead", None, "2026-11-09"), ("2", None, "Lead", "2026-11-09")
    )
    assert mondays(intake) == {date(2026, 11, 2): "Lead", date(2026, 11, 9): "Lead"}
    (rejected,) = intake.report.sheets[0].rejected
    assert str(rejected.reason) == "The row names no new stage."


def test_before_its_first_change_a_deal_was_in_the_stage_it_left_since_it_was_created() -> None:
    rows = [("2", None, "Lead", "2026-11-02"), ("1", "Lead", "Won", "2026-11-16")]
    assert mondays(history(*rows, created="2026-11-04")) == {date(2026, 11, 9): "Lead", date(2026, 11, 16): "Won"}
    assert mondays(history(*rows)) == {date(2026, 11, 16): "Won"}


def test_the_order_of_days_in_a_log_is_asked_for_where_nothing_tells_it() -> None:
    rows = [("1", None, "Lead", "03/04/2026"), ("2", None, "Lead", "05/04/2026")]
    assert [question.kind for question in history(*rows).report.questions] == ["date_order"]


def test_a_log_of_all_fields_gives_the_changes_of_the_stage() -> None:
    rows = [
        ("1", "Stage", None, "Lead", "2026-11-02"), ("1", "Amount", "5", "7", "2026-11-03"),
        ("1", "created.", None, None, "2026-11-01"), ("1", "Stage", "Lead", "Won", "2026-11-09"),
    ]  # fmt: skip
    log = ("log.csv", ("Opportunity ID", "Field / Event", "Old Value", "New Value", "Edit Date"), rows)
    held = ("deals 2026-11-20.csv", ("id", "stage"), [("1", "Won"), ("2", "Lead")])
    intake = understood(log, held)
    assert mondays(intake) == {date(2026, 11, 2): "Lead", date(2026, 11, 9): "Won"}
    assert intake.report.sheets[0].rows_not_data == 2
    assert "2 rows tell changes of other fields than “Stage”" in notes_of(intake, 0)
    assert_nothing_is_lost(intake)
