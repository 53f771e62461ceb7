"""Makes the small files that break readers, each as bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import xlsxwriter

HEADER = ("id", "customer", "stage", "amount")
DEAL = ("D1", "Acme", "Lead", 100)

_CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/{{kind}}" Target="{{target}}"/>{{more}}</Relationships>'
)
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]], hidden: Sequence[str] = ()) -> bytes:
    """An honest xlsx workbook; dates are written as dates, None as no cell."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, place, cell)
        if name in hidden:
            sheet.hide()
    book.close()
    return buffer.getvalue()


def handmade_workbook(sheet: str, shared_strings: str | None = None, before_root: str = "") -> bytes:
    """An xlsx whose only sheet is the XML ``sheet``; ``before_root`` stands where a DTD would."""
    strings = f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELS.format(kind="officeDocument", target="xl/workbook.xml", more=""),
        "xl/_rels/workbook.xml.rels": _RELS.format(kind="worksheet", target="worksheets/sheet1.xml", more=strings),
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Deals" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?>{before_root}<worksheet {_MAIN}>{sheet}</worksheet>',
        "xl/sharedStrings.xml": shared_strings or f"<sst {_MAIN}/>",
    }
    return zipped(parts)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def far_corner() -> bytes:
    """Two cells, A1 and the last one there can be: 17 billion cells for a reader that makes room for all."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return handmade_workbook(f"<sheetData>{rows}</sheetData>")


def lying_dimension() -> bytes:
    """One small table of one deal that says of itself that it reaches the far corner."""
    table = [("id", "stage", "amount"), ("D1", "Lead", 100)]
    rows = [
        f'<row r="{number}">{"".join(_inline(f"{column}{number}", cell) for column, cell in zip("ABC", row, strict=True))}'
        for number, row in enumerate(table, start=1)
    ]
    return handmade_workbook(f'<dimension ref="A1:XFD1048576"/><sheetData>{"</row>".join(rows)}</row></sheetData>')


def _inline(place: str, cell: object) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{cell}</t></is></c>'


def huge_string(megabytes: int = 600) -> bytes:
    """One shared string of hundreds of megabytes, which packs a thousand times."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        honest = zipfile.ZipFile(
            io.BytesIO(handmade_workbook('<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'))
        )
        for member in honest.infolist():
            if member.filename != "xl/sharedStrings.xml":
                archive.writestr(member.filename, honest.read(member))
        with archive.open("xl/sharedStrings.xml", "w") as strings:
            strings.write(f'<sst {_MAIN} count="1" uniqueCount="1"><si><t>'.encode())
            for _ in range(megabytes):
                strings.write(b"x" * 1024 * 1024)
            strings.write(b"</t></si></sst>")
    return buffer.getvalue()


def entity_bomb() -> bytes:
    """A billion laughs in the only cell."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    dtd = f'<!DOCTYPE worksheet [<!ENTITY l0 "laugh">{laughs}]>'
    return handmade_workbook(
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData>', before_root=dtd
    )


def compound_file(*streams: str) -> bytes:
    """The frame of an old Office file (OLE) with these stream names in its directory; it holds nothing else."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    entries = ("Root Entry", *streams)
    directory = b"".join(name.encode("utf-16-le").ljust(64, b"\0") + b"\0" * 64 for name in entries)
    return header + directory.ljust(4096, b"\0")


def csv_bytes(rows: Sequence[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows as text, cells as they are, without quotes."""
    return "".join(delimiter.join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows).encode(
        encoding
    )
