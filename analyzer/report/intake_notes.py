"""What the report says of each sheet in words: everything a manager would else see on the intake page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.intake.matching.columns import NOT_NEEDED
from analyzer.intake.report import Alike, IntakeReport, JoinReport, RejectedRow, SheetReport, StageMatch
from analyzer.message import Judged, Message

MOST_NAMED = 20
SURE = 0.9


def notes(report: IntakeReport, sheet: SheetReport) -> Iterator[Message]:
    """All that is to be said of ``sheet``; what is true of the whole upload stands with its first opportunities."""
    if sheet.date_reason and len(sheet.snapshot_dates) == 1 and not _has_days(sheet):
        yield Message("Its snapshot is taken to be of {date}.", date=sheet.snapshot_dates[0])
        yield sheet.date_reason
    yield from sheet.notes
    yield from _set_aside(sheet)
    yield from _joined(join for join in report.joins if (join.file, join.sheet) == (sheet.file, sheet.sheet))
    yield from _rejected(sheet)
    if sheet is next((item for item in report.sheets if item.table == "opportunities"), None):
        yield from report.notes
        yield from map(_maybe_same, report.alike[:MOST_NAMED])
        yield from _unsure(report.stages)


def _has_days(sheet: SheetReport) -> bool:
    return any(match.field == "snapshot_date" for match in sheet.columns)


def _maybe_same(pair: Alike) -> Message:
    return Message(
        "“{member}”, in {rows} rows, may be the same as “{other}”: same_as.{role} in the settings says so.",
        member=pair.member,
        rows=pair.rows,
        other=pair.same_as,
        role=pair.role,
    )


def _set_aside(sheet: SheetReport) -> Iterator[Message]:
    """Columns that are named like something the figures need, and were not taken for it."""
    for column in sheet.columns if sheet.table == "opportunities" else ():
        if column.field is None and not column.confidence and column.reason != NOT_NEEDED:
            yield Message("The column “{header}” is set aside. {reason}", header=column.header, reason=column.reason)


def _joined(joins: Iterable[JoinReport]) -> Iterator[Message]:
    for join in joins:
        told = {"table": join.sheet or join.file, "key": join.key, "share": Judged(join.match_rate)}
        if join.adds:
            adds = list(join.adds)
            yield Message(
                "{table} joins by {key} and adds {adds}: {share} of the rows find their value.", adds=adds, **told
            )
        else:
            yield Message("{table} joins by {key}: {share} of the rows find their value. It adds no column.", **told)
        unmatched = list(join.unmatched.items())
        yield from (_unmatched(value, *found) for value, found in unmatched[:MOST_NAMED])
        if len(unmatched) > MOST_NAMED:
            yield Message("More values without a match: {count}.", count=len(unmatched) - MOST_NAMED)


def _unmatched(value: str, rows: int, nearest: str | None) -> Message:
    if nearest is None:
        return Message("“{value}”, in {rows} rows, has no match here.", value=value, rows=rows)
    return Message(
        "“{value}”, in {rows} rows, has no match here; is it “{nearest}”?", value=value, rows=rows, nearest=nearest
    )


def _rejected(sheet: SheetReport) -> Iterator[Message]:
    named = sheet.rejected[:MOST_NAMED]
    yield from map(_of_row, named)
    if sheet.rows_rejected > len(named):
        yield Message("More rejected rows: {count}.", count=sheet.rows_rejected - len(named))


def _of_row(row: RejectedRow) -> Message:
    place = str(row.row)  # not a quantity: it takes no thousands separator
    if row.value is None:
        return Message("Row {row} is rejected. {reason}", row=place, reason=row.reason)
    return Message("Row {row} is rejected for “{value}”. {reason}", row=place, value=row.value, reason=row.reason)


def _unsure(stages: Iterable[StageMatch]) -> Iterator[Message]:
    for match in stages:
        told = {"label": match.label, "layer": match.layer, "reason": match.reason}
        if match.confidence < SURE and match.layer is not None:
            yield Message("The stage “{label}” is put in layer {layer}, but not surely. {reason}", **told)
        elif match.confidence < SURE and match.kind == "lost":
            yield Message(
                "The stage “{label}” is taken for lost, but not surely. {reason}",
                label=match.label,
                reason=match.reason,
            )
