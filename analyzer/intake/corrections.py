"""What the user put right by hand: cells mended, blanks filled, snapshots taken out. It is kept beside the uploads."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from analyzer.model import ROLES, Role


@dataclass(frozen=True)
class Mend:
    """Other text for cells of one row.

    sheet: None for a file without sheets. row: as a spreadsheet numbers it. cells: label of a column, as in
    `RejectedRow.cells`, -> the text that stands there now; "" is blank.
    """

    file: str
    sheet: str | None
    row: int
    cells: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Fill:
    """A member for a deal that has none in that role, in each snapshot where it has none."""

    role: Role
    opportunity_id: str
    member: str


@dataclass(frozen=True)
class Removal:
    """The rows of one day in one file, which stay out."""

    file: str
    day: date


@dataclass(frozen=True)
class Corrections:
    """All that was put right. One of a file that is gone does nothing."""

    mends: tuple[Mend, ...] = ()
    fills: tuple[Fill, ...] = ()
    removals: tuple[Removal, ...] = ()

    def with_mends(self, mends: Iterable[Mend]) -> Corrections:
        """These and other mends; of the same cell the later one stands."""
        standing = {(item.file, item.sheet, item.row): item for item in self.mends}
        for item in mends:
            place = (item.file, item.sheet, item.row)
            earlier = standing[place].cells if place in standing else {}
            standing[place] = replace(item, cells=MappingProxyType({**earlier, **item.cells}))
        return replace(self, mends=tuple(standing.values()))

    def with_fills(self, fills: Iterable[Fill]) -> Corrections:
        """These and other fills; for the same role of a deal the later one stands."""
        standing = {(item.role, item.opportunity_id): item for item in (*self.fills, *fills)}
        return replace(self, fills=tuple(standing.values()))

    def without_fills(self, fills: Iterable[Fill]) -> Corrections:
        """Without these fills."""
        gone = set(fills)
        return replace(self, fills=tuple(item for item in self.fills if item not in gone))

    def spelled(self, member: Callable[[Role, str], str]) -> Corrections:
        """The same, where what fills a blank is called as ``member`` calls it."""
        fills = tuple(replace(item, member=member(item.role, item.member)) for item in self.fills)
        return replace(self, fills=fills)

    def with_removals(self, removals: Iterable[Removal]) -> Corrections:
        """These and other removals."""
        return replace(self, removals=tuple(dict.fromkeys((*self.removals, *removals))))

    def put_back(self, day: date, file: str | None = None) -> Corrections:
        """Without the removals of ``day`` from ``file``, or from any file."""
        stays = [item for item in self.removals if item.day != day or file not in (None, item.file)]
        return replace(self, removals=tuple(stays))

    def without(self, files: Container[str]) -> Corrections:
        """What is left when these files are gone."""
        return replace(
            self,
            mends=tuple(item for item in self.mends if item.file not in files),
            removals=tuple(item for item in self.removals if item.file not in files),
        )

    def renamed(self, names: Mapping[str, str]) -> Corrections:
        """The same for files that are called otherwise. names: as they were called -> as they are called now."""
        return replace(
            self,
            mends=tuple(replace(item, file=names.get(item.file, item.file)) for item in self.mends),
            removals=tuple(replace(item, file=names.get(item.file, item.file)) for item in self.removals),
        )

    def mends_of(self, file: str) -> tuple[Mend, ...]:
        """The mends of one file."""
        return tuple(item for item in self.mends if item.file == file)

    def as_json(self) -> dict[str, Any]:
        """As plain JSON data."""
        return {
            "mends": [{**vars(item), "cells": dict(item.cells)} for item in self.mends],
            "fills": [dict(vars(item)) for item in self.fills],
            "removals": [{"file": item.file, "day": item.day.isoformat()} for item in self.removals],
        }

    @classmethod
    def from_json(cls, data: Any) -> Corrections:
        """What `as_json` wrote. Raises KeyError, TypeError or ValueError where it is anything else."""
        return cls(
            mends=tuple(_mend(**item) for item in data["mends"]),
            fills=tuple(_fill(**item) for item in data["fills"]),
            removals=tuple(Removal(_text(item["file"]), date.fromisoformat(item["day"])) for item in data["removals"]),
        )


AS_IT_STANDS = Corrections()


def _mend(file: Any, sheet: Any, row: Any, cells: Any) -> Mend:
    if type(row) is not int:
        raise TypeError(row)
    texts = {_text(label): _text(text) for label, text in dict(cells).items()}
    return Mend(_text(file), None if sheet is None else _text(sheet), row, MappingProxyType(texts))


def _fill(role: Any, opportunity_id: Any, member: Any) -> Fill:
    if role not in ROLES:
        raise ValueError(role)
    return Fill(role, _text(opportunity_id), _text(member))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
