"""What intake says of itself: what was read, how it was understood, and what was left out."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from analyzer.message import Message
from analyzer.model import Role

TableKind = Literal["opportunities", "lookup", "targets", "stages", "stage_history", "not_used"]
QuestionKind = Literal["columns", "column", "stages", "snapshot_date", "date_order"]


@dataclass(frozen=True)
class ColumnMatch:
    """How one column was understood.

    header: as it stands in the sheet. field: one of `fields.FIELDS` or `model.EXTRA_ROLES`, or None
    when set aside.
    confidence: 0..1. reason: why. samples: up to three values, as they stand.
    """

    header: str
    field: str | None
    confidence: float
    reason: Message
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class StageMatch:
    """How one stage label was placed. ``stage`` is None while the label waits for an answer."""

    label: str
    stage: str | None
    layer: int | None
    kind: str | None
    rows: int
    confidence: float
    reason: Message


@dataclass(frozen=True)
class RejectedRow:
    """One row that was not loaded. row: its number in the sheet as a spreadsheet shows it, from 1."""

    row: int
    field: str | None
    value: str | None
    reason: Message
    cells: Mapping[str, str] = dataclasses.field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class JoinReport:
    """How a lookup table was joined: the field it shares, the share of values found, and what was not.

    unmatched: value without a match -> (rows that hold it, the near-miss proposed or None).
    """

    file: str
    sheet: str | None
    key: str
    adds: tuple[str, ...]
    match_rate: float
    unmatched: Mapping[str, tuple[int, str | None]]


@dataclass(frozen=True)
class SheetReport:
    """One sheet: rows_read = rows_loaded + rows_rejected + rows_not_data, always.

    rejected: at most `settings`' limit of examples; ``rows_rejected`` is the full count. left_out: of these, the rows
    that no other cells of their own would bring in: why, and how many.
    """

    file: str
    sheet: str | None
    table: TableKind
    rows_read: int
    rows_loaded: int
    rows_rejected: int
    rows_not_data: int
    columns: tuple[ColumnMatch, ...] = ()
    snapshot_dates: tuple[date, ...] = ()
    date_reason: Message | None = None
    date_is_assumed: bool = False
    rejected: tuple[RejectedRow, ...] = ()
    notes: tuple[Message, ...] = ()
    left_out: tuple[tuple[Message, int], ...] = ()


@dataclass(frozen=True)
class Question:
    """What only a person can answer.

    about: the header, label or file in question. options: possible answers, likeliest first.
    setting: the TOML line that answers it, as an example.
    """

    kind: QuestionKind
    about: str
    message: Message
    options: tuple[str, ...]
    setting: str


@dataclass(frozen=True)
class Alike:
    """Two members of a role that may be the same, which only a person can tell: ``settings.same_as`` takes the answer.

    member: the rarer one, as it stands in ``rows`` rows. same_as: the one it may be.
    """

    role: Role
    member: str
    same_as: str
    rows: int


@dataclass(frozen=True)
class IntakeReport:
    """The whole upload. refused: files that could not be read; the notes of their sheet say why."""

    sheets: tuple[SheetReport, ...]
    stages: tuple[StageMatch, ...] = ()
    joins: tuple[JoinReport, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[Message, ...] = ()
    refused: tuple[str, ...] = ()
    alike: tuple[Alike, ...] = ()
