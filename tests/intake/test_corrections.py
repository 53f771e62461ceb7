from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from analyzer.intake import Intake, SourceFile
from analyzer.intake.corrections import Corrections, Fill, Mend, Removal
from analyzer.intake.raw_sheet import RawSheet, labels
from analyzer.intake.reading.sheets import read_sheets
from analyzer.intake.source import Limits
from analyzer.intake.understanding import understand
from analyzer.settings import Settings
from tests.intake.tables import TODAY, assert_nothing_is_lost, raw_sheet, rows_of

FILE = "pipeline_2026-11-16.csv"
NOV_16 = date(2026, 11, 16)


def raw(
    connection: duckdb.DuckDBPyConnection, folder: Path, name: str, text: str, given: Corrections
) -> list[RawSheet]:
    place = folder / name
    place.write_text(text, encoding="utf-8")
    return read_sheets(connection, place, name, Limits(), given.mends_of(name))


def read_as_corrected(folder: Path, given: Corrections, **files: str) -> Intake:
    """What is made of text files, each given as the day in its name, with an underscore before it, and its text."""
    connection = duckdb.connect(config={"threads": 1})
    sheets = []
    for name, text in files.items():
        sheets += raw(connection, folder, f"pipeline{name.replace('_', '-').replace('-', '_', 1)}.csv", text, given)
    return understand(connection, sheets, Settings(), TODAY, given)


def csv(*rows: str, header: str = "id,stage,amount,region") -> str:
    return "\n".join([header, *rows, ""])


def test_a_mended_cell_is_read_as_if_the_file_said_so(tmp_path: Path) -> None:
    given = Corrections(mends=(Mend(FILE, None, 3, {"amount": "20"}),))
    intake = read_as_corrected(tmp_path, given, _2026_11_16=csv("1,Lead,10,East", "2,Lead,twenty,East"))
    assert [float(amount) for (amount,) in rows_of(intake, "amount")] == [10, 20]
    assert intake.report.sheets[0].rows_rejected == 0
    assert_nothing_is_lost(intake)


def test_a_row_that_did_not_fit_the_header_fits_when_it_is_mended(tmp_path: Path) -> None:
    text = csv("1,Lead,10,East", "2,Lead,1,200,East")
    left = read_as_corrected(tmp_path, Corrections(), _2026_11_16=text)
    row = left.report.sheets[0].rejected[0]
    assert (row.row, row.cells) == (3, {"id": "2", "stage": "Lead", "amount": "1", "region": "200", "(5)": "East"})
    cells = {"amount": "1,200", "region": "East", "(5)": ""}
    intake = read_as_corrected(tmp_path, Corrections(mends=(Mend(FILE, None, 3, cells),)), _2026_11_16=text)
    assert rows_of(intake, "opportunity_id", "region") == [("1", "East"), ("2", "East")]
    assert_nothing_is_lost(intake)


def test_a_row_that_is_still_too_wide_stays_rejected_as_it_is_mended_now(tmp_path: Path) -> None:
    given = Corrections(mends=(Mend(FILE, None, 2, {"id": "9"}),))
    intake = read_as_corrected(tmp_path, given, _2026_11_16=csv("1,Lead,1,200,East", "2,Lead,5,East"))
    assert [row.cells["id"] for row in intake.report.sheets[0].rejected] == ["9"]
    assert_nothing_is_lost(intake)


def test_a_row_mended_to_blanks_is_no_data(tmp_path: Path) -> None:
    given = Corrections(mends=(Mend(FILE, None, 3, {"id": "", "stage": "", "amount": "", "region": ""}),))
    intake = read_as_corrected(tmp_path, given, _2026_11_16=csv("1,Lead,10,East", "2,,x,East"))
    sheet = intake.report.sheets[0]
    assert (sheet.rows_read, sheet.rows_loaded, sheet.rows_rejected, sheet.rows_not_data) == (2, 1, 0, 1)


def test_columns_of_the_same_header_are_mended_apart(tmp_path: Path) -> None:
    assert labels(["note", "", "note", "note (3)"]) == ("note", "(2)", "note (3)", "note (3) (4)")
    given = Corrections(mends=(Mend(FILE, None, 2, {"region (4)": "West"}),))
    connection = duckdb.connect()
    text = csv("1,Lead,East,East", header="id,stage,region,region")
    (sheet,) = raw(connection, tmp_path, FILE, text, given)
    assert [sheet.cells[name].to_pylist() for name in ("c2", "c3")] == [["East"], ["West"]]


def test_mends_of_other_files_sheets_rows_and_columns_do_nothing(tmp_path: Path) -> None:
    mends = [("gone.csv", None, 2, "id"), (FILE, "Sheet1", 2, "id"), (FILE, None, 99, "id"), (FILE, None, 1, "id")]
    given = Corrections(mends=tuple(Mend(*place, {label: "x"}) for *place, label in [*mends, (FILE, None, 2, "?")]))
    intake = read_as_corrected(tmp_path, given, _2026_11_16=csv("1,Lead,10,East"))
    assert rows_of(intake, "opportunity_id") == [("1",)]


def test_a_fill_fills_the_blanks_of_its_deal_on_every_day_and_nothing_else(tmp_path: Path) -> None:
    given = Corrections(fills=(Fill("region", "1", "East"), Fill("region", "9", "North")))
    week, next_week = csv("1,Lead,10,", "2,Lead,5,"), csv("1,Lead,10,", "2,Lead,5,West")
    intake = read_as_corrected(tmp_path, given, _2026_11_09=week, _2026_11_16=next_week)
    assert [region for (region,) in rows_of(intake, "region")] == ["East", None, "East", "West"]
    other = read_as_corrected(tmp_path, given, _2026_11_16=csv("1,Lead,10,South"))
    assert rows_of(other, "region") == [("South",)]


def test_a_fill_follows_what_is_said_of_its_member(tmp_path: Path) -> None:
    given = Corrections(fills=(Fill("region", "2", "Ost"),))
    same = Settings(same_as={"region": {"Ost": "East"}})
    connection = duckdb.connect(config={"threads": 1})
    sheets = raw(connection, tmp_path, FILE, csv("1,Lead,10,East", "2,Lead,5,", "3,Lead,4,Ost"), given)
    assert rows_of(understand(connection, sheets, same, TODAY, given), "region") == [("East",)] * 3


def test_a_deal_known_by_its_row_alone_is_not_filled(tmp_path: Path) -> None:
    text = csv("Lead,10,", "Lead,20,West", header="stage,amount,region")
    ids = [own for (own,) in rows_of(read_as_corrected(tmp_path, Corrections(), _2026_11_16=text), "opportunity_id")]
    given = Corrections(fills=tuple(Fill("region", own, "East") for own in ids))
    filled = read_as_corrected(tmp_path, given, _2026_11_16=text)
    assert sorted(rows_of(filled, "amount", "region")) == [(10, None), (20, "West")]


def test_a_removed_snapshot_stays_out_and_says_so(tmp_path: Path) -> None:
    given = Corrections(removals=(Removal(FILE, NOV_16),))
    weeks = {"_2026_11_09": csv("1,Lead,10,East"), "_2026_11_16": csv("1,Lead,10,East", "2,Lead,5,West")}
    intake = read_as_corrected(tmp_path, given, **weeks)
    assert {day for (day,) in rows_of(intake, "snapshot_date")} == {date(2026, 11, 9)}
    removed = intake.report.sheets[1]
    assert (removed.rows_rejected, removed.snapshot_dates) == (2, ())
    assert {str(row.reason) for row in removed.rejected} == {"You removed this snapshot."}
    assert_nothing_is_lost(intake)


def test_what_replaced_a_snapshot_gives_it_back_when_it_is_removed(tmp_path: Path) -> None:
    header = "snapshot date,id,stage,amount,region"
    week = csv("2026-11-16,1,Lead,10,East", header=header)
    again = csv("2026-11-16,1,Lead,99,East", header=header)
    both = read_as_corrected(tmp_path, Corrections(), _one=week, _two=again)
    assert [float(amount) for (amount,) in rows_of(both, "amount")] == [99]
    given = Corrections(removals=(Removal("pipeline_two.csv", NOV_16),))
    one = read_as_corrected(tmp_path, given, _one=week, _two=again)
    assert [float(amount) for (amount,) in rows_of(one, "amount")] == [10]
    assert_nothing_is_lost(one)


def test_a_day_is_taken_out_of_a_log_of_changes(tmp_path: Path) -> None:
    log = csv("1,,Lead,2026-11-03", "2,,Lead,2026-11-10", header="opportunity id,from stage,to stage,changed at")
    whole = read_as_corrected(tmp_path, Corrections(), _log=log)
    days = sorted({day for (day,) in rows_of(whole, "snapshot_date")})
    given = Corrections(removals=(Removal("pipeline_log.csv", days[0]),))
    intake = read_as_corrected(tmp_path, given, _log=log)
    assert sorted({day for (day,) in rows_of(intake, "snapshot_date")}) == days[1:]
    assert_nothing_is_lost(intake)


def test_later_corrections_of_the_same_place_stand() -> None:
    given = Corrections().with_mends([Mend("a", None, 2, {"id": "1", "stage": "Lead"}), Mend("a", "S", 2, {"id": "5"})])
    given = given.with_mends([Mend("a", None, 2, {"id": "2"})])
    assert [dict(mend.cells) for mend in given.mends] == [{"id": "2", "stage": "Lead"}, {"id": "5"}]
    given = given.with_fills([Fill("region", "1", "East")]).with_fills([Fill("region", "1", "West")])
    assert given.fills == (Fill("region", "1", "West"),)
    given = given.with_removals([Removal("a", NOV_16), Removal("b", NOV_16)]).put_back(NOV_16, "a")
    assert given.removals == (Removal("b", NOV_16),)
    assert given.without({"a"}).mends == () and given.without({"a"}).fills == given.fills
    assert Corrections.from_json(given.as_json()) == given


def undated(connection: duckdb.DuckDBPyConnection, name: str, created: str, came: date) -> RawSheet:
    rows = [("1", "Lead", "1", created), ("2", "Lead", "1", "2026-01-05")]
    return replace(raw_sheet(connection, ("id", "stage", "amount", "created"), rows, name), added_on=came)


def test_exports_without_a_day_are_told_apart_by_when_they_came() -> None:
    connection = duckdb.connect()
    first = undated(connection, "export.csv", "2026-11-05", date(2026, 11, 9))
    second = undated(connection, "export (2).csv", "2026-11-12", NOV_16)
    intake = understand(connection, [first, second], Settings(), TODAY)
    assert [sheet.snapshot_dates for sheet in intake.report.sheets] == [(date(2026, 11, 5),), (date(2026, 11, 12),)]
    assert not intake.report.questions


def test_an_export_that_came_later_but_shows_no_later_day_is_asked_for() -> None:
    connection = duckdb.connect()
    first = undated(connection, "export.csv", "2026-11-05", date(2026, 11, 9))
    second = undated(connection, "export (2).csv", "2026-11-05", NOV_16)
    intake = understand(connection, [first, second], Settings(), TODAY)
    assert [sheet.rows_rejected for sheet in intake.report.sheets] == [0, 2]
    assert [(question.about, question.options) for question in intake.report.questions] == [
        ("export (2).csv", ("2026-11-16",))
    ]
    assert_nothing_is_lost(intake)


def test_a_file_read_again_later_shows_the_day_it_showed_first(tmp_path: Path) -> None:
    from analyzer.intake import read

    place = tmp_path / "export.csv"
    place.write_text(csv("1,Lead,10,East"), encoding="utf-8")
    intake = read([SourceFile("export.csv", place, added_on=NOV_16)], Settings(), TODAY)
    assert rows_of(intake, "snapshot_date") == [(NOV_16,)]
