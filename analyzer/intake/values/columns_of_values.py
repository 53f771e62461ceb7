"""Columns of text turned into columns of values, by SQL where it can and by Python where it must.

What DuckDB reads by itself and exactly never leaves it. The rest comes out as distinct texts, is read by `money`
and `dates`, and goes back as a table that the column is joined with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

import duckdb
import pyarrow as pa

from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.raw_sheet import RawSheet
from analyzer.intake.values import dates, money
from analyzer.intake.values.edges import may_need_trimming
from analyzer.intake.values.small_table import MONEY, make_table
from analyzer.message import Message

# The characters themselves: DuckDB keeps no escapes in the text of a view.
_SPACES = " \t\n\r\u00a0\u2007\u202f\u3000\u200b\ufeff"
TRIMMED = f"'{_SPACES}'"
_DATE_RANGE = f"between date '{dates.FIRST_YEAR}-01-01' and date '{dates.LAST_YEAR}-12-31'"
_SHOWN = 3
NEVER = "false"


@dataclass(frozen=True)
class Values:
    """A column of values, as SQL over the raw table ``r``.

    expression: the value, NULL where the cell is blank or not understood. misread: true where it is not understood.
    joins: what the expression needs joined to ``r``. currency: SQL of the code that stood beside the number.
    ready: the values themselves, row by row, where they are there already.
    """

    expression: str
    misread: str = NEVER
    joins: tuple[str, ...] = ()
    currency: str | None = None
    notes: tuple[Message, ...] = ()
    ready: pa.ChunkedArray | None = None


@dataclass(frozen=True)
class _Odd:
    text: str
    rows: int


class Column:
    """One column of a sheet on its way to values. ``number`` keeps the names of its own tables apart."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, sheet: RawSheet, profile: ColumnProfile, number: str
    ) -> None:
        self._connection = connection
        self._relation = connection.table(sheet.table)
        self._cells = sheet.cells[profile.column]
        self.profile = profile
        self.name = f"r.{profile.column}"
        self._odd_table = f"odd_{number}_{profile.column}"

    def text(self) -> Values:
        """Stripped text; what is blank after that is NULL."""
        name = self.profile.column
        edges = f"regexp_matches({name}, '^[{_SPACES}]|[{_SPACES}]$')"
        if not may_need_trimming(self._cells) or not self._relation.filter(edges).limit(1).fetchall():
            return Values(self.name, ready=self._cells)
        return Values(f"nullif(trim({self.name}, {TRIMMED}), '')")

    def amounts(self, in_number_cells: bool = False) -> Values:
        """Amounts as decimal(18,2). in_number_cells: the sheet keeps numbers as such, and not as they were typed."""
        exponent = money.header_exponent(self.profile.header)
        fast = f"try_cast(case when {_is_plain(self.name)} then {self.name} end as decimal(18,2))"
        ready = None if exponent else self._read_whole(fast)
        if ready is not None:
            return Values(fast, ready=ready)
        odd = self._odd("true" if exponent else f"not {_is_plain(self.profile.column)}")
        if not odd:
            return Values(fast)
        texts = [item.text for item in odd] + self._plain_decimals()
        as_numbers = money.decimal_mark(texts, keeps_thousandths=True)
        mark = as_numbers if in_number_cells or exponent else money.decimal_mark(texts)
        read = [money.parse(item.text, mark, exponent) for item in odd]
        self._keep({"value": MONEY, "currency": pa.string()}, odd, [(item.value, item.currency) for item in read])
        return Values(
            f"{self._odd_table}.value" if exponent else f"coalesce({self._odd_table}.value, {fast})",
            f"({self._odd_table}.text is not null and {self._odd_table}.value is null)",
            self._joins(),
            f"{self._odd_table}.currency",
            (
                *(_thousands_note(self.profile.header, odd) if mark != as_numbers else ()),
                *_money_notes(self.profile.header, exponent, odd, read),
            ),
        )

    def _plain_decimals(self) -> list[str]:
        name = self.profile.column
        found = self._relation.filter(f"contains({name}, '.') and {_is_plain(name)}").project(name).distinct()
        return [row[0] for row in found.limit(1_000).fetchall()]

    @cached_property
    def _ready_dates(self) -> pa.ChunkedArray | None:
        cast = f"try_cast({self.name} as date)"
        return self._read_whole(f"case when {cast} {_DATE_RANGE} then {cast} end")

    @cached_property
    def _odd_dates(self) -> list[_Odd]:
        return (
            []
            if self._ready_dates is not None
            else self._odd(f"(try_cast({self.profile.column} as date) {_DATE_RANGE}) is not true")
        )

    def odd_dates(self) -> list[str]:
        """The distinct texts that DuckDB does not read as a date in range."""
        return [item.text for item in self._odd_dates]

    def dates(self, order: dates.Order | None, today: date | None = None) -> Values:
        """Dates; ``order`` settles what the numbers of a date leave open.

        today: given where a week without a year is a date too, the last one of its number.
        """
        odd = self._odd_dates
        cast = f"try_cast({self.name} as date)"
        if not odd:
            return Values(cast, ready=self._ready_dates)
        read = [_day(item.text, order, today) for item in odd]
        self._keep({"value": pa.date32()}, odd, [(item.value,) for item in read])
        return Values(
            f"coalesce({self._odd_table}.value, case when {cast} {_DATE_RANGE} then {cast} end)",
            f"({self._odd_table}.text is not null and {self._odd_table}.value is null)",
            self._joins(),
            notes=_misread_note(
                self.profile.header, [item for item, day in zip(odd, read, strict=True) if not day.value]
            ),
        )

    def probabilities(self) -> Values:
        """Probabilities 0..1. Bare numbers are hundredths when one of them is above 1."""
        name = self.profile.column
        number = f"try_cast({name} as double)"
        odd = self._odd(f"({number} between 0 and 100) is not true")
        largest = self._relation.filter(f"{number} between 0 and 100").aggregate(f"max({number})").fetchall()[0][0]
        bare = [value for item in odd if "%" not in item.text and (value := _number(item.text)) is not None]
        hundredths = max([largest or 0, *(value for value in bare if value <= 100)]) > 1
        scale = 100 if hundredths else 1
        fast = f"try_cast({self.name} as double) / {scale}"
        if not odd:
            return Values(fast)
        read = [_probability(item.text, scale) for item in odd]
        self._keep({"value": pa.float64()}, odd, [(value,) for value in read])
        misread = [item for item, value in zip(odd, read, strict=True) if value is None]
        return Values(
            f"case when {self._odd_table}.text is null then {fast} else {self._odd_table}.value end",
            f"({self._odd_table}.text is not null and {self._odd_table}.value is null)",
            self._joins(),
            notes=_misread_note(self.profile.header, misread),
        )

    def currencies(self) -> Values:
        """ISO codes; a name that is not known stands as it is."""
        every = self._odd("true")
        codes = [(money.CURRENCIES.get(item.text.strip().casefold(), item.text.strip().upper()),) for item in every]
        self._keep({"value": pa.string()}, every, codes)
        return Values(f"{self._odd_table}.value", joins=self._joins())

    def _read_whole(self, expression: str) -> pa.ChunkedArray | None:
        """The values of ``expression``, where it understands every cell that is not blank."""
        values = self._relation.set_alias("r").project(f"{expression} as value").to_arrow_table()["value"]
        return values if values.null_count == self._cells.null_count else None

    def _odd(self, condition: str) -> list[_Odd]:
        name = self.profile.column
        found = self._relation.filter(f"{name} is not null and ({condition})").aggregate(f"{name}, count(*)", name)
        return [_Odd(*row) for row in sorted(found.fetchall())]

    def _keep(self, types: dict[str, pa.DataType], odd: Sequence[_Odd], values: Sequence[tuple[object, ...]]) -> None:
        rows = [(item.text, *found) for item, found in zip(odd, values, strict=True)]
        make_table(self._connection, self._odd_table, {"text": pa.string(), **types}, rows)

    def _joins(self) -> tuple[str, ...]:
        return (f"left join {self._odd_table} on {self._odd_table}.text = {self.name}",)


def _is_plain(name: str) -> str:
    """SQL that tells whether DuckDB reads column ``name`` as exact cents by itself."""
    return f"regexp_full_match({name}, '{money.PLAIN}')"


def _day(text: str, order: dates.Order | None, today: date | None) -> dates.Day:
    day = dates.parse(text, order)
    week = dates.week_alone(text) if day.value is None and today else None
    return dates.Day(dates.last_week(week, today)) if week and today else day


def _number(text: str) -> float | None:
    amount = money.parse(text, money.decimal_mark([text])).value
    return None if amount is None else float(amount)


def _probability(text: str, scale: int) -> float | None:
    bare = text.strip().removesuffix("%").removesuffix("％")
    value = _number(bare)
    if value is None:
        return None
    share = value / (100 if bare != text.strip() else scale)
    return share if 0 <= share <= 1 else None


def _thousands_note(header: str, odd: Sequence[_Odd]) -> tuple[Message, ...]:
    example = next(item.text for item in odd if "." in item.text)
    return (Message("“{header}”: {example} and its like are read as thousands.", header=header, example=example),)


def _money_notes(header: str, exponent: int, odd: Sequence[_Odd], read: Sequence[money.Amount]) -> list[Message]:
    notes = []
    rounded = sum(item.rows for item, amount in zip(odd, read, strict=True) if amount.is_rounded)
    if exponent:
        notes.append(
            Message(
                "“{header}”: the header gives the unit, so its amounts are times {times}.",
                header=header,
                times=10**exponent,
            )
        )
    if rounded:
        notes.append(
            Message(
                "“{header}”: {rows} amounts had more than two decimals and are rounded to cents.",
                header=header,
                rows=rounded,
            )
        )
    signs = {amount.sign: amount.currency for amount in read if amount.sign}
    notes += [
        Message(
            "“{header}”: the sign {sign} is taken for {currency}; set the currency if that is wrong.",
            header=header,
            sign=sign,
            currency=code,
        )
        for sign, code in sorted(signs.items())
    ]
    return notes


def _misread_note(header: str, misread: Sequence[_Odd]) -> tuple[Message, ...]:
    if not misread:
        return ()
    rows = sum(item.rows for item in misread)
    examples = [item.text[:60] for item in misread[:_SHOWN]]
    return (
        Message(
            "“{header}”: {rows} cells are not understood and count as blank, such as {examples}.",
            header=header,
            rows=rows,
            examples=examples,
        ),
    )


def as_decimal(value: str) -> Decimal | None:
    """The amount in one text by itself."""
    return money.parse(value, money.decimal_mark([value])).value
