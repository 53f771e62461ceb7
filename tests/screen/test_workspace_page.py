"""What is held is kept: as a file to continue from, in the folder of an own installation, with what was put right."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from streamlit.runtime.caching import clear_session_resource_cache
from streamlit.testing.v1 import AppTest

from analyzer.intake import SourceFile
from analyzer.intake.mended_rows import rejected_rows_workbook
from analyzer.screen.session import FOLDER
from analyzer.workspace import Workspace
from tests.screen.conftest import ONLY_SESSION, Open

UPLOAD, WORKSPACE = "pages/data/upload.py", "pages/data/workspace.py"
WEEK = "ID,Stage,Amount\n1,Lead,100\n2,Negotiation,50\n3,Lead,lots\n"
TODAY = date(2026, 11, 16)


def give(app: AppTest, name: str, content: bytes) -> AppTest:
    app.file_uploader[0].upload(name, content, "application/octet-stream")
    return app.run()


def kept(folder: Path) -> Workspace:
    """A workspace of one week, whose third row is rejected."""
    path = folder / "week.csv"
    path.write_text(WEEK, encoding="utf-8")
    workspace = Workspace()
    workspace.add([SourceFile("deals_2026-11-16.csv", path)], TODAY)
    return workspace


def test_a_workspace_goes_on_with_the_export_dropped_beside_it(open_app: Open, tmp_path: Path) -> None:
    workspace = kept(tmp_path)
    workspace.notes = "Call Ann"
    workspace.write(tmp_path / "workspace.zip")
    workspace.close()
    app = open_app(UPLOAD)
    app.file_uploader[0].upload("workspace.zip", (tmp_path / "workspace.zip").read_bytes(), "application/zip")
    give(app, "deals_2026-11-23.csv", WEEK.replace("lots", "70").encode())
    assert "Your workspace goes on" in app.success[0].value
    app.switch_page(WORKSPACE).run()
    assert app.header[0].value == "2 snapshots are held, from 16 Nov 2026 to 23 Nov 2026"
    assert app.text_area[0].value == "Call Ann"


def test_a_workspace_goes_on_in_its_language_unless_another_was_chosen(open_app: Open, tmp_path: Path) -> None:
    workspace = kept(tmp_path)
    workspace.write(tmp_path / "workspace.zip", "zh_CN")
    workspace.close()
    app = give(open_app(UPLOAD), "workspace.zip", (tmp_path / "workspace.zip").read_bytes())
    assert not app.exception
    assert app.sidebar.button_group[-1].value == "zh_CN"
    app.sidebar.button_group[-1].set_value("en").run()
    assert app.sidebar.button_group[-1].value == "en"


def test_rows_mended_in_the_spreadsheet_are_loaded_when_it_is_dropped(open_app: Open, tmp_path: Path) -> None:
    workspace = kept(tmp_path)
    assert workspace.report is not None
    book = openpyxl.load_workbook(BytesIO(rejected_rows_workbook(workspace.report)))
    workspace.close()
    (amount,) = [cell for cell in book.active[2] if cell.value == "lots"]
    amount.value = "70"
    book.save(tmp_path / "mended.xlsx")
    app = give(open_app(UPLOAD), "deals_2026-11-16.csv", WEEK.encode())
    assert app.header[0].value == "3 rows read = 2 loaded + 1 rejected + 0 not data"
    give(app, "mended.xlsx", (tmp_path / "mended.xlsx").read_bytes())
    assert app.success[0].value == "The corrected row is loaded now."
    assert app.header[0].value == "3 rows read = 3 loaded + 0 rejected + 0 not data"


def test_an_own_installation_finds_its_workspace_again(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "kept"))
    app = give(open_app(UPLOAD), "deals_2026-11-16.csv", WEEK.encode())
    app.switch_page(WORKSPACE).run()
    assert any("Saved at" in text.value for text in app.main.markdown)
    clear_session_resource_cache(ONLY_SESSION)
    again = open_app(WORKSPACE)
    assert again.header[0].value == "One snapshot is held, of 16 Nov 2026"


def test_a_workspace_folder_that_cannot_be_opened_is_said(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv(FOLDER, str(tmp_path / "file"))
    app = open_app(WORKSPACE)
    assert not app.exception
    assert "cannot be opened" in app.error[0].value
    assert [link.label for link in app.sidebar.get("page_link")][-1] == "Not saved: see why"


def test_a_page_without_snapshots_leads_to_those_that_were_left_out(open_app: Open, tmp_path: Path) -> None:
    workspace = kept(tmp_path)
    workspace.remove(TODAY, None, TODAY)
    workspace.write(tmp_path / "workspace.zip")
    workspace.close()
    app = give(open_app(UPLOAD), "workspace.zip", (tmp_path / "workspace.zip").read_bytes())
    app.switch_page("pages/story/gauges.py").run()
    assert app.header[0].value == "Every snapshot is left out, so there is nothing to show"
    assert [button.label for button in app.main.button] == ["Workspace"]
