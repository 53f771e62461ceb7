"""The files of one case, made as it was planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from tests.intake.family import layout
from tests.intake.family.beside import Beside, beside, group_row
from tests.intake.family.case import Case
from tests.intake.family.crm_exports import SALESFORCE_REPORT
from tests.intake.family.files import Sheet, csv_bytes, workbook_bytes
from tests.intake.family.formats import MONEY
from tests.intake.family.pipelines import Deal
from tests.intake.family.plans import Plan
from tests.intake.family.writing import rows_of

_DATED = ("{iso}", "{compact}", "{zh}", "{week}", "{mdy}", "{mon}", "{iso_}")
_Made = tuple[dict[str, bytes], tuple[frozenset[date], ...], tuple[str, ...]]


def written(name: str, plan: Plan, random: Random, **open_ends: object) -> Case:
    """The case with its files. open_ends: what of the truth differs from the plan."""
    plan, more = beside(name, plan)
    sheets = {day: rows_under_header(plan, day, deals, random) for day, deals in plan.weeks.items()}
    files, days, tags = _Files(plan, sheets, more, random).made()
    found = Case(
        name=name, group=plan.dialect.group, files=files, columns=tuple(item.column for item in plan.columns),
        weeks=plan.weeks, days=days, fields=plan.fields, labels=plan.styles.labels, currency=plan.currency,
        targets=more.targets,
        tags=(plan.dialect.name, plan.stages.name, plan.spread, plan.styles.dates, plan.styles.money,
              *tags, *more.tags),
    )  # fmt: skip
    return replace(found, **open_ends)  # type: ignore[arg-type]


def rows_under_header(plan: Plan, day: date, deals: Sequence[Deal], random: Random) -> list[layout.Row]:
    return [[column.column.header for column in plan.columns], *rows_of(plan.columns, deals, day, plan.styles, random)]


class _Files:
    """The files of one case, in the making."""

    def __init__(self, plan: Plan, sheets: Mapping[date, list[layout.Row]], more: Beside, random: Random) -> None:
        self._plan, self._sheets, self._beside, self._random = plan, sheets, more, random
        self._tags: list[str] = []
        chance = random.random
        spoilt = 0.45 if plan.dialect.is_by_hand else 0.08
        self._has_title, self._has_total = chance() < spoilt, chance() < spoilt
        self._has_blanks, self._repeats = chance() < spoilt / 3, chance() < spoilt / 4
        self._has_footer = plan.dialect is SALESFORCE_REPORT and chance() < 0.5
        self._encoding, self._delimiter = random.choice(plan.dialect.encodings), random.choice(plan.dialect.delimiters)
        self._date_format = random.choice(("yyyy-mm-dd", "m/d/yyyy", "dd.mm.yyyy", "yyyy/m/d", 'yyyy"年"m"月"d"日"'))
        self._is_1904 = chance() < 0.04

    def made(self) -> _Made:
        """The bytes by name, the days that are right for each week, and what was varied."""
        spread = self._plan.spread
        if spread == "column":
            return self._one_file(self._stacked(), None)
        if spread == "sheets":
            return self._sheets_of_weeks()
        if spread == "files":
            return self._files_of_weeks()
        ((day, rows),) = self._sheets.items()
        return self._one_file(self._dressed(rows, self._plan.weeks[day]), day)

    def _stacked(self) -> list[layout.Row]:
        weeks = list(self._sheets.values())
        rows = [weeks[0][0], *[row for week in weeks for row in week[1:]]]
        return self._dressed(rows, [deal for deals in self._plan.weeks.values() for deal in deals])

    def _one_file(self, rows: list[layout.Row], day: date | None) -> _Made:
        name, days = self._named(day)
        if day is None:
            days = [frozenset({held}) for held in self._sheets]
        if not self._plan.is_workbook:
            return {f"{name}.csv": self._csv(rows)}, tuple(days), tuple(self._tags)
        return {f"{name}.xlsx": self._book([self._sheet(self._sheet_name(), rows)])}, tuple(days), tuple(self._tags)

    def _sheets_of_weeks(self) -> _Made:
        style = self._random.choice(("%Y-%m-%d", "%Y%m%d", "Pipeline %Y-%m-%d"))
        sheets = [
            self._sheet(day.strftime(style), self._dressed(rows, self._plan.weeks[day]))
            for day, rows in self._sheets.items()
        ]
        return {"pipeline by week.xlsx": self._book(sheets)}, self._exactly(), tuple(self._tags)

    def _files_of_weeks(self) -> _Made:
        names = [name for name in self._plan.dialect.file_names if any(mark in name for mark in _DATED[:4])]
        template = self._random.choice(names or ["pipeline_{iso}"])
        files, days = {}, []
        for day, rows in self._sheets.items():
            dressed = self._dressed(rows, self._plan.weeks[day])
            name, held = _file_name(template, day), _days_of(template, day)
            days.append(held)
            if self._plan.is_workbook:
                files[f"{name}.xlsx"] = self._book([self._sheet(self._sheet_name(), dressed)])
            else:
                files[f"{name}.csv"] = self._csv(dressed)
        return files, tuple(days), tuple(self._tags)

    def _exactly(self) -> tuple[frozenset[date], ...]:
        return tuple(frozenset({day}) for day in self._sheets)

    def _named(self, day: date | None) -> tuple[str, list[frozenset[date]]]:
        is_told = day is not None and self._plan.is_told
        fitting = [name for name in self._plan.dialect.file_names if any(mark in name for mark in _DATED) == is_told]
        if is_told and day is not None:
            fitting = [name for name in fitting if "{mdy}" not in name or day.day > 12]
            template = self._random.choice(fitting or ["pipeline_{iso}"])
            return _file_name(template, day), [_days_of(template, day)]
        template = self._random.choice(fitting or ["export"])
        return _file_name(template, date(2026, 11, 20)), [frozenset()]

    def _dressed(self, rows: list[layout.Row], deals: Sequence[Deal]) -> list[layout.Row]:
        language = self._plan.language
        if self._repeats:
            rows = layout.with_repeated_header(rows, self._random)
        if self._has_blanks:
            rows = layout.with_blank_rows(rows, self._random)
        at = next((at for at, item in enumerate(self._plan.columns) if item.kind == "amount"), None)
        if self._has_total and at is not None:
            total = sum((deal.amount for deal in deals if deal.amount is not None), Decimal(0))
            rows = layout.totalled(rows, self._random, language, at, MONEY[self._plan.styles.money](total))
        if self._has_footer:
            rows = layout.with_footer(rows, len(deals))
        if self._beside.has_groups:
            rows = [group_row(self._plan), *rows]
        if self._has_title:
            rows = layout.titled(rows, self._random, language)
        self._tags = [name for name, held in (
            ("repeated header", self._repeats), ("blank rows", self._has_blanks), ("total", self._has_total),
            ("footer", self._has_footer), ("title", self._has_title)) if held]  # fmt: skip
        return rows

    def _csv(self, rows: list[layout.Row]) -> bytes:
        encoding = self._encoding if _fits(rows, self._encoding) else "utf-8"
        self._tags = [*self._tags, encoding, repr(self._delimiter)]
        return csv_bytes(rows, encoding, self._delimiter)

    def _sheet(self, name: str, rows: list[layout.Row]) -> Sheet:
        return Sheet(name, rows, merged=self._beside.merged)

    def _sheet_name(self) -> str:
        return self._random.choice(("Sheet1", "Deals", "Pipeline", "Data", "Opportunities"))

    def _book(self, sheets: list[Sheet]) -> bytes:
        deals = list(self._plan.weeks.values())[-1]
        if self._plan.looked_up:
            sheets = [*sheets, _accounts(self._plan, deals)]
        if self._random.random() < 0.12:
            sheets = [layout.notes_sheet(self._plan.language), *sheets]
        if self._random.random() < 0.12:
            at = self._random.randrange(len(sheets) + 1)
            sheets = [*sheets[:at], layout.pivot_sheet(deals, self._plan.language), *sheets[at:]]
        if self._random.random() < 0.08:
            sheets = [*sheets, layout.lists_sheet(deals)]
        sheets = [*sheets, *self._beside.sheets]
        self._tags = [*self._tags, "sheets: " + ", ".join(sheet.name for sheet in sheets)]
        return workbook_bytes(sheets, self._date_format, self._is_1904)


def _accounts(plan: Plan, deals: Sequence[Deal]) -> Sheet:
    """The lookup table of the customers of all weeks."""
    everybody = {deal.customer: deal for held in plan.weeks.values() for deal in held}
    key = plan.dialect.headers["customer"][0]
    headers: layout.Row = [key, *[plan.dialect.headers[role][0] for role in plan.looked_up]]
    rows = [[deal.customer, *[getattr(deal, role) for role in plan.looked_up]] for deal in everybody.values()]
    return Sheet("客户" if plan.language == "zh" else "Accounts", [headers, *rows])


def _fits(rows: Sequence[layout.Row], encoding: str) -> bool:
    try:
        "".join(str(cell) for row in rows for cell in row).encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _file_name(template: str, day: date) -> str:
    year, week, _ = day.isocalendar()
    return template.format(
        iso=day.isoformat(), iso_=day.strftime("%Y_%m_%d"), compact=day.strftime("%Y%m%d"), week=week,
        zh=f"{day.year}年{day.month}月{day.day}日", mdy=f"{day.month}-{day.day}-{day.year}",
        mon=day.strftime("%d %b %Y"), epoch=int(datetime(2026, 11, 20).timestamp()),
    )  # fmt: skip


def _days_of(template: str, day: date) -> frozenset[date]:
    """The days that such a name may be read for: a week's number stands for each of its days."""
    if "{week}" not in template:
        return frozenset({day})
    monday = day - timedelta(days=day.weekday())
    return frozenset(monday + timedelta(days=at) for at in range(7))
