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
from analyzer.intake.values import dates, money, shares, value_notes
from analyzer.intake.values.currencies import CURRENCIES, header_currency
from analyzer.intake.values.edges import may_need_trimming
from analyzer.intake.values.small_table import MONEY, make_table
from analyzer.intake.values.value_notes import Odd
from analyzer.intake.values.written_alike import WrittenAlike, odd_texts
from analyzer.message import Message

# The characters themselves: DuckDB keeps no escapes in the text of a view.
SPACES = " \t\n\r\u00a0\u2007\u202f\u3000\u200b\ufeff"
TRIMMED = f"'{SPACES}'"
_DATE_RANGE = f"between date '{dates.FIRST_YEAR}-01-01' and date '{dates.LAST_YEAR}-12-31'"
NEVER = "false"
_LOOKED_AT_FIRST = 1_000
_REPEATED = 0.8


@dataclass(frozen=True)
class Values:
    """A column of values, as SQL over the raw table ``r``.

    expression: the value, NULL where the cell is blank or not understood. misread: true where it is not understood.
    joins: what the expression needs joined to ``r``. currency: SQL of the code beside the number or in the header;
    likely_currency: of one that is assumed from a sign which several share.
    ready: the values themselves, row by row, where they are there already.
    """

    expression: str
    misread: str = NEVER
    joins: tuple[str, ...] = ()
    currency: str | None = None
    likely_currency: str | None = None
    notes: tuple[Message, ...] = ()
    ready: pa.ChunkedArray | None = None


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
        edges = f"regexp_matches({name}, '^[{SPACES}]|[{SPACES}]$')"
        if not may_need_trimming(self._cells) or not self._relation.filter(edges).limit(1).fetchall():
            return Values(self.name, ready=self._cells)
        return Values(f"nullif(trim({self.name}, {TRIMMED}), '')")

    def amounts(self, in_number_cells: bool = False) -> Values:
        """Amounts as decimal(18,2). in_number_cells: the sheet keeps numbers as such, and not as they were typed."""
        header = self.profile.header
        exponent, code = money.header_exponent(header), header_currency(header)
        own = f"'{code}'" if code else None
        fast = _exact_cents(self.name, exponent)
        ready = self._read_whole(fast)
        distinct = None if ready is not None else self._distinct(f"not {_is_plain(self.profile.column, exponent)}")
        if distinct is None or not distinct.num_rows:
            return Values(
                fast, currency=own, notes=tuple(value_notes.of_amounts(header, exponent, (), ())), ready=ready
            )
        alike = WrittenAlike(self._connection, f"{self._odd_table}_alike", distinct)
        texts = {**alike.counts(), **dict.fromkeys(self._plain_decimals(), 1)}
        as_numbers = money.decimal_mark(texts, keeps_thousandths=True)
        mark = as_numbers if in_number_cells or exponent else money.decimal_mark(texts)
        odd, read = self._keep_amounts(alike, mark, exponent)
        table = self._odd_table
        return Values(
            f"coalesce({table}.value, {fast})",
            f"({table}.misread is true)" if any(amount.problem for amount in read) else NEVER,
            self._joins(),
            f"coalesce({table}.currency, {own})" if own else f"{table}.currency",
            f"{table}.likely",
            (
                *(value_notes.of_thousands(header, odd) if mark != as_numbers else ()),
                *value_notes.of_amounts(header, exponent, odd, read),
            ),
        )

    def _keep_amounts(
        self, alike: WrittenAlike, mark: money.DecimalMark, exponent: int
    ) -> tuple[list[Odd], list[money.Amount]]:
        """Keep what the texts say; each of them with its amount, and one for all those that are read together."""
        rules = alike.rules(mark, exponent)
        odd = alike.others(rules)
        read = [money.parse(item.text, mark, exponent) for item in odd]
        self._keep(
            {"value": MONEY, "currency": pa.string(), "likely": pa.string(), "misread": pa.bool_()},
            odd,
            [(amount.value, *amount.currencies, amount.problem is not None) for amount in read],
        )
        alike.read_into(self._odd_table, rules)
        both = sorted(
            [*zip(odd, read, strict=True), *((way.odd, rule.amount) for way, rule in rules.items())], key=_text
        )
        return [item for item, _ in both], [amount for _, amount in both]

    def _plain_decimals(self) -> list[str]:
        name = self.profile.column
        found = self._relation.filter(f"contains({name}, '.') and {_is_plain(name, 0)}").project(name).distinct()
        return [row[0] for row in found.limit(1_000).fetchall()]

    @cached_property
    def _ready_dates(self) -> pa.ChunkedArray | None:
        cast = f"try_cast({self.name} as date)"
        return self._read_whole(f"case when {cast} {_DATE_RANGE} then {cast} end")

    @cached_property
    def _odd_dates(self) -> list[Odd]:
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
            notes = value_notes.of_dates(self.profile.header, (), (), self.profile.judged)
            return Values(cast, notes=tuple(notes), ready=self._ready_dates)
        read = [_day(item.text, order, today) for item in odd]
        problems = any(day.problem for day in read)
        self._keep(
            {"value": pa.date32(), "misread": pa.bool_()}, odd, [(day.value, day.problem is not None) for day in read]
        )
        return Values(
            f"coalesce({self._odd_table}.value, case when {cast} {_DATE_RANGE} then {cast} end)",
            f"({self._odd_table}.misread is true)" if problems else NEVER,
            self._joins(),
            notes=tuple(value_notes.of_dates(self.profile.header, odd, read, self.profile.judged)),
        )

    def probabilities(self) -> Values:
        """Probabilities 0..1, as `shares` reads them."""
        name = self.profile.column
        number = f"try_cast({name} as double)"
        odd = self._odd(f"({number} between 0 and 100) is not true")
        scale = shares.scale_of([item.text for item in odd], *self._fractions_and_more(number))
        plain = f"case when {number} between 0 and {scale.largest} and not ({scale.unclear(number)}) then {number} end"
        fast = f"{plain} / {scale.divisor}".replace(name, self.name)
        unclear = self._odd(f"{number} between 0 and 100 and {plain} is null") if scale.is_mixed else []
        notes = value_notes.misread(self.profile.header, [(item, shares.MIXED) for item in unclear])
        if not odd:
            return Values(fast, notes=tuple(notes))
        read = [shares.parse(item.text, scale) for item in odd]
        self._keep(
            {"value": pa.float64(), "misread": pa.bool_()}, odd, [(it.value, it.problem is not None) for it in read]
        )
        notes += value_notes.misread(self.profile.header, zip(odd, (share.problem for share in read), strict=True))
        return Values(
            f"case when {self._odd_table}.text is null then {fast} else {self._odd_table}.value end",
            f"({self._odd_table}.misread is true)",
            self._joins(),
            notes=tuple(notes),
        )

    def _fractions_and_more(self, number: str) -> tuple[int, int]:
        """How many rows hold a bare number between 0 and 1, and how many one above 1."""
        counted = self._relation.aggregate(
            f"count(*) filter ({number} > 0 and {number} < 1), count(*) filter ({number} > 1 and {number} <= 100)"
        )
        fractions, more = counted.fetchall()[0]
        return int(fractions), int(more)

    def currencies(self) -> Values:
        """ISO codes; a name that is not known stands as it is."""
        every = self._odd("true")
        codes = [(CURRENCIES.get(item.text.strip().casefold(), item.text.strip().upper()),) for item in every]
        self._keep({"value": pa.string()}, every, codes)
        return Values(f"{self._odd_table}.value", joins=self._joins())

    def _read_whole(self, expression: str) -> pa.ChunkedArray | None:
        """The values of ``expression``, where it understands every cell that is not blank."""
        rows = self._relation.set_alias("r")
        first = rows.limit(_LOOKED_AT_FIRST).project(f"{expression} as value").to_arrow_table()["value"]
        if first.null_count != self._cells.slice(0, _LOOKED_AT_FIRST).null_count:
            return None
        values = rows.project(f"{expression} as value").to_arrow_table()["value"]
        return values if values.null_count == self._cells.null_count else None

    def _odd(self, condition: str) -> list[Odd]:
        return odd_texts(self._distinct(condition))

    def _distinct(self, condition: str) -> pa.Table:
        """The texts for which ``condition`` holds, and in how many rows each stands."""
        name = self.profile.column
        if not self._repeats_itself:
            return self._counted(self._relation.filter(f"{name} is not null and ({condition})"))
        # DuckDB would ask every row, if both were one query.
        every = self._counted(self._relation.filter(f"{name} is not null"))
        texts = self._connection.from_arrow(every.rename_columns([name, "rows"]))
        return texts.filter(condition).project(f"{name} as text, rows").to_arrow_table()

    def _counted(self, rows: duckdb.DuckDBPyRelation) -> pa.Table:
        return rows.aggregate(f"{self.profile.column} as text, count(*) as rows", self.profile.column).to_arrow_table()

    @property
    def _repeats_itself(self) -> bool:
        """Whether the sample holds so few texts that it is quicker to count all of them than to look at every row."""
        return len(self.profile.counts) <= _REPEATED * self.profile.sampled

    def _keep(self, types: dict[str, pa.DataType], odd: Sequence[Odd], values: Sequence[tuple[object, ...]]) -> None:
        rows = [(item.text, *found) for item, found in zip(odd, values, strict=True)]
        make_table(self._connection, self._odd_table, {"text": pa.string(), **types}, rows)

    def _joins(self) -> tuple[str, ...]:
        return (f"left join {self._odd_table} on {self._odd_table}.text = {self.name}",)


def _is_plain(name: str, exponent: int) -> str:
    """SQL that tells whether DuckDB reads column ``name`` as exact cents by itself."""
    return f"regexp_full_match({name}, '{money.plain(exponent)}')"


def _exact_cents(name: str, exponent: int) -> str:
    cents = f"try_cast(case when {_is_plain(name, exponent)} then {name} end as decimal(18,2))"
    return f"try_cast({cents} * {10**exponent} as decimal(18,2))" if exponent else cents


def _text(pair: tuple[Odd, money.Amount]) -> str:
    return pair[0].text


def _day(text: str, order: dates.Order | None, today: date | None) -> dates.Day:
    day = dates.parse(text, order)
    week = dates.week_alone(text) if day.value is None and today else None
    return dates.Day(dates.last_week(week, today)) if week and today else day


def as_decimal(value: str) -> Decimal | None:
    """The amount in one text by itself."""
    return money.parse(value, money.decimal_mark([value])).value
