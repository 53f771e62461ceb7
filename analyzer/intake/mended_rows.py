"""The rejected rows as a spreadsheet to put right, and what was put right in it when it is dropped again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from analyzer.errors import UnreadableFile
from analyzer.intake.corrections import Mend
from analyzer.intake.raw_sheet import RawSheet, labels
from analyzer.intake.report import IntakeReport, RejectedRow, SheetReport
from analyzer.intake.tables.rejects import NO_FAULT_OF_THE_ROW
from analyzer.message import Message

if TYPE_CHECKING:
    from analyzer.language import Language

SHEET = "Rejected rows"
HEADINGS = {
    "en": ("File", "Sheet", "Row", "Why"),
    "zh_CN": ("文件", "工作表", "行", "原因"),
    "zh_TW": ("檔案", "工作表", "列", "原因"),
}
LONGEST_CELL = 32_767
_OWN = len(HEADINGS["en"])
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f]")

Place = tuple[str, str | None]
"""A sheet: the name of its file, and its own, None in a file without sheets."""


def rejected_rows_workbook(report: IntakeReport, language: Language | None = None) -> bytes:
    """The bytes of an .xlsx file with every rejected row that can be put right, its place, and why it stays out.

    Each cell is text, whatever it looks like: none of them is run as a formula.
    """
    import xlsxwriter

    rows = list(_rows(report))
    columns = list(dict.fromkeys(label for _, row in rows for label in row.cells))
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet(SHEET)
        bold, marked = workbook.add_format({"bold": True, "bottom": 1}), workbook.add_format({"bg_color": "#FFF2CC"})
        for at, heading in enumerate((*HEADINGS[language.code if language else "en"], *columns)):
            sheet.write_string(0, at, shown(heading), bold)
        for at, (of, row) in enumerate(rows, 1):
            why = language.say(row.reason) if language else str(row.reason)
            for column, text in enumerate((of.file, of.sheet or "", str(row.row), why)):
                sheet.write_string(at, column, shown(text))
            for label, text in row.cells.items():
                sheet.write_string(at, _OWN + columns.index(label), shown(text), marked if text == row.value else None)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, _OWN + len(columns), 18)
    return file.getvalue()


def _rows(report: IntakeReport) -> Iterator[tuple[SheetReport, RejectedRow]]:
    for sheet in report.sheets:
        for row in sheet.rejected:
            if row.cells and row.reason.text not in NO_FAULT_OF_THE_ROW:
                yield sheet, row


def shown(text: str) -> str:
    """What a spreadsheet shows of a text."""
    return _UNSEEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST_CELL]


def is_mended(sheet: RawSheet) -> bool:
    """Whether a sheet is what `rejected_rows_workbook` wrote, or what a spreadsheet program made of it."""
    return tuple(header.strip() for header in sheet.headers[:_OWN]) in HEADINGS.values()


@dataclass(frozen=True)
class _Row:
    """A row of the spreadsheet. cells: by the label of the column."""

    place: Place
    row: int
    cells: Mapping[str, str]


def mends_in(mended: RawSheet, sheets: Iterable[RawSheet]) -> tuple[Mend, ...]:
    """The cells that say something else in ``mended`` than in the sheets that its rows are of.

    Raises `UnreadableFile` where none of these sheets is among ``sheets``.
    """
    by_place: dict[Place, list[_Row]] = {}
    for row in _rows_of(mended):
        by_place.setdefault(row.place, []).append(row)
    here = [
        (rows, sheet) for sheet in sheets if (rows := by_place.get((sheet.file, sheet.sheet))) and _are_of(rows, sheet)
    ]
    if by_place and not here:
        raise _without_upload(mended.file, list(dict.fromkeys(file for file, _ in by_place)))
    found = (_mend(row, sheet) for rows, sheet in here for row in rows)
    return tuple(mend for mend in found if mend.cells)


def _are_of(rows: Iterable[_Row], sheet: RawSheet) -> bool:
    """Whether ``sheet`` is the one that the rows are of, and not that of another week: half of it says the same.

    A row that does not fit its header may be mended in all of its cells.
    """
    ragged = {rejected.row for rejected in sheet.rejected}
    pairs = [pair for row in rows if row.row not in ragged for pair in _compared(row, sheet).values()]
    same = [_plain(text) == _plain(now) for text, now in pairs if text or now]
    return 2 * sum(same) >= len(same)


def _rows_of(mended: RawSheet) -> Iterator[_Row]:
    own = mended.headers[_OWN:]
    for row in mended.cells.to_pylist():
        file, sheet, number, _, *cells = (row[f"c{at}"] or "" for at in range(len(mended.headers)))
        if file and re.fullmatch(r"\d{1,9}", number.strip()):
            yield _Row((file, sheet or None), int(number), dict(zip(own, cells, strict=True)))


def _mend(row: _Row, sheet: RawSheet) -> Mend:
    compared = _compared(row, sheet).items()
    cells = {label: text for label, (text, now) in compared if _plain(text) != _plain(now)}
    return Mend(*row.place, row.row, cells)


def _compared(row: _Row, sheet: RawSheet) -> dict[str, tuple[str, str]]:
    """Label of each column that is in both -> what the row says, and what the sheet does now."""
    texts = {_plain(label): text for label, text in row.cells.items()}
    now = _current(sheet, row.row)
    return {label: (texts[_plain(label)], text) for label, text in now.items() if _plain(label) in texts}


def _current(sheet: RawSheet, number: int) -> Mapping[str, str]:
    """What the cells of a row say now; nothing where the row is not there or is no data."""
    for rejected in sheet.rejected:
        if rejected.row == number:
            return rejected.cells
    numbers = sheet.cells["row_number"].to_numpy()
    at = int(np.searchsorted(numbers, number))
    if at == len(numbers) or numbers[at] != number:
        return {}
    cells: list[dict[str, Any]] = sheet.cells.slice(at, 1).drop_columns("row_number").to_pylist()
    return dict(zip(labels(sheet.headers), (text or "" for text in cells[0].values()), strict=True))


def _plain(text: str) -> str:
    return shown(text).strip()


def _without_upload(name: str, files: Sequence[str]) -> UnreadableFile:
    what = Message("{name} mends rows of {files}, which is not here.", name=name, files=list(files))
    return UnreadableFile(what, Message("Drop it together with that upload, or after it."))
