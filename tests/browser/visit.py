"""One visitor in one browser tab: goes to pages, chooses, clicks and reads, as a person does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Locator, Page, TimeoutError, ViewportSize, expect

from tests.browser.server import Server
from tests.browser.table import Table

SMALL: ViewportSize = {"width": 1440, "height": 900}
LARGE: ViewportSize = {"width": 1920, "height": 1080}
MILLISECONDS = 30_000
QUIET = 350
expect.set_options(timeout=MILLISECONDS)
# A list that opens while the page still moves closes again.
TRIES = 5

# Nothing runs, nothing waits to be drawn again, and it has been so for a while.
SETTLED = """quiet => {
    const app = document.querySelector('[data-testid=stApp]')
    const busy = !app || app.dataset.testScriptState !== 'notRunning' || app.dataset.testConnectionState !== 'CONNECTED'
        || document.querySelector('[data-stale=true], [data-testid=stSkeleton], [data-testid=stSpinner]')
        || [...document.querySelectorAll('[data-testid=stPlotlyChart]')].some(c => !c.querySelector('svg.main-svg'))
    if (busy) window.quietSince = null
    else window.quietSince ??= performance.now()
    return window.quietSince !== null && performance.now() - window.quietSince >= quiet
}"""


class Visit:
    """A tab on the app. ``console`` takes the errors that the browser writes down."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.server = server
        self.console: list[str] = []
        self.dialogs: list[str] = []
        page.set_default_timeout(MILLISECONDS)
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("dialog", self._dismiss)

    def _note(self, message: ConsoleMessage) -> None:
        # On a deep link Streamlit looks for itself below the page's own path first: a 404 that it expects.
        expected = re.search(r"/[\w-]+/_stcore/", message.location.get("url", ""))
        if message.type == "error" and not expected:
            self.console.append(f"{message.text} ({message.location.get('url', '')})")

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    # Going somewhere

    def open(self, address: str = "/") -> None:
        """Type an address, and wait for the page."""
        self.page.goto(self.server.url + address)
        self.settle()

    def go_to(self, title: str) -> None:
        """Go to a page by its name in the sidebar."""
        self._follow(self.page.get_by_role("navigation").get_by_role("link", name=title, exact=True))

    def turn_to(self, address: str) -> None:
        """Go to a page by the address of its name in the sidebar, which is the same in every language."""
        self._follow(self.page.locator(f"[data-testid=stSidebarNavLink][href$='/{address}']"))

    def _follow(self, link: Locator) -> None:
        link.click()
        expect(link).to_have_attribute("aria-current", "page")
        self.settle()

    def reload(self) -> None:
        """Reload the page from its address."""
        self.page.reload()
        self.settle()

    def resize(self, size: ViewportSize) -> None:
        """Make the window larger or smaller."""
        self.page.set_viewport_size(size)
        self.settle(quiet=200)

    def settle(self, quiet: int = QUIET) -> None:
        """Wait until the app has nothing left to do."""
        self.page.wait_for_load_state()
        self.page.evaluate("window.quietSince = null")
        self.page.wait_for_function(SETTLED, arg=quiet, polling=50)

    def rest(self) -> None:
        """Take the mouse off everything that it could light up."""
        size = self.page.viewport_size or SMALL
        self.page.mouse.move(size["width"] - 5, size["height"] - 5)

    # Choosing

    def choose(self, label: str, option: str) -> None:
        """Choose in a list of the sidebar or the page by its label."""
        box = self.page.get_by_role("combobox", name=label, exact=True)
        wanted = self.page.get_by_role("option", name=option, exact=True)
        for _ in range(TRIES):
            box.click()
            with suppress(TimeoutError):
                wanted.click(timeout=1500)
                break
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Tab")
        self.settle()

    def switch(self, group: str, option: str) -> None:
        """Choose one of the few buttons of a group."""
        self.page.get_by_role("radiogroup", name=group).get_by_role("radio", name=option, exact=True).click()
        self.settle()

    def pick(self, option: str) -> None:
        """Pick one of the lines of a list of round buttons."""
        self.page.locator("[data-testid=stRadio] label").filter(has_text=option).click()
        self.settle()

    def filter(self, roles: str, member: str) -> None:
        """Let only one member of a role through, in the sidebar's filters."""
        self.open_filters()
        self.choose(roles, member)

    def open_filters(self) -> None:
        """Open the panel of the filters in the sidebar, where it is closed."""
        panel = self.page.locator(".st-key-filters details")
        if panel.get_attribute("open") is None:
            panel.locator("summary").click()
            self.settle()

    def press(self, button: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=button).click()
        self.settle()

    def upload(self, *files: Path) -> None:
        """Drop files on the upload page, and wait until they are read."""
        self.page.locator("[data-testid=stFileUploaderDropzoneInput]").first.set_input_files(files)
        self.page.wait_for_timeout(QUIET)
        self.settle(quiet=2 * QUIET)

    # Reading

    @property
    def sentence(self) -> str:
        """The sentence at the top of the page."""
        return self.page.locator("h2").first.inner_text()

    @property
    def text(self) -> str:
        """All that the page says, the sidebar aside; what is drawn in charts is in it, cells of tables are not."""
        return "\n".join(self.page.locator("[data-testid=stMain]").all_text_contents())

    def heading(self, says: str) -> Locator:
        """A heading that holds these words."""
        return self.page.get_by_role("heading").filter(has_text=says)

    def chart(self, number: int = 0) -> Locator:
        """One of the charts of the page, from above."""
        return self.page.locator("[data-testid=stPlotlyChart]").nth(number)

    def table(self, name: str | None = None, number: int = 0) -> Table:
        """A table by what it is called for those who cannot see it, or by its number from above."""
        tables = self.page.locator("[data-testid=stDataFrame]")
        if name is not None:
            tables = tables.filter(has=self.page.get_by_role("region", name=name, exact=True))
        return Table(self.page, tables.nth(number))

    def chosen(self, name: str) -> list[str]:
        """What the address says of one choice."""
        return parse_qs(urlsplit(self.page.url).query).get(name, [])

    def faults(self) -> list[str]:
        """What must never be on a page: a traceback, an exception, an error of the browser."""
        shown = self.page.locator("[data-testid=stException]").all_text_contents()
        return [*shown, *self.console, *self.dialogs, *(["Traceback"] if "Traceback" in self.text else [])]


@contextmanager
def visiting(
    browser: Browser,
    server: Server,
    *,
    locale: str = "en-US",
    size: ViewportSize | None = None,
    scheme: Literal["light", "dark"] = "light",
) -> Iterator[Visit]:
    """A visitor who is new: nothing is kept from any other."""
    context = browser.new_context(locale=locale, viewport=size or SMALL, color_scheme=scheme, accept_downloads=True)
    try:
        yield Visit(context.new_page(), server)
    finally:
        context.close()
