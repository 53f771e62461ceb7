"""Makes the small files that break readers, each as bytes."""

from __future__ import annotations

import io
import struct
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
        f'<row r="{number}">{"".join(map(_inline, (f"A{number}", f"B{number}", f"C{number}"), row))}'
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


def open_document(rows: Sequence[Sequence[object]]) -> bytes:
    """An ods workbook with the one sheet Deals, and the million blank rows that LibreOffice writes below."""

    def cell(value: object) -> str:
        match value:
            case None:
                return "<table:table-cell/>"
            case str():
                return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'

    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    below = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Deals">{lines}{below}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": manifest})


def old_workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """An xls workbook (BIFF8) with the one sheet Deals."""

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    def cell(row: int, column: int, value: object) -> bytes:
        match value:
            case None:
                return b""
            case str():
                place = struct.pack("<HHH", row, column, 0)
                return record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
        return record(0x0203, struct.pack("<HHHd", row, column, 0, float(str(value))))

    def begins(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))

    ends = record(0x000A, b"")
    name = struct.pack("<BB", 5, 0) + b"Deals"
    starts_at = len(begins(5)) + len(record(0x0085, b"\0" * 6 + name)) + len(ends)
    book = begins(5) + record(0x0085, struct.pack("<IBB", starts_at, 0, 0) + name) + ends
    cells = (cell(row, column, value) for row, line in enumerate(rows) for column, value in enumerate(line))
    return _compound_file_of((book + begins(0x10) + b"".join(cells) + ends).ljust(4096, b"\0"))


def _compound_file_of(stream: bytes) -> bytes:
    """An OLE file whose only stream, of at least 4,096 bytes, is ``Workbook``: header, table, directory, stream."""
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    sectors = -(-len(stream) // 512)
    chain = [table, end, *range(3, sectors + 2), end]
    allocation = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0, 0)
    header += struct.pack("<108I", *[free] * 108)

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = name.encode("utf-16-le")
        head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text) + 2, kind, 1, free, free, child)
        return head + b"\0" * 36 + struct.pack("<IQ", start, size)

    directory = entry("Root Entry", 5, 1, end, 0) + entry("Workbook", 2, free, 2, len(stream)) + b"\0" * 256
    return header + allocation + directory + stream.ljust(sectors * 512, b"\0")


def csv_bytes(rows: Sequence[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows as text, cells as they are, without quotes."""
    return "".join(delimiter.join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows).encode(
        encoding
    )
