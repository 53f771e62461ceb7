"""A table of the app. Its cells are painted on a canvas; what they hold stands in the table for screen readers."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import Locator, Page, Position, expect

ROW = 35
# Where across a table there is a column in any: right of the first, left of where a small table ends.
A_COLUMN = 0.25
A_MOMENT = 200
A_WHILE = 3_000
TRIES = 5
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

    def click_cell(self, header: str, value: str, column: str) -> None:
        """In the row that holds ``value`` under ``header``, go to the cell under ``column``."""
        row = self.column(header).index(value)
        self.click_row_number(row)
        selected = self.element.locator(f"tr[aria-rowindex='{row + 2}'] td[aria-selected=true]")
        wanted, now = self.headers().index(column) + 1, int(selected.get_attribute("aria-colindex") or 0)
        for _ in range(abs(wanted - now)):
            self.page.keyboard.press("ArrowRight" if wanted > now else "ArrowLeft")
        expect(selected).to_have_attribute("aria-colindex", str(wanted))

    def type_in_cell(self, header: str, value: str, column: str, text: str) -> None:
        """Write over a cell that can be changed."""
        self.click_cell(header, value, column)
        self.page.keyboard.press("Enter")
        editor = self.page.locator("#portal").get_by_role("textbox")
        editor.fill(text)
        editor.press("Enter")
        expect(editor).to_have_count(0)

    def choose_in_cell(self, header: str, value: str, column: str, option: str) -> None:
        """Open the list of a cell that can be changed, and take one of its options."""
        for _ in range(TRIES):
            self.click_cell(header, value, column)
            self.page.keyboard.press("Enter")
            self.page.locator("#portal").get_by_role("option", name=option, exact=True).click()
            if self._closes(self.page.locator("#portal [role=option]")):
                return
            # A list that is drawn anew while the button is down never hears of the click.
            self.page.keyboard.press("Escape")
        raise AssertionError(f"The list of {column} stayed open {TRIES} times when {option} was clicked.")

    @staticmethod
    def _closes(options: Locator) -> bool:
        with suppress(AssertionError):
            expect(options).to_have_count(0, timeout=A_WHILE)
            return True
        return False

    def click_row_number(self, row: int) -> None:
        """Click a row by its place in view, 0 is the first."""
        area = self.element.locator("[data-testid=stDataFrameResizable]")
        area.scroll_into_view_if_needed()
        box = area.bounding_box()
        assert box is not None
        place: Position = {"x": box["width"] * A_COLUMN, "y": ROW * (row + 1) + ROW / 2}
        # A hand arrives before it clicks; a grid that never saw the mouse come lets the first click pass.
        area.hover(position=place)
        self.page.wait_for_timeout(A_MOMENT)
        area.click(position=place)

    def _cells(self) -> list[list[str]]:
        expect(self.element.locator("canvas tr").first).to_be_attached()
        return [list(map(str, row)) for row in self.element.locator("canvas table").evaluate(READ)]
