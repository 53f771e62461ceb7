"""One visitor in one browser tab: goes to pages, chooses, clicks and reads, as a person does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Download, Locator, Page, ViewportSize, expect

from tests.browser import moving
from tests.browser.moving import A_WHILE, QUIET, again, holds
from tests.browser.server import Server
from tests.browser.table import Table

SMALL: ViewportSize = {"width": 1440, "height": 900}
LARGE: ViewportSize = {"width": 1920, "height": 1080}
MILLISECONDS = 30_000
expect.set_options(timeout=MILLISECONDS)
# A list shows the one that is chosen in its field, and the several as tags beside it.
CHOSEN = """([box, option]) => box.value === option
    || [...box.closest('[data-testid=stMultiSelect]')?.querySelectorAll('[data-tag]') ?? []]
        .some(tag => tag.ariaLabel === option)"""


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
        self._asking(f"follow {link}", link.click)
        expect(link).to_have_attribute("aria-current", "page")

    def reload(self) -> None:
        """Reload the page from its address."""
        self.page.reload()
        self.settle()

    def settle(self, quiet: int = QUIET) -> None:
        """Wait until the app has nothing left to do."""
        moving.settle(self.page, quiet)

    def _asking(self, what: str, act: Callable[[], object]) -> None:
        """Do what makes the page ask the server, and wait for all that comes of it."""
        before = moving.asked(self.page)
        again(what, act, lambda: moving.asks(self.page, before))
        self.settle()

    def _until(self, what: str, act: Callable[[], object], came: Callable[[], object]) -> None:
        """Do what shows on the page, and wait for all that comes of it."""
        again(what, act, lambda: holds(came))
        self.settle()

    def rest(self) -> None:
        """Take the mouse off everything that it could light up."""
        size = self.page.viewport_size or SMALL
        self.page.mouse.move(size["width"] - 5, size["height"] - 5)

    # Choosing

    def choose(self, label: str, option: str) -> None:
        """Choose in a list of the sidebar or the page by its label."""
        box = self.page.get_by_role("combobox", name=label, exact=True)
        wanted = self.page.get_by_role("option", name=option, exact=True)

        def take() -> None:
            if not wanted.is_visible():
                box.click()
            wanted.click(timeout=A_WHILE)

        def taken() -> None:
            chosen = [box.element_handle(), option]
            self.page.wait_for_function(CHOSEN, arg=chosen, timeout=A_WHILE)

        self._until(f"choose {option} in {label}", take, taken)
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Tab")
        self.settle()

    def switch(self, group: str, option: str) -> None:
        """Choose one of the few buttons of a group."""
        self.take(self.page.get_by_role("radiogroup", name=group).get_by_role("radio", name=option, exact=True))

    def pick(self, option: str) -> None:
        """Pick one of the lines of a list of round buttons."""
        self.take(self.page.locator("[data-testid=stRadio] label").filter(has_text=option))

    def take(self, button: Locator) -> None:
        """Take one of several buttons of which only one is taken at a time."""
        self._until(f"take {button}", button.click, lambda: expect(button).to_be_checked(timeout=A_WHILE))

    def filter(self, roles: str, member: str) -> None:
        """Let only one member of a role through, in the sidebar's filters."""
        self.open_filters()
        self.choose(roles, member)

    def open_filters(self) -> None:
        """Open the panel of the filters in the sidebar, where it is closed."""
        self.unfold(self.page.locator(".st-key-filters details"))

    def unfold(self, panel: Locator) -> None:
        """Open a panel, where it is closed."""
        if panel.get_attribute("open") is None:
            opened = panel.and_(self.page.locator("[open]"))
            summary = panel.locator("summary").first
            self._until(f"unfold {panel}", summary.click, lambda: opened.wait_for(timeout=A_WHILE))

    def press(self, button: str) -> None:
        """Press a button, once the page is still: it may come with what was done just before."""
        self.settle()
        self.click(self.page.get_by_role("button", name=button))

    def click(self, button: Locator) -> None:
        """Click what makes the page ask the server."""
        self._asking(f"click {button}", button.click)

    def lift(self, button: Locator) -> None:
        """Press a button that opens a small panel over the page."""
        panel = self.page.locator("[data-testid=stPopoverBody]")
        self._until(f"lift {button}", button.click, lambda: panel.wait_for(timeout=A_WHILE))

    def fill(self, field: Locator, text: str, kept_by: str = "Enter") -> None:
        """Write over a field, and keep what is written with a key."""

        def write() -> None:
            field.fill(text)
            field.press(kept_by)
            self.settle()

        self._until(f"fill {field}", write, lambda: expect(field).to_have_value(text, timeout=A_WHILE))

    def push(self, slider: Locator, steps: int) -> None:
        """Move a slider to the right by keyboard."""
        slider.focus()
        before = moving.asked(self.page)
        for _ in range(steps):
            slider.press("ArrowRight")
        assert moving.asks(self.page, before), f"{slider} was moved, and the page asked for nothing."
        self.settle()

    def upload(self, *files: Path) -> None:
        """Drop files on the upload page, and wait until they are read."""
        field = self.page.locator("[data-testid=stFileUploaderDropzoneInput]").first
        self._asking(f"upload {[file.name for file in files]}", lambda: field.set_input_files(files))

    def download(self, button: str) -> Download:
        """Press a button that gives a file."""
        with self.page.expect_download() as given:
            self._asking(f"press {button}", self.page.get_by_role("button", name=button).click)
        return given.value

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
    context.add_init_script(moving.WATCH)
    try:
        yield Visit(context.new_page(), server)
    finally:
        context.close()
