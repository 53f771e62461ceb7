"""A table of the app. Its cells are painted on a canvas; what they hold stands in the table for screen readers."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, Position, expect

from tests.browser import moving
from tests.browser.moving import A_WHILE, again, holds

ROW = 35
# Where across a table there is a column in any: right of the first, left of where a small table ends.
A_COLUMN = 0.25
# The table for screen readers follows the picture 0.2 s late.
READ_OUT_AFTER = 300
PICKED = """([before, row, table]) => window.seen.asked > before
    || table.querySelector(`tr[aria-rowindex='${row}'] [aria-selected=true]`)"""
READ = "table => [...table.rows].map(row => [...row.cells].map(cell => cell.textContent))"


class Table:
    """One table: read as rows of texts, as many as are in view, and clicked with the mouse and the arrow keys."""

    def __init__(self, page: Page, element: Locator) -> None:
        self.page = page
        self.element = element

    def headers(self) -> list[str]:
        """The headings of the columns in view."""
        return self._cells()[0]

    def rows(self) -> list[dict[str, str]]:
        """The rows in view, by heading."""
        headers, *rows = self._cells()
        return [dict(zip(headers, row, strict=False)) for row in rows]

    def column(self, header: str) -> list[str]:
        """What the rows in view hold under one heading."""
        return [row[header] for row in self.rows()]

    def click_row(self, header: str, value: str) -> None:
        """Click the row that holds ``value`` under ``header``."""
        self.click_row_number(self.column(header).index(value))

    def click_row_number(self, row: int) -> None:
        """Click a row by its place in view, 0 is the first: the row is picked, or the page asks for what it opens."""
        before, table = moving.asked(self.page), self.element.element_handle()
        found = [before, row + 2, table]
        heard = lambda: self.page.wait_for_function(PICKED, arg=found, timeout=A_WHILE)  # noqa: E731
        again(f"click row {row}", lambda: self._click(row), lambda: holds(heard))

    def _click(self, row: int) -> None:
        area = self.element.locator("[data-testid=stDataFrameResizable]")
        area.scroll_into_view_if_needed()
        box = area.bounding_box()
        assert box is not None
        place: Position = {"x": box["width"] * A_COLUMN, "y": ROW * (row + 1) + ROW / 2}
        # A hand arrives before it clicks; a grid that never saw the mouse come lets the first click pass.
        area.hover(position=place)
        self.page.evaluate(moving.DRAWN)
        area.click(position=place)

    def click_cell(self, header: str, value: str, column: str) -> None:
        """In the row that holds ``value`` under ``header``, go to the cell under ``column``."""
        row, wanted = self.column(header).index(value), self.headers().index(column) + 1
        selected = self.element.locator(f"tr[aria-rowindex='{row + 2}'] td[aria-selected=true]")

        def place() -> int:
            self.page.wait_for_timeout(READ_OUT_AFTER)
            return int(selected.get_attribute("aria-colindex") or 0) if selected.count() else 0

        def go() -> None:
            # A second click on the cell that is picked would open it.
            if place() == wanted:
                return
            self.click_row_number(row)
            now = place()
            for _ in range(abs(wanted - now)):
                self.page.keyboard.press("ArrowRight" if wanted > now else "ArrowLeft")

        def there() -> None:
            expect(selected).to_have_attribute("aria-colindex", str(wanted), timeout=A_WHILE)

        again(f"go to {column} of {value}", go, lambda: holds(there))

    def type_in_cell(self, header: str, value: str, column: str, text: str) -> None:
        """Write over a cell that can be changed."""
        editor = self.page.locator("#portal").get_by_role("textbox")

        def write() -> None:
            self._open(header, value, column)
            editor.fill(text, timeout=A_WHILE)
            editor.press("Enter")

        self._change(f"type {text} under {column}", write, editor)

    def choose_in_cell(self, header: str, value: str, column: str, option: str) -> None:
        """Open the list of a cell that can be changed, and take one of its options."""
        options = self.page.locator("#portal").get_by_role("option")

        def take() -> None:
            self._open(header, value, column)
            wanted = options.and_(self.page.get_by_role("option", name=option, exact=True))
            # The grid that the mouse leaves draws the list anew; a click that falls between is never heard.
            wanted.hover(timeout=A_WHILE)
            self.page.evaluate(moving.DRAWN)
            wanted.click(timeout=A_WHILE)

        self._change(f"choose {option} under {column}", take, options)

    def _open(self, header: str, value: str, column: str) -> None:
        # What an earlier try left open would take the mouse and the keys.
        self.page.keyboard.press("Escape")
        self.click_cell(header, value, column)
        self.page.keyboard.press("Enter")

    def _change(self, what: str, act: Callable[[], None], editor: Locator) -> None:
        """Change a cell: its editor closes, the page asks for what comes of it, and shows it."""
        before = moving.asked(self.page)

        def came() -> bool:
            closed = holds(lambda: expect(editor).to_have_count(0, timeout=A_WHILE))
            return closed and moving.asks(self.page, before)

        again(what, act, came)
        moving.settle(self.page)

    def _cells(self) -> list[list[str]]:
        expect(self.element.locator("canvas tr").first).to_be_attached()
        return [list(map(str, row)) for row in self.element.locator("canvas table").evaluate(READ)]
