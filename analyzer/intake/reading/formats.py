"""What kind of file this is: by its content first, by its name second."""

from __future__ import annotations

import codecs
import zipfile
import zlib
from pathlib import Path
from typing import Literal

from analyzer.errors import FileTooLarge, UnreadableFile
from analyzer.intake.reading.encoding import utf16_by_zeros
from analyzer.intake.reading.xml_workbook import NAMESPACE
from analyzer.intake.source import MEBIBYTE, Limits
from analyzer.message import Message

Kind = Literal["workbook", "xml_workbook", "web_page", "parquet", "text"]

HEAD_BYTES = 64 * 1024
SUSPICIOUS_RATIO = 200
SUSPICIOUS_BYTES = 64 * MEBIBYTE

_SAVE_AS_XLSX = Message("Open it in Excel and save it as .xlsx, or export it as CSV, then upload that file.")
_EXPORT_AGAIN = Message("Export it again, or open it in Excel and save it as .xlsx, then upload the new file.")
_NO_PASSWORD = Message("Open it in Excel, take the password off, save it, then upload it again.")
_SPLIT_IT = Message("Keep only the sheet with the opportunities, delete empty rows and columns, and save it again.")
_UNPACK_IT = Message("Unpack it, then upload the files that are in it.")
_ARCHIVE = Message("a zip archive of other files")

_OTHER_MAGIC = {
    b"%PDF": Message("a PDF document"),
    b"{\\rtf": Message("a text document (RTF)"),
    b"\x89PNG": Message("a picture"),
    b"\xff\xd8\xff": Message("a picture"),
    b"GIF8": Message("a picture"),
    b"\x1f\x8b": Message("a compressed archive"),
    b"Rar!": Message("a compressed archive"),
    b"7z\xbc\xaf": Message("a compressed archive"),
    b"MIME-Version:": Message("a web archive"),
}
_WEB_PAGE = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<div", b"<style", b"<!--")


def recognise(path: Path, name: str, limits: Limits) -> Kind:
    """The kind of the file at ``path``, called ``name`` by its owner.

    Raises `UnreadableFile` where it is no table, and `FileTooLarge` where it says of itself that it is.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        what = Message("{file} cannot be opened: {reason}.", file=name, reason=str(error.strerror))
        raise UnreadableFile(what, Message("Check that it is there and that it may be read.")) from error
    if size > limits.file_bytes:
        mebibytes = {"size": -(-size // MEBIBYTE), "limit": limits.file_bytes // MEBIBYTE}
        what = Message("{file} has {size} MB; at most {limit} MB can be read here.", file=name, **mebibytes)
        raise FileTooLarge(what, _SPLIT_IT)
    if not head:
        raise UnreadableFile(Message("{file} is empty: it holds not a single byte.", file=name), _EXPORT_AGAIN)
    if head.startswith(b"PK"):
        _check_zip(path, name, limits)
        return "workbook"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        _check_compound(path, name)
        return "workbook"
    if head.startswith(b"PAR1"):
        return "parquet"
    if markup := _markup(head):
        return markup
    _check_text(head, name)
    return "text"


def _check_zip(path: Path, name: str, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = {member.filename.replace("\\", "/") for member in members}
            manifest = _start_of(archive, "META-INF/manifest.xml", names)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
        what = Message("{file} is a workbook that is cut off or damaged: its end is missing.", file=name)
        raise UnreadableFile(what, _EXPORT_AGAIN) from error
    if b"encryption-data" in manifest:
        raise UnreadableFile(Message("{file} is protected with a password.", file=name), _NO_PASSWORD)
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        kind = _archive_kind(names)
        what = Message("{file} is {kind}, not a workbook.", file=name, kind=kind)
        raise UnreadableFile(what, _UNPACK_IT if kind is _ARCHIVE else _SAVE_AS_XLSX)
    _check_unpacked_size(members, name, limits)


def _start_of(archive: zipfile.ZipFile, member: str, names: set[str]) -> bytes:
    if member not in names:
        return b""
    try:
        with archive.open(member) as file:
            return file.read(HEAD_BYTES)
    except (RuntimeError, NotImplementedError, zlib.error) as error:
        raise zipfile.BadZipFile(str(error)) from error


def _archive_kind(names: set[str]) -> Message:
    folders = {name.split("/")[0] for name in names}
    if "word" in folders:
        return Message("a Word document")
    if "ppt" in folders:
        return Message("a PowerPoint presentation")
    return _ARCHIVE


def _check_unpacked_size(members: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    total = sum(member.file_size for member in members)
    if total > limits.unpacked_bytes or any(_is_bomb(member) for member in members):
        what = Message(
            "{file} unpacks to {unpacked} MB, which is more than can be read here.",
            file=name,
            unpacked=total // MEBIBYTE,
        )
        raise FileTooLarge(what, _SPLIT_IT)


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    # Sheets of real data pack 5 to 40 times; deflate can reach 1,000.
    return member.file_size > SUSPICIOUS_BYTES and member.file_size > SUSPICIOUS_RATIO * member.compress_size


def _check_compound(path: Path, name: str) -> None:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableFile(Message("{file} is protected with a password.", file=name), _NO_PASSWORD)
    if not any(stream.encode("utf-16-le") in content for stream in ("Workbook", "Book")):
        what = Message("{file} is {kind}, not a workbook.", file=name, kind=Message("an old Office document"))
        raise UnreadableFile(what, _SAVE_AS_XLSX)


def _markup(head: bytes) -> Kind | None:
    """Whether the file is a web page or a workbook in XML."""
    start = _start_of_text(head)
    if start.startswith(_WEB_PAGE) or (start.startswith(b"<?xml") and b"<html" in start):
        return "web_page"
    in_xml = start.startswith((b"<?xml", b"<workbook", b"<ss:workbook"))
    return "xml_workbook" if in_xml and NAMESPACE.encode() in start else None


def _start_of_text(head: bytes) -> bytes:
    """In lower case, without the mark and the zeros of its encoding."""
    return head[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()


def _check_text(head: bytes, name: str) -> None:
    kind = _other_kind(head)
    if kind is not None:
        raise UnreadableFile(Message("{file} is {kind}, not a workbook.", file=name, kind=kind), _SAVE_AS_XLSX)
    if _is_binary(head):
        what = Message("{file} is neither a workbook nor a text table: its bytes are not text.", file=name)
        raise UnreadableFile(what, _SAVE_AS_XLSX)


def _other_kind(head: bytes) -> Message | None:
    """What the file is, where its first bytes tell that it is no table."""
    for magic, kind in _OTHER_MAGIC.items():
        if head.startswith(magic):
            return kind
    start = _start_of_text(head)
    if start.startswith((b"<?xml", b"<workbook", b"<!doctype")):
        return Message("an XML file")
    return Message("a JSON file") if start.startswith((b'{"', b"[{")) else None


def _is_binary(head: bytes) -> bool:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or utf16_by_zeros(head):
        return False
    control = sum(head.count(bytes([code])) for code in (*range(1, 9), *range(14, 27), *range(28, 32)))
    return control > len(head) // 50 or head.count(0) > len(head) // 10
