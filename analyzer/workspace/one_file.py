"""A whole workspace as one file: to download, and to continue from by dropping it next week."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from analyzer.errors import CannotKeep
from analyzer.intake import SourceFile
from analyzer.intake.source import MEBIBYTE, NO_LIMITS_GIVEN
from analyzer.intake.unpacking import FOLDER, MANIFEST, MANIFEST_BYTES, MOST_PARTS, may_be_workspace, unpacked
from analyzer.message import Message
from analyzer.workspace import manifest
from analyzer.workspace.held import Held
from analyzer.workspace.manifest import Keep

_PACKED_ALREADY = (b"PK", b"PAR1", b"\x1f\x8b")
_MAKE_ROOM = Message("Make room on the disk, then try again.")
_TAKE_BACK = Message("Take back uploads that are not needed any more, or shorten the notes, then download it again.")


def write(held: Held, path: Path) -> None:
    """Write everything as one file. Raises `CannotKeep`."""
    part = path.with_name(f"{path.name}.part")
    copies = {file.path.name: file.path for file in held.files}
    text = json.dumps(manifest.as_json(held), ensure_ascii=False, indent=1).encode()
    try:
        _check_size(sum(copy.stat().st_size for copy in copies.values()), len(copies) + 1, text)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, copy in enumerate(copies.values(), 1):
                archive.write(copy, f"{FOLDER}/{number}", _compression(copy))
            archive.writestr(f"{FOLDER}/{MANIFEST}", text)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        what = Message("{file} cannot be written: {reason}.", file=path.name, reason=error.strerror or "")
        raise CannotKeep(what, _MAKE_ROOM) from error


def read(file: SourceFile, keep: Keep, today: date) -> Held | None:
    """What the file holds, where it is a workspace. Raises `UnreadableFile` where it is one, but not a whole one."""
    if not may_be_workspace(file.path):
        return None
    with TemporaryDirectory(prefix="workspace-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        text = unpacked(file, folder, today)
        if text is None:
            return None
        told = json.loads(text)
        return manifest.from_json(told, lambda digest: manifest.kept(folder / digest, file.name, keep), file.name)


def _compression(copy: Path) -> int:
    with copy.open("rb") as file:
        return zipfile.ZIP_STORED if file.read(4).startswith(_PACKED_ALREADY) else zipfile.ZIP_DEFLATED


def _check_size(size: int, parts: int, text: bytes) -> None:
    """It must be possible to open it again."""
    if size > NO_LIMITS_GIVEN.unpacked_bytes or parts > MOST_PARTS or len(text) > MANIFEST_BYTES:
        what = Message(
            "The workspace is too large to be opened again from one file: {files} files of {size} MB.",
            files=parts,
            size=size // MEBIBYTE,
        )
        raise CannotKeep(what, _TAKE_BACK)
