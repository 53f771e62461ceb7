"""Every page as a reader sees it, in both sizes, themes and languages, for a person to look at in screenshots/.

What a machine can see is held here: nothing overflows, no label is cut or covers another, no glyph is missing, the
picture stands above the fold, and the browser has nothing to complain of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.browser import look
from tests.browser.server import PROJECT, Server
from tests.browser.visit import LARGE, SMALL, Visit, visiting
from tests.browser.weeks import BEFORE, NOW, week

FOLDER = PROJECT / "screenshots"
UPLOADS = FOLDER / "uploads"
SIZES = {"1440x900": SMALL, "1920x1080": LARGE}
# Each language, theme and size meets each of the others: four of eight, as the whole tour is long.
SIZE_OF = {
    ("en", "light"): "1440x900", ("en", "dark"): "1920x1080",
    ("zh", "light"): "1920x1080", ("zh", "dark"): "1440x900",
}  # fmt: skip
LANGUAGES = {"en": "en-US", "zh": "zh-CN"}
ACTS = {"gauges", "waterfall", "week_over_week", "products", "advice", "rehearsal", "forecast"}


def role(number: int) -> Callable[[Visit], None]:
    """The gauges of one of the three roles."""

    def see(visit: Visit) -> None:
        visit.turn_to("")
        visit.take(visit.page.locator("[data-testid=stMain] [role=radio]").nth(number))

    return see


def page(address: str) -> Callable[[Visit], None]:
    """A page as it opens."""
    return lambda visit: visit.turn_to(address)


def move(visit: Visit) -> None:
    visit.turn_to("week-over-week")
    visit.table().click_row_number(0)
    visit.settle()


def drill(visit: Visit) -> None:
    visit.turn_to("products")
    visit.table().click_row_number(0)
    visit.settle()


def deal(visit: Visit) -> None:
    visit.table().click_row_number(0)
    visit.settle()


def computed(visit: Visit) -> None:
    visit.turn_to("waterfall")
    visit.unfold(visit.page.locator("[data-testid=stMain] details").first)


def filters(visit: Visit) -> None:
    visit.turn_to("waterfall")
    visit.open_filters()


def part(address: str, number: int) -> Callable[[Visit], None]:
    """A part of a page that shows one of several, by its place among the buttons."""

    def see(visit: Visit) -> None:
        visit.turn_to(address)
        visit.take(visit.page.locator("[data-testid=stMain] [role=radio]").nth(number))

    return see


def advice_by_member(visit: Visit) -> None:
    visit.turn_to("advice")
    visit.table().click_row_number(0)
    visit.settle()


def advice_deals(visit: Visit) -> None:
    visit.unfold(visit.page.locator(".st-key-deals_of_A1 details"))


def accepting(visit: Visit) -> None:
    """What is asked before the first action is accepted, and what to say for it."""
    for panel in ("say_", "take_"):
        visit.unfold(visit.page.locator(f"[class*=st-key-{panel}] details").first)


def decided(visit: Visit) -> None:
    """The first action accepted, each guard overridden, and the ledger that holds it."""
    visit.turn_to("advice")
    accepting(visit)
    asked = visit.page.locator("[class*=st-key-by_], [class*=st-key-reason_]").locator("input")
    for number in range(asked.count()):
        visit.fill(asked.nth(number), "Mei 张")
    visit.click(visit.page.locator("[class*=st-key-accept_] button").first)
    visit.turn_to("decisions")


def moved(visit: Visit) -> None:
    """Two levers, moved by keyboard."""
    visit.turn_to("rehearsal")
    for slider, steps in ((0, 6), (5, 4)):
        visit.push(visit.page.get_by_role("slider").nth(slider), steps)


def forecast_by_region(visit: Visit) -> None:
    visit.turn_to("forecast")
    visit.take(visit.page.locator("[data-testid=stMain] [role=radio]").nth(1))
    visit.table().click_row_number(0)
    visit.settle()


ON_SAMPLE: dict[str, Callable[[Visit], None]] = {
    "gauges_region": role(0),
    "gauges_product": role(1),
    "gauges_industry": role(2),
    "waterfall": page("waterfall"),
    "filters": filters,
    "waterfall_how_computed": computed,
    "week_over_week": page("week-over-week"),
    "week_over_week_deals": move,
    "products": page("products"),
    "products_drilled": drill,
    "products_one_deal": deal,
    "upload": page("upload"),
    "intake_report": page("intake-report"),
    "quality": page("quality"),
    "quality_contradictions": part("quality", 3),
    "workspace": page("workspace"),
    "settings": page("settings"),
    "advice": page("advice"),
    "advice_by_member": advice_by_member,
    "advice_deals": advice_deals,
    "advice_accepting": accepting,
    "decisions_empty": page("decisions"),
    "decisions": decided,
    "rehearsal": page("rehearsal"),
    "rehearsal_moved": moved,
    "forecast": page("forecast"),
    "forecast_by_region": forecast_by_region,
    "health": page("health"),
    "health_wins": part("health", 1),
    "health_velocity": part("health", 2),
    "health_layers": part("health", 3),
}


def one_week(visit: Visit) -> None:
    """A week of somebody's own, with a stage nobody knows, an amount that is none, and a deal that stands twice."""
    content = week({**NOW, "D12": "Zebra crossing"}) + b"D01,Rocket fuel,Acme,Lead,5 pcs,East,Alpha,Ann\n"
    visit.turn_to("upload")
    visit.upload(_file("pipeline_2026-11-16.csv", content))


def half_answered(visit: Visit) -> None:
    visit.take(visit.page.locator("[data-testid=stRadio] label").nth(3))


def other_stages(visit: Visit) -> None:
    visit.unfold(visit.page.locator(".st-key-stages_otherwise details"))


def about_to_take_back(visit: Visit) -> None:
    visit.turn_to("workspace")
    visit.lift(visit.page.locator("[data-testid=stPopoverButton]").last)


def another_week(visit: Visit) -> None:
    visit.turn_to("upload")
    visit.upload(_file("pipeline_2026-11-09.csv", week(BEFORE)))


ON_UPLOAD: dict[str, Callable[[Visit], None]] = {
    "upload_after_reading": one_week,
    "upload_question_half_answered": half_answered,
    "upload_other_stages": other_stages,
    "week_over_week_with_one_snapshot": page("week-over-week"),
    "gauges_without_targets": page(""),
    "intake_report_after_reading": page("intake-report"),
    "quality_of_one_week": page("quality"),
    "quality_fills": part("quality", 4),
    "upload_of_another_week": another_week,
    "workspace_of_upload": page("workspace"),
    "workspace_taking_back": about_to_take_back,
    "week_over_week_of_upload": page("week-over-week"),
    "products_of_upload": page("products"),
}


def _file(name: str, content: bytes) -> Path:
    path = UPLOADS / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_fit_to_be_seen(
    browser: Browser, app: Server, language: str, scheme: Literal["light", "dark"]
) -> None:
    UPLOADS.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    size = SIZE_OF[language, scheme]
    with visiting(browser, app, locale=LANGUAGES[language], scheme=scheme, size=SIZES[size]) as visit:
        visit.open()
        for name, see in {**ON_SAMPLE, **ON_UPLOAD}.items():
            see(visit)
            visit.rest()
            visit.page.screenshot(path=FOLDER / f"{name}_{language}_{scheme}_{size}.png")
            faults += [f"{name} {language} {scheme} {size}: {fault}" for fault in seen(visit, name, size)]
    assert not faults, "\n".join(faults)


def seen(visit: Visit, name: str, size: str) -> Sequence[str]:
    """What is not fit to be seen on the page as it stands now."""
    faults = [*visit.faults(), *look.overflow(visit.page), *look.labels(visit.page), *look.missing_glyphs(visit.page)]
    if size == "1440x900" and any(name.startswith(act) for act in ACTS):
        faults += look.below_the_fold(visit.page)
    visit.console.clear()
    return faults
