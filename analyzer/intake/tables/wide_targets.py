"""Targets laid out in columns: one for each period, or one for each member with a row for each period."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from analyzer.intake.matching.columns import Match
from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.matching.sheet_kinds import KnownSheet, role_of
from analyzer.intake.values import periods
from analyzer.intake.values.no_value import says_nothing
from analyzer.intake.values.spelling import folded
from analyzer.message import Message
from analyzer.model import ROLES, Role

_TARGET = re.compile(r"target|quota|goal|目标|目標|指标|指標|业绩|業績|任务|任務", re.IGNORECASE)
_BESIDE_A_NAME = re.compile(
    r"\b(?:targets?|quotas?|goals?|plan|budget|sales|revenue|amount)\b|销售|銷售|业绩|業績|目标|目標|指标|指標|任务|任務|金额|金額|额|額",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_YEAR_HEADER = re.compile(r"(fiscal |sales )?year|fy|年|年度|年份|财年|財年", re.IGNORECASE)
_YEAR_IN_NAME = re.compile(r"(?<!\d)(FY\s?\d{2}(?:\d{2})?|20\d{2})(?!\d)", re.IGNORECASE)
_TOTALS = frozenset(
    {"total", "sum", "all", "grand total", "合计", "合計", "总计", "總計", "小计", "小計", "全部", "总", "總"}
)
_SHARED = 0.5
_FEWEST = 2

Span = tuple[date, date]


@dataclass(frozen=True)
class Layout:
    """Where a sheet of targets holds what; columns go by their place.

    periods: column of amounts -> its days, or its part of a year that is told elsewhere; then ``member`` is the column
    that names the members, and ``year`` the column, or the text, that tells the year.
    members: column of amounts -> its member; then ``period`` is the column that tells the days row by row.
    """

    role: Role
    member: int | None = None
    periods: Mapping[int, Span | periods.Part] = field(default_factory=dict)
    year: int | str = ""
    period: int | None = None
    members: Mapping[int, str] = field(default_factory=dict)

    @property
    def amounts(self) -> Collection[int]:
        """The columns of amounts."""
        return (*self.periods, *self.members)


def recognise_wide(sheets: Sequence[KnownSheet], starts_in: int) -> tuple[list[KnownSheet], dict[str, Layout]]:
    """The sheets, where those that hold targets in columns are ``targets``; and the layout of each, by its table.

    starts_in: the month in which the fiscal year starts.
    """
    deals = [sheet for sheet in sheets if sheet.kind == "opportunities"]
    found = {sheet.raw.table: _layout(sheet, deals, starts_in) for sheet in sheets if _may_be_wide(sheet)}
    layouts = {table: layout for table, layout in found.items() if isinstance(layout, Layout)}
    result = []
    for sheet in sheets:
        layout = found.get(sheet.raw.table)
        if isinstance(layout, Layout):
            result.append(_as_targets(sheet, layout))
        else:
            result.append(replace(sheet, raw=replace(sheet.raw, notes=(*sheet.raw.notes, layout))) if layout else sheet)
    return result, layouts


def _may_be_wide(sheet: KnownSheet) -> bool:
    return bool(sheet.rows) and sheet.kind in ("not_used", "targets")


def _as_targets(sheet: KnownSheet, layout: Layout) -> KnownSheet:
    reason = Message("Each column sets the amounts to win in a period.")
    if layout.members:
        reason = Message("Each column sets the amounts that one member is to win.")
    matches = tuple(_match(item.profile, layout) for item in sheet.matches)
    return replace(sheet, kind="targets", reason=reason, matches=matches)


def _match(item: ColumnProfile, layout: Layout) -> Match:
    place = _place(item)
    if place in layout.amounts:
        return Match(item, "amount", 0.9, Message("It holds the targets of “{what}”.", what=item.header))
    if place == layout.member:
        return Match(item, layout.role, 0.9, Message("It names the members whose targets these are."))
    if place in (layout.period, layout.year):
        return Match(item, None, 0.9, Message("It tells the period of the targets."))
    return Match(item, None, 0.0, Message("It sums up other columns, or the targets do not need it."))


def _place(item: ColumnProfile) -> int:
    return int(item.column[1:])


def _layout(sheet: KnownSheet, deals: Sequence[KnownSheet], starts_in: int) -> Layout | Message | None:
    items = [item.profile for item in sheet.matches if item.profile.filled]
    is_named = bool(_TARGET.search(f"{sheet.raw.file} {sheet.raw.sheet or ''}"))
    found = _with_periods(sheet, items, deals, starts_in, is_named)
    if found or sheet.kind == "targets":
        return found
    return _with_members(items, deals, starts_in, is_named)


def _with_periods(
    sheet: KnownSheet, items: Sequence[ColumnProfile], deals: Sequence[KnownSheet], starts_in: int, is_named: bool
) -> Layout | Message | None:
    """A row for each member, and a column for each period."""
    found = _periods(items, starts_in)
    is_said = is_named or any(_TARGET.search(item.header) for item in items if _place(item) in found)
    if not found or not is_said or (len(found) < _FEWEST and sheet.kind == "targets"):
        return None
    named = _named(deals, [item for item in items if _place(item) not in found])
    if named is None:
        return None
    if not any(isinstance(what, periods.Part) for what in found.values()):
        return Layout(*named, found)
    year = _year(sheet, items)
    if year is None:
        return Message(
            "Its targets are not used: they need their year, in a column “Year” or in the name of the sheet or file."
        )
    return Layout(*named, found, year)


def _periods(items: Sequence[ColumnProfile], starts_in: int) -> dict[int, Span | periods.Part]:
    """The columns that are called like a period and hold amounts, but not those that sum up others."""
    called = {
        _place(item): (item.header, what)
        for item in items
        if item.money_share >= 0.5 and (what := _period_in(item.header, starts_in))
    }
    firsts = sorted(
        what[0] for header, what in called.values() if isinstance(what, tuple) and periods.is_first_of_month(header)
    )
    if {_months_between(one, other) for one, other in zip(firsts, firsts[1:], strict=False)} == {3}:
        called = {place: (header, _quarter_from(header, what)) for place, (header, what) in called.items()}
    found = {place: what for place, (_, what) in called.items()}
    return {place: what for place, what in found.items() if not any(_holds(what, other) for other in found.values())}


def _period_in(header: str, starts_in: int) -> Span | periods.Part | None:
    text = _BESIDE_A_NAME.sub(" ", _BRACKETS.sub(" ", header)).strip(" -_:：/")
    if len(text) <= 2 and text.isdigit():
        return None
    return periods.period(text, starts_in) or periods.part_of_year(text)


def _months_between(one: date, other: date) -> int:
    return (other.year - one.year) * 12 + other.month - one.month


def _quarter_from(header: str, what: Span | periods.Part) -> Span | periods.Part:
    """Headings that are first days of months, three months apart, stand for quarters."""
    if isinstance(what, periods.Part) or not periods.is_first_of_month(header):
        return what
    return what[0], periods.month_on(what[0], 3) - timedelta(days=1)


def _holds(whole: Span | periods.Part, part: Span | periods.Part) -> bool:
    """Whether ``whole`` is longer than ``part`` and holds it: a year its quarters, a quarter its months."""
    if whole == part:
        return False
    if isinstance(part, periods.Part):
        # A year with its number beside quarters without theirs can only be their sum.
        within = whole.of(2000) if isinstance(whole, periods.Part) else periods.WHOLE_YEAR.of(2000)
        part = part.of(2000)
    elif isinstance(whole, periods.Part):
        return False
    else:
        within = whole
    return within[0] <= part[0] and part[1] <= within[1]


def _year(sheet: KnownSheet, items: Sequence[ColumnProfile]) -> int | str | None:
    """The column that tells the year, or the year in the name of the sheet or file."""
    column = next((item for item in items if _YEAR_HEADER.fullmatch(item.header.strip())), None)
    if column:
        return _place(column)
    found = (_YEAR_IN_NAME.search(name) for name in (sheet.raw.sheet or "", sheet.raw.file))
    return next((year[1] for year in found if year), None)


def _named(deals: Sequence[KnownSheet], items: Sequence[ColumnProfile]) -> tuple[Role, int] | None:
    """The column whose values are members of the deals, and their role; else one whose header names a role."""
    words = [item for item in items if item.money_share < 0.5 and not _YEAR_HEADER.fullmatch(item.header.strip())]
    shares = {(role, _place(item)): _shared(item.counts, role, deals) for item in words for role in ROLES}
    best = max(shares, key=lambda place: shares[place], default=None)
    if best and shares[best] >= _SHARED:
        return best
    called = ((role, _place(item)) for item in words if (role := role_of(item)))
    return next(called, None)


def _shared(names: Iterable[str], role: Role, deals: Sequence[KnownSheet]) -> float:
    """The share of ``names`` that are members of ``role`` in the sample of the deals."""
    members = {folded(value) for sheet in deals if role in sheet.columns for value in sheet.columns[role].counts}
    hits = [folded(name) in members for name in names if folded(name) not in _TOTALS]
    return sum(hits) / len(hits) if hits else 0.0


def _with_members(
    items: Sequence[ColumnProfile], deals: Sequence[KnownSheet], starts_in: int, is_named: bool
) -> Layout | None:
    """A row for each period, and a column for each member."""
    period = next((item for item in items if _are_periods(item, starts_in)), None)
    called = {
        _place(item): _member_in(item.header)
        for item in items
        if item is not period and item.header.strip() and item.money_share >= 0.5
    }
    members = {place: name for place, name in called.items() if folded(name) not in _TOTALS}
    if period is None or len(members) < _FEWEST:
        return None
    role = max(ROLES, key=lambda name: _shared(members.values(), name, deals))
    share = _shared(members.values(), role, deals)
    # Where nothing speaks of targets, only members throughout do.
    if share < (_SHARED if is_named else 1):
        return None
    return Layout(role, period=_place(period), members=members)


def _are_periods(item: ColumnProfile, starts_in: int) -> bool:
    texts = [text for text in item.counts if not says_nothing(text)]
    return bool(texts) and all(len(text.strip()) > 2 and periods.period(text, starts_in) for text in texts)


def _member_in(header: str) -> str:
    wide = unicodedata.normalize("NFKC", header)
    return _BESIDE_A_NAME.sub(" ", _BRACKETS.sub(" ", wide)).strip(" -_:/") or header.strip()
