"""In which encoding a text file is written."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from analyzer.intake.source import MEBIBYTE

SAMPLE_BYTES = 256 * 1024
UTF_8 = "utf-8"
UTF_8_MARKED = "utf-8-sig"
FALLBACK = "cp1252"
COMMON_ENOUGH = 0.7
_CHARACTERS_JUDGED = 10_000

_MARKS = (
    (codecs.BOM_UTF8, UTF_8_MARKED),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(sample: bytes) -> str:
    """The likeliest encoding of the file that ``sample`` was taken from, as Python names it.

    By its mark, else by its zeros (UTF-16), else UTF-8 where that is valid, else whichever of GB18030 and
    Big5 turns it into characters that are in common use, else Windows-1252.
    """
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    if wide := utf16_by_zeros(sample):
        return wide
    if is_utf8(sample):
        return UTF_8
    score, encoding = max((_common_share(sample, "gb18030"), "gb18030"), (_common_share(sample, "big5"), "big5"))
    return encoding if score >= COMMON_ENOUGH else FALLBACK


def utf16_by_zeros(sample: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: Latin letters, digits and line ends have their zeros on one side."""
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if first + second < len(sample) / 20 or 10 * min(first, second) > max(first, second):
        return None
    return "utf-16-be" if first > second else "utf-16-le" if second else None


def is_utf8(sample: bytes) -> bool:
    """Whether ``sample``, which may end within a character, is valid UTF-8."""
    try:
        codecs.getincrementaldecoder(UTF_8)().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _common_share(sample: bytes, encoding: str) -> float:
    """Share of the first characters beyond ASCII that lie where ``encoding`` keeps those in common use.

    GB 2312 keeps its 3,755 first-level characters at lead bytes B0-D7, Big5 its 5,401 at A4-C6; both keep
    punctuation and full-width letters at A1-A3.
    """
    common = range(0xB0, 0xD8) if encoding == "gb18030" else range(0xA4, 0xC7)
    trails = range(0xA1, 0xFF) if encoding == "gb18030" else (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    seen = fitting = 0
    position = 0
    while position < len(sample) - 1 and seen < _CHARACTERS_JUDGED:
        lead, trail = sample[position], sample[position + 1]
        if lead < 0x80:
            position += 1
            continue
        seen += 1
        fitting += (lead in common or 0xA1 <= lead <= 0xA3) and trail in trails
        position += 2
    return fitting / seen if seen else 0.0


def sample_beyond_ascii(path: Path) -> bytes:
    """The file's first bytes, or where those are plain ASCII the lines further on that are not."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
        if not sample.isascii() or 0 in sample:
            return sample
        lines = (line for line in file if not line.isascii())
        return b"".join(line for _, line in zip(range(1000), lines, strict=False)) or sample


def is_utf8_throughout(path: Path) -> bool:
    """Whether every byte of the file is valid UTF-8."""
    decoder = codecs.getincrementaldecoder(UTF_8)()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def transcode(path: Path, encoding: str, to: Path) -> int:
    """Write the file as UTF-8 to ``to``; the number of characters that could not be read and became U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    lost = 0
    with to.open("wb") as target:
        for chunk in _chunks(path):
            text = decoder.decode(chunk)
            lost += text.count("\ufffd")
            target.write(text.encode(UTF_8, errors="replace"))
        target.write(decoder.decode(b"", final=True).encode(UTF_8, errors="replace"))
    return lost


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(MEBIBYTE):
            yield chunk
