"""Files into raw sheets: every cell as it stands, every row accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from analyzer.intake.raw_sheet import RawSheet
from analyzer.intake.reading.database import open_database
from analyzer.intake.reading.sheets import read_sheets
from analyzer.intake.source import Limits
from tests.intake import hostile
from tests.intake.hostile import DEAL, HEADER

Read = Callable[..., list[RawSheet]]
Rows = Callable[[RawSheet], list[tuple[object, ...]]]


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_database(tmp_path, Limits()) as database:
        yield database


@pytest.fixture
def read(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> Read:
    def read_bytes(content: bytes, name: str = "deals.csv", limits: Limits = Limits()) -> list[RawSheet]:  # noqa: B008
        path = tmp_path / "upload"
        path.write_bytes(content)
        return read_sheets(connection, path, name, limits)

    return read_bytes


@pytest.fixture
def rows(connection: duckdb.DuckDBPyConnection) -> Rows:
    def rows_of(sheet: RawSheet) -> list[tuple[object, ...]]:
        found = connection.execute(f"select * from {sheet.table} order by row_number").fetchall()  # noqa: S608
        assert sheet.rows_read == len(found) + sheet.rows_not_data + sheet.rows_rejected
        return found

    return rows_of


def test_a_clean_csv_counts_its_lines_below_the_header(read: Read, rows: Rows) -> None:
    (sheet,) = read(b"id,customer,stage,amount\nD1,Acme,Lead,100\nD2,Beta,,\n")
    assert (sheet.file, sheet.sheet, sheet.headers) == ("deals.csv", None, HEADER)
    assert (sheet.rows_read, sheet.rows_not_data) == (2, 0)
    assert rows(sheet) == [(2, "D1", "Acme", "Lead", "100"), (3, "D2", "Beta", None, None)]


def test_decimal_commas_do_not_pass_for_delimiters(read: Read, rows: Rows) -> None:
    (sheet,) = read(b"id;amount\nD1;1.234,56\nD2;7,00\nD3;8\n")
    assert rows(sheet) == [(2, "D1", "1.234,56"), (3, "D2", "7,00"), (4, "D3", "8")]


def test_an_encoding_that_shows_only_far_below_is_found(read: Read, rows: Rows) -> None:
    plain = [("id", "customer"), *((f"D{n:06d}", "Acme Corporation") for n in range(15_000))]
    (sheet,) = read(hostile.csv_bytes([*plain, ("E1", "北京软件公司")], encoding="gbk"))
    assert (sheet.rows_read, rows(sheet)[-1]) == (15_001, (15_002, "E1", "北京软件公司"))


def test_a_column_that_the_header_does_not_name_is_kept(read: Read, rows: Rows) -> None:
    (sheet,) = read(b"id,amount\nD1,5,x\nD2,6,y\nD3,7,z\n")
    assert sheet.headers == ("id", "amount", "")
    assert rows(sheet)[0] == (2, "D1", "5", "x")


def test_blank_lines_count_as_rows_but_not_at_the_end(read: Read, rows: Rows) -> None:
    (sheet,) = read(b"id,amount\nD1,5\n\n,\n  , \nD2,6\n\n\n")
    assert (sheet.rows_read, sheet.rows_not_data) == (5, 3)
    assert rows(sheet) == [(2, "D1", "5"), (6, "D2", "6")]


def test_a_title_and_a_total_are_not_data(read: Read, rows: Rows) -> None:
    text = b"Pipeline of week 47,,,\n\nid,customer,stage,amount\nD1,Acme,Lead,100\nD2,Beta,Won,50\nTotal,,,150\n"
    (sheet,) = read(text)
    assert (sheet.headers, sheet.rows_read, sheet.rows_not_data) == (HEADER, 5, 3)
    assert rows(sheet) == [(4, "D1", "Acme", "Lead", "100"), (5, "D2", "Beta", "Won", "50")]


@pytest.mark.parametrize("word", ["Total", "GRAND TOTAL", "Subtotal", "East Total", "合计", "总计", "小计：", "合計"])
def test_a_total_is_known_by_its_word_anywhere(read: Read, rows: Rows, word: str) -> None:
    (sheet,) = read(hostile.csv_bytes([HEADER, DEAL, (None, word, None, "￥150"), ("D2", "Beta", "Won", 50)]))
    assert ([row[1] for row in rows(sheet)], sheet.rows_not_data) == (["D1", "D2"], 1)


def test_a_header_alone_is_a_sheet_without_rows(read: Read, rows: Rows) -> None:
    for content, name in ((b"id,customer,stage,amount\n", "a.csv"), (hostile.workbook({"A": [HEADER]}), "a.xlsx")):
        (sheet,) = read(content, name)
        assert (sheet.headers, sheet.rows_read, rows(sheet)) == (HEADER, 0, [])


def test_cells_of_a_workbook_are_the_text_a_person_sees(read: Read, rows: Rows) -> None:
    cells = (
        "000005",
        "1.2E+17",
        1234.5,
        12000,
        0.1 + 0.2,
        -0.07,
        True,
        date(2026, 11, 9),
        datetime(2026, 11, 9, 13, 30),
    )
    (sheet,) = read(hostile.workbook({"Deals": [[f"h{n}" for n in range(len(cells))], cells]}), "deals.xlsx")
    said = ("000005", "1.2E+17", "1234.5", "12000", "0.3", "-0.07", "true", "2026-11-09", "2026-11-09 13:30:00")
    assert rows(sheet) == [(2, *said)]


def test_an_open_document_spreadsheet_is_read(read: Read, rows: Rows) -> None:
    (sheet,) = read(
        hostile.open_document([HEADER, ("000005", "Acme", "Lead", 1234.5), ("D2", None, "Won", 7)]), "d.ods"
    )
    assert (sheet.sheet, sheet.headers, sheet.rows_read) == ("Deals", HEADER, 2)
    assert rows(sheet) == [(2, "000005", "Acme", "Lead", "1234.5"), (3, "D2", None, "Won", "7")]


def test_a_workbook_of_old_excel_is_read(read: Read, rows: Rows) -> None:
    (sheet,) = read(hostile.old_workbook([HEADER, ("000005", "北京", "Lead", 1234.5), ("D2", None, "Won", 7)]), "d.xls")
    assert (sheet.sheet, sheet.headers, sheet.rows_read) == ("Deals", HEADER, 2)
    assert rows(sheet) == [(2, "000005", "北京", "Lead", "1234.5"), (3, "D2", None, "Won", "7")]


def test_a_workbook_is_read_whatever_its_name_is(read: Read, rows: Rows) -> None:
    for name in ("deals.csv", "deals.xls", "deals.txt", "deals"):
        (sheet,) = read(hostile.workbook({"Deals": [HEADER, DEAL]}), name)
        assert (sheet.file, rows(sheet)) == (name, [(2, "D1", "Acme", "Lead", "100")])


def test_text_is_read_whatever_its_name_is(read: Read, rows: Rows) -> None:
    (sheet,) = read(hostile.csv_bytes([HEADER, DEAL], ";"), "deals.xlsx")
    assert rows(sheet) == [(2, "D1", "Acme", "Lead", "100")]


def test_all_sheets_are_read_and_hidden_ones_marked(read: Read, rows: Rows) -> None:
    content = hostile.workbook({"Deals": [HEADER, DEAL], "Blank": [], "Old": [HEADER, DEAL, DEAL]}, hidden=["Old"])
    sheets = read(content, "deals.xlsx")
    assert [(sheet.sheet, sheet.hidden, len(rows(sheet))) for sheet in sheets] == [
        ("Deals", False, 1),
        ("Old", True, 2),
    ]


def test_rows_of_a_workbook_have_the_numbers_that_excel_shows(read: Read, rows: Rows) -> None:
    table = [
        [],
        ["", "Pipeline"],
        [],
        ["", *HEADER],
        ["", *DEAL],
        [],
        ["", "D2", "Beta", "Won", 5],
        ["", "Total", None, None, 105],
    ]
    (sheet,) = read(hostile.workbook({"Deals": table}), "deals.xlsx")
    assert ([row[0] for row in rows(sheet)], sheet.headers[-4:]) == ([5, 7], HEADER)
    assert (sheet.rows_read, sheet.rows_not_data) == (7, 5)


def test_a_sheet_that_is_too_wide_keeps_its_first_columns_and_says_so(read: Read, rows: Rows) -> None:
    wide = [[f"h{n}" for n in range(40)], [str(n) for n in range(40)]]
    for content, name in ((hostile.csv_bytes(wide), "a.csv"), (hostile.workbook({"A": wide}), "a.xlsx")):
        (sheet,) = read(content, name, Limits(columns=10))
        assert rows(sheet) == [(2, *(str(n) for n in range(10)))]
        assert [str(note) for note in sheet.notes] == ["The sheet has 40 columns; only the first 10 were read."]


def test_a_parquet_file_gives_the_same_text(
    read: Read, rows: Rows, connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "made.parquet"
    connection.execute(
        "copy (select 'D1' as id, 12000.0::double as whole, 0.25::double as part, 1e17::double as big,"
        " 5.50::decimal(9, 2) as money, 7 as number, null::varchar as nothing, date '2026-11-09' as day,"
        " timestamp '2026-11-09 00:00:00' as midnight, '' as blank, 100::double as hundred) to $path (format parquet)",
        {"path": str(path)},
    )
    (sheet,) = read(path.read_bytes(), "deals.parquet")
    assert sheet.headers[:3] == ("id", "whole", "part")
    said = ("D1", "12000", "0.25", "100000000000000000", "5.5", "7", None, "2026-11-09", "2026-11-09", None, "100")
    assert rows(sheet) == [(2, *said)]


def test_what_is_written_like_sql_or_markup_is_text(read: Read, rows: Rows) -> None:
    header = ('id"; drop table x; --', "<script>alert(1)</script>", "=HYPERLINK(1)")
    (sheet,) = read(hostile.csv_bytes([header, ("'; drop table y; --", "<b>", "=1+1")]))
    assert (sheet.headers, rows(sheet)) == (header, [(2, "'; drop table y; --", "<b>", "=1+1")])
