"""Copies of what a visitor uploaded, in a folder that goes away with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from analyzer.errors import CannotKeep
from analyzer.intake.source import MEBIBYTE, SourceFile
from analyzer.message import Message

_PART = "part"
_MAKE_ROOM = Message("Make room on the disk, or upload fewer files.")


class KeptFiles:
    """A folder of its own for one visitor's uploads; each copy is called by the SHA-256 of its content."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="analyzer-")

    def keep(self, file: SourceFile) -> Path:
        """Where the copy is. Raises `CannotKeep`."""
        part = Path(self._folder.name) / _PART
        try:
            digest = copied(file.path, part)
            return part.replace(part.with_name(digest))
        except OSError as error:
            part.unlink(missing_ok=True)
            what = Message("{file} cannot be kept: {reason}.", file=file.name, reason=error.strerror or "")
            raise CannotKeep(what, _MAKE_ROOM) from error

    def keep_only(self, files: Iterable[SourceFile]) -> None:
        """Delete all copies but these."""
        wanted = {file.path.name for file in files}
        for copy in Path(self._folder.name).iterdir():
            if copy.name not in wanted:
                copy.unlink(missing_ok=True)

    def close(self) -> None:
        """Delete the folder and all in it."""
        self._folder.cleanup()


def copied(source: Path, to: Path) -> str:
    """Copy a file; the SHA-256 of its content, in hexadecimal digits."""
    digest = hashlib.sha256()
    with source.open("rb") as file, to.open("wb") as copy:
        while chunk := file.read(MEBIBYTE):
            digest.update(chunk)
            copy.write(chunk)
    return digest.hexdigest()
