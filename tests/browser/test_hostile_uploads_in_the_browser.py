"""Broken and hostile files, dropped on the upload page: a clear sentence, no traceback, and nothing is ever run."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.server import Server
from tests.browser.visit import Visit
from tests.browser.weeks import BEFORE, DEALS, NOW, week
from tests.intake import hostile

HTML = b"<html><body><table><tr><td>stage</td></tr></table><script>alert('file')</script></body></html>"
WHOLE = hostile.workbook({"Deals": [hostile.HEADER, hostile.DEAL]})

UNREADABLE = {
    "page.xlsx": HTML,
    "torn.xlsx": WHOLE[: len(WHOLE) // 2],
    "corner.xlsx": hostile.far_corner(),
    "empty.csv": b"",
    "locked.xlsx": hostile.compound_file("EncryptionInfo", "EncryptedPackage"),
}

SCRIPT = "<script>alert('name')</script>"
IMAGE = "<img src=x onerror=alert('image')>"
FORMULA = '=HYPERLINK("http://evil.example","Acme")'
LINK = "[Acme](javascript:alert('link'))"
MARKUP = "**bold** _it_ `code` $x^2$ :red[red] :material/home: # head"
NAMES = (SCRIPT, IMAGE, FORMULA, LINK, MARKUP)
STAGES = {"Proposal": f"Proposal {SCRIPT}"}


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(visit: Visit, app: Server, tmp_path: Path) -> None:
    visit.open("/upload")
    for name, content in UNREADABLE.items():
        file = tmp_path / name
        file.write_bytes(content)
        visit.upload(file)
        expect(visit.page.locator("[data-testid=stAlert]").first).to_contain_text(name)
        assert app.answers()
        assert visit.faults() == []
    visit.go_to("Waterfall")
    assert "in low stages" in visit.sentence, "what was there before is still there"


def test_names_in_the_data_are_text_on_every_page(visit: Visit, app: Server, tmp_path: Path) -> None:
    visit.open("/upload")
    visit.upload(*export(tmp_path))
    assert "22 rows read = 22 loaded" in visit.sentence
    unharmed(visit)
    for page in ("Intake report", "Gauges", "Waterfall", "Week over week"):
        visit.go_to(page)
        unharmed(visit)
    visit.go_to("Waterfall")
    assert "".join(STAGES["Proposal"].split()) in "".join(visit.chart().inner_text().split()), (
        "as it stands, but folded"
    )
    visit.go_to("Products")
    for product in (SCRIPT, LINK):
        visit.table("products").click_row("Product", product)
        visit.settle()
        assert visit.sentence.startswith(f"{product}: "), "a heading as it stands"
        unharmed(visit)
        visit.table("Deals").click_row("Deal", visit.table("Deals").column("Deal")[0])
        visit.settle()
        expect(visit.heading("week by week")).to_be_visible()
        unharmed(visit)
        visit.press("All")
    assert app.answers()


def export(folder: Path) -> tuple[Path, Path]:
    """Two weeks whose products, customers, deals, reps, stages and even file are named to do harm."""
    deals = {
        key: (NAMES[number % 5], NAMES[(number + 1) % 5], amount, region, (SCRIPT, LINK)[product == "Beta"], FORMULA)
        for number, (key, (_, _, amount, region, product, _)) in enumerate(DEALS.items())
    }
    paths = folder / "pipeline_2026-11-09.csv", folder / "<img src=x onerror=alert(1)>_2026-11-16.csv"
    for path, states in zip(paths, (BEFORE, NOW), strict=True):
        path.write_bytes(week({key: STAGES.get(stage, stage) for key, stage in states.items()}, deals))
    return paths


def unharmed(visit: Visit) -> None:
    """Nothing ran, and nothing of the names has become an element of the page."""
    assert visit.faults() == []
    made = visit.page.evaluate(
        "() => [...document.querySelectorAll('[data-testid=stMain] *, [data-testid=stSidebar] *')].filter(e =>"
        ' e.matches(\'img[src=x], [onerror], a[href^="javascript"], a[href*="evil.example"], script\')'
        ").map(e => e.outerHTML)"
    )
    assert made == []
