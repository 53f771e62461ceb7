"""Cells without what cannot be seen, without the errors of formulas, and with a word on digits that the file lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from analyzer.intake.reading.cells import Row
from analyzer.intake.reading.grid import Grid
from analyzer.intake.reading.merged import column_name
from analyzer.message import Message

LONGEST_HEADER = 200
ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")

# Zero-width space, marks of direction, word joiner, byte order mark and soft hyphen; joiners belong to some scripts.
_INVISIBLE = "[\u200b\u200e\u200f\u2060\ufeff\u00ad]"
_INVISIBLE_BYTES = frozenset(char.encode() for char in _INVISIBLE.strip("[]")) | {b"\0"}
_FIXED_SPACE = "\u00a0"
_ASCII_BYTES = (b"#", b"\0")
_OTHER_BYTES = (*sorted(_INVISIBLE_BYTES - {b"\0"}), _FIXED_SPACE.encode())

_SHORTENED = re.compile(r"^-?\d([.,]\d+)?E\+(1[5-9]|[2-9]\d)$", re.IGNORECASE)
_LONG = re.compile(r"^-?\d{16,300}$")
_SAMPLE = 300
_EXACT_DIGITS = 15


class _Errors(NamedTuple):
    """Of one column. place: of the first error, in rows from 0. example: its text."""

    place: int
    example: str
    times: int


def tidied(grid: Grid) -> Grid:
    """The grid as a person sees it, with notes on what was wrong with it."""
    cells = grid.cells
    errors: list[_Errors] = []
    for name in cells.column_names[1:]:
        held = _held(cells[name])
        column = _seen(cells[name], held)
        if b"#" in held:
            column = _without_errors(column, errors)
        if column is not cells[name]:
            cells = cells.set_column(cells.column_names.index(name), name, column)
    first = cells["row_number"][0].as_py() if cells.num_rows else 1
    notes = (*_said_of_errors(errors, first), *_said_of_digits(replace(grid, cells=cells)))
    return replace(grid, cells=cells, header=_readable(grid.header), notes=(*grid.notes, *notes))


def _readable(header: Row) -> Row:
    return tuple(None if cell is None else _shortened(re.sub(_INVISIBLE, "", cell)) for cell in header)


def _shortened(text: str) -> str:
    text = text.replace(_FIXED_SPACE, " ")
    return text if len(text) <= LONGEST_HEADER else f"{text[: LONGEST_HEADER - 1]}…"


def _held(column: pa.ChunkedArray) -> set[bytes]:
    """Which of the characters that matter here the bytes of the column hold, which SQL takes far longer to say."""
    held: set[bytes] = set()
    for chunk in column.chunks:
        data = chunk.buffers()[2]
        text = b"" if data is None else data.to_pybytes()
        looked_for = _ASCII_BYTES if text.isascii() else (*_ASCII_BYTES, *_OTHER_BYTES)
        # To look for one byte first takes a tenth of the time.
        held.update(needle for needle in looked_for if needle[:1] in text and needle in text)
    return held


def _seen(column: pa.ChunkedArray, held: set[bytes]) -> pa.ChunkedArray:
    """The column without characters that cannot be seen; a space that does not break is a space."""
    if _FIXED_SPACE.encode() in held:
        column = pc.replace_substring(column, _FIXED_SPACE, " ")
    if b"\0" in held:
        column = pc.replace_substring(column, "\0", "")
    if not held & _INVISIBLE_BYTES:
        return column
    seen = pc.replace_substring_regex(column, _INVISIBLE, "")
    return pc.if_else(pc.equal(seen, ""), None, seen)


def _without_errors(column: pa.ChunkedArray, found: list[_Errors]) -> pa.ChunkedArray:
    """The column where an error of a formula is blank."""
    places = pc.indices_nonzero(pc.is_in(column, value_set=pa.array(ERRORS)))
    if not len(places):
        return column
    first = places[0].as_py()
    found.append(_Errors(first, column[first].as_py(), len(places)))
    return pc.if_else(pc.is_in(column, value_set=pa.array(ERRORS)), None, column)


def _said_of_errors(errors: Sequence[_Errors], first_row: int) -> Iterator[Message]:
    if errors:
        first = min(errors)
        yield Message(
            "Cells that hold an error such as {error}, read as blank: {count}, the first in row {row}.",
            error=first.example,
            count=sum(column.times for column in errors),
            row=first_row + first.place,
        )


def _said_of_digits(grid: Grid) -> Iterator[Message]:
    for place, name in enumerate(grid.cells.column_names[1:]):
        column = grid.cells[name]
        sample = [*column.slice(0, _SAMPLE).to_pylist(), *column.slice(max(_SAMPLE, len(column) - _SAMPLE)).to_pylist()]
        shown = _lossy([text for text in sample if text is not None])
        if shown is not None:
            yield Message(
                "Numbers in “{column}” such as {example} are too long for Excel, which kept {digits} digits of them or "
                "fewer: ids that differ only further on look the same. Export the column as text to keep all digits.",
                column=column_name(grid, place),
                digits=_EXACT_DIGITS,
                example=shown,
            )


def _lossy(texts: Sequence[str]) -> str | None:
    """An example of numbers that lost digits, where the column has such."""
    shortened = next((text for text in texts if _SHORTENED.match(text)), None)
    if shortened is not None:
        return shortened
    long = [text for text in texts if _LONG.match(text)]
    return long[0] if long and all(map(_went_through_a_number, long)) else None


def _went_through_a_number(digits: str) -> bool:
    """Whether a long number is one that 15 digits or a binary fraction can hold: one in a hundred by chance."""
    kept = digits.lstrip("-")[_EXACT_DIGITS:]
    return not kept.strip("0") or (int(float(digits)) == int(digits) and abs(int(digits)) > 2**53)
