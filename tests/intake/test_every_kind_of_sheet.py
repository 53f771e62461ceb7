"""Every kind of sheet, one test a kind: the header found, every row of data there, and what was guessed is said."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
import xlsxwriter

from tests.intake import hostile
from tests.intake.hostile import DEAL, HEADER
from tests.intake.readers import ReadSheet, sheet_of, sheets_of

BETA = ("D2", "Beta", "Won", 50)
AS_TEXT = [("D1", "Acme", "Lead", "100"), ("D2", "Beta", "Won", "50")]
Rows = list[tuple[object, ...]]


def workbook_of(*rows: tuple[object, ...]) -> ReadSheet:
    return sheet_of(hostile.workbook({"Deals": list(rows)}), "deals.xlsx")


def cells(sheet: ReadSheet) -> Rows:
    return [row[1:] for row in sheet.rows]


def test_titles_and_blank_rows_above() -> None:
    sheet = workbook_of(("Pipeline of week 47",), ("as of", "2026-11-16"), (), HEADER, DEAL, BETA)
    assert (sheet.headers, cells(sheet), sheet.counts) == (HEADER, AS_TEXT, (5, 0, 3))


def test_a_header_of_two_rows_with_names_of_groups() -> None:
    sheet = workbook_of(
        ("id", "name", "Amount", None, "Status", None),
        (None, None, "Plan", "Actual", "Stage", "Since"),
        ("D1", "A", 5, 6, "Lead", "2026-01-05"),
        ("D2", "B", 7, 8, "Won", "2026-01-06"),
    )
    assert sheet.headers == ("id", "name", "Amount Plan", "Amount Actual", "Status Stage", "Status Since")
    assert (cells(sheet)[0], sheet.counts) == (("D1", "A", "5", "6", "Lead", "2026-01-05"), (3, 0, 1))


def test_a_header_of_two_rows_below_merged_cells() -> None:
    sheet = merged_workbook(
        [("Deal", None, None, "Money", None), ("id", "stage", "rep", "amount", "currency"), *TWO_DEALS],
        [(0, 0, 0, 2), (0, 3, 0, 4)],
    )
    assert (sheet.headers, sheet.counts) == (("id", "stage", "rep", "amount", "currency"), (3, 0, 1))


def test_a_header_of_two_rows_whose_lower_names_repeat() -> None:
    sheet = workbook_of(
        ("id", "name", "2025", None, "2026", None),
        (None, None, "H1", "H2", "H1", "H2"),
        ("D1", "A", 5, 6, 7, 8),
        ("D2", "B", 5, 6, 7, 8),
    )
    assert sheet.headers == ("id", "name", "2025 H1", "2025 H2", "2026 H1", "2026 H2")


def test_a_row_of_group_names_above_a_header_that_is_whole_is_a_title() -> None:
    sheet = workbook_of(
        ("Deal", None, None, "Money", "Place", None),
        ("id", "customer", "stage", "amount", "region", "rep"),
        ("D1", "Acme", "Lead", 5, "East", "Li"),
    )
    assert (sheet.headers, sheet.counts) == (("id", "customer", "stage", "amount", "region", "rep"), (2, 0, 1))


def test_a_header_of_three_rows() -> None:
    sheet = workbook_of(
        ("Pipeline 2026", None, None, None, None),
        ("Deal", None, None, "Money", None),
        ("id", "customer", "stage", "plan", "actual"),
        ("D1", "Acme", "Lead", 5, 6),
    )
    assert (sheet.headers, sheet.counts) == (("id", "customer", "stage", "plan", "actual"), (3, 0, 2))


def test_a_row_of_data_with_blanks_below_the_header_is_no_second_header() -> None:
    sheet = workbook_of(("id", "stage", "note", "amount"), ("D1", "Lead", None, None), ("D2", "Won", "call", 5))
    assert (sheet.headers, len(sheet.rows)) == (("id", "stage", "note", "amount"), 2)


def test_duplicate_headers() -> None:
    sheet = workbook_of(("id", "amount", "amount"), ("D1", 5, 6))
    assert (sheet.headers, sheet.rows) == (("id", "amount", "amount"), [(2, "D1", "5", "6")])


def test_blank_headers() -> None:
    sheet = workbook_of(("id", None, "amount", None), ("D1", "x", 600, "y"))
    assert (sheet.headers, sheet.rows) == (("id", "", "amount", ""), [(2, "D1", "x", "600", "y")])


def test_a_header_of_32767_characters() -> None:
    sheet = workbook_of(("id", "x" * 32_767), ("D1", 6))
    assert sheet.headers == ("id", "x" * 199 + "…")
    assert sheet.rows == [(2, "D1", "6")]


def test_spaces_that_do_not_break_and_characters_without_width_in_headers() -> None:
    sheet = sheet_of("\u200bid\u200b,cust\u00a0omer,sta\u200bge\nD1,A,Lead\n".encode())
    assert sheet.headers == ("id", "cust omer", "stage")


def test_spaces_that_do_not_break_and_characters_without_width_in_cells() -> None:
    sheet = sheet_of("id,customer\nD\u200b1\ufeff,A\u00a0B\nD2,\u200b\nD3,👩\u200d💻\n".encode())
    assert sheet.rows == [(2, "D1", "A B"), (3, "D2", None), (4, "D3", "👩\u200d💻")]


@pytest.mark.parametrize(
    "word", ["小计", "合计", "总计", "小計", "Subtotal", "Total", "Sum", "华东 合计：", "East Total"]
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_subtotals_in_the_middle_wherever_their_label_stands(word: str, place: int) -> None:
    total = [None, None, None, 150]
    total[place] = word  # type: ignore[call-overload]
    sheet = workbook_of(HEADER, DEAL, tuple(total), BETA, tuple(total))
    assert (cells(sheet), sheet.counts) == (AS_TEXT, (4, 0, 2))


def test_a_subtotal_beside_the_name_of_its_group() -> None:
    rows = (("华东", "D1", "Lead", 5), ("华东", "小计", None, 5), ("华南", "D2", "Won", 6), ("华南", "小计", None, 6))
    sheet = workbook_of(("区域", "编号", "阶段", "金额"), *rows, ("总计", None, None, 11))
    assert ([row[2] for row in sheet.rows], sheet.counts) == (["D1", "D2"], (5, 0, 3))


@pytest.mark.parametrize("customer", ["Total", "Total Energies", "Summit", "统计局"])
def test_a_customer_that_is_called_like_a_total_is_data(customer: str) -> None:
    sheet = workbook_of(HEADER, DEAL, ("D2", customer, None, 50), ("D3", customer, "Lead", 50))
    assert (len(sheet.rows), sheet.counts) == (3, (3, 0, 0))


def test_a_total_in_full_width_digits() -> None:
    sheet = workbook_of(HEADER, DEAL, BETA, ("合计", None, None, "￥１，６８０"))
    assert (cells(sheet), sheet.counts) == (AS_TEXT, (3, 0, 1))


def test_repeated_header_rows() -> None:
    sheet = workbook_of(HEADER, DEAL, HEADER, BETA)
    assert (cells(sheet), sheet.counts) == (AS_TEXT, (3, 0, 1))


TWO_DEALS: Rows = [("D1", "Lead", "Li", 5, "USD"), ("D2", "Won", "Li", 6, "USD")]


def merged_workbook(
    rows: Rows, regions: list[tuple[int, int, int, int]], hidden_rows: tuple[int, ...] = ()
) -> ReadSheet:
    """rows, and regions of merged cells as (first row, first column, last row, last column), from 0."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet("Deals")
    for top, left, bottom, right in regions:
        page.merge_range(top, left, bottom, right, None)
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell is not None:
                page.write(number, place, cell)
    for number in hidden_rows:
        page.set_row(number, None, None, {"hidden": True})
    book.close()
    return sheet_of(buffer.getvalue(), "deals.xlsx")


def test_merged_owner_and_customer_cells_are_filled_down() -> None:
    sheet = merged_workbook(
        [
            ("owner", "customer", "id", "stage", "amount"),
            ("Li", "Acme", 1001, "Lead", 5),
            (None, None, 1002, "Won", 6),
            (None, "Beta", 1003, "Lead", 7),
            ("Wang", "Gamma", 1004, "Lead", 8),
        ],
        [(1, 0, 3, 0), (1, 1, 2, 1)],
    )
    assert [row[1:4] for row in sheet.rows] == [
        ("Li", "Acme", "1001"), ("Li", "Acme", "1002"), ("Li", "Beta", "1003"), ("Wang", "Gamma", "1004"),
    ]  # fmt: skip
    assert sheet.notes == [
        "The value of merged cells in “owner” was taken for each of their rows: 2 cells.",
        "The value of merged cells in “customer” was taken for each of their rows: 1 cells.",
    ]


def test_a_merged_amount_counts_once_and_a_merged_id_for_each_row() -> None:
    sheet = merged_workbook(
        [("id", "product", "stage", "amount"), (1001, "A", "Lead", 50), (None, "B", "Lead", None)],
        [(1, 0, 2, 0), (1, 3, 2, 3)],
    )
    assert cells(sheet) == [("1001", "A", "Lead", "50"), ("1001", "B", "Lead", None)]
    assert sheet.notes[1] == "The number in merged cells of “amount” counts once, in the first of their rows: 1 times."


def test_merged_cells_fill_no_row_that_is_blank_otherwise() -> None:
    sheet = merged_workbook([("owner", "id", "stage"), ("Li", "D1", "Lead"), (None,), (None,)], [(1, 0, 3, 0)])
    assert cells(sheet) == [("Li", "D1", "Lead")]


GROUPED = [("D1", "Lead", 5), ("D2", "Lead", 6), ("D3", "Won", 7)]


def test_merged_cells_that_were_exported_as_text_are_filled_where_that_is_certain() -> None:
    rows = [(owner if at == 0 else None, *deal) for owner in ("李雷", "王芳") for at, deal in enumerate(GROUPED)]
    total = ("小计", None, None, 18)
    sheet = sheet_of(hostile.csv_bytes([("负责人", "编号", "阶段", "金额"), *rows[:3], total, *rows[3:], total]))
    assert [row[1] for row in sheet.rows] == ["李雷"] * 3 + ["王芳"] * 3
    assert sheet.notes == [
        "“负责人” stands in the first row of each group alone; the 4 blank cells below were read as the same."
    ]


def test_merged_cells_that_were_exported_as_text_are_left_blank_and_told_where_it_may_be_otherwise() -> None:
    owners = ["Li", None, "Li", None, None, None]
    sheet = sheet_of(
        hostile.csv_bytes([("owner", "id", "stage"), *((owner, f"D{n}", "Lead") for n, owner in enumerate(owners))])
    )
    assert [row[1] for row in sheet.rows] == owners
    assert sheet.notes[0].startswith("“owner” is blank in 4 of 6 rows, which stays so.")


def test_ids_that_are_partly_blank_are_never_filled() -> None:
    rows = [("D1", "Lead"), (None, "Won"), (None, "Won"), ("D2", "Lead"), (None, "Won"), (None, "Won")]
    sheet = sheet_of(hostile.csv_bytes([("id", "stage"), *rows]))
    assert (cells(sheet), sheet.notes) == (rows, [])


def formula_workbook(*results: str | None) -> ReadSheet:
    """A sheet whose amounts are formulas with these results; None where the file holds none."""
    head = "".join(
        f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>' for place, text in (("A1", "id"), ("B1", "sum"))
    )
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>D{n}</t></is></c><c r="B{n}"><f>1+{n}</f>'
        f"{'' if result is None else f'<v>{result}</v>'}</c></row>"
        for n, result in enumerate(results, 2)
    )
    return sheet_of(hostile.handmade_workbook(f'<sheetData><row r="1">{head}</row>{rows}</sheetData>'), "deals.xlsx")


def test_formulas_without_cached_values() -> None:
    sheet = formula_workbook(None, "5", None)
    assert [row[2] for row in sheet.rows] == [None, "5", None]
    assert sheet.notes[0].startswith("Formulas without a result, read as blank: 2, in ['sum']. Open the file in Excel")


def test_formulas_that_all_give_zero_because_nobody_worked_them_out() -> None:
    assert formula_workbook("0", "0", "0").notes[0].startswith("Every formula in ['sum'] gives 0")
    assert formula_workbook("0", "0", "7").notes == []


def test_errors_of_formulas() -> None:
    sheet = sheet_of(
        hostile.handmade_workbook(
            '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c>'
            '<c r="B1" t="inlineStr"><is><t>amount</t></is></c></row><row r="2">'
            '<c r="A2" t="inlineStr"><is><t>D1</t></is></c><c r="B2" t="e"><v>#REF!</v></c></row></sheetData>'
        ),
        "deals.xlsx",
    )
    assert sheet.rows == [(2, "D1", None)]
    assert sheet.notes == ["Cells that hold an error such as #REF!, read as blank: 1, the first in row 2."]


def test_hidden_rows_are_read_and_told() -> None:
    sheet = merged_workbook([HEADER, DEAL, BETA], [], hidden_rows=(2,))
    assert (cells(sheet), sheet.notes) == (AS_TEXT, ["Rows that the sheet hides are read like the others: 1."])


def test_hidden_sheets_are_read_and_marked() -> None:
    found = sheets_of(hostile.workbook({"Deals": [HEADER, DEAL], "Old": [HEADER, BETA]}, hidden=["Old"]), "d.xlsx")
    assert [(sheet.name, sheet.raw.hidden) for sheet in found] == [("Deals", False), ("Old", True)]


def test_data_on_the_third_sheet() -> None:
    found = sheets_of(
        hostile.workbook({"Read me": [("How to use this",)], "Empty": [], "Deals": [HEADER, DEAL]}), "d.xlsx"
    )
    assert [(sheet.name, len(sheet.rows)) for sheet in found] == [("Read me", 0), ("Deals", 1)]


def test_a_table_that_does_not_begin_in_column_a() -> None:
    sheet = workbook_of((), (None, None, "Pipeline"), (), (None, None, *HEADER), (None, None, *DEAL))
    assert (sheet.headers, sheet.rows) == (HEADER, [(5, *AS_TEXT[0])])


def test_merged_cells_of_a_table_that_does_not_begin_in_column_a() -> None:
    rows: Rows = [
        (None, None, "owner", "id", "stage"),
        (None, None, "Li", "D1", "Lead"),
        (None, None, None, "D2", "Won"),
    ]
    sheet = merged_workbook(rows, [(1, 2, 2, 2)])
    assert cells(sheet) == [("Li", "D1", "Lead"), ("Li", "D2", "Won")]


def test_two_tables_one_below_the_other() -> None:
    targets = [("Targets",), ("rep", "quarter", "target"), ("Li", "2026-Q4", 100), ("Wang", "2026-Q4", 200)]
    deals, other = sheets_of(hostile.workbook({"Deals": [HEADER, DEAL, BETA, (), *targets]}), "d.xlsx")
    assert (deals.name, cells(deals), deals.counts) == ("Deals", AS_TEXT, (3, 0, 1))
    assert (other.name, other.headers[:3], [row[:4] for row in other.rows]) == (
        "Deals #2", ("rep", "quarter", "target"), [(7, "Li", "2026-Q4", "100"), (8, "Wang", "2026-Q4", "200")],
    )  # fmt: skip
    said = "The sheet holds 2 tables; each of them is read as a sheet of its own."
    assert (deals.notes, other.notes) == ([said], [said])


@pytest.mark.parametrize("below", [("D3", "Gamma", "Lead", None), ("D3", "Gamma", "Lead", "TBD")])
def test_deals_below_a_blank_row_are_no_table_of_their_own(below: tuple[object, ...]) -> None:
    sheet = workbook_of(HEADER, DEAL, BETA, (), below, ("D4", "Delta", "Won", 7))
    assert ([row[0] for row in sheet.rows], sheet.notes) == ([2, 3, 5, 6], [])


def test_two_tables_side_by_side_of_different_length() -> None:
    rows = [(*HEADER, None, "phase", "count"), (*DEAL, None, "Lead", 1), (*BETA, None, "Won", 1), ("D3", "C", "Won", 7)]
    deals, other = sheets_of(hostile.workbook({"Deals": rows}), "d.xlsx")
    assert (deals.headers, len(deals.rows), other.headers, len(other.rows)) == (HEADER, 3, ("phase", "count"), 2)


def test_two_tables_side_by_side_of_the_same_columns() -> None:
    rows = [(*HEADER, None, *HEADER), (*DEAL, None, *BETA)]
    left, right = sheets_of(hostile.workbook({"Deals": rows}), "d.xlsx")
    assert [*cells(left), *cells(right)] == AS_TEXT


def test_a_blank_column_within_a_table_parts_nothing() -> None:
    sheet = workbook_of(
        ("id", "stage", None, "amount", "note"), ("D1", "Lead", None, 5, "x"), ("D2", "Won", None, 6, None)
    )
    assert (sheet.headers, sheet.notes) == (("id", "stage", "", "amount", "note"), [])


def test_days_of_a_1904_workbook() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "date_1904": True, "default_date_format": "yyyy-mm-dd"})
    page = book.add_worksheet("Deals")
    page.write_row(0, 0, ("id", "day"))
    page.write_row(1, 0, ("D1",))
    page.write_datetime(1, 1, datetime(2026, 11, 9))
    book.close()
    assert sheet_of(buffer.getvalue(), "d.xlsx").rows == [(2, "D1", "2026-11-09")]


def test_days_and_numbers_as_text_stand_as_they_are() -> None:
    sheet = workbook_of(("id", "day", "amount"), ("000005", date(2026, 11, 9), "1,200"), ("7", "09/11/2026", 1200))
    assert cells(sheet) == [("000005", "2026-11-09", "1,200"), ("7", "09/11/2026", "1200")]


@pytest.mark.parametrize("number", [123456789012345678, 1.2e17])
def test_numbers_of_more_than_15_digits_are_told(number: float) -> None:
    sheet = workbook_of(("id", "stage"), (number, "Lead"))
    assert sheet.notes[0].startswith("Numbers in “id” such as 12")
    assert "kept 15 digits" in sheet.notes[0]


def test_ids_like_1_2e17_are_told() -> None:
    sheet = sheet_of(b"id,stage\n1.2E+17,Lead\n1.3E+17,Won\n")
    assert [row[1] for row in sheet.rows] == ["1.2E+17", "1.3E+17"]
    assert sheet.notes[0].startswith("Numbers in “id” such as 1.2E+17 are too long for Excel")


def test_long_ids_that_are_text_are_whole() -> None:
    sheet = workbook_of(("id", "stage"), ("123456789012345677", "Lead"), ("123456789012345678", "Won"))
    assert (cells(sheet)[0][0], sheet.notes) == ("123456789012345677", [])
