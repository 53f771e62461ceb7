"""A table of the app. Its cells are painted on a canvas; what they hold stands in the table for screen readers."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

ROW = 35
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
        self._click_at_row(self.column(header).index(value))

    def click_cell(self, header: str, value: str, column: str) -> None:
        """In the row that holds ``value`` under ``header``, go to the cell under ``column``."""
        row = self.column(header).index(value)
        self._click_at_row(row)
        selected = self.element.locator("td[aria-selected=true]")
        expect(selected).to_have_count(1)
        wanted, now = self.headers().index(column) + 1, int(selected.get_attribute("aria-colindex") or 0)
        for _ in range(abs(wanted - now)):
            self.page.keyboard.press("ArrowRight" if wanted > now else "ArrowLeft")
        place = f"td[aria-selected=true][aria-colindex='{wanted}']"
        expect(self.element.locator(f"tr[aria-rowindex='{row + 2}'] {place}")).to_have_count(1)

    def choose_in_cell(self, header: str, value: str, column: str, option: str) -> None:
        """Open the list of a cell that can be changed, and take the option that begins with ``option``."""
        self.click_cell(header, value, column)
        self.page.keyboard.press("Enter")
        self.page.keyboard.type(option)
        self.page.keyboard.press("Enter")

    def _cells(self) -> list[list[str]]:
        expect(self.element.locator("canvas tr").first).to_be_attached()
        return [list(map(str, row)) for row in self.element.locator("canvas table").evaluate(READ)]

    def _click_at_row(self, row: int) -> None:
        area = self.element.locator("[data-testid=stDataFrameResizable]")
        area.scroll_into_view_if_needed()
        box = area.bounding_box()
        assert box is not None
        area.click(position={"x": box["width"] / 2, "y": ROW * (row + 1) + ROW / 2})
