"""Whatever a table holds, reading gives its cells back, in order, and accounts for each row."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from unittest.mock import patch

import duckdb
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from analyzer.intake.raw_sheet import RawSheet
from analyzer.intake.reading import text_files
from analyzer.intake.reading.database import open_database
from analyzer.intake.reading.delimiter import delimiter_of
from analyzer.intake.reading.sheets import read_sheets
from analyzer.intake.source import Limits
from tests.intake import hostile

HEADER = ("id", "customer name", "stage", "amount due")
WORDS = st.text("ab 中文,;\t|'\"\nüé$%-", max_size=8).map(str.strip)
ROW = st.tuples(st.integers(0, 9999).map("D{:04d}".format), WORDS, WORDS, st.integers(0, 10**6).map(str))
CASES = settings(max_examples=40, deadline=None)


def read(content: bytes, name: str) -> tuple[RawSheet, list[tuple[object, ...]]]:
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder), Limits()) as database:
        path = Path(folder) / "upload"
        path.write_bytes(content)
        (sheet,) = read_sheets(database, path, name, Limits())
        return sheet, cells(database, sheet)


def cells(database: duckdb.DuckDBPyConnection, sheet: RawSheet) -> list[tuple[object, ...]]:
    return database.execute(f"select * from {sheet.table} order by row_number").fetchall()  # noqa: S608


def expected(rows: list[tuple[str, ...]], first: int = 2) -> list[tuple[object, ...]]:
    return [(number, *(cell or None for cell in row)) for number, row in enumerate(rows, start=first)]


def written(rows: list[tuple[str, ...]], delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows([HEADER, *rows])
    return text.getvalue()


@CASES
@given(st.lists(ROW, min_size=1, max_size=30), st.sampled_from(",;\t|"), st.sampled_from(["utf-8-sig", "utf-16"]))
def test_what_was_written_as_text_is_read(rows: list[tuple[str, ...]], delimiter: str, encoding: str) -> None:
    sheet, found = read(written(rows, delimiter).encode(encoding), "deals.csv")
    assert (sheet.headers, found) == (HEADER, expected(rows))
    assert (sheet.rows_read, sheet.rows_not_data, sheet.rows_rejected) == (len(rows), 0, 0)


@CASES
@given(st.lists(st.tuples(ROW, st.integers(1, 4)), min_size=1, max_size=30), st.sampled_from(",;"))
@example([*[(("D0000", "", "", "0"), 1)] * 4, (("D0000", "", ",|", "0"), 3), (("D0000", "", ";\n|", "0"), 3)], ",")
def test_short_rows_are_read_at_once_as_one_by_one(rows: list[tuple[tuple[str, ...], int]], delimiter: str) -> None:
    text = written([row[:length] for row, length in rows], delimiter)
    assume(delimiter_of(text.splitlines(keepends=True)) == delimiter)
    content = text.encode()
    at_once, found = read(content, "deals.csv")
    with patch.object(text_files, "_clean_cells", return_value=None):
        one_by_one, expected = read(content, "deals.csv")
    assert (found, at_once.headers, at_once.notes) == (expected, one_by_one.headers, one_by_one.notes)


@CASES
@given(st.lists(ROW, min_size=1, max_size=10))
def test_a_workbook_and_a_text_file_of_the_same_cells_are_the_same(rows: list[tuple[str, ...]]) -> None:
    texts = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    from_text = read(written(texts, ",").encode(), "deals.csv")
    from_workbook = read(
        hostile.workbook({"Deals": [HEADER, *(tuple(c or None for c in row) for row in texts)]}), "d.xlsx"
    )
    assert from_text[1] == from_workbook[1] == expected(texts)


@CASES
@given(st.lists(st.sampled_from(["deal", "blank", "total", "header", "long"]), max_size=25), st.integers(0, 3))
def test_every_row_is_data_or_rejected_or_not_data(kinds: list[str], titles: int) -> None:
    lines = {
        "deal": "D1,Acme,Lead,5",
        "blank": ",,,",
        "total": "Total,,,5",
        "header": ",".join(HEADER),
        "long": "a,b,c,d,e",
    }
    text = "".join(
        f"{line}\n"
        for line in ["Pipeline"] * titles + [lines["header"], *(lines[kind] for kind in kinds), lines["deal"]]
    )
    sheet, found = read(text.encode(), "deals.csv")
    deals = [number for number, kind in enumerate([*kinds, "deal"], start=titles + 2) if kind == "deal"]
    too_long = kinds.count("long")
    if too_long * 2 <= len(kinds):
        assert [row[0] for row in found] == deals
        assert sheet.rows_rejected == too_long
    assert sheet.rows_read == titles + len(kinds) + 1 == len(found) + sheet.rows_not_data + sheet.rows_rejected
