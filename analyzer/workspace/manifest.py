"""What is held as plain JSON data, beside which only the bytes of the uploads are needed; read back with care."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from analyzer.advice import ledger
from analyzer.advice.ledger import Decision
from analyzer.errors import UnreadableFile
from analyzer.intake import SourceFile
from analyzer.intake.corrections import Corrections
from analyzer.intake.unpacking import KIND, MANIFEST
from analyzer.message import Message
from analyzer.settings import Settings, Words
from analyzer.workspace.held import Held, Upload

FORMAT = 2
_KEYS = {
    "kind", "format", "settings", "uploads", "last_number", "corrections", "notes", "shapes", "targets_taken_away",
    "decisions",
}  # fmt: skip
_DIGEST = re.compile(r"[0-9a-f]{64}")
_UP_TO_DATE = Message("Bring this installation up to date, then open it again.")
_ANOTHER_COPY = Message("Take another copy of it, or begin with the exports it was made of. Nothing here was changed.")

__all__ = ["FORMAT", "MANIFEST", "as_json", "damaged", "from_json", "kept"]

Keep = Callable[[SourceFile], Path]
"""Copies a file to where it is called by its SHA-256; that place."""


def as_json(held: Held) -> dict[str, Any]:
    """Plain JSON data; each copy of a file is named by the SHA-256 that its path ends in."""
    shapes: list[Words] = []
    for shape in (shape for upload in held.uploads for shape in upload.shapes_before):
        if shape not in shapes:
            shapes.append(shape)
    return {
        "kind": KIND,
        "format": FORMAT,
        "settings": held.settings.to_toml(),
        "uploads": [_upload_as_json(upload, shapes) for upload in held.uploads],
        "shapes": [dict(shape) for shape in shapes],
        "last_number": held.last_number,
        "corrections": held.corrections.as_json(),
        "notes": held.notes,
        "targets_taken_away": Settings(targets=tuple(held.dismissed)).to_toml(),
        "decisions": [ledger.as_json(decision) for decision in held.decisions],
    }


def from_json(data: Any, place: Callable[[str], Path], name: str) -> Held:
    """What `as_json` wrote. place: where the file with that SHA-256 is. name: what sentences call the workspace.

    Raises `UnreadableFile` where it is anything else, and `BadSettings` where its settings are not allowed.
    """
    try:
        _check_format(data, name)
        shapes = [_words(shape) for shape in data["shapes"]]
        held = Held(
            settings=Settings.from_toml(data["settings"]),
            uploads=tuple(_upload(item, shapes, place) for item in data["uploads"]),
            corrections=Corrections.from_json(data["corrections"]),
            notes=_of(str, data["notes"]),
            dismissed=frozenset(Settings.from_toml(data["targets_taken_away"]).targets),
            last_number=_of(int, data["last_number"]),
            decisions=_decisions(data),
        )
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise damaged(name) from error
    _check_order(held, name)
    return held


def kept(part: Path, name: str, keep: Keep) -> Path:
    """Where ``keep`` put a file that is called by its SHA-256. Raises `UnreadableFile` where it has other content."""
    place = keep(SourceFile(name, part)) if part.is_file() else None
    if place is None or place.name != part.name:
        raise damaged(name)
    return place


def damaged(name: str) -> UnreadableFile:
    """The error for a workspace that is not whole."""
    what = Message("{file} is a workspace, but a part of it is missing or damaged.", file=name)
    return UnreadableFile(what, _ANOTHER_COPY)


def _upload_as_json(upload: Upload, shapes: Sequence[Words]) -> dict[str, Any]:
    files = [{"name": file.name, "sha256": file.path.name} for file in upload.files]
    before = [shapes.index(shape) for shape in upload.shapes_before]
    return {"number": upload.number, "added_on": upload.added_on.isoformat(), "files": files, "shapes": before}


def _upload(data: Mapping[str, Any], shapes: Sequence[Words], place: Callable[[str], Path]) -> Upload:
    day = date.fromisoformat(data["added_on"])
    files = tuple(SourceFile(_name(item["name"]), place(_digest(item["sha256"])), day) for item in data["files"])
    before = tuple(shapes[range(len(shapes))[_of(int, at)]] for at in data["shapes"])
    return Upload(_of(int, data["number"]), files, day, before)


def _check_format(data: Any, name: str) -> None:
    if _of(int, data["format"]) > FORMAT or set(data) - _KEYS:
        raise UnreadableFile(Message("{file} was written by a newer version of the analyzer.", file=name), _UP_TO_DATE)


def _decisions(data: Mapping[str, Any]) -> tuple[Decision, ...]:
    """Format 1 had none."""
    found = tuple(ledger.from_json(item) for item in data["decisions"]) if data["format"] > 1 else ()
    codes = {decision.code for decision in found}
    if [decision.number for decision in found] != list(range(1, len(codes) + 1)):
        raise ValueError(codes)
    return found


def _check_order(held: Held, name: str) -> None:
    numbers = [upload.number for upload in held.uploads]
    names = [file.name for file in held.files]
    in_order = all(one < other for one, other in zip([0, *numbers], [*numbers, held.last_number + 1], strict=True))
    if not in_order or len(set(names)) < len(names) or not all(upload.files for upload in held.uploads):
        raise damaged(name)


def _of(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(value)
    return value


def _name(value: Any) -> str:
    name: str = _of(str, value)
    if not name:
        raise ValueError(name)
    return name


def _words(value: Any) -> Words:
    return MappingProxyType({_of(str, header): _of(str, meaning) for header, meaning in value.items()})


def _digest(value: Any) -> str:
    if not _DIGEST.fullmatch(value):
        raise ValueError(value)
    return str(value)
