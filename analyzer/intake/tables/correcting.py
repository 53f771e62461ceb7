"""What the user filled and took out, done to the typed rows of all sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from analyzer.intake.corrections import Corrections, Fill, Removal
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.report import SheetReport

REMOVED = "removed"


def corrected(rows: pa.Table, corrections: Corrections, sheets: Mapping[str, Sequence[int]]) -> pa.Table:
    """``rows`` of all sheets, with blanks filled, and with the problem `REMOVED` where their snapshot was taken out.

    sheets: file -> the numbers of its sheets among the rows. A row without id, name and customer is not filled: the
    number it goes by is that of another one once a file comes or goes.
    """
    can_be_found_again = pc.not_equal(rows["identity"], "row")
    by_role: defaultdict[str, list[Fill]] = defaultdict(list)
    for fill in corrections.fills:
        by_role[fill.role].append(fill)
    for role, fills in by_role.items():
        filled = pc.if_else(can_be_found_again, _filled(rows["opportunity_id"], fills), None)
        rows = _set(rows, role, pc.coalesce(rows[role], filled))
    for removal in corrections.removals:
        out = _is_removed(rows, removal.day, sheets.get(removal.file, ()))
        rows = _set(rows, "problem", pc.if_else(out, pa.scalar(REMOVED), rows["problem"]))
    return rows


def without_removed_days(report: SheetReport, removals: Sequence[Removal]) -> SheetReport:
    """The report of a sheet that shows only those days which were not taken out."""
    days = tuple(day for day in report.snapshot_dates if Removal(report.file, day) not in removals)
    return replace(report, snapshot_dates=days)


def numbers_by_file(sheets: Sequence[tuple[KnownSheet, int]]) -> dict[str, list[int]]:
    """File -> the numbers of its sheets."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for sheet, number in sheets:
        numbers[sheet.raw.file].append(number)
    return dict(numbers)


def _filled(ids: pa.ChunkedArray, fills: Sequence[Fill]) -> pa.ChunkedArray:
    deals = pa.array([fill.opportunity_id for fill in fills], pa.string())
    members = pa.array([fill.member for fill in fills], pa.string())
    return pc.take(members, pc.index_in(ids, value_set=deals))


def _is_removed(rows: pa.Table, day: date, numbers: Sequence[int]) -> pa.ChunkedArray:
    on_day = pc.equal(rows["snapshot_date"], pa.scalar(day, pa.date32()))
    in_file = pc.is_in(rows["sheet"], value_set=pa.array(numbers, pa.int32()))
    return pc.fill_null(pc.and_(on_day, in_file), False)


def _set(rows: pa.Table, name: str, values: pa.ChunkedArray) -> pa.Table:
    place = rows.column_names.index(name)
    return rows.set_column(place, rows.schema.field(name), values)
