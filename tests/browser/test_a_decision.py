"""From the verdict to what came of it: evidence, a guard, a rehearsal, a decision, and next week's upload."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests import stuck_weeks
from tests.browser.visit import Visit

REASON = "Only she knows these customers"


def test_a_decision_is_taken_and_scored(visit: Visit, tmp_path: Path) -> None:
    visit.open("/upload")
    visit.upload(export(tmp_path, "deals.csv", stuck_weeks.weeks()))
    reads_the_verdict_and_opens_its_evidence(visit)
    is_stopped_by_a_guard(visit)
    rehearses(visit)
    overrides_it_and_accepts(visit)
    visit.go_to("Upload")
    visit.upload(export(tmp_path, "next.csv", stuck_weeks.week_after(["S1", "S2", "S3"])))
    sees_the_ledger_scored(visit, tmp_path)
    assert visit.faults() == []


def export(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def reads_the_verdict_and_opens_its_evidence(visit: Visit) -> None:
    visit.go_to("Advice")
    assert visit.sentence.startswith("Push the existing deals: the 8 open deals of layers 1 to 3")
    opens(visit, "The deals of layers 1 to 3")
    stuck = visit.table("Deals").column("Deal")
    assert sorted(stuck) == [f"Deal S{n}" for n in range(8)]


def is_stopped_by_a_guard(visit: Visit) -> None:
    opens(visit, "Accept, assign, set a date")
    visit.fill(field(visit, "Decided by"), "Mei")
    visit.press("Accept")
    refused = visit.page.get_by_role("alert").filter(has_text="Guard G2 stands against this")
    expect(refused).to_contain_text("Sue works 6 hard deals at once")


def rehearses(visit: Visit) -> None:
    visit.go_to("Rehearsal")
    before = visit.sentence
    lever = visit.page.get_by_role("slider").nth(2)  # so many percent more move up from Lead
    visit.push(lever, 4)
    assert visit.sentence != before
    expect(visit.chart()).to_be_visible()


def overrides_it_and_accepts(visit: Visit) -> None:
    visit.go_to("Advice")
    opens(visit, "Accept, assign, set a date")
    visit.fill(field(visit, "Decided by"), "Mei")
    visit.fill(field(visit, re.compile("Why do you do it nevertheless")), REASON)
    visit.press("Accept")
    expect(visit.page.get_by_text("Accepted as decision 1, due on 23 Nov 2026")).to_be_visible()


def sees_the_ledger_scored(visit: Visit, folder: Path) -> None:
    visit.go_to("Decisions")
    assert visit.sentence.startswith("3 of 8 pushed deals moved up; ")
    assert f"G2 was overridden: {REASON}" in visit.text
    (decided,) = visit.table("Decisions").rows()
    assert (decided["Decided by"], decided["Happened"]) == ("Mei", "3")
    moved = {row["Deal"]: row["What happened"] for row in visit.table("Deals").rows()}
    assert [name for name, what in sorted(moved.items()) if what == "▲ moved up"] == ["Deal S1", "Deal S2", "Deal S3"]
    visit.download("Download the ledger").save_as(folder / "decisions.csv")
    assert REASON in (folder / "decisions.csv").read_text(encoding="utf-8-sig")


def opens(visit: Visit, panel: str) -> None:
    """Open the first panel of that name."""
    visit.unfold(visit.page.locator("details").filter(has_text=panel).first)


def field(visit: Visit, label: str | re.Pattern[str]) -> Locator:
    return visit.page.get_by_role("textbox", name=label).first
