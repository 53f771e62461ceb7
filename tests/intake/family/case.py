"""One file, or several of one upload, with the truth about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tests.intake.family.pipelines import Deal
from tests.intake.family.stage_sets import TrueStage


@dataclass(frozen=True)
class Column:
    """What a header means. field: None where it means nothing to the analyzer. also: what is right as well."""

    header: str
    field: str | None
    also: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Case:
    """An upload whose truth is known.

    files: name -> bytes. columns: of each sheet of opportunities. weeks: the deals on each day that is shown.
    days: the days that may be told for each of ``weeks``, in their order; none where any day will do.
    fields: what the files tell of each deal, by their own columns or by a lookup. labels: how each stage is written.
    targets: the amount for each region, where a sheet tells it.
    asks: the kinds of questions that a person has to be asked; none where the files leave nothing open.
    held: the stages whose place nobody could know. tags: what was varied.
    """

    name: str
    group: str
    files: Mapping[str, bytes]
    columns: tuple[Column, ...]
    weeks: Mapping[date, tuple[Deal, ...]]
    days: tuple[frozenset[date], ...]
    fields: frozenset[str]
    labels: Mapping[TrueStage, str]
    currency: str | None
    targets: Mapping[str, int] | None = None
    asks: frozenset[str] = frozenset()
    held: frozenset[TrueStage] = frozenset()
    tags: tuple[str, ...] = ()
