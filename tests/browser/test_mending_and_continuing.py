"""A messy first week is put right in place, kept as one file, and goes on next week in another browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.server import Server
from tests.browser.visit import Visit, visiting
from tests.browser.weeks import BEFORE, NOW, week

NOTE = "Ann calls Cedar Bank by Friday"


def test_a_week_is_put_right_kept_and_continued(browser: Browser, app: Server, visit: Visit, tmp_path: Path) -> None:
    first = export(tmp_path, "2026-11-09", week({**BEFORE, "D10": "Zorp"}).replace(b",800000,", b",lots,"))
    visit.open("/upload")
    visit.upload(first)
    answers_the_one_question(visit)
    puts_a_row_right(visit)
    takes_an_upload_back(visit, export(tmp_path, "2026-11-16", week({"D01": "Closed Lost", "D02": "Closed Lost"})))
    kept = keeps_the_workspace(visit, tmp_path)
    assert visit.faults() == []
    with visiting(browser, app) as next_week:
        next_week.open("/upload")
        next_week.upload(kept, export(tmp_path, "2026-11-16", week({**NOW, "D02": "Zorp"})))
        goes_on_without_a_question(next_week)
        assert next_week.faults() == []


def export(folder: Path, day: str, content: bytes) -> Path:
    path = folder / f"pipeline_{day}.csv"
    path.write_bytes(content)
    return path


def answers_the_one_question(visit: Visit) -> None:
    assert "10 rows read = 8 loaded + 2 rejected + 0 not data" in visit.sentence
    assert "Question 1 of 1" in visit.text
    assert visit.table("Rows that wait").column("Deal name") == ["Shop tills"]
    visit.pick("2: Contact established")
    visit.pick("“Zorp” is another word for “Qualified”")
    visit.press("Apply the answer")
    assert "10 rows read = 9 loaded + 1 rejected + 0 not data" in visit.sentence
    assert "Question" not in visit.text


def puts_a_row_right(visit: Visit) -> None:
    visit.go_to("Waterfall")
    assert "of 3.1M" in visit.sentence, "all of it but the 800,000 of Blast furnace"
    visit.go_to("Intake report")
    rows = visit.table("Rejected rows")
    assert [(row["Row"], row["To put right"]) for row in rows.rows()] == [("9", "Amount: lots")]
    rows.type_in_cell("Row", "9", "⚠ Amount", "800000")
    visit.press("Load 1 corrected row")
    expect(visit.page.get_by_text("The corrected row is loaded now.")).to_be_visible()
    assert visit.sentence == "Nothing was lost: all 10 rows of data were loaded"
    visit.go_to("Waterfall")
    assert "of 3.9M" in visit.sentence


def takes_an_upload_back(visit: Visit, wrong: Path) -> None:
    visit.go_to("Upload")
    visit.upload(wrong)
    assert "12 rows read = 12 loaded" in visit.sentence
    visit.go_to("Waterfall")
    assert "of 3.9M" not in visit.sentence
    visit.go_to("Workspace")
    assert visit.sentence == "2 snapshots are held, from 9 Nov 2026 to 16 Nov 2026"
    visit.lift(visit.page.get_by_role("button", name="Undo").first)
    visit.press("Take it back")
    assert visit.sentence == "One snapshot is held, of 9 Nov 2026"
    visit.go_to("Waterfall")
    assert "of 3.9M" in visit.sentence, "as it was before"


def keeps_the_workspace(visit: Visit, folder: Path) -> Path:
    visit.go_to("Workspace")
    visit.fill(visit.page.get_by_role("textbox", name="Notes for next week"), NOTE, kept_by="Control+Enter")
    download = visit.download("Download the workspace")
    assert download.suggested_filename.startswith("workspace-")
    kept = folder / download.suggested_filename
    download.save_as(kept)
    return kept


def goes_on_without_a_question(visit: Visit) -> None:
    assert "22 rows read = 22 loaded + 0 rejected + 0 not data" in visit.sentence
    assert "Question" not in visit.text
    visit.go_to("Week over week")
    moves = {row["from / to"]: row for row in visit.table("Deals by where they came from and where they went").rows()}
    assert moves["Qualified"]["Proposal"] == "550000", "Cedar Bank, and Jay Retail that was Zorp last week"
    assert moves["Lead"]["Qualified"] == "300000", "Acme, and Birch Foods that is Zorp this week"
    assert moves["Negotiation"]["Negotiation"] == "800000", "Heron Steel, whose amount was put right"
    visit.go_to("Workspace")
    assert visit.table("Snapshots").column("Open amount") == ["3100000", "3900000"]
    expect(visit.page.get_by_role("textbox", name="Notes for next week")).to_have_value(NOTE)
