"""The app by keyboard, and for those who hear it read out."""

from __future__ import annotations

import pytest

from tests.browser.visit import Visit

PICTURES = ("/", "/waterfall", "/week-over-week", "/rehearsal", "/forecast", "/health", "/health?health_part=wins")
TABLES = (
    "/", "/week-over-week", "/products", "/advice", "/forecast", "/health?health_part=wins", "/upload",
    "/intake-report", "/settings",
)  # fmt: skip
TABS = 60
# What has the focus, as a screen reader names it.
FOCUSED = """() => {
    const e = document.activeElement
    const label = e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent || ''
    return label.trim()
}"""


def test_the_main_controls_are_reached_by_keyboard_in_reading_order(visit: Visit) -> None:
    visit.open("/waterfall")
    reached = []
    for _ in range(TABS):
        visit.page.keyboard.press("Tab")
        reached.append(visit.page.evaluate(FOCUSED))
    for control in ("Gauges", "Products", "Upload", "Amount", "Focus stage", "Filters", "English"):
        assert any(control in name for name in reached), f"{control} is not among {reached}"
    places = [next(n for n, name in enumerate(reached) if part in name) for part in ("Gauges", "Upload", "Amount")]
    assert places == sorted(places)


def test_a_page_is_changed_by_keyboard_alone(visit: Visit) -> None:
    visit.open("/waterfall")
    visit.page.get_by_role("radio", name="Amount").focus()
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("Space")
    visit.settle()
    assert visit.chosen("measure") == ["count"]
    visit.page.get_by_role("link", name="Products").focus()
    visit.page.keyboard.press("Enter")
    visit.settle()
    assert visit.page.url.endswith("/products?measure=count")


@pytest.mark.parametrize("address", PICTURES)
def test_every_picture_says_what_it_is(visit: Visit, address: str) -> None:
    visit.open(address)
    charts = visit.page.locator("[data-testid=stPlotlyChart]")
    assert charts.count() >= 1
    for number in range(charts.count()):
        assert charts.nth(number).get_attribute("role") == "figure"
        assert charts.nth(number).get_attribute("aria-label")


@pytest.mark.parametrize("address", TABLES)
def test_every_table_says_what_it_is(visit: Visit, address: str) -> None:
    visit.open(address)
    tables = visit.page.locator("[data-testid=stDataFrameResizable]")
    assert tables.count() >= 1
    unnamed = [n for n in range(tables.count()) if not tables.nth(n).get_attribute("aria-label")]
    assert unnamed == [], f"of {tables.count()} tables"
    assert visit.page.locator("html").get_attribute("lang")
