"""All that a workspace must keep so that everything else can be worked out again: uploads, settings, corrections."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from analyzer.advice.ledger import Decision, numbered, united
from analyzer.intake import SourceFile
from analyzer.intake.corrections import Corrections
from analyzer.model import Target
from analyzer.settings import Settings, Words
from analyzer.workspace.file_days import with_renamed, without_days_of


@dataclass(frozen=True)
class Upload:
    """Files that came together. number: counts uploads from 1, and is never given twice.

    shapes_before: what was remembered of the shapes of sheets when it came.
    """

    number: int
    files: tuple[SourceFile, ...]
    added_on: date
    shapes_before: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Held:
    """What the user gave; a reading of it gives the figures.

    settings: their own, with the targets that they typed. dismissed: targets of files that they took away.
    notes: the manager's own words. last_number: of all uploads there ever were. decisions: the ledger, by number;
    uploads come and go, what was decided stays.
    """

    settings: Settings
    uploads: tuple[Upload, ...] = ()
    corrections: Corrections = Corrections()
    notes: str = ""
    dismissed: frozenset[Target] = frozenset()
    last_number: int = 0
    decisions: tuple[Decision, ...] = ()

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """The files of all uploads, in the order they came."""
        return tuple(file for upload in self.uploads for file in upload.files)

    @property
    def shapes(self) -> tuple[Words, ...]:
        """What is remembered of the shapes of sheets."""
        return self.settings.shapes

    def with_upload(self, files: Sequence[SourceFile], today: date) -> Held:
        """One upload more; without files there is none."""
        if not files:
            return self
        number = self.last_number + 1
        upload = Upload(number, tuple(files), today, self.settings.shapes)
        return replace(self, uploads=(*self.uploads, upload), last_number=number)

    def with_decision(self, decision: Decision) -> Held:
        """One decision more, under the next number."""
        return replace(self, decisions=(*self.decisions, numbered(decision, len(self.decisions) + 1)))

    def with_changed(self, decision: Decision) -> Held:
        """With another state of a decision that is held; one that is not changes nothing."""
        decisions = tuple(decision if had.code == decision.code else had for had in self.decisions)
        return replace(self, decisions=decisions)

    def without_upload(self, number: int) -> Held:
        """As if that upload had never come; its corrections and the days of its sheets go with it."""
        gone = {file.name for upload in self.uploads if upload.number == number for file in upload.files}
        shapes = _without_learnt(number, [*self.uploads, Upload(self.last_number + 1, (), date.max, self.shapes)])
        settings = without_days_of(self.settings, gone)
        return replace(self, settings=replace(settings, shapes=shapes)).without_files(gone)

    def without_files(self, names: Container[str]) -> Held:
        """What is left when these files are gone, and uploads with them that held nothing else."""
        left = [
            replace(upload, files=tuple(file for file in upload.files if file.name not in names))
            for upload in self.uploads
        ]
        uploads = tuple(upload for upload in left if upload.files)
        return replace(self, uploads=uploads, corrections=self.corrections.without(names))

    def followed_by(self, later: Held) -> Held:
        """This workspace continued by another one: its uploads come on top, and a file that is in both is one.

        The settings are those of this one, and what it does not say of the data the later one does.
        """
        names = _names_in(self.files, later.files)
        new = [file for file in later.files if names[file.name] not in {had.name for had in self.files}]
        held = replace(
            self,
            settings=_completed(self.settings, with_renamed(later.settings, names)),
            corrections=_united(self.corrections, later.corrections.renamed(names)),
            notes=_both(self.notes, later.notes),
            dismissed=self.dismissed | later.dismissed,
            decisions=united(self.decisions, later.decisions),
        )
        for upload in later.uploads:
            files = [replace(file, name=names[file.name]) for file in upload.files if file in new]
            held = held.with_upload(files, upload.added_on)
        return held


def free_name(name: str, taken: Container[str]) -> str:
    """The name, with a number where it is taken, as browsers do."""
    path, number, free = Path(name), 2, name
    while free in taken:
        free, number = f"{path.stem} ({number}){path.suffix}", number + 1
    return free


def is_same(one: SourceFile, other: SourceFile) -> bool:
    """Whether two files that are kept, by their content, are one and the same."""
    return one.path.name == other.path.name and plain_name(one.name) == plain_name(other.name)


def plain_name(name: str) -> str:
    """The name without the number that tells a second file of the same name apart."""
    path = Path(name)
    stem, _, number = path.stem.rpartition(" (")
    return f"{stem}{path.suffix}" if stem and number.rstrip(")").isdigit() and number.endswith(")") else name


def _names_in(had: Sequence[SourceFile], files: Iterable[SourceFile]) -> dict[str, str]:
    """Name of each of ``files`` -> what it is called among those that are had."""
    taken, names = {file.name for file in had}, {}
    for file in files:
        same = next((other.name for other in had if is_same(other, file)), None)
        names[file.name] = same or free_name(file.name, taken)
        taken.add(names[file.name])
    return names


def _without_learnt(number: int, uploads: Sequence[Upload]) -> tuple[Words, ...]:
    """What would be remembered without the upload of that number. The last of the uploads stands for now."""
    at = next((at for at, upload in enumerate(uploads) if upload.number == number), len(uploads) - 1)
    before, after = uploads[at].shapes_before, uploads[min(at + 1, len(uploads) - 1)].shapes_before
    later = [shape for shape in uploads[-1].shapes_before if shape not in after and shape not in before]
    return (*later, *before)


def _completed(settings: Settings, other: Settings) -> Settings:
    """``settings`` with the entries of tables that only ``other`` has."""
    tables: dict[str, Any] = {
        item.name: MappingProxyType({**getattr(other, item.name), **getattr(settings, item.name)})
        for item in fields(Settings)
        if isinstance(getattr(settings, item.name), Mapping)
    }
    shapes = (*settings.shapes, *(shape for shape in other.shapes if shape not in settings.shapes))
    return replace(settings, **tables, shapes=shapes)


def _both(notes: str, later: str) -> str:
    return later if notes in later else notes if later in notes else f"{notes}\n\n{later}"


def _united(one: Corrections, other: Corrections) -> Corrections:
    return one.with_mends(other.mends).with_fills(other.fills).with_removals(other.removals)
