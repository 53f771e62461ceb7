"""Workbooks of Excel 2003 in XML (SpreadsheetML), which some programs export and call .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.parsers import expat

from analyzer.errors import UnreadableFile
from analyzer.intake.reading.gathered import Gathered
from analyzer.intake.reading.grid import Grid
from analyzer.intake.source import MEBIBYTE, Limits
from analyzer.message import Message

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_EXPORT_AGAIN = Message("Open it in Excel, save it as a new .xlsx file, and upload that one.")
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"'][^>]*\?>")
_MIDNIGHT = re.compile(r"[T ]00:00(:00)?(\.0+)?$")


def read_xml_workbook(path: Path, name: str, limits: Limits) -> Iterator[Grid]:
    """Each sheet that holds anything as a grid. Raises `UnreadableFile` where it is damaged or defines entities."""
    sheets = _Sheets(name)
    try:
        _parse(path, sheets)
    except (expat.ExpatError, LookupError, ValueError) as error:
        what = Message("{file} is a workbook, but a part of it is missing or damaged.", file=name)
        raise UnreadableFile(what, _EXPORT_AGAIN) from error
    for sheet in sheets.found:
        grid = sheet.grid(limits)
        if grid is not None:
            yield grid


def _parse(path: Path, sheets: _Sheets) -> None:
    with path.open("rb") as file:
        start = file.read(1024)
        declared = _DECLARED.search(start)
        known = declared is None or declared.group(1).lower() in (b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1")
        parser = expat.ParserCreate(None if known else "utf-8", namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = sheets.start
        parser.EndElementHandler = sheets.end
        parser.CharacterDataHandler = sheets.say
        parser.StartDoctypeDeclHandler = _refuse_doctype
        file.seek(0)
        if known or declared is None:
            while chunk := file.read(MEBIBYTE):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        else:
            text = file.read().decode(declared.group(1).decode("ascii"), errors="replace")
            parser.Parse(text.encode(), True)


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a workbook defines no words of its own")


class _Sheets:
    """Gathers the sheets of a workbook from the events of its parser."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._sheet: Gathered | None = None
        self._cell: dict[str, str] | None = None
        self._kind: str | None = None
        self._is_data = self._in_comment = False
        self._said: list[str] = []
        self.found: list[Gathered] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        own = {key.removeprefix(f"{NAMESPACE} "): value for key, value in attributes.items()}
        match tag.removeprefix(f"{NAMESPACE} "):
            case "Worksheet":
                self._sheet = Gathered(self._file, own.get("Name", str(len(self.found) + 1)))
                self.found.append(self._sheet)
            case "Row" if self._sheet:
                self._sheet.begin_row(int(own["Index"]) if "Index" in own else None)
            case "Cell":
                self._cell, self._said, self._kind = own, [], None
            case "Data" if not self._in_comment:
                self._kind = own.get("Type", "String")
                self._is_data = True
            case "Comment":
                self._in_comment = True

    def say(self, text: str) -> None:
        if self._is_data:
            self._said.append(text)

    def end(self, tag: str) -> None:
        match tag.removeprefix(f"{NAMESPACE} "):
            case "Cell" if self._cell is not None and self._sheet is not None:
                self._add(self._sheet, self._cell)
                self._cell = None
            case "Data":
                self._is_data = False
            case "Comment":
                self._in_comment = False

    def _add(self, sheet: Gathered, cell: dict[str, str]) -> None:
        place = int(cell["Index"]) - 1 if "Index" in cell else None
        across, down = int(cell.get("MergeAcross", 0)) + 1, int(cell.get("MergeDown", 0)) + 1
        sheet.add(_text("".join(self._said), self._kind), across, down, place)


def _text(said: str, kind: str | None) -> str:
    """The cell as `RawSheet` has it: a date without midnight, a number without an exponent."""
    if kind == "DateTime":
        return _MIDNIGHT.sub("", said).replace("T", " ").removesuffix(".000")
    if kind == "Boolean":
        return {"1": "true", "0": "false"}.get(said, said)
    if kind == "Number":
        return _plain_number(said)
    return said


def _plain_number(said: str) -> str:
    try:
        number = Decimal(said.strip())
    except InvalidOperation:
        return said
    if not number.is_finite() or abs(number.adjusted()) > 310:
        return said
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
