"""Copies of what a visitor uploaded, in a folder that goes away with them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from filecmp import cmp
from pathlib import Path
from tempfile import TemporaryDirectory

from analyzer.intake.source import SourceFile


class KeptFiles:
    """A folder of its own for one visitor's uploads; names in it tell nothing."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="analyzer-")
        self._uploaded_as: dict[Path, str] = {}
        self._copies = 0

    def with_added(self, had: Iterable[SourceFile], files: Iterable[SourceFile]) -> tuple[SourceFile, ...]:
        """The files had, and a copy of each new one; one of the same name and content is not new.

        Another file of the same name is told apart by a number, as browsers do.
        """
        kept = list(had)
        for file in files:
            if not any(self._is_copy(other, file) for other in kept):
                kept.append(self._copy(file, {other.name for other in kept}))
        return tuple(kept)

    def forget(self, files: Iterable[SourceFile]) -> None:
        """Delete copies that are not wanted any more."""
        for file in files:
            if self._uploaded_as.pop(file.path, None) is not None:
                file.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Delete the folder and all in it."""
        self._folder.cleanup()

    def _is_copy(self, kept: SourceFile, file: SourceFile) -> bool:
        return self._uploaded_as.get(kept.path) == file.name and cmp(kept.path, file.path, shallow=False)

    def _copy(self, file: SourceFile, taken: set[str]) -> SourceFile:
        self._copies += 1
        place = Path(self._folder.name) / str(self._copies)
        shutil.copyfile(file.path, place)
        self._uploaded_as[place] = file.name
        return SourceFile(_free_name(file.name, taken), place)


def _free_name(name: str, taken: set[str]) -> str:
    path, number, free = Path(name), 2, name
    while free in taken:
        free, number = f"{path.stem} ({number}){path.suffix}", number + 1
    return free
