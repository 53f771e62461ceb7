"""Ways to spoil a file: its bytes, the members of its zip archive, its XML, its cells."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

from tests.intake.fuzz.originals import Original, Rows

Mutation = Callable[[Random, Original], bytes]

_STRANGE_CELLS: tuple[object, ...] = (
    "#REF!", "NaN", "inf", "-inf", "1e308", "1E+400", "9" * 40, "-0", "0x1F", "None", "null", "=1+1", "@SUM(A1)",
    "待定",
    "１２，０００", "1.2亿", "人民币壹万元整", "1,23,456", "500-", "(12)", "150%", "0225-01-01", "9999-12-31", "60",
    "2026-02-30", "2026-W53-1", "31/31/2026", "\u202eabc", "e\u0301" * 30, "𠮷", "👩‍👩‍👧", "\u200b", "\u00a0",
    "x" * 40_000,
    '"', '""', "'", "\n", "a\nb\r\nc", "\t", ";", ",", "\x00", "\x1b[31m", "\ufeff", True, -1, 0, 1e15, 45720, 2958466,
)  # fmt: skip


def _flip_bytes(random: Random, original: Original) -> bytes:
    content = bytearray(original.content)
    for _ in range(random.choice((1, 2, 8, 64))):
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    return bytes(content)


def _cut(random: Random, original: Original) -> bytes:
    content = original.content
    return content[: random.randrange(len(content))]


def _cut_out(random: Random, original: Original) -> bytes:
    content = original.content
    start = random.randrange(len(content))
    return content[:start] + content[start + random.randrange(1, 400) :]


def _repeat_piece(random: Random, original: Original) -> bytes:
    content = original.content
    start = random.randrange(len(content))
    return content[:start] + content[start : start + random.randrange(1, 3000)] * 3 + content[start:]


def _insert_noise(random: Random, original: Original) -> bytes:
    content = original.content
    start = random.randrange(len(content))
    return (
        content[:start] + random.choice((b"\0" * 50, random.randbytes(40), b'"', b"\r", b"\xff\xfe")) + content[start:]
    )


def _mix_encodings(random: Random, original: Original) -> bytes:
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in original.rows]
    encodings = random.sample(("utf-8", "gb18030", "utf-16-le", "utf-16-be", "cp1252", "big5", "utf-8-sig"), 2)
    return b"\n".join(line.encode(random.choice(encodings), errors="replace") for line in lines)


def _change_line_ends(random: Random, original: Original) -> bytes:
    return original.content.replace(b"\r\n", random.choice((b"\r", b"\n\r", b"\x85", b"\x0b", b"\n\n", b"")))


def _members(original: Original) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(original.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _drop_member(random: Random, original: Original) -> bytes:
    members = _members(original)
    del members[random.choice(sorted(members))]
    return _zipped(members)


def _replace_member(random: Random, original: Original) -> bytes:
    members = _members(original)
    names = sorted(members)
    instead = random.choice((b"", b"<a/>", random.randbytes(200), members[random.choice(names)]))
    return _zipped({**members, random.choice(names): instead})


def _flip_in_member(random: Random, original: Original) -> bytes:
    members = _members(original)
    name = random.choice(sorted(members))
    content = bytearray(members[name])
    for _ in range(random.choice((1, 4, 16))):
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    return _zipped({**members, name: bytes(content)})


_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_ODD_ATTRIBUTES = (b"", b"-1", b"0", b"99999999999", b"A0", b"XFD1048576", b"A1:XFD1048576", b"ZZZZ9", b"s", b"n", b"b",
                   b"e",
                   b"str", b"inlineStr", b"d", b"rId99", b"true", b"\xe5\x95\x86", b"../../x")  # fmt: skip


def _change_attributes(random: Random, original: Original) -> bytes:
    members = _members(original)
    name = random.choice([name for name in sorted(members) if _ATTRIBUTE.search(members[name])])
    share = random.choice((0.01, 0.1, 0.5))

    def changed(found: re.Match[bytes]) -> bytes:
        return found[0] if random.random() > share else b'%s="%s"' % (found[1], random.choice(_ODD_ATTRIBUTES))

    return _zipped({**members, name: _ATTRIBUTE.sub(changed, members[name])})


_VALUE = re.compile(rb"<(v|t|f)>([^<]*)</\1>")
_ODD_VALUES = (b"", b"-1", b"1e400", b"999999999", b"#REF!", b"NaN", b"&#0;", b"&amp;", b"&undefined;", b"x" * 33_000)


def _change_values(random: Random, original: Original) -> bytes:
    members = _members(original)
    name = random.choice([name for name in sorted(members) if _VALUE.search(members[name])])

    def changed(found: re.Match[bytes]) -> bytes:
        if random.random() > 0.1:
            return found[0]
        return b"<%s>%s</%s>" % (found[1], random.choice(_ODD_VALUES), found[1])

    return _zipped({**members, name: _VALUE.sub(changed, members[name])})


def _swap_cells(random: Random, original: Original) -> bytes:
    rows = _copied(original)
    for row in rows[1:]:
        one, other = random.randrange(len(row)), random.randrange(len(row))
        row[one], row[other] = row[other], row[one]
    return original.with_rows(rows)


def _swap_columns(random: Random, original: Original) -> bytes:
    """From some row on, two columns have changed places."""
    rows = _copied(original)
    one, other = random.randrange(len(rows[0])), random.randrange(len(rows[0]))
    for row in rows[random.randrange(1, len(rows)) :]:
        row[one], row[other] = row[other], row[one]
    return original.with_rows(rows)


def _strange_cells(random: Random, original: Original) -> bytes:
    rows = _copied(original)
    for _ in range(random.choice((1, 5, 40))):
        row = random.choice(rows)
        row[random.randrange(len(row))] = random.choice(_STRANGE_CELLS)
    return original.with_rows(rows)


def _strange_column(random: Random, original: Original) -> bytes:
    rows = _copied(original)
    at = random.randrange(len(rows[0]))
    for row in rows[1:]:
        row[at] = random.choice(_STRANGE_CELLS)
    return original.with_rows(rows)


def _numbers_as_text(random: Random, original: Original) -> bytes:
    """Types change from row to row."""
    kinds: tuple[Callable[[object], object], ...] = (
        str,
        lambda cell: f" {cell} ",
        lambda cell: f"'{cell}",
        lambda cell: cell,
    )
    rows = [[None if cell is None else random.choice(kinds)(cell) for cell in row] for row in original.rows]
    return original.with_rows(rows)


def _drop_rows(random: Random, original: Original) -> bytes:
    rows = [row for row in _copied(original) if random.random() < 0.6]
    return original.with_rows(rows or [[]])


def _repeat_rows(random: Random, original: Original) -> bytes:
    rows = [row for row in _copied(original) for _ in range(random.choice((1, 1, 2, 3)))]
    return original.with_rows(rows)


def _move_header(random: Random, original: Original) -> bytes:
    header, *rows = _copied(original)
    rows.insert(random.randrange(len(rows) + 1), header)
    return original.with_rows(rows)


def _spoil_headers(random: Random, original: Original) -> bytes:
    header, *rows = _copied(original)
    for _ in range(random.randrange(1, 5)):
        header[random.randrange(len(header))] = random.choice(
            (header[0], header[-1], None, "", "Amount", "Stage", *_STRANGE_CELLS)
        )
    return original.with_rows([header, *rows])


def _ragged(random: Random, original: Original) -> bytes:
    rows = [
        [*row[: random.randrange(len(row) + 1)], *(["more"] * random.choice((0, 0, 1, 30)))]
        for row in _copied(original)
    ]
    return original.with_rows(rows)


def _on_its_side(random: Random, original: Original) -> bytes:
    return original.with_rows([list(column) for column in zip(*original.rows, strict=True)])


def _shuffle_all(random: Random, original: Original) -> bytes:
    rows = _copied(original)
    random.shuffle(rows)
    for row in rows[: random.randrange(len(rows))]:
        random.shuffle(row)
    return original.with_rows(rows)


def _copied(original: Original) -> Rows:
    return [list(row) for row in original.rows]


_ANY: Mapping[str, Mutation] = MappingProxyType(
    {
        "flip bytes": _flip_bytes, "cut": _cut, "cut out": _cut_out, "repeat piece": _repeat_piece,
        "insert noise": _insert_noise, "mix encodings": _mix_encodings, "change line ends": _change_line_ends,
        "swap cells": _swap_cells, "swap columns": _swap_columns, "strange cells": _strange_cells,
        "strange column": _strange_column, "numbers as text": _numbers_as_text, "drop rows": _drop_rows,
        "repeat rows": _repeat_rows, "move header": _move_header, "spoil headers": _spoil_headers, "ragged": _ragged,
        "on its side": _on_its_side, "shuffle all": _shuffle_all,
    }
)  # fmt: skip
_WORKBOOKS: Mapping[str, Mutation] = MappingProxyType(
    {
        "drop member": _drop_member, "replace member": _replace_member, "flip in member": _flip_in_member,
        "change attributes": _change_attributes, "change values": _change_values,
    }
)  # fmt: skip
KINDS = (*_ANY, *_WORKBOOKS)


def mutated(random: Random, original: Original) -> tuple[str, bytes]:
    """The name of what was done to it, and its bytes then."""
    kinds = {**_ANY, **_WORKBOOKS, **_WORKBOOKS} if original.is_workbook else _ANY
    kind = random.choice(sorted(kinds))
    return kind, kinds[kind](random, original)
