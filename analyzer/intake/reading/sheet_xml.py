"""What the XML of an xlsx sheet says beyond its values: merged cells, hidden rows, formulas without a result."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.etree import ElementTree

from analyzer.intake.reading.merged import Region
from analyzer.intake.source import MEBIBYTE

_SMALL_PART = 4 * MEBIBYTE
_LONGEST_ROW = 16 * MEBIBYTE
_MOST_REGIONS = 20_000
_DEFLATED = 8
_DAMAGED = (
    zipfile.BadZipFile, ElementTree.ParseError, KeyError, IndexError, OSError, RuntimeError, struct.error, zlib.error,
)  # fmt: skip

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?\bhidden="(?:1|true)"')
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?v>))?\s*</(?:\w+:)?c>"
)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})\d+"')


@dataclass
class Marks:
    """merged: regions of more than one row. hidden_rows: how many. Formulas by the place of their column, from 0:
    unworked: those without a result; zeros: those whose result is 0; formulas: all.
    """

    merged: list[Region] = field(default_factory=list)
    hidden_rows: int = 0
    unworked: Counter[int] = field(default_factory=Counter)
    zeros: Counter[int] = field(default_factory=Counter)
    formulas: Counter[int] = field(default_factory=Counter)

    def from_column(self, first: int) -> Marks:
        """The same marks where columns are counted from ``first`` on; those before it are left out."""
        if not first:
            return self
        regions = [
            replace(region, first=region.first - first, last=region.last - first)
            for region in self.merged
            if region.first >= first
        ]
        counts = [
            Counter({at - first: count for at, count in counter.items() if at >= first})
            for counter in (self.unworked, self.zeros, self.formulas)
        ]
        return Marks(regions, self.hidden_rows, *counts)


def marks_of(path: Path, position: int, longest: int) -> Marks:
    """Of the sheet at ``position`` in the workbook; nothing where the file is no xlsx or says nothing.

    longest: bytes of the unpacked sheet to look at.
    """
    marks = Marks()
    if not zipfile.is_zipfile(path):
        return marks
    try:
        with zipfile.ZipFile(path) as archive:
            part = _part_of(archive, position)
            if part is None:
                return marks
            _look_at(_rows(_unpacked(path, archive.getinfo(part), longest)), marks)
    except _DAMAGED:
        # The parser of the cells judges the file; here is only what can be added to them.
        return Marks()
    return marks


def _part_of(archive: zipfile.ZipFile, position: int) -> str | None:
    """The name of the sheet's own file in the archive."""
    book = _parsed(archive, "xl/workbook.xml")
    links = _parsed(archive, "xl/_rels/workbook.xml.rels")
    sheets = [item for item in book.iter() if item.tag.rpartition("}")[2] == "sheet"]
    link = next((text for name, text in sheets[position].items() if name.endswith("}id")), None)
    target = next((item.get("Target") for item in links if item.get("Id") == link), None)
    if target is None:
        return None
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _parsed(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    with archive.open(part) as file:
        return ElementTree.fromstring(file.read(_SMALL_PART))


def _unpacked(path: Path, member: zipfile.ZipInfo, longest: int) -> Iterator[bytes]:
    """The bytes of a member, at most ``longest``; without its checksum, which takes longer than to unpack it."""
    left, unzip = member.compress_size, zlib.decompressobj(-zlib.MAX_WBITS)
    with path.open("rb") as file:
        file.seek(member.header_offset + 26)
        file.seek(sum(struct.unpack("<HH", file.read(4))), 1)
        while left > 0 and longest > 0 and (packed := file.read(min(left, MEBIBYTE // 4))):
            left -= len(packed)
            while packed and longest > 0:
                chunk = unzip.decompress(packed, MEBIBYTE) if member.compress_type == _DEFLATED else packed
                packed = unzip.unconsumed_tail
                longest -= len(chunk)
                yield chunk


def _rows(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, cut only behind a row."""
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        end = text.rfind(b"row>") + 4
        if end < 4:
            rest = text if len(text) < _LONGEST_ROW else b""
            continue
        yield text[:end]
        rest = text[end:]
    yield rest


def _look_at(parts: Iterator[bytes], marks: Marks) -> None:
    has_formulas, end = False, b"</f>"
    for rows in parts:
        if b":row" in rows[:10_000]:
            end = b":f>"
        if b"mergeCell " in rows:
            for found in _MERGED.finditer(rows):
                _note_region(found, marks)
        if b'hidden="' in rows:
            marks.hidden_rows += sum(1 for _ in _HIDDEN_ROW.finditer(rows))
        # A formula that others share stands before them.
        has_formulas = has_formulas or end in rows
        if has_formulas:
            for found in _FORMULA.finditer(rows):
                _note_formula(found, marks)


def _note_region(found: re.Match[bytes], marks: Marks) -> None:
    first, top, last, bottom = found.groups()
    if int(bottom) > int(top) and len(marks.merged) < _MOST_REGIONS:
        marks.merged.append(Region(int(top), int(bottom), _column(first), _column(last)))


def _note_formula(found: re.Match[bytes], marks: Marks) -> None:
    attributes, result = found.groups()
    place = _PLACE.search(attributes)
    if place is None:
        return
    column = _column(place.group(1))
    marks.formulas[column] += 1
    # An empty result is one where the cell says that it is text.
    marks.unworked[column] += not result and b't="str"' not in attributes
    marks.zeros[column] += result == b"0"


def _column(name: bytes) -> int:
    place = 0
    for letter in name:
        place = place * 26 + letter - 64
    return place - 1
