"""From a click to the new picture, in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

from bench.pipeline import Pipeline
from bench.server import serving
from bench.table import Row, in_words
from bench.timing import percentile

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SHARE = 0.95
WEEKS = 16
PATIENCE = 15_000
WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")


def rows(deals: int, goal_seconds: float, rounds: int) -> Iterator[Row]:
    """One row: the time within which 95% of the clicks on the four acts' controls are painted, against the goal."""
    with serving(Pipeline(deals, WEEKS)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(WATCH)
        _open(page, server.url)
        waits = [wait for act in ACTS for wait in _clicks(page, act, rounds)]
        browser.close()
    waited = percentile(waits, SHARE)
    yield Row(
        f"click to repaint in Chromium, {deals:,} deals x {WEEKS} weeks: 95% of {len(waits)} clicks within",
        in_words(waited),
        f"{in_words(goal_seconds)} (half of them within {in_words(percentile(waits, 0.5))})",
        waited / goal_seconds,
        1.0,
    )


def _open(page: Page, url: str) -> None:
    page.goto(url)
    page.locator(".js-plotly-plot").first.wait_for(timeout=PATIENCE)


def _clicks(page: Page, act: str, rounds: int) -> Iterator[float]:
    """Seconds from click to picture, for each kind of click of this act in each round but the first."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=act, exact=True).click()
    page.get_by_role("heading", level=2).first.wait_for(timeout=PATIENCE)
    for turn in range(-1, rounds):
        for click in ACTS[act]:
            target = click(page, turn)
            wait = _repainted(page, target)
            if turn >= 0:
                yield wait


def _repainted(page: Page, target: Locator) -> float:
    page.evaluate("() => { window.watchNextClick(); }")
    target.click(force=True)
    milliseconds = page.evaluate("patience => window.repainted(patience)", PATIENCE)
    if milliseconds is None:
        raise RuntimeError(f"Nothing was painted after a click on {target}")
    return float(milliseconds) / 1000


def _measure(page: Page, turn: int) -> Locator:
    return page.get_by_test_id("stSidebar").get_by_test_id("stButtonGroup").first.locator("button").nth(turn % 2)


def _snapshot(page: Page, turn: int) -> Locator:
    return _option(page, 0, 2 + turn)


def _focus(page: Page, turn: int) -> Locator:
    return _option(page, 2, (2 + turn) % 6)


def _option(page: Page, box: int, place: int) -> Locator:
    """Open a select box of the sidebar; the option to click."""
    page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").nth(box).locator("input").click()
    return page.get_by_role("option").nth(place)


def _role(page: Page, turn: int) -> Locator:
    return page.get_by_test_id("stMain").get_by_test_id("stButtonGroup").first.locator("button").nth((turn + 2) % 3)


def _bar(page: Page, turn: int) -> Locator:
    return page.locator(".js-plotly-plot .barlayer .trace").nth(1).locator(".point path").nth((turn + 2) % 6)


# The gauges look the same by either measure.
ACTS: dict[str, tuple[Callable[[Page, int], Locator], ...]] = {
    "Gauges": (_snapshot, _role),
    "Waterfall": (_measure, _snapshot, _bar),
    "Week over week": (_measure, _snapshot, _focus),
    "Products": (_measure, _snapshot, _role),
}
