"""A sheet of targets: role, member, period and amount."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from analyzer.intake.matching.fields import OPPORTUNITY_FIELDS, ROLE_FIELDS
from analyzer.intake.matching.headers import header_score
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.report import RejectedRow
from analyzer.intake.tables.table_rows import TableRow, read_rows
from analyzer.intake.values import dates, money
from analyzer.message import Message
from analyzer.model import Quarter, Role, Target

_HAN = "一二三四"
_YEAR = r"(?:(fy)\s*)?(\d{4}|\d{2})\s*年?\s*(?:财年|年度)?"
_QUARTER_LAST = re.compile(rf"{_YEAR}\s*[-/ ]?\s*(?:q|第)\s*([1-4{_HAN}])\s*(?:季度|季)?", re.IGNORECASE)
_QUARTER_FIRST = re.compile(rf"q\s*([1-4])\s*[-/ ]?\s*{_YEAR}", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
_YEAR_ALONE = re.compile(rf"{_YEAR}", re.IGNORECASE)

_NO_ROLE = Message("The role is not region, product, industry, channel, rep or customer.")
_NO_MEMBER = Message("The row names no member.")
_REPLACED = Message("A later row sets this member's target for the same days; the last one stands.")
_NO_PERIOD = Message("The period is not a quarter, month, year, or start and end date.")


@dataclass(frozen=True)
class TargetRow:
    """A row and the target it sets."""

    row: TableRow
    target: Target

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from other targets: rows that differ in another column, such as the team, add up."""
        amount = self.row.get("amount")
        others = sorted(cell for cell in self.row.cells.values() if cell.strip() != amount)
        return (self.target.role, self.target.member, self.target.starts_on, self.target.ends_on, *others)

    def replaced(self) -> RejectedRow:
        """The row as one that a later one replaces."""
        return _rejected(self.row, "amount", _REPLACED)


def read_targets(
    connection: duckdb.DuckDBPyConnection, sheet: KnownSheet, fiscal_year_start: int
) -> tuple[tuple[TargetRow, ...], tuple[RejectedRow, ...]]:
    """The targets in ``sheet``, and the rows that are not clear."""
    rows = read_rows(connection, sheet)
    mark = money.decimal_mark([text for row in rows if (text := row.get("amount"))])
    exponent = money.header_exponent(sheet.columns["amount"].header)
    order = dates.order_of(text for row in rows for field in ("starts_on", "ends_on") if (text := row.get(field))).order
    reader = _Reader(mark, exponent, order, fiscal_year_start)
    read = [reader.read(row) for row in rows]
    return (
        tuple(item for item in read if isinstance(item, TargetRow)),
        tuple(item for item in read if isinstance(item, RejectedRow)),
    )


class _Reader:
    def __init__(
        self, mark: money.DecimalMark, exponent: int, order: dates.Order | None, fiscal_year_start: int
    ) -> None:
        self._mark, self._exponent, self._order = mark, exponent, order
        self._fiscal_year_start = fiscal_year_start

    def read(self, row: TableRow) -> TargetRow | RejectedRow:
        role, member = role_and_member(row)
        if role is None:
            return _rejected(row, "role", _NO_ROLE)
        if member is None:
            return _rejected(row, "member", _NO_MEMBER)
        amount = money.parse(row.get("amount") or "", self._mark, self._exponent)
        if amount.value is None:
            return _rejected(row, "amount", amount.problem or money.NO_NUMBER)
        span = self._span(row)
        if span is None or span[0] > span[1]:
            return _rejected(row, "period", _NO_PERIOD)
        return TargetRow(row, Target(role, member, *span, amount.value))

    def _span(self, row: TableRow) -> tuple[date, date] | None:
        starts_on = dates.parse(row.get("starts_on") or "", self._order).value
        ends_on = dates.parse(row.get("ends_on") or "", self._order).value
        if starts_on and ends_on:
            return starts_on, ends_on
        return period(row.get("period") or "", self._fiscal_year_start)


def _rejected(row: TableRow, field: str, reason: Message) -> RejectedRow:
    return RejectedRow(row.number, field, row.get(field), reason, row.cells)


def role_and_member(row: TableRow) -> tuple[Role | None, str | None]:
    """Who the target is for: from a column ``role`` and one ``member``, or from a column that is a role itself."""
    named = row.get("role")
    if named:
        roles = [field for field in OPPORTUNITY_FIELDS if field.name in ROLE_FIELDS]
        best = max(roles, key=lambda field: header_score(field, named))
        role = best.name if header_score(best, named) >= 0.7 else None
        return role, row.get("member") or (row.get(role) if role else None)  # type: ignore[return-value]
    filled = [role for role in ROLE_FIELDS if row.get(role)]
    return (filled[0], row.get(filled[0])) if filled else (None, None)  # type: ignore[return-value]


def period(text: str, fiscal_year_start: int = 1) -> tuple[date, date] | None:
    """First and last day of ``2026Q4``, ``FY26-Q1``, ``2026年第四季度``, ``2026-11`` or ``2026``.

    A year marked FY is the fiscal year that ends in it; any other is a calendar year.
    """
    clean = unicodedata.normalize("NFKC", text).strip()
    if found := _QUARTER_LAST.fullmatch(clean):
        return _quarter(found[1], found[2], found[3], fiscal_year_start)
    if found := _QUARTER_FIRST.fullmatch(clean):
        return _quarter(found[2], found[3], found[1], fiscal_year_start)
    if (found := _MONTH.fullmatch(clean)) and 1 <= int(found[2]) <= 12:
        starts_on = date(int(found[1]), int(found[2]), 1)
        return starts_on, _month_on(starts_on, 1) - timedelta(days=1)
    if found := _YEAR_ALONE.fullmatch(clean):
        starts_on = _year_start(found[1], found[2], fiscal_year_start)
        return starts_on, _month_on(starts_on, 12) - timedelta(days=1)
    return None


def _quarter(fiscal: str | None, year: str, quarter: str, fiscal_year_start: int) -> tuple[date, date]:
    number = int(quarter) if quarter.isdigit() else _HAN.index(quarter) + 1
    starts_on = _month_on(_year_start(fiscal, year, fiscal_year_start), 3 * (number - 1))
    found = Quarter.of(starts_on, starts_on.month)
    return found.starts_on, found.ends_on


def _year_start(fiscal: str | None, year: str, fiscal_year_start: int) -> date:
    full = int(year) + (2000 if len(year) == 2 else 0)
    if not fiscal or fiscal_year_start == 1:
        return date(full, 1, 1)
    return date(full - 1, fiscal_year_start, 1)


def _month_on(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)
