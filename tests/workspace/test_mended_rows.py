"""The spreadsheet of rejected rows: what is in it, and what happens when it is dropped again."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import fastexcel
import pytest
import xlsxwriter

from analyzer.errors import UnreadableFile
from analyzer.intake.corrections import Mend
from analyzer.language import Language
from analyzer.workspace import Workspace, rejected_rows_workbook
from tests.workspace.files import TODAY, WEEK_1, WEEK_2, assert_nothing_is_lost, counts, csv, source
from tests.workspace.here import workspace_here

Rows = list[list[str]]


def downloaded(workspace: Workspace) -> Rows:
    assert workspace.report is not None
    return rows_in(rejected_rows_workbook(workspace.report))


def rows_in(content: bytes) -> Rows:
    sheet = fastexcel.read_excel(content).load_sheet(0, header_row=None, skip_rows=0, dtypes="string")
    return [[cell or "" for cell in row.values()] for row in sheet.to_arrow().to_pylist()]


def saved(rows: Rows) -> bytes:
    """The rows as a spreadsheet program saves them: a number is a number."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_numbers": True, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet("Rejected rows")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return file.getvalue()


def test_rows_put_right_in_the_spreadsheet_are_loaded_and_others_stay(tmp_path: Path, workspace: Workspace) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East", "2,Lead,ten,East", "3,Lead,many,East"))], TODAY)
    rows = downloaded(workspace)
    assert rows[0] == ["File", "Sheet", "Row", "Why", "id", "stage", "amount", "region"]
    assert [row[:3] + row[4:] for row in rows[1:]] == [
        [WEEK_1, "", "3", "2", "Lead", "ten", "East"],
        [WEEK_1, "", "4", "3", "Lead", "many", "East"],
    ]
    rows[1][6] = "1200"
    workspace.add([source(tmp_path, "mended.xlsx", saved(rows))], TODAY)
    assert workspace.corrections.mends == (Mend(WEEK_1, None, 3, {"amount": "1200"}),)
    assert [file.name for file in workspace.files] == [WEEK_1] and len(workspace.uploads) == 1
    assert counts(workspace) == [2] and [row[2] for row in downloaded(workspace)[1:]] == ["4"]
    assert workspace.report is not None and "1 rows were put right" in str(workspace.report.notes[-1])
    assert_nothing_is_lost(workspace)


def test_rows_deleted_from_the_spreadsheet_stay_rejected(tmp_path: Path, workspace: Workspace) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East", "2,Lead,ten,East", "3,Lead,many,East"))], TODAY)
    rows = downloaded(workspace)
    rows[2][6] = "5"
    workspace.add([source(tmp_path, "mended.xlsx", saved([rows[0], rows[2]]))], TODAY)
    assert counts(workspace) == [2]
    assert_nothing_is_lost(workspace)


def test_it_may_come_with_its_upload_and_with_others(tmp_path: Path, workspace: Workspace) -> None:
    first = source(tmp_path, WEEK_1, csv("1,Lead,10,East", "2,Lead,ten,East"))
    workspace.add([first], TODAY)
    rows = downloaded(workspace)
    rows[1][6] = "7"
    mended = source(tmp_path, "renamed by hand.xlsx", saved(rows))
    fresh = workspace_here()
    fresh.add([mended, source(tmp_path, WEEK_2, csv("1,Lead,10,East")), first], TODAY)
    assert counts(fresh) == [2, 1]
    assert [file.name for file in fresh.files] == [WEEK_2, WEEK_1]
    fresh.close()


def test_without_its_upload_it_says_so_and_changes_nothing(tmp_path: Path, workspace: Workspace) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East", "2,Lead,ten,East"))], TODAY)
    mended = source(tmp_path, "mended.xlsx", saved(downloaded(workspace)))
    workspace.undo(1, TODAY)
    with pytest.raises(UnreadableFile, match=f"mended.xlsx mends rows of .*{WEEK_1}.* which is not here"):
        workspace.add([mended], TODAY)
    workspace.add([source(tmp_path, WEEK_2, csv("1,Lead,10,East"))], TODAY)
    with pytest.raises(UnreadableFile, match="which is not here"):
        workspace.add([mended], TODAY)
    assert counts(workspace) == [1]


def test_another_file_of_the_same_name_is_not_written_over(tmp_path: Path, workspace: Workspace) -> None:
    workspace.add([source(tmp_path, "export.csv", csv("1,Lead,many,East", "2,Lead,20,East"))], TODAY)
    rows = downloaded(workspace)
    rows[1][6] = "10"
    mended = source(tmp_path, "mended.xlsx", saved(rows))
    workspace.start_over()
    workspace.add([source(tmp_path, "export.csv", csv("9,Won,500,West", "2,Lead,20,East"))], TODAY)
    with pytest.raises(UnreadableFile, match="which is not here"):
        workspace.add([mended], TODAY)
    assert counts(workspace) == [2] and workspace.corrections.mends == ()


def test_ragged_rows_and_equal_headers_find_their_cells_again(tmp_path: Path, workspace: Workspace) -> None:
    text = csv("1,Lead,10,East,x", "2,Lead,1,200,East,x", "3,,5,East,y", header="id,stage,amount,region,region")
    workspace.add([source(tmp_path, WEEK_1, text)], TODAY)
    rows = downloaded(workspace)
    assert rows[0][4:] == ["id", "stage", "amount", "region", "region (5)", "(6)"]
    rows[1][6:] = ["1200", "East", "x", ""]
    rows[2][5] = "Lead"
    workspace.add([source(tmp_path, "mended.xlsx", saved(rows))], TODAY)
    assert counts(workspace) == [3]
    assert_nothing_is_lost(workspace)


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "http://x.y/z", " a ", "_x0041_", "張𠮷", "7" * 40_000]
)
def test_texts_go_there_and_back_as_they_are_and_none_is_run(text: str, tmp_path: Path, workspace: Workspace) -> None:
    deal = f'1,Lead,many,"{text}"'
    workspace.add([source(tmp_path, WEEK_1, csv("2,Lead,1,West", deal))], TODAY)
    assert workspace.report is not None
    content = rejected_rows_workbook(workspace.report)
    with ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet and b"hyperlink" not in sheet
    workspace.add([source(tmp_path, "mended.xlsx", content)], TODAY)
    assert workspace.corrections.mends == ()


def test_control_characters_and_line_ends_are_no_change(tmp_path: Path, workspace: Workspace) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv('1,Lead,many,"a\x01b\r\nc"', "2,Lead,1,West"))], TODAY)
    assert workspace.report is not None
    workspace.add([source(tmp_path, "mended.xlsx", rejected_rows_workbook(workspace.report))], TODAY)
    assert workspace.corrections.mends == ()


def test_it_speaks_the_readers_language_and_is_known_again(tmp_path: Path, workspace: Workspace) -> None:
    workspace.add([source(tmp_path, WEEK_1, csv("1,Lead,10,East", "2,Lead,ten,East"))], TODAY)
    assert workspace.report is not None
    rows = rows_in(rejected_rows_workbook(workspace.report, Language("zh_CN")))
    assert rows[0][:4] == ["文件", "工作表", "行", "原因"]
    rows[1][6] = "7"
    workspace.add([source(tmp_path, "改.xlsx", saved(rows))], TODAY)
    assert counts(workspace) == [2]


def test_rows_of_two_files_with_other_columns_are_in_one_sheet(tmp_path: Path, workspace: Workspace) -> None:
    one = source(tmp_path, WEEK_1, csv("1,Lead,10,East", "2,Lead,ten,East"))
    other = source(tmp_path, WEEK_2, csv("1,Lead,10,Ann", "2,Lead,two,Ann", header="id,stage,amount,owner"))
    workspace.add([one, other], TODAY)
    rows = downloaded(workspace)
    assert rows[0][4:] == ["id", "stage", "amount", "region", "owner"]
    assert [row[7:] for row in rows[1:]] == [["East", ""], ["", "Ann"]]
    rows[1][6], rows[2][6] = "1", "2"
    workspace.add([source(tmp_path, "mended.xlsx", saved(rows))], TODAY)
    assert counts(workspace) == [2, 2]
