"""Every kind of file that breaks readers, one test a kind: a right figure or a clear sentence, soon."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from analyzer import intake
from analyzer.errors import AnalyzerError, FileTooLarge, UnreadableFile
from analyzer.intake import Intake, Limits, SourceFile
from analyzer.settings import Settings
from analyzer.workspace import Workspace
from tests.intake import hostile
from tests.intake.hostile import DEAL, HEADER
from tests.intake.readers import sheet_of, sheets_of
from tests.intake.tables import assert_nothing_is_lost

TODAY = date(2026, 11, 16)
TABLE = [HEADER, DEAL, ("D2", "Beta", "Won", 50)]
AS_READ = [(2, "D1", "Acme", "Lead", "100"), (3, "D2", "Beta", "Won", "50")]
TEXT = hostile.csv_bytes(TABLE)
WORKBOOK = hostile.workbook({"Deals": TABLE})
MEBIBYTE = 1024 * 1024


def upload(folder: Path, files: Mapping[str, bytes], limits: Limits = Limits()) -> Intake:  # noqa: B008
    """What the files of one upload give, through the reading process, nothing lost."""
    sources = []
    for number, (name, content) in enumerate(files.items()):
        path = folder / str(number)
        path.write_bytes(content)
        sources.append(SourceFile(name, path))
    found = intake.read(sources, Settings(), TODAY, limits=limits)
    assert_nothing_is_lost(found)
    return found


def refusal(content: bytes, name: str, limits: Limits = Limits()) -> tuple[type[AnalyzerError], str]:  # noqa: B008
    """The sentence with which a file is refused before its cells are parsed, and its kind."""
    with pytest.raises(AnalyzerError) as raised:
        sheets_of(content, name, limits)
    assert raised.value.next_step is not None, "a person must be told what to do"
    return type(raised.value), str(raised.value)


def said_of(found: Intake, file: str) -> list[str]:
    return [str(note) for sheet in found.report.sheets if sheet.file == file for note in sheet.notes]


@pytest.mark.parametrize("name", ["deals.csv", "deals.xlsx"])
def test_zero_bytes(name: str) -> None:
    assert refusal(b"", name) == (UnreadableFile, f"{name} is empty: it holds not a single byte.")


@pytest.mark.parametrize("content", [b"id,customer,stage,amount\n", hostile.workbook({"Deals": [HEADER]})])
def test_a_header_only(content: bytes) -> None:
    sheet = sheet_of(content)
    assert (sheet.headers, sheet.counts, sheet.rows) == (HEADER, (0, 0, 0), [])


PAGE = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="{charset}">'
    "<style>td {{ }}</style></head>"
    "<body><p>Open deals</p><table><tr><th>负责人</th><th>id</th><th>stage</th><th>amount</th></tr>"
    '<tr><td rowspan="2">李&nbsp;雷</td><td>D1</td><td>Lead</td><td x:num="1234.5">1,234.50</td></tr>'
    "<tr><td>D2<td>Won<td>5</tr><tr><td colspan=3>合计</td><td>1,239.50</td></tr></table></body></html>"
)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("gb2312", "gbk"), ("utf-8", "utf-8"), ("utf-16", "utf-16"), ("rot13", "utf-8"), ("undefined", "utf-8")],
)
def test_a_web_page_named_xls_is_read_as_its_table(charset: str, encoding: str) -> None:
    sheet = sheet_of(PAGE.format(charset=charset).encode(encoding), "deals.xls")
    assert sheet.headers == ("负责人", "id", "stage", "amount")
    assert sheet.rows == [(2, "李 雷", "D1", "Lead", "1234.5"), (3, "李 雷", "D2", "Won", "5")]
    assert sheet.counts == (3, 0, 1)


def test_a_web_page_of_several_tables_gives_a_sheet_for_each_and_none_for_what_places_them() -> None:
    table = "<table>{}</table>".format("".join(f"<tr><td>{'<td>'.join(map(str, row))}</tr>" for row in TABLE))
    page = f"<html><table><tr><td>{table}</td></tr><tr><td>{table}</td></tr></table></html>".encode()
    found = sheets_of(page, "deals.xls")
    assert [(sheet.name, sheet.rows) for sheet in found] == [("Table 1", AS_READ), ("Table 2", AS_READ)]


def test_a_web_page_without_a_table() -> None:
    said = "deals.xls is a web page without a table, not a workbook."
    assert refusal(b"<!doctype html><html><p>The report is ready.</p></html>", "deals.xls") == (UnreadableFile, said)


def test_the_page_that_a_crm_shows_to_who_is_not_logged_in() -> None:
    page = b"<html><form><table><tr><td>Password<td><input type='password'></tr></table></form></html>"
    said = "deals.xls is a page that asks to log in, not a table."
    assert refusal(page, "deals.xls") == (UnreadableFile, said)


XML = (
    '<?xml version="1.0"{encoding}?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Worksheet ss:Name="商机"><Table><Row>{header}</Row>'
    '<Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">李雷</Data>'
    '<Comment><Data>no</Data></Comment></Cell><Cell><Data ss:Type="Number">1.5E+3</Data></Cell>'
    '<Cell><Data ss:Type="DateTime">2026-11-09T00:00:00.000</Data></Cell>'
    '</Row><Row><Cell ss:Index="2"><Data ss:Type="Number">7.50</Data></Cell></Row></Table></Worksheet></Workbook>'
).replace(
    "{header}", "".join(f'<Cell><Data ss:Type="String">{name}</Data></Cell>' for name in ("owner", "amount", "day"))
)


@pytest.mark.parametrize(("declared", "encoding"), [("", "utf-8"), (' encoding="gb2312"', "gbk"), ("", "utf-16")])
def test_an_xml_workbook_named_xls_is_read(declared: str, encoding: str) -> None:
    sheet = sheet_of(XML.format(encoding=declared).encode(encoding), "deals.xls")
    assert (sheet.name, sheet.headers) == ("商机", ("owner", "amount", "day"))
    assert sheet.rows == [(3, "李雷", "1500", "2026-11-09"), (4, "李雷", "7.5", None)]


@pytest.mark.parametrize(
    "content", [XML[:-30], XML.replace("<Workbook", '<!DOCTYPE Workbook [<!ENTITY a "b">]><Workbook', 1)]
)
def test_an_xml_workbook_that_is_cut_off_or_defines_entities(content: str) -> None:
    said = "deals.xls is a workbook, but a part of it is missing or damaged."
    assert refusal(content.format(encoding="").encode(), "deals.xls") == (UnreadableFile, said)


def test_any_other_xml() -> None:
    said = "deals.xls is an XML file, not a workbook."
    assert refusal(b'<?xml version="1.0"?><feed/>', "deals.xls") == (UnreadableFile, said)


@pytest.mark.parametrize("name", ["deals.csv", "deals.xls", "deals.txt", "deals"])
def test_an_xlsx_named_csv(name: str) -> None:
    assert sheet_of(WORKBOOK, name).rows == AS_READ


def test_a_csv_named_xlsx() -> None:
    assert sheet_of(TEXT, "deals.xlsx").rows == AS_READ


def test_a_truncated_zip() -> None:
    said = "deals.xlsx is a workbook that is cut off or damaged: its end is missing."
    assert refusal(WORKBOOK[:2000], "deals.xlsx") == (UnreadableFile, said)


def test_an_encrypted_workbook() -> None:
    said = "deals.xlsx is protected with a password."
    assert refusal(hostile.compound_file("EncryptedPackage"), "deals.xlsx") == (UnreadableFile, said)


def test_two_cells_in_opposite_corners_end_the_reading_process_alone(tmp_path: Path) -> None:
    with pytest.raises(FileTooLarge, match="^corner.xlsx needs more memory to read than the 1536 MB") as raised:
        upload(tmp_path, {"corner.xlsx": hostile.far_corner()})
    assert "stray cell" in str(raised.value.next_step)


def test_a_stray_cell_at_xfd2000(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2000"><c r="XFD2000"><v>1</v></c></row>'
    content = hostile.handmade_workbook(f"<sheetData>{cells}</sheetData>")
    with pytest.raises(FileTooLarge, match="^far.xlsx needs more memory to read than the 700 MB"):
        upload(tmp_path, {"far.xlsx": content}, Limits(memory_bytes=700 * MEBIBYTE))


def two_deals(more_rows: str = "", more: str = "") -> bytes:
    """The table, and more XML below its rows and below the sheet's data."""
    rows = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{place}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for place, cell in zip("ABCD", row, strict=True)
        )
        + "</row>"
        for number, row in enumerate(TABLE, 1)
    )
    return hostile.handmade_workbook(f"<sheetData>{rows}{more_rows}</sheetData>{more}")


def test_a_stray_blank_in_the_last_row_of_all() -> None:
    assert sheet_of(two_deals('<row r="1048576"><c r="A1048576" s="0"/></row>'), "deals.xlsx").rows == AS_READ
    space = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t xml:space="preserve"> </t></is></c></row>'
    sheet = sheet_of(two_deals(space), "deals.xlsx")
    assert (sheet.rows, sheet.counts) == (AS_READ, (1_048_575, 0, 1_048_573))


def test_a_shared_string_of_600_megabytes() -> None:
    said = "huge.xlsx unpacks to 600 MB, which is more than can be read here."
    assert refusal(hostile.huge_string(), "huge.xlsx") == (FileTooLarge, said)


def test_an_entity_bomb() -> None:
    said = "bomb.xlsx is a workbook, but a part of it is missing or damaged."
    assert refusal(hostile.entity_bomb(), "bomb.xlsx") == (UnreadableFile, said)


@pytest.mark.parametrize("region", ["A1:XFD1048576", "A2:A1048576", "A2:XFD2"])
def test_one_merged_cell_over_everything(region: str) -> None:
    merged = f'<mergeCells count="1"><mergeCell ref="{region}"/></mergeCells>'
    assert sheet_of(two_deals(more=merged), "deals.xlsx").rows == AS_READ


def test_a_file_over_the_upload_limit() -> None:
    said = "deals.csv has 2 MB; at most 1 MB can be read here."
    assert refusal(b"x" * (MEBIBYTE + 1), "deals.csv", Limits(file_bytes=MEBIBYTE)) == (FileTooLarge, said)


@pytest.mark.parametrize("name", ["../../etc/passwd", "x" * 300 + ".csv", "💼 deals 📈.csv", "a\0b\n.csv", ".."])
def test_a_name_that_is_a_path_too_long_or_full_of_emoji(tmp_path: Path, name: str) -> None:
    workspace = Workspace(Settings())
    path = tmp_path / "upload"
    path.write_bytes(TEXT)
    workspace.add([SourceFile(name, path)], TODAY)
    assert [(sheet.file, sheet.rows_loaded) for sheet in workspace.report.sheets] == [(name, 2)]
    assert [item.name for item in tmp_path.iterdir()] == ["upload"]


def test_one_bad_file_among_good_ones_is_told_and_fails_none_of_them(tmp_path: Path) -> None:
    found = upload(tmp_path, {"a_2026-11-02.csv": TEXT, "b.csv": b"", "c_2026-11-09.csv": TEXT})
    assert found.snapshots.num_rows == 4
    assert said_of(found, "b.csv")[0] == "b.csv is empty: it holds not a single byte."
    assert "Export it again" in said_of(found, "b.csv")[1]


def test_one_file_that_ends_the_reading_process_fails_none_of_the_others(tmp_path: Path) -> None:
    found = upload(tmp_path, {"a_2026-11-02.csv": TEXT, "corner.xlsx": hostile.far_corner(), "c_2026-11-09.csv": TEXT})
    assert found.snapshots.num_rows == 4
    assert said_of(found, "corner.xlsx")[0].startswith("corner.xlsx needs more memory to read")


def test_an_upload_of_bad_files_alone_is_refused_with_the_first_ones_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="^a.csv is empty"):
        upload(tmp_path, {"a.csv": b"", "b.xlsx": b"%PDF-1.7\n"})
