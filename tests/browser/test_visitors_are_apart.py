"""Many strangers share one server: none ever sees another's data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.server import Server
from tests.browser.visit import Visit, visiting
from tests.browser.weeks import BEFORE, DEALS, NOW, week

PAGES = ("Upload", "Intake report", "Gauges", "Waterfall", "Week over week", "Products")


def test_two_visitors_and_a_third_never_see_each_others_names(browser: Browser, app: Server, tmp_path: Path) -> None:
    with visiting(browser, app) as anna, visiting(browser, app) as bert:
        anna.open("/upload")
        bert.open("/upload")
        anna.upload(*export(tmp_path, "Nightingale"))
        bert.upload(*export(tmp_path, "Peregrine"))
        for page in PAGES:
            anna.go_to(page)
            bert.go_to(page)
            assert "Peregrine" not in everything(anna), page
            assert "Nightingale" not in everything(bert), page
        anna.switch("Measure", "Count")
        assert set(anna.table("products").column("Product")) == {"Nightingale Alpha", "Nightingale Beta"}
        assert set(bert.table("products").column("Product")) == {"Peregrine Alpha", "Peregrine Beta"}
        with visiting(browser, app) as third:
            third.open("/products")
            seen = everything(third)
            assert "Sample data: upload your own" in seen
            assert "Nightingale" not in seen
            assert "Peregrine" not in seen
            # What somebody else chose opens with its link; what they uploaded does not.
            third.open(anna.page.url.removeprefix(app.url) + "&trail=product:Nightingale+Alpha")
            assert "Nightingale" not in everything(third)
        for visit in (anna, bert):
            assert visit.faults() == []


def export(folder: Path, bird: str) -> Iterator[Path]:
    """Two weeks in which every name begins with ``bird``."""
    deals = {
        key: (f"{bird} {name}", f"{bird} {customer}", amount, f"{bird} {region}", f"{bird} {product}", f"{bird} {rep}")
        for key, (name, customer, amount, region, product, rep) in DEALS.items()
    }
    for day, states in (("2026-11-09", BEFORE), ("2026-11-16", NOW)):
        path = folder / f"{bird}_{day}.csv"
        path.write_bytes(week(states, deals))
        yield path


def everything(visit: Visit) -> str:
    """All that the browser holds of the page, the cells of tables included; what the address bar says is not."""
    return str(visit.page.evaluate("document.body.textContent"))
