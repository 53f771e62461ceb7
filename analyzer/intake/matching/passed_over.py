"""Sheets that look like opportunities and are none: sums, lists of choices, hidden copies."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.tables.snapshot_dates import date_in_name
from analyzer.message import Message

_PIVOT_HEADER = re.compile(
    r"(row labels?|column labels?|(sum|count|average|max|min) of .+|行标签|列标签|行標籤|欄標籤|列標籤"
    r"|(求和|计数|計數|平均值|加總|加总)项?[:：\s].*|zeilenbeschriftungen|(summe|anzahl) von .+"
    r"|étiquettes de lignes|somme de .+|etiquetas de fila|(suma|cuenta|recuento) de .+)\s*",
    re.IGNORECASE,
)
_SUMS = Message("It sums up stages and names no opportunity.")
_PIVOT = Message("It is a pivot table: it sums up what stands elsewhere.")
_CHOICES = Message("It lists what may be chosen; its rows do not belong together.")
_HIDDEN_COPY = Message("The workbook hides it, and shows another sheet of the same deals.")
_SAME_DEALS = 0.5


def pass_over(sheets: Sequence[KnownSheet], today: date) -> list[KnownSheet]:
    """The same sheets, where those that only sum up, list choices or repeat a sheet that is shown are not used."""
    found = [_unused(sheet, _PIVOT) if _is_pivot(sheet) else sheet for sheet in sheets]
    found = [_unused(sheet, _CHOICES) if _is_list_of_choices(sheet) else sheet for sheet in found]
    tests: tuple[tuple[Callable[[KnownSheet], bool], Message], ...] = (
        (_is_summary, _SUMS),
        (lambda sheet: _is_hidden_copy(sheet, found, today), _HIDDEN_COPY),
    )
    for is_none, reason in tests:
        if not all(is_none(sheet) for sheet in found if sheet.kind == "opportunities"):
            found = [_unused(sheet, reason) if sheet.kind == "opportunities" and is_none(sheet) else sheet
                     for sheet in found]  # fmt: skip
    return found


def _unused(sheet: KnownSheet, reason: Message) -> KnownSheet:
    return replace(sheet, kind="not_used", reason=reason, is_passed_over=True)


def _is_pivot(sheet: KnownSheet) -> bool:
    headers = [header.strip() for header in sheet.raw.headers]
    return sheet.kind in ("opportunities", "not_used") and any(map(_PIVOT_HEADER.fullmatch, headers))


def _is_summary(sheet: KnownSheet) -> bool:
    named = {"opportunity_id", "opportunity_name", "customer"} & sheet.columns.keys()
    return not named and max(sheet.columns["stage"].counts.values()) == 1


def _is_list_of_choices(sheet: KnownSheet) -> bool:
    """Columns of unlike length, each full from its top and without a value twice."""
    filled = [item.profile for item in sheet.matches if item.profile.filled]
    lengths = {item.filled for item in filled}
    names_deals = {"opportunity_id", "opportunity_name", "amount"} & sheet.columns.keys()
    return (
        (sheet.kind == "not_used" or (sheet.kind == "opportunities" and not names_deals))
        and sheet.rows > 2
        and len(lengths) > 1
        and all(len(item.counts) == item.sampled and _is_full_from_top(item) for item in filled)
    )


def _is_full_from_top(item: ColumnProfile) -> bool:
    return all(cell is not None for cell in item.cells[: item.sampled])


def _is_hidden_copy(sheet: KnownSheet, sheets: Sequence[KnownSheet], today: date) -> bool:
    """Whether a hidden sheet without a day of its own holds the deals of one that its workbook shows."""
    if not sheet.raw.hidden or "snapshot_date" in sheet.columns or date_in_name(sheet.raw.sheet or "", today):
        return False
    shown = [other for other in sheets if other.raw.file == sheet.raw.file and not other.raw.hidden]
    return any(_hold_the_same(sheet, other) for other in shown if other.kind == "opportunities")


def _hold_the_same(one: KnownSheet, other: KnownSheet) -> bool:
    for field in ("opportunity_id", "opportunity_name"):
        if field in one.columns and field in other.columns:
            values = one.columns[field].counts.keys()
            return len(values & other.columns[field].counts.keys()) >= _SAME_DEALS * len(values)
    return False
