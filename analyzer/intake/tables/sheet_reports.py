"""What the intake report says of each sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import duckdb

from analyzer.intake.matching.extra_roles import said_of_extra_roles
from analyzer.intake.matching.sheet_kinds import KnownSheet, targets_without_period
from analyzer.intake.report import RejectedRow, SheetReport
from analyzer.intake.tables import assembly
from analyzer.intake.tables.assembly import Tally
from analyzer.intake.tables.day_of_sheet import SheetDay
from analyzer.intake.tables.rejects import REJECTED_SHOWN, left_out, rejected_rows
from analyzer.message import Message

_REPLACED = Message("Its snapshot of {day} is replaced by that of {name}.")


def plain_report(
    sheet: KnownSheet,
    rejected: Sequence[RejectedRow] = (),
    rows_rejected: int | None = None,
    notes: Sequence[Message] = (),
) -> SheetReport:
    """A sheet whose rows are loaded but for ``rejected``."""
    raw = sheet.raw
    out = (len(rejected) if rows_rejected is None else rows_rejected) + raw.rows_rejected
    return SheetReport(
        raw.file,
        raw.sheet,
        sheet.kind,
        raw.rows_read,
        raw.rows_read - raw.rows_not_data - out,
        out,
        raw.rows_not_data,
        tuple(item.reported() for item in sheet.matches),
        rejected=(*raw.rejected, *rejected)[:REJECTED_SHOWN],
        notes=(sheet.reason, *_hidden(sheet), *raw.notes, *notes),
    )


def unused_report(sheet: KnownSheet) -> SheetReport:
    """A sheet that nothing was made of: all its rows are not data to us."""
    raw = sheet.raw
    return SheetReport(
        raw.file,
        raw.sheet,
        "not_used",
        raw.rows_read,
        0,
        raw.rows_rejected,
        raw.rows_read - raw.rows_rejected,
        tuple(item.reported() for item in sheet.matches),
        rejected=raw.rejected,
        notes=(sheet.reason, *_hidden(sheet), *raw.notes, *targets_without_period(sheet)),
    )


def replaced_by(day: date, name: str) -> Message:
    """The note on a sheet whose snapshot gave way to that of a later one."""
    return _REPLACED.saying(day=day, name=name)


def is_replaced(report: SheetReport, day: date) -> bool:
    """Whether the snapshot of that day in the sheet gave way to that of a later one."""
    return any(note.text == _REPLACED.text and note.values["day"] == day for note in report.notes)


def _hidden(sheet: KnownSheet) -> tuple[Message, ...]:
    return (Message("The workbook hides this sheet."),) if sheet.raw.hidden else ()


def _empty_columns(sheet: KnownSheet) -> tuple[Message, ...]:
    headers = [item.profile.header or item.profile.column for item in sheet.matches if not item.profile.filled]
    if not headers:
        return ()
    return (Message("{count} empty columns are ignored: {headers}.", count=len(headers), headers=headers),)


def opportunity_report(
    connection: duckdb.DuckDBPyConnection,
    day: SheetDay,
    tally: Tally,
    replaced: Sequence[Message],
    stage_labels: Mapping[str, str],
) -> SheetReport:
    """A sheet of opportunities. stage_labels: as in the settings."""
    typed, raw = day.sheet, day.sheet.sheet.raw
    out = tally.problems.total() + raw.rows_rejected
    notes = (
        typed.sheet.reason,
        *_hidden(typed.sheet),
        *raw.notes,
        *_empty_columns(typed.sheet),
        *said_of_extra_roles(typed.sheet),
        *_identity_notes(tally),
        *typed.notes,
        *_amount_notes(tally.below_zero),
        *replaced,
    )
    rejected = rejected_rows(connection, typed.sheet, typed.number, stage_labels) if tally.problems else ()
    return SheetReport(
        raw.file,
        raw.sheet,
        "opportunities",
        raw.rows_read,
        raw.rows_read - raw.rows_not_data - out,
        out,
        raw.rows_not_data,
        typed.columns,
        (day.day,) if day.day else assembly.days_in(connection, typed.number) if not day.waits else (),
        day.reason,
        day.is_assumed,
        (*raw.rejected, *rejected)[:REJECTED_SHOWN],
        notes,
        left_out(tally.problems),
    )


def _amount_notes(below_zero: int) -> tuple[Message, ...]:
    return (
        (Message("{rows} amounts are below zero; they are loaded as they stand.", rows=below_zero),)
        if below_zero
        else ()
    )


def _identity_notes(tally: Tally) -> list[Message]:
    notes, identity = [], tally.identities
    if identity.get("name") or identity.get("customer"):
        rows = identity.get("name", 0) + identity.get("customer", 0)
        notes.append(
            Message("{rows} rows have no id: their deals are told apart by name, customer and product.", rows=rows)
        )
    if identity.get("row"):
        notes.append(
            Message(
                "{rows} rows have neither id nor name nor customer: each counts as a deal of its own, "
                "and cannot be followed from week to week.",
                rows=identity["row"],
            )
        )
    return notes
