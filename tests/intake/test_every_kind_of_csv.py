"""Every kind of text file, one test a kind: every row there, in its columns, and what was guessed is said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.settings import Settings
from tests.intake import hostile
from tests.intake.hostile import DEAL, HEADER
from tests.intake.readers import sheet_of
from tests.intake.tables import fields_of, rows_of, understood

CHINESE = [("商机编号", "客户名称", "销售阶段", "金额"), ("D1", "上海机械有限公司", "潜在客户", "5")]
TRADITIONAL = [("商機編號", "客戶", "銷售階段"), ("D1", "臺北電子股份有限公司", "初步接觸")]
WESTERN = [("id", "customer"), ("D1", "Müller – Söhne"), ("D2", "Café")]
TWO = [HEADER, DEAL, ("D2", "Beta", "Won", 5)]
TWO_ROWS = [(2, "D1", "Acme", "Lead", "100"), (3, "D2", "Beta", "Won", "5")]


@pytest.mark.parametrize("encoding", ["gb18030", "gbk"])
def test_gb18030(encoding: str) -> None:
    sheet = sheet_of(hostile.csv_bytes(CHINESE, encoding=encoding))
    assert (sheet.headers, sheet.rows) == (CHINESE[0], [(2, *CHINESE[1])])
    assert sheet.notes == ["Read as text in GB18030."]


def test_utf_8_with_its_mark() -> None:
    sheet = sheet_of(hostile.csv_bytes(CHINESE, encoding="utf-8-sig"))
    assert (sheet.headers, sheet.rows, sheet.notes) == (CHINESE[0], [(2, *CHINESE[1])], [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_utf_16_of_either_order_with_and_without_its_mark(encoding: str, delimiter: str) -> None:
    sheet = sheet_of(hostile.csv_bytes(CHINESE, delimiter, encoding))
    assert (sheet.headers, sheet.rows) == (CHINESE[0], [(2, *CHINESE[1])])


def test_big5() -> None:
    sheet = sheet_of(hostile.csv_bytes(TRADITIONAL, encoding="big5"))
    assert (sheet.headers, sheet.rows) == (TRADITIONAL[0], [(2, *TRADITIONAL[1])])
    assert sheet.notes == ["Read as text in Big5."]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_latin_1_and_windows_1252(encoding: str) -> None:
    table = [tuple(cell.replace("–", "-") if encoding == "latin-1" else cell for cell in row) for row in WESTERN]
    sheet = sheet_of(hostile.csv_bytes(table, encoding=encoding))
    assert sheet.rows == [(2, *table[1]), (3, *table[2])]
    assert sheet.notes == ["Read as text in Windows-1252."]


@pytest.mark.parametrize("delimiter", [";", "\t", "|", "，", "；"])
def test_delimiters_other_than_the_comma(delimiter: str) -> None:
    sheet = sheet_of(hostile.csv_bytes(TWO, delimiter))
    assert (sheet.headers, sheet.rows) == (HEADER, TWO_ROWS)


def test_a_first_line_that_names_the_delimiter() -> None:
    sheet = sheet_of(b"sep=;\r\nid;amount\r\nD1;1,5\r\n")
    assert (sheet.headers, sheet.rows, sheet.counts) == (("id", "amount"), [(3, "D1", "1,5")], (2, 0, 1))


def test_quotation_marks_within_a_cell() -> None:
    sheet = sheet_of(b'id,note,amount\nD1,5" pipe,5\nD2,"a "b" c",6\nD3,x,7\n')
    assert [(row[1], row[3]) for row in sheet.rows] == [("D1", "5"), ("D2", "6"), ("D3", "7")]


def test_a_quotation_mark_that_is_never_closed_hides_no_row() -> None:
    sheet = sheet_of(b'id,note,amount\nD1,"a,5\nD2,x,6\nD3,"y, z",7\n')
    assert sheet.rows == [(2, "D1", "a", "5"), (3, "D2", "x", "6"), (4, "D3", "y, z", "7")]
    assert sheet.notes == [
        "Quotation marks that open a cell and never close it were passed over: 1, the first in line 2."
    ]


@pytest.mark.parametrize("closing", [b'"b', b'5"'])
def test_two_stray_quotation_marks_hide_no_row_between_them(closing: bytes) -> None:
    sheet = sheet_of(b'id,note,amount\nD1,"a,5\nD2,x,6\nD3,y,7\nD4,' + closing + b",8\nD5,z,9\n")
    assert [(row[1], row[3]) for row in sheet.rows] == [(f"D{n}", str(n + 4)) for n in range(1, 6)]
    assert "passed over" in sheet.notes[0]


def test_line_breaks_inside_notes() -> None:
    sheet = sheet_of(b'id,note,amount\nD1,"first\n\nthird, line",5\nD2,"say ""hi""",6\nD3,"a, b\nc, d",7\n')
    assert [row[2] for row in sheet.rows] == ["first\n\nthird, line", 'say "hi"', "a, b\nc, d"]


def test_rows_that_are_too_short_are_kept_and_told() -> None:
    sheet = sheet_of(b"id,stage,amount,owner\nD1,Lead\nD2,Won,6,Li\n")
    assert sheet.rows == [(2, "D1", "Lead", None, None), (3, "D2", "Won", "6", "Li")]
    assert sheet.notes == ["Rows with fewer cells than the header, read as blank at their end: 1, the first in row 2."]


def test_a_row_whose_last_cells_are_blank_is_not_too_short() -> None:
    sheet = sheet_of(b'id,stage,amount,owner\nD1,Lead,5,\nD2,"Won, late",6\nD3,Lead\nD4,Won,"6",\n')
    assert [row[3:] for row in sheet.rows] == [("5", None), ("6", None), (None, None), ("6", None)]
    assert sheet.notes == ["Rows with fewer cells than the header, read as blank at their end: 2, the first in row 3."]


def test_a_total_that_ends_early_and_blank_lines_below_it() -> None:
    sheet = sheet_of(b"id,stage,amount,owner\r\nD1,Lead,5,Li\r\nTotal,,5\r\n\r\n\r\n")
    assert (sheet.rows, sheet.counts) == ([(2, "D1", "Lead", "5", "Li")], (2, 0, 1))


def test_rows_that_are_too_long_are_rejected_with_their_cells() -> None:
    sheet = sheet_of(b"id,customer,amount\nD1,Acme,5\nD2,Beta,12,000\nD3,Gamma,7\n")
    (rejected,) = sheet.raw.rejected
    assert (sheet.counts, rejected.row, str(rejected.reason)) == (
        (3, 1, 0), 3, "The row has 4 cells, the header has 3.",
    )  # fmt: skip
    assert rejected.cells == {"id": "D2", "customer": "Beta", "amount": "12", "(4)": "000"}


def test_one_row_that_is_wider_than_all_others_is_no_header() -> None:
    sheet = sheet_of(b"id,stage\nD1,Lead\nD2,Won\nD3,Lead,call,them,back\n")
    assert (sheet.headers, sheet.counts) == (("id", "stage"), (3, 1, 0))


def test_nul_characters() -> None:
    sheet = sheet_of(b"id,stage,amount\nD1,Le\0ad,5\nD2,Won,6\n")
    assert sheet.rows == [(2, "D1", "Lead", "5"), (3, "D2", "Won", "6")]


def test_windows_line_ends() -> None:
    assert sheet_of(b"id,amount\r\nD1,5\r\nD2,6\r\n").rows == [(2, "D1", "5"), (3, "D2", "6")]


def test_a_carriage_return_alone_ends_lines_where_nothing_else_does() -> None:
    assert sheet_of(b"id,amount\rD1,5\rD2,6\r").rows == [(2, "D1", "5"), (3, "D2", "6")]


def test_a_carriage_return_alone_within_a_cell_is_a_space() -> None:
    sheet = sheet_of(b'id,note,amount\nD1,first\rsecond,5\nD2,"a\rb",6\nD3,y,7\n')
    assert [(row[1], row[3]) for row in sheet.rows] == [("D1", "5"), ("D2", "6"), ("D3", "7")]
    assert sheet.rows[0][2] == "first second"


def test_mixed_line_ends() -> None:
    sheet = sheet_of(b"id,note,amount\r\nD1,a,5\nD2,b,6\r\r\nD3,c,7\rD4,d,8\n")
    assert sheet.rows == [(2, "D1", "a", "5"), (3, "D2", "b", "6"), (4, "D3", "c", "7"), (5, "D4", "d", "8")]


@pytest.mark.parametrize("header", [b"id,stage,amount", b"id,stage,amount,"])
def test_delimiters_at_the_end_of_each_line(header: bytes) -> None:
    sheet = sheet_of(header + b"\nD1,Lead,5,\nD2,Won,6,\n")
    assert [row[:4] for row in sheet.rows] == [(2, "D1", "Lead", "5"), (3, "D2", "Won", "6")]
    assert sheet.counts == (2, 0, 0)


@pytest.mark.parametrize(
    "above",
    [b"# Exported 2026-11-16, by Anna, filter: open\n", b"// made by a program, on a Monday\n", b"Report,Open deals\n"],
)
def test_lines_above_the_header(above: bytes) -> None:
    sheet = sheet_of(above + b"id,stage,amount\nD1,Lead,5\nD2,Won,6\n")
    assert (sheet.headers, sheet.counts) == (("id", "stage", "amount"), (3, 0, 1))


def test_lines_below_the_table() -> None:
    text = b"id,customer,stage,amount\nD1,A,Lead,5\nTotal,,,5\n\nOpen deals\nConfidential\nCopyright (c) 2026\n"
    sheet = sheet_of(text)
    assert (sheet.rows, sheet.counts) == ([(2, "D1", "A", "Lead", "5")], (6, 0, 5))


@pytest.mark.parametrize(
    "rows",
    [
        [("D1", "Acme", "Lead", "100"), ("D2", "Beta", "Won", "2500.5"), ("D3", "Gamma", "Lead", "300")],
        [("D1", "Lead", "East", "Li"), ("D2", "Won", "East", "Wang"), ("D3", "Lead", "West", "Li")],
        [("D1", "2026-11-09", "Lead"), ("D2", "2026-11-10", "Won")],
    ],
)
def test_no_header_at_all_loses_no_row_and_is_said(rows: list[tuple[str, ...]]) -> None:
    sheet = sheet_of(hostile.csv_bytes(rows))
    assert sheet.headers == ("(A)", "(B)", "(C)", "(D)")[: len(rows[0])]
    assert sheet.rows == [(number, *row) for number, row in enumerate(rows, 1)]
    assert sheet.counts == (len(rows), 0, 0)
    assert sheet.notes[0].startswith("The sheet has no header row: its columns are called (A) and so on")


def test_no_header_at_all_asks_what_the_figures_stand_on() -> None:
    rows = [("D1", "Acme", "Qualified", "100.50"), ("D2", "Beta", "Closed Won", "200"), ("D3", "C", "Qualified", "300")]
    sheet = ("pipeline_2026-11-09.csv", ("(A)", "(B)", "(C)", "(D)"), rows)
    intake = understood(sheet)
    assert fields_of(intake) == {"stage": "(C)"}
    assert [(question.about, question.options[0]) for question in intake.report.questions] == [
        ("(A)", "opportunity_id"), ("(D)", "amount"),
    ]  # fmt: skip
    answered = understood(sheet, settings=Settings(columns={"(A)": "opportunity_id", "(D)": "amount"}))
    assert rows_of(answered, "opportunity_id", "amount")[0] == ("D1", Decimal("100.50"))
    assert answered.report.questions == ()


@pytest.mark.parametrize(
    "header", [("rep", "2025", "2026"), ("rep", "2026-01-01", "2026-02-01"), ("rep", "1", "2"), ("rep", "Q1", "Q2")]
)
def test_a_header_of_years_months_or_days_is_a_header(header: tuple[str, ...]) -> None:
    sheet = sheet_of(hostile.csv_bytes([header, ("Li", "100", "200"), ("Wang", "300", "400")]))
    assert (sheet.headers, sheet.counts) == (header, (2, 0, 0))


def test_errors_of_formulas_that_were_exported_as_text() -> None:
    sheet = sheet_of(b"id,stage,amount,owner\nD1,Lead,#REF!,Li\nD2,Won,6,#N/A\nD3,Won,7,#1 shop\n")
    assert [row[3:] for row in sheet.rows] == [(None, "Li"), ("6", None), ("7", "#1 shop")]
    assert sheet.notes == ["Cells that hold an error such as #REF!, read as blank: 2, the first in row 2."]
