"""A workspace file, unpacked by a process of its own: it is as hostile as any upload until then.

The names in the archive mean nothing, so that none can lead elsewhere: each part is kept under the SHA-256 of its
content, and the manifest is known by what it says.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import struct
import sys
import zipfile
import zlib
from datetime import date
from pathlib import Path, PurePosixPath
from typing import IO, Any

from analyzer.errors import AnalyzerError, FileTooLarge, UnreadableFile
from analyzer.intake.confined_process import ConfinedProcess, failure
from analyzer.intake.confinement import confine
from analyzer.intake.failure import leave_failure
from analyzer.intake.job import FAILURE, MEMORY_IS_SHORT, Job
from analyzer.intake.source import MEBIBYTE, NO_LIMITS_GIVEN, Limits, SourceFile
from analyzer.message import Message
from analyzer.settings import Settings

KIND = "workspace of the Sales Management Analyzer"
MANIFEST = "manifest.json"
MOST_PARTS = 5_000
MANIFEST_BYTES = 8 * MEBIBYTE
FOLDER = "sales-management-analyzer"  # of all parts, in the archive
_HEAD_BYTES, _TAIL_BYTES = 128, MEBIBYTE
_PART = "part"
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, RuntimeError,
)  # fmt: skip
_SMALLER = Message("Begin with the exports it was made of.")
_ANOTHER_COPY = Message("Take another copy of it, or begin with the exports it was made of. Nothing here was changed.")


def may_be_workspace(path: Path) -> bool:
    """Whether a file may be a workspace: a quick look at its names, no proof. It may have been packed again by hand."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        if not head.startswith(b"PK\x03\x04"):
            return False
        file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
        return FOLDER.encode() in head or MANIFEST.encode() in file.read()


def unpacked(file: SourceFile, folder: Path, today: date, limits: Limits = NO_LIMITS_GIVEN) -> str | None:
    """Unpack ``file`` into ``folder``, each part under its SHA-256; the manifest's text, None where it is no workspace.

    Raises `UnreadableFile` or `FileTooLarge`.
    """
    with ConfinedProcess(__name__, folder) as process:
        end = process.run(Job((file,), Settings(), today, limits), lambda _: None)
    if end.returncode != 0 or (folder / FAILURE).exists():
        raise failure(folder, end, (file,), limits)
    manifest = folder / MANIFEST
    return manifest.read_text(encoding="utf-8") if manifest.exists() else None


def main(folder: Path) -> int:
    """Wait for the word to begin, and unpack the file of the job in ``folder``; the exit code.

    Without a manifest there it was no workspace.
    """
    if not sys.stdin.readline():
        return 0
    job = Job.of(folder)
    confine(job.limits)
    try:
        _unpack(job.files[0], folder, job.limits.unpacked_bytes)
    except AnalyzerError as error:
        leave_failure(error, folder)
    except MemoryError:
        return MEMORY_IS_SHORT
    return 0


def _unpack(file: SourceFile, folder: Path, room: int) -> None:
    try:
        with zipfile.ZipFile(file.path) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            manifest = _manifest(archive, parts)
            if manifest is None:
                return
            if len(parts) > MOST_PARTS:
                raise _too_large(file, Message("{count} parts", count=len(parts)))
            if sum(part.file_size for part in parts) > room:
                raise _too_large(file, Message("more than can be read here"))
            for part in parts:
                with archive.open(part) as content:
                    room -= _keep(content, folder, room, file)
    except _DAMAGED as error:
        what = Message("{file} is a workspace, but a part of it is missing or damaged.", file=file.name)
        raise UnreadableFile(what, _ANOTHER_COPY) from error
    (folder / MANIFEST).write_bytes(manifest)


def _manifest(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bytes | None:
    for part in parts:
        if PurePosixPath(part.filename).name == MANIFEST and part.file_size <= MANIFEST_BYTES:
            with archive.open(part) as content:
                text = content.read(MANIFEST_BYTES)
            if _is_ours(text):
                return text
    return None


def _is_ours(text: bytes) -> bool:
    try:
        told: Any = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(told, dict) and told.get("kind") == KIND


def _keep(content: IO[bytes], folder: Path, room: int, file: SourceFile) -> int:
    """Keep one part under its SHA-256; its size. room: the bytes that are left for it."""
    digest, size, part = hashlib.sha256(), 0, folder / _PART
    with part.open("wb") as copy:
        while chunk := content.read(MEBIBYTE):
            size += len(chunk)
            if size > room:
                raise _too_large(file, Message("more than can be read here"))
            digest.update(chunk)
            copy.write(chunk)
    part.replace(folder / digest.hexdigest())
    return size


def _too_large(file: SourceFile, held: Message) -> FileTooLarge:
    return FileTooLarge(Message("{file} unpacks to {held}.", file=file.name, held=held), _SMALLER)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
