"""On which day each sheet shows the pipeline: by its own column, its name, its newest date, or today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from analyzer.intake.report import Question
from analyzer.intake.stages.placing import setting_line
from analyzer.intake.tables.assembly import SAME_SNAPSHOT, newest_day
from analyzer.intake.tables.snapshot_dates import date_in_name
from analyzer.intake.tables.typed_sheet import TypedSheet
from analyzer.message import Message
from analyzer.settings import Settings


@dataclass(frozen=True)
class SheetDay:
    """The day of one sheet. day: None where a column tells it row by row, or where it waits for an answer."""

    sheet: TypedSheet
    day: date | None
    reason: Message
    is_assumed: bool = False
    waits: bool = False


def days_of(
    connection: duckdb.DuckDBPyConnection,
    sheets: Sequence[TypedSheet],
    settings: Settings,
    today: date,
    newest_change: date | None = None,
) -> tuple[list[SheetDay], list[Question]]:
    """The day of each sheet, in order, and what has to be asked: undated sheets with the same deals.

    newest_change: the newest day of a stage history log.
    """
    days = [_told(sheet, settings, _today(sheet, today)) for sheet in sheets]
    undated = [sheet for sheet, day in zip(sheets, days, strict=True) if day is None]
    newest = {sheet.number: newest_day(connection, sheet.view, _today(sheet, today)) for sheet in undated}
    asked = _alike(connection, undated)
    known = [newest_change, *(day for number, day in newest.items() if number not in asked)]
    assumed = max((day for day in known if day), default=None)
    result = []
    for sheet, day in zip(sheets, days, strict=True):
        waits = sheet.number in asked
        result.append(day or (_waiting(sheet) if waits else _assumed(sheet, assumed, _today(sheet, today))))
    questions = [
        _question(sheet, newest[sheet.number] or _today(sheet, today)) for sheet in undated if sheet.number in asked
    ]
    return result, questions


def _today(sheet: TypedSheet, today: date) -> date:
    """What was today when the sheet came: what it says does not change when it is read again later."""
    return sheet.sheet.raw.added_on or today


def _told(sheet: TypedSheet, settings: Settings, today: date) -> SheetDay | None:
    raw = sheet.sheet.raw
    for name in (sheet.sheet.name, raw.file, raw.sheet or raw.file):
        if name in settings.snapshot_dates:
            return SheetDay(sheet, settings.snapshot_dates[name], Message("You said so."))
    if sheet.has_date:
        header = sheet.sheet.columns["snapshot_date"].header
        return SheetDay(sheet, None, Message("The column “{header}” tells it.", header=header))
    for name in (raw.sheet or "", raw.file):
        day = date_in_name(name, today)
        if day:
            return SheetDay(sheet, day, Message("The name “{name}” tells it.", name=name))
    return None


def _assumed(sheet: TypedSheet, newest: date | None, today: date) -> SheetDay:
    if newest:
        return SheetDay(sheet, newest, Message("Assumed: the newest date in the data that is not in the future."), True)
    return SheetDay(
        sheet, today, Message("Assumed: nothing in the data or its name tells the day, so it is today."), True
    )


def _waiting(sheet: TypedSheet) -> SheetDay:
    return SheetDay(
        sheet, None, Message("It waits for an answer: another undated sheet holds the same deals."), True, True
    )


def _alike(connection: duckdb.DuckDBPyConnection, undated: Sequence[TypedSheet]) -> set[int]:
    """Undated sheets that hold the same deals as another one."""
    alike: set[int] = set()
    for at, sheet in enumerate(undated):
        for other in undated[at + 1 :]:
            if _shared(connection, sheet, other) >= SAME_SNAPSHOT:
                alike |= {sheet.number, other.number}
    return alike


def _shared(connection: duckdb.DuckDBPyConnection, one: TypedSheet, other: TypedSheet) -> float:
    ids = [connection.table(sheet.view).project("opportunity_id").distinct() for sheet in (one, other)]
    sizes = [relation.aggregate("count(*)").fetchall()[0][0] for relation in ids]
    both = ids[0].intersect(ids[1]).aggregate("count(*)").fetchall()[0][0]
    return both / min(sizes) if min(sizes) else 0.0


def _question(sheet: TypedSheet, likely: date) -> Question:
    name = sheet.sheet.name
    message = Message("Which day does “{name}” show? Another undated sheet holds the same deals.", name=name)
    line = setting_line("snapshot_dates", name, likely)
    return Question("snapshot_date", name, message, (likely.isoformat(),), line)
