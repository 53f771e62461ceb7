"""On which day each sheet shows the pipeline: by its own column, its name or title, its newest date, or today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from analyzer.intake.report import Question
from analyzer.intake.stages.placing import setting_line
from analyzer.intake.tables.assembly import SAME_SNAPSHOT, newest_day
from analyzer.intake.tables.snapshot_dates import date_in_name
from analyzer.intake.tables.title_dates import day_in_titles
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

    Those that came on different days are told apart by that, unless they would show the same day.
    newest_change: the newest day of a stage history log.
    """
    days = [
        _told(sheet, settings, _today(sheet, today)) or _titled(connection, sheet, _today(sheet, today))
        for sheet in sheets
    ]
    undated = [sheet for sheet, day in zip(sheets, days, strict=True) if day is None]
    newest = {sheet.number: newest_day(connection, sheet.view, _today(sheet, today)) for sheet in undated}
    asked = _alike(connection, undated, today)
    waiting = [sheet for sheet in undated if sheet.number not in asked]
    assumed = {
        sheet.number: _newest_of(_today(sheet, today), waiting, newest, newest_change, today) for sheet in undated
    }
    again = _shown_before(connection, waiting, assumed, today)
    result = []
    for sheet, day in zip(sheets, days, strict=True):
        waits = sheet.number in asked | again
        result.append(
            day or (_waiting(sheet) if waits else _assumed(sheet, assumed[sheet.number], _today(sheet, today)))
        )
    likely = {number: day for number, day in newest.items() if day and number not in again}
    questions = [
        _question(sheet, likely.get(sheet.number, _today(sheet, today)))
        for sheet in undated
        if sheet.number in asked | again
    ]
    return result, questions


def _newest_of(
    came: date,
    sheets: Sequence[TypedSheet],
    newest: Mapping[int, date | None],
    newest_change: date | None,
    today: date,
) -> date | None:
    """The newest day in all sheets that came on the same day: what came later does not change what they show."""
    known = [newest[sheet.number] for sheet in sheets if _today(sheet, today) == came]
    return max((day for day in (newest_change, *known) if day and day <= came), default=None)


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


def _titled(connection: duckdb.DuckDBPyConnection, sheet: TypedSheet, today: date) -> SheetDay | None:
    """By the rows above the header; a day of which they do not say that it is the one shown, where no deal is newer."""
    told = day_in_titles(sheet.sheet.raw.title_lines, today)
    if told is None:
        return None
    newest = None if told.is_said else newest_day(connection, sheet.view, today)
    if newest and newest > told.until:
        return None
    return SheetDay(sheet, told.day, Message("The title “{title}” tells it.", title=told.line))


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


def _alike(connection: duckdb.DuckDBPyConnection, undated: Sequence[TypedSheet], today: date) -> set[int]:
    """Undated sheets that hold the same deals as another one that came on the same day."""
    alike: set[int] = set()
    for at, sheet in enumerate(undated):
        for other in undated[at + 1 :]:
            if _today(sheet, today) == _today(other, today) and _shared(connection, sheet, other) >= SAME_SNAPSHOT:
                alike |= {sheet.number, other.number}
    return alike


def _shown_before(
    connection: duckdb.DuckDBPyConnection,
    undated: Sequence[TypedSheet],
    assumed: Mapping[int, date | None],
    today: date,
) -> set[int]:
    """Undated sheets that hold the same deals as one that came on an earlier day, and would show the same day."""
    return {
        sheet.number
        for sheet in undated
        for earlier in undated
        if _today(earlier, today) < _today(sheet, today)
        and assumed[earlier.number] == assumed[sheet.number] is not None
        and _shared(connection, earlier, sheet) >= SAME_SNAPSHOT
    }


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
