"""A sheet of targets: role, member, period and amount."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb

from analyzer.intake.matching.fields import OPPORTUNITY_FIELDS, ROLE_FIELDS
from analyzer.intake.matching.headers import header_score
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.report import RejectedRow
from analyzer.intake.tables.table_rows import TableRow, read_rows
from analyzer.intake.tables.wide_targets import Layout
from analyzer.intake.values import dates, money
from analyzer.intake.values.periods import Part, in_year, period
from analyzer.intake.values.spelling import folded
from analyzer.message import Message
from analyzer.model import ONE_DAY, Role, Target

_NO_ROLE = Message("The role is not region, product, industry, channel, rep or customer.")
_NO_MEMBER = Message("The row names no member.")
_REPLACED = Message("A later row sets this member's target for the same days; the last one stands.")
_IN_PARTS = Message("Shorter periods set this member's targets for all of these days; they stand.")
_NO_PERIOD = Message("The period is not a quarter, month, year, or start and end date.")
_NO_YEAR = Message("The year is not one such as 2026 or FY26.")
_SAID = ("role", "member", "period", "starts_on", "ends_on", "amount")


@dataclass(frozen=True)
class TargetRow:
    """A row and a target it sets. others: the words in its further cells: rows that differ there, as in the team, add
    up. Numbers and days there tell what became of a target, not whose it is.
    """

    row: TableRow
    target: Target
    others: tuple[str, ...]

    @property
    def days_of_member(self) -> tuple[object, ...]:
        """Whose target it is, and for which days."""
        return (self.target.role, folded(self.target.member), self.target.starts_on, self.target.ends_on)

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from other targets of its file."""
        return (*self.days_of_member, *self.others)

    def left_out(self, standing: Iterable[TargetRow]) -> RejectedRow:
        """The row as one whose target does not stand among ``standing``."""
        is_replaced = any(other.days_of_member == self.days_of_member for other in standing)
        return _rejected(self.row, "amount", _REPLACED if is_replaced else _IN_PARTS)


def read_targets(
    connection: duckdb.DuckDBPyConnection, sheet: KnownSheet, fiscal_year_start: int, layout: Layout | None = None
) -> tuple[tuple[TargetRow, ...], tuple[RejectedRow, ...]]:
    """The targets in ``sheet``, and the rows that are not clear. layout: where they are laid out in columns."""
    rows = read_rows(connection, sheet)
    read = (
        _from_columns(sheet, rows, layout, fiscal_year_start) if layout else _from_rows(sheet, rows, fiscal_year_start)
    )
    return (
        tuple(item for items in read if not isinstance(items, RejectedRow) for item in items),
        tuple(item for item in read if isinstance(item, RejectedRow)),
    )


def standing_targets(by_file: Iterable[tuple[str, Iterable[TargetRow]]]) -> dict[tuple[object, ...], TargetRow]:
    """By their keys, the targets that stand: what a later file says of a member's days takes the place of all that
    earlier ones say of them, and in one file a later row that of an earlier one that differs in the amount alone. A
    target whose days are all set in parts, as those of a quarter by its months, gives way to them.

    by_file: the name of a file, and the targets of a sheet in it, in the order they came.
    """
    read = [(file, item) for file, items in by_file for item in items]
    last = {item.days_of_member: file for file, item in read}
    standing = {item.key: item for file, item in read if last[item.days_of_member] == file}
    of_member: defaultdict[tuple[object, ...], list[Target]] = defaultdict(list)
    for item in standing.values():
        of_member[item.days_of_member[:2]].append(item.target)
    return {
        key: item for key, item in standing.items() if not _is_in_parts(item.target, of_member[item.days_of_member[:2]])
    }


def _is_in_parts(whole: Target, targets: Iterable[Target]) -> bool:
    """Whether shorter ones of the same member's ``targets`` cover every day of ``whole``."""
    days = whole.ends_on - whole.starts_on
    shorter = [part for part in targets if part.ends_on - part.starts_on < days and part.starts_on >= whole.starts_on]
    open_from = whole.starts_on
    for part in sorted(shorter, key=lambda part: part.starts_on):
        if part.starts_on <= open_from and part.ends_on <= whole.ends_on:
            open_from = max(open_from, part.ends_on + ONE_DAY)
    return open_from > whole.ends_on


def _words(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted(text for text in texts if text and _is_word(text)))


def _is_word(text: str) -> bool:
    is_day = dates.parse(text, "dmy").value or dates.parse(text, "mdy").value or dates.week_alone(text)
    return money.parse(text).value is None and not is_day


def _from_rows(sheet: KnownSheet, rows: Sequence[TableRow], starts_in: int) -> list[RejectedRow | list[TargetRow]]:
    """One target a row."""
    mark = money.decimal_mark([text for row in rows if (text := row.get("amount"))])
    exponent = money.header_exponent(sheet.columns["amount"].header)
    order = dates.order_of(text for row in rows for field in ("starts_on", "ends_on") if (text := row.get(field))).order
    reader = _Reader(mark, exponent, order, starts_in)
    read = [reader.read(row) for row in rows]
    return [item if isinstance(item, RejectedRow) else [item] for item in read]


def _from_columns(
    sheet: KnownSheet, rows: Sequence[TableRow], layout: Layout, starts_in: int
) -> list[RejectedRow | list[TargetRow]]:
    """Several targets a row."""
    texts = [text for row in rows for place in layout.amounts if (text := row.texts[place])]
    keeps_thousandths = sheet.raw.sheet is not None
    reader = _WideReader(sheet, layout, money.decimal_mark(texts, keeps_thousandths=keeps_thousandths), starts_in)
    return [reader.read(row) for row in rows]


class _WideReader:
    def __init__(self, sheet: KnownSheet, layout: Layout, mark: money.DecimalMark, starts_in: int) -> None:
        self._layout, self._mark, self._starts_in = layout, mark, starts_in
        self._exponents = {place: money.header_exponent(sheet.raw.headers[place]) for place in layout.amounts}

    def read(self, row: TableRow) -> RejectedRow | list[TargetRow]:
        found = []
        for place in self._layout.amounts:
            amount = money.parse(row.texts[place], self._mark, self._exponents[place]) if row.texts[place] else None
            if amount and amount.problem:
                return RejectedRow(row.number, "amount", row.texts[place], amount.problem, row.cells)
            if amount and amount.value is not None:
                target = self._target(row, place, amount.value)
                if isinstance(target, RejectedRow):
                    return target
                found.append(target)
        return found

    def _target(self, row: TableRow, place: int, amount: Decimal) -> RejectedRow | TargetRow:
        layout = self._layout
        member = layout.members.get(place) or row.texts[layout.member or 0]
        if not member:
            return RejectedRow(row.number, "member", None, _NO_MEMBER, row.cells)
        span = self._span(row, place)
        if span is None:
            told = layout.period if layout.period is not None else layout.year
            value = row.texts[told] if isinstance(told, int) else told
            return RejectedRow(row.number, "period", value, _NO_YEAR if layout.periods else _NO_PERIOD, row.cells)
        said = {*layout.amounts, layout.member, layout.period, layout.year}
        others = _words(text for at, text in enumerate(row.texts) if at not in said)
        return TargetRow(row, Target(layout.role, member, *span, amount), others)

    def _span(self, row: TableRow, place: int) -> tuple[date, date] | None:
        layout = self._layout
        if layout.period is not None:
            return period(row.texts[layout.period], self._starts_in)
        what = layout.periods[place]
        if not isinstance(what, Part):
            return what
        year = row.texts[layout.year] if isinstance(layout.year, int) else layout.year
        return in_year(what, year, self._starts_in)


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
        said = {row.get(field) for field in _SAID}
        others = _words(cell for cell in row.cells.values() if cell.strip() not in said)
        return TargetRow(row, Target(role, member, *span, amount.value), others)

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
