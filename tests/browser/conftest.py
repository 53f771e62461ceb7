"""One server and one browser for all browser tests; without a browser they are skipped, and pytest says so aloud."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import chrome
from tests.browser.server import Server, server
from tests.browser.visit import Visit, visiting

HERE = Path(__file__).parent
NO_BROWSER = (
    "NO BROWSER TEST WAS RUN: no Chrome or Chromium is on this machine. "
    "Install one (on Debian: apt-get install chromium), or name it in the variable CHROME."
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    mine = [item for item in items if HERE in item.path.parents]
    for item in mine:
        item.add_marker(pytest.mark.browser)
    if mine and chrome.found() is None:
        config.issue_config_time_warning(pytest.PytestWarning(NO_BROWSER), stacklevel=2)
        for item in mine:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chrome.browser() as launched:
        yield launched


@pytest.fixture(scope="package")
def app(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with server(tmp_path_factory.mktemp("server") / "log.txt") as running:
        with visiting(browser, running) as first:
            first.open()
        yield running


@pytest.fixture
def visit(browser: Browser, app: Server) -> Iterator[Visit]:
    with visiting(browser, app) as one:
        yield one
