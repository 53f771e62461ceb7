"""The tables of a web page, which many programs export and call .xls."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from analyzer.errors import UnreadableFile
from analyzer.intake.reading import encoding
from analyzer.intake.reading.gathered import Gathered
from analyzer.intake.reading.grid import Grid
from analyzer.intake.source import MEBIBYTE, Limits
from analyzer.message import Message

_EXPORT_AGAIN = Message("Open it in Excel and save it as .xlsx, or export it as CSV, then upload that file.")
_LOG_IN = Message("Log in to the CRM, export the table once more, and upload the new file.")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_DEEPEST = 50
_UNSEEN = frozenset({"script", "style", "title", "head"})
_BREAKS = frozenset({"br", "p", "div", "li"})


def read_web_page(path: Path, name: str, limits: Limits) -> Iterator[Grid]:
    """Each table of the page at ``path`` as a grid; those that only place things on the page are passed over.

    Raises `UnreadableFile` where there is none, `FileTooLarge` where there is too much.
    """
    tables = _tables(path, name)
    grids = [table.grid(limits) for table in tables if table.is_table()] or [table.grid(limits) for table in tables]
    found = [grid for grid in grids if grid is not None]
    if not found:
        what = Message("{file} is {kind}, not a workbook.", file=name, kind=Message("a web page without a table"))
        raise UnreadableFile(what, _EXPORT_AGAIN)
    if len(found) == 1:
        yield found[0]
    else:
        yield from (replace(grid, sheet=f"Table {number}") for number, grid in enumerate(found, 1))


def _tables(path: Path, name: str) -> list[Gathered]:
    parser = _Tables(name)
    decoder = codecs.getincrementaldecoder(_encoding(path))(errors="replace")
    with path.open("rb") as file:
        while chunk := file.read(MEBIBYTE):
            parser.feed(decoder.decode(chunk))
    parser.close()
    if parser.asks_for_password and not any(table.is_table() for table in parser.found):
        raise UnreadableFile(Message("{file} is a page that asks to log in, not a table.", file=name), _LOG_IN)
    return parser.finished()


def _encoding(path: Path) -> str:
    """As the page says it, else as its bytes tell."""
    with path.open("rb") as file:
        sample = file.read(encoding.SAMPLE_BYTES)
    guessed = encoding.encoding_of(sample)
    if guessed.startswith(("utf-16", "utf-32")) or guessed == encoding.UTF_8_MARKED:
        return guessed
    declared = _CHARSET.search(sample[:4096])
    try:
        wanted = codecs.lookup(declared.group(1).decode("ascii")).name if declared else guessed
        "".encode(wanted)  # not every codec is one of text
    except (LookupError, UnicodeError):
        return guessed
    # Chinese programs say gb2312 and write what goes beyond it.
    return {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252"}.get(wanted, wanted)


class _Tables(HTMLParser):
    """Gathers the tables of a page, one within another too."""

    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self._file = file
        self._open: list[_OpenTable] = []
        self._unseen: str | None = None
        self.found: list[Gathered] = []
        self.asks_for_password = False

    def finished(self) -> list[Gathered]:
        """All tables, in the order in which they end; one that the page does not end, too."""
        while self._open:
            self._end_table()
        return self.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen = tag
        elif tag == "body":
            self._unseen = None
        elif tag == "input":
            self.asks_for_password |= ("type", "password") in attrs
        elif tag == "table" and len(self._open) < _DEEPEST:
            self._unseen = None
            self._open.append(_OpenTable(Gathered(self._file, None)))
        elif self._open:
            self._open[-1].begin(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = None
        elif tag == "table" and self._open:
            self._end_table()
        elif self._open and tag in ("td", "th", "tr"):
            self._open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if self._open and self._unseen is None:
            self._open[-1].say(data)

    def _end_table(self) -> None:
        table = self._open.pop()
        table.end_cell()
        self.found.append(table.gathered)


class _OpenTable:
    """A table whose end has not come; its cell that is open, if any."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self._cell: dict[str, str | None] | None = None
        self._said: list[str] = []

    def begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        """A tag within the table."""
        if tag == "tr":
            self.end_cell()
            self.gathered.begin_row()
        elif tag in ("td", "th"):
            self.end_cell()
            self._cell = attributes
        elif tag in _BREAKS:
            self._said.append(" ")

    def say(self, text: str) -> None:
        """Text, which counts where a cell is open."""
        if self._cell is not None:
            self._said.append(text)

    def end_cell(self) -> None:
        """End the open cell, whether the page says so or not."""
        if self._cell is not None:
            number = self._cell.get("x:num")
            text = number or " ".join("".join(self._said).split())
            self.gathered.add(text, _span(self._cell, "colspan"), _span(self._cell, "rowspan"))
        self._cell, self._said = None, []


def _span(attributes: dict[str, str | None], name: str) -> int:
    text = (attributes.get(name) or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 1
