from __future__ import annotations

from datetime import date

import pytest

from analyzer.intake.tables.snapshot_dates import date_in_name
from analyzer.settings import Settings
from tests.intake.tables import TODAY, notes_of, rows_of, understood

HEADERS = ("id", "stage", "amount", "created date")
MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    "name",
    ["pipeline_2026-11-16.xlsx", "商机20261116", "商機 2026年11月16日.csv", "2026-W47", "W47", "第47周", "第47週",
     "wk47 review",
     "16.11.2026.csv", "pipeline_2026_11_16", "KW47-2026", "export 16Nov2026.csv",
     "All Opportunities 11-16-2026 9-12-33 AM.csv", "2026年 11月16日", "16-11-2026 10.30.csv",
     "Q4_2026-11-16.csv", "team12-2026-11-16", "v2_2026_11_16.xlsx"],
)  # fmt: skip
def test_a_name_tells_the_day(name: str) -> None:
    assert date_in_name(name, TODAY) == MONDAY


@pytest.mark.parametrize(
    "name", ["Opportunity.csv", "Sheet1", "report v2", "Q4 2026", "20269999", "deals 123456789", "3-4-2026"]
)
def test_a_name_without_a_day_tells_none(name: str) -> None:
    assert date_in_name(name, TODAY) is None


def test_a_week_without_a_year_is_the_last_one_that_has_begun() -> None:
    assert date_in_name("W48", TODAY) == date(2025, 11, 24)


def _days(*names: str, settings: Settings | None = None, created: str = "2026-10-01"):  # type: ignore[no-untyped-def]
    sheets = [(name, HEADERS, [(f"{at}", "Lead", "1", created)]) for at, name in enumerate(names)]
    return understood(*sheets, settings=settings)


def test_a_column_beats_the_name() -> None:
    intake = understood(
        (
            "deals_2026-11-16.csv",
            ("id", "stage", "snapshot date"),
            [("1", "Lead", "2026-11-09"), ("1", "Won", "2026-11-16")],
        )
    )
    assert rows_of(intake, "snapshot_date", "stage") == [(date(2026, 11, 9), "Lead"), (date(2026, 11, 16), "Won")]
    assert intake.report.sheets[0].snapshot_dates == (date(2026, 11, 9), date(2026, 11, 16))


def test_the_newest_date_that_is_not_in_the_future_is_an_assumption() -> None:
    rows = [("1", "Lead", "1", "2026-10-01"), ("2", "Lead", "1", "2027-01-01")]
    report = understood(("deals.csv", HEADERS, rows)).report.sheets[0]
    assert report.snapshot_dates == (date(2026, 10, 1),)
    assert report.date_is_assumed


def test_without_any_date_it_is_today_and_said_to_be_assumed() -> None:
    report = understood(("deals.csv", ("id", "stage"), [("1", "Lead")])).report.sheets[0]
    assert report.snapshot_dates == (TODAY,)
    assert report.date_is_assumed


def test_the_settings_beat_everything() -> None:
    told = Settings(snapshot_dates={"pipeline_2026-11-16.csv": date(2026, 11, 2)})
    assert _days("pipeline_2026-11-16.csv", settings=told).report.sheets[0].snapshot_dates == (date(2026, 11, 2),)


def test_undated_sheets_with_other_deals_are_one_snapshot() -> None:
    intake = _days("east.csv", "west.csv")
    assert rows_of(intake, "snapshot_date", "opportunity_id") == [(date(2026, 10, 1), "0"), (date(2026, 10, 1), "1")]
    assert not intake.report.questions


def test_undated_sheets_with_the_same_deals_are_asked_for_and_wait() -> None:
    rows = [("1", "Lead", "1", "2026-10-01")]
    sheets = (("a.csv", HEADERS, rows), ("b.csv", HEADERS, rows))
    intake = understood(*sheets)
    assert [question.kind for question in intake.report.questions] == ["snapshot_date", "snapshot_date"]
    assert [sheet.rows_rejected for sheet in intake.report.sheets] == [1, 1]
    answered = understood(*sheets, settings=Settings(snapshot_dates={"a.csv": date(2026, 11, 9), "b.csv": MONDAY}))
    assert rows_of(answered, "snapshot_date") == [(date(2026, 11, 9),), (MONDAY,)]
    assert not answered.report.questions


def test_the_same_day_again_replaces_the_earlier_file_and_says_so() -> None:
    intake = understood(
        ("pipeline_2026-11-16.csv", HEADERS, [("1", "Lead", "1", None), ("2", "Lead", "1", None)]),
        ("mended 2026-11-16.csv", HEADERS, [("1", "Won", "5", None), ("2", "Lead", "7", None)]),
    )
    assert rows_of(intake, "opportunity_id", "stage", "amount") == [("1", "Won", 5), ("2", "Lead", 7)]
    assert intake.report.sheets[0].rows_rejected == 2
    assert "replaced by that of mended 2026-11-16.csv" in notes_of(intake)


def test_the_same_day_with_other_deals_is_united() -> None:
    intake = understood(
        ("east 2026-11-16.csv", HEADERS, [("1", "Lead", "1", None)]),
        ("west 2026-11-16.csv", HEADERS, [("2", "Won", "5", None)]),
    )
    assert rows_of(intake, "opportunity_id") == [("1",), ("2",)]


def test_one_shared_deal_does_not_throw_away_the_rest_of_a_file() -> None:
    east = [(str(at), "Lead", "1", None) for at in range(10)]
    west = [(str(at), "Won", "1", None) for at in range(9, 19)]
    intake = understood(("east 2026-11-16.csv", HEADERS, east), ("west 2026-11-16.csv", HEADERS, west))
    assert len(rows_of(intake, "opportunity_id")) == 19
    assert ("9", "Won") in rows_of(intake, "opportunity_id", "stage")
    assert intake.report.sheets[0].rows_rejected == 1


@pytest.mark.parametrize(
    "weeks", [("W46", "W47"), ("第46周", "第47周"), ("第46週", "第47週"), ("46", "47"), ("wk 46", "wk 47")]
)
def test_a_column_of_weeks_tells_the_day_without_a_year(weeks: tuple[str, str]) -> None:
    header = "周" if "周" in weeks[0] else "Week"
    intake = understood(
        ("deals.csv", ("id", "stage", header), [("1", "Lead", weeks[0]), ("1", "Proposal", weeks[1])]),
    )
    assert rows_of(intake, "snapshot_date", "stage") == [(date(2026, 11, 9), "Lead"), (MONDAY, "Proposal")]


def test_the_newest_change_in_a_stage_history_dates_the_opportunities_beside_it() -> None:
    log = ("log.csv", ("opportunity id", "from stage", "to stage", "changed at"), [("1", "", "Lead", "2026-01-20")])
    intake = understood(log, ("deals.csv", ("opportunity id", "stage"), [("1", "Lead")]))
    assert intake.report.sheets[1].snapshot_dates == (date(2026, 1, 20),)
