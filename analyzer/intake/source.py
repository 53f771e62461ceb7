"""What intake is asked to read, and how much that may cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analyzer.message import Message

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class SourceFile:
    """One upload. name: as the user knows it. path: where its bytes are.

    added_on: the day that was today when it came; None for now. A file read again next week says what it said before.
    """

    name: str
    path: Path
    added_on: date | None = None


@dataclass(frozen=True)
class Progress:
    """How far reading has come. step: what is being done. done: 0..1."""

    step: Message
    done: float


@dataclass(frozen=True)
class Limits:
    """What reading one upload may cost; beyond it the reading process is ended.

    memory_bytes: address space of the reading process. A workbook of 100,000 rows needs 0.6 GB of it,
    1,000,000 rows of CSV 1.1 GB. processor_seconds, wall_seconds: time.
    file_bytes: one file as it is uploaded. unpacked_bytes: all parts of a workbook after decompression.
    columns: kept of one sheet.
    """

    memory_bytes: int = 1536 * MEBIBYTE
    processor_seconds: int = 120
    wall_seconds: float = 180.0
    file_bytes: int = 200 * MEBIBYTE
    unpacked_bytes: int = 1024 * MEBIBYTE
    columns: int = 500


NO_LIMITS_GIVEN = Limits()
