"""What one case is to be: its stages, columns, formats and weeks, before a byte is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.intake.family import dress
from tests.intake.family.by_hand import SHEET_EN, UNPROMISED
from tests.intake.family.case import Column
from tests.intake.family.dialects import Dialect
from tests.intake.family.formats import CURRENCIES, UNITS
from tests.intake.family.members import members
from tests.intake.family.pipelines import Deal, Shape, weeks_of
from tests.intake.family.stage_sets import BY_NAME, StageSet
from tests.intake.family.writing import Styles, Written

_PRESENT: Mapping[str, float] = {
    "opportunity_id": 0.9, "opportunity_name": 0.9, "customer": 0.95, "stage": 1.0, "amount": 0.97, "currency": 0.3,
    "probability": 0.6, "created_on": 0.9, "closed_on": 0.5, "expected_close": 0.85, "stage_entered_on": 0.35,
    "region": 0.65, "product": 0.5, "industry": 0.5, "channel": 0.4, "rep": 0.85,
}  # fmt: skip
_SNAPSHOT = {
    "en": ("Snapshot Date", "As Of", "Week", "Report Date", "As of Date"),
    "zh": ("快照日期", "统计日期", "数据日期"),
    "zh_tw": ("快照日期", "統計日期", "資料日期"),
}
_CODES = {
    "en": ("USD", "EUR", "GBP"),
    "zh": ("CNY", "人民币"),
    "zh_tw": ("TWD", "USD"),
    "europe": ("EUR",),
    "ja": ("JPY",),
}
_MEANT = {"人民币": "CNY"}
_SYMBOLS = {"us $": "USD", "k": "USD", "accounting": "USD", "￥": "CNY", "yuan": "CNY", "NT$": "TWD", "de €": "EUR",
            "fr €": "EUR", **CURRENCIES}  # fmt: skip
# The other symbols stand for the money of several countries.
_TELLING = frozenset({"NT$", "de €", "fr €", *CURRENCIES})
# How a header tells the unit of its amounts.
_UNIT_HEADERS = {
    "wan header": ("{}（万元）", "{}(万元)", "{}/万元", "{}（万）"),
    "thousand header": ("{} ($K)", "{} ($000)", "{} (in thousands)"),
}
# What such a column may be taken for, where the file has no better one.
_STANDS_IN = {"account id": "customer", "account number": "customer", "user id": "rep", "row": "opportunity_id",
              "city": "region"}  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """What one case is to be. spread: how its weeks are told apart: one, column, files or sheets."""

    dialect: Dialect
    stages: StageSet
    spread: str
    is_workbook: bool
    is_told: bool
    styles: Styles
    columns: tuple[Written, ...]
    looked_up: tuple[str, ...]
    weeks: Mapping[date, tuple[Deal, ...]]

    @property
    def language(self) -> str:
        return self.dialect.members

    @property
    def fields(self) -> frozenset[str]:
        """What the files tell, by columns or by a lookup."""
        return frozenset(item.column.field for item in self.columns if item.column.field) | set(self.looked_up)

    @property
    def currency(self) -> str | None:
        """ISO 4217, where the files tell it."""
        told = "currency" in self.fields or self.styles.money in _TELLING
        return _MEANT.get(self.styles.currency, self.styles.currency) if told else None


def plan(dialect: Dialect, random: Random, stages: StageSet | None = None, spread: str | None = None) -> Plan:
    """Decide everything about a case but the bytes."""
    stages = stages or BY_NAME[random.choice(dialect.stage_sets)]
    spread = spread or random.choices(("one", "column", "files", "sheets"), (62, 12, 14, 12))[0]
    spread = "files" if spread == "column" and dialect.members not in _SNAPSHOT else spread
    is_workbook = spread == "sheets" or random.random() < 0.5
    styles = _styles(dialect, stages, random, is_workbook)
    columns = _columns(dialect, stages, random, styles, spread)
    looked_up = _looked_up(columns, random) if is_workbook else ()
    columns = tuple(column for column in columns if column.kind not in looked_up)
    weeks = weeks_of(
        random, _shape(dialect, random, styles, spread, bool(looked_up)), stages, members(dialect.members, random)
    )
    return Plan(dialect, stages, spread, is_workbook, spread != "one" or random.random() < 0.55, styles, columns,
                 looked_up, weeks)  # fmt: skip


def _styles(dialect: Dialect, stages: StageSet, random: Random, is_workbook: bool) -> Styles:
    dates = random.choice(dialect.dates)
    money = random.choice(dialect.money)
    share = random.choice(("share", "whole", "percent", "exact percent"))
    if is_workbook and random.random() < 0.6:
        dates, share = "cell", random.choice(("cell", "cell whole", "percent"))
        money = money if money in _UNIT_HEADERS else "cell"
    code = random.choice(_CODES[dialect.members])
    is_by_hand = dialect.is_by_hand and dialect not in UNPROMISED
    return Styles(
        dates, money, share, dress.labels(stages, random, is_by_hand), _SYMBOLS.get(money, code),
        dialect.status[1:] if dialect.status else None, is_by_hand and random.random() < 0.1,
    )  # fmt: skip


def _shape(dialect: Dialect, random: Random, styles: Styles, spread: str, has_lookup: bool) -> Shape:
    newest = date(2026, 11, 20) - timedelta(days=random.randrange(0, 270))
    unit = UNITS.get(styles.money) or random.choice((Decimal("12.34"), Decimal(50), Decimal("99.9"), Decimal(1000)))
    return Shape(
        random.randrange(30, 90), 1 if spread == "one" else random.choice((2, 2, 3)), newest, unit,
        random.choice(dialect.ids), random.random() < 0.3, not has_lookup and random.random() < 0.3,
    )  # fmt: skip


def _columns(dialect: Dialect, stages: StageSet, random: Random, styles: Styles, spread: str) -> tuple[Written, ...]:
    fields = [field for field in dialect.headers if random.random() < _PRESENT[field]]
    fields += [field for field in dialect.never_without if field not in fields]
    if "opportunity_id" not in fields:
        fields += [field for field in ("opportunity_name", "customer") if field not in fields]
    prefix = dress.prefix(random) if dialect is SHEET_EN and random.random() < 0.06 else None
    columns = [
        _written(field, random.choice(dialect.headers[field]), dialect, random, styles, prefix) for field in fields
    ]
    if spread == "column":
        columns.append(
            _written("snapshot_date", random.choice(_SNAPSHOT[dialect.members]), dialect, random, styles, prefix)
        )
    if dialect.status:
        columns.append(Written(Column(dialect.status[0], None), "status"))
    columns += _noise(dialect, random, set(fields))
    if dialect.is_by_hand or random.random() < 0.4:
        random.shuffle(columns)
    return _once(columns)


def _once(columns: Sequence[Written]) -> tuple[Written, ...]:
    """No header twice: of two the field stands."""
    kept: dict[str, Written] = {}
    for column in sorted(columns, key=lambda item: item.column.field is None):
        kept.setdefault(column.column.header.strip().casefold(), column)
    return tuple(column for column in columns if column in kept.values())


def _written(field: str, name: str, dialect: Dialect, random: Random, styles: Styles, prefix: str | None) -> Written:
    text = dress.prefixed(name, prefix) if prefix else dress.header(name, random, dialect.members, dialect.is_by_hand)
    if field == "amount" and styles.money in _UNIT_HEADERS:
        text = random.choice(_UNIT_HEADERS[styles.money]).format(name)
    return Written(Column(text, field), field)


def _noise(dialect: Dialect, random: Random, fields: set[str]) -> list[Written]:
    chosen = random.sample(sorted(dialect.noise), min(len(dialect.noise), random.randrange(0, 8)))
    columns = []
    for header in chosen:
        kind = dialect.noise[header]
        also = _STANDS_IN.get(kind)
        right = frozenset({also} if also and also not in fields else ())
        columns.append(Written(Column(header, None, right), kind))
    return columns


def _looked_up(columns: Sequence[Written], random: Random) -> tuple[str, ...]:
    """The roles that stand in a sheet of accounts instead."""
    kinds = {column.kind for column in columns}
    movable = [kind for kind in ("industry", "region") if kind in kinds]
    return tuple(movable) if movable and "customer" in kinds and random.random() < 0.18 else ()
