"""A workspace in a folder on disk, written so that a crash at any moment leaves the old state or the new one.

files/<SHA-256>   the bytes of each upload: written under another name, made durable, then renamed
manifest.json     everything else; it comes last, takes the place of the former one in a single step, and is numbered
lock              held while one window reads or writes
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from analyzer.errors import CannotKeep, ChangedElsewhere
from analyzer.message import Message
from analyzer.workspace import manifest
from analyzer.workspace.held import Held
from analyzer.workspace.lock import locked
from analyzer.workspace.manifest import Keep

_PART = ".part"
_OWN = re.compile(rf"[0-9a-f]{{64}}({re.escape(_PART)})?")
_SEE_FOLDER = Message("Make room on its disk, and see that it may be written to; then save again.")
_LOOK_AGAIN = Message("Download this workspace as a file where you need it, then load the page again.")


@dataclass(frozen=True)
class _Told:
    """The manifest of a folder. generation: counts its writings. workspace: what `manifest.as_json` wrote."""

    generation: int
    saved_at: datetime
    workspace: Any

    @classmethod
    def of(cls, text: bytes) -> _Told:
        """Raises ValueError, KeyError or TypeError where it is anything else."""
        told = json.loads(text)
        if type(told["generation"]) is not int:
            raise TypeError(told["generation"])
        return cls(told["generation"], datetime.fromisoformat(told["saved_at"]), told["workspace"])

    def as_json(self) -> bytes:
        told = {"generation": self.generation, "saved_at": self.saved_at.isoformat(), "workspace": self.workspace}
        return json.dumps(told, ensure_ascii=False).encode()


class Folder:
    """A folder that keeps one workspace. Several windows may have it open; each writes only over what it has seen.

    saved_at: when what it holds was written, in UTC; None where nothing was.
    """

    def __init__(self, path: Path) -> None:
        self.saved_at: datetime | None = None
        self._path, self._files, self._manifest = path, path / "files", path / manifest.MANIFEST
        self._seen = 0

    def load(self, keep: Keep) -> Held | None:
        """What was saved last; None where nothing was. ``keep`` takes copies; what a crash left lying is swept.

        Raises `CannotKeep` where the folder cannot be made or opened, `UnreadableFile` where it is damaged.
        """
        with self._told_why_not(Message("The workspace folder {folder} cannot be opened", folder=str(self._path))):
            self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._files.mkdir(mode=0o700, exist_ok=True)
            with self._locked_for_reading():
                told = self._told()
                held = manifest.from_json(told.workspace, self._place(keep), self._path.name) if told else None
                self._sweep(held)
        self._seen, self.saved_at = (told.generation, told.saved_at) if told else (0, None)
        return held

    def save(self, held: Held) -> None:
        """Make ``held`` durable. Raises `CannotKeep`, which is `ChangedElsewhere` where another window wrote before."""
        with (
            self._told_why_not(Message("The workspace folder {folder} cannot be written to", folder=str(self._path))),
            locked(self._path / "lock"),
        ):
            told = self._told()
            if told is not None and told.generation != self._seen:
                what = Message("Another window has changed this workspace; what was changed here is not saved.")
                raise ChangedElsewhere(what, _LOOK_AGAIN)
            now = datetime.now(UTC)
            self._write(held, now)
            self._seen, self.saved_at = self._seen + 1, now
            self._sweep(held)

    def _write(self, held: Held, now: datetime) -> None:
        for file in held.files:
            place = self._files / file.path.name
            if not (place.exists() and place.stat().st_size == file.path.stat().st_size):
                _write_durably(place, lambda to, path=file.path: _copy(path, to))  # type: ignore[misc]
        _make_durable(self._files)
        told = _Told(self._seen + 1, now, manifest.as_json(held))
        _write_durably(self._manifest, lambda to: to.write(told.as_json()))
        _make_durable(self._path)

    def _told(self) -> _Told | None:
        """What the manifest says; None where there is none."""
        try:
            return _Told.of(self._manifest.read_bytes())
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise manifest.damaged(self._path.name) from error

    def _place(self, keep: Keep) -> Callable[[str], Path]:
        return lambda digest: manifest.kept(self._files / digest, self._path.name, keep)

    @contextmanager
    def _locked_for_reading(self) -> Iterator[None]:
        """A folder that may only be read has no lock, and nobody writes to it."""
        if not os.access(self._path, os.W_OK):
            yield
            return
        with locked(self._path / "lock"):
            yield

    def _sweep(self, held: Held | None) -> None:
        """Delete what a crash left, and files that nothing holds any more, but nothing that is not of this folder."""
        wanted = {file.path.name for file in held.files} if held else set()
        own = [file for file in self._files.iterdir() if _OWN.fullmatch(file.name) and file.name not in wanted]
        for file in (self._manifest.with_name(manifest.MANIFEST + _PART), *own):
            with suppress(OSError):
                file.unlink(missing_ok=True)

    @contextmanager
    def _told_why_not(self, what: Message) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = Message("{what}: {reason}.", what=what, reason=error.strerror or type(error).__name__)
            raise CannotKeep(reason, _SEE_FOLDER) from error


def _write_durably(place: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file so that under its name there is the whole of it or what was there before."""
    part = place.with_name(place.name + _PART)
    with part.open("wb") as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(place)


def _copy(source: Path, to: BinaryIO) -> None:
    with source.open("rb") as file:
        shutil.copyfileobj(file, to)


def _make_durable(folder: Path) -> None:
    """Make the names in a folder outlive a power cut, where the system lets one ask for that."""
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
