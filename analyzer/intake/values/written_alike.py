"""Amounts that differ in their digits alone: a column has thousands of texts, and a few ways of writing them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from analyzer.intake.values import money
from analyzer.intake.values.small_table import make_table
from analyzer.intake.values.value_notes import Odd

MANY = 100  # fewer are read one by one
_MOST_DIGITS = 15
_TOO_LARGE = 10**15
_ONES = "translate(text, '023456789', '111111111')"
_BEGINS_WITH_ZERO = "coalesce(regexp_extract(text, '[0-9]') = '0', false)"
_DIGITS = "cast(regexp_replace(text, '[^0-9]', '', 'g') as bigint)"


@dataclass(frozen=True)
class Way:
    """One way of writing. ones: a text of it whose digits are all 1. begins_with_zero: and the first one is 0.

    first, last: of its texts, in their order. texts, rows: how many there are.
    """

    ones: str
    begins_with_zero: bool
    first: str
    last: str
    texts: int
    rows: int

    @property
    def odd(self) -> Odd:
        """The first text stands for all of them."""
        return Odd(self.first, self.rows)

    @property
    def example(self) -> str:
        """A text that is written so, and is not zero."""
        return self.ones.replace("1", "0", 1) if self.begins_with_zero else self.ones


@dataclass(frozen=True)
class Rule:
    """What the digits of a text, as one whole number, are to be multiplied with to give cents; and the rest of it."""

    factor: int
    amount: money.Amount


def rule_of(example: str, mark: money.DecimalMark, exponent: int) -> Rule | None:
    """How all texts that are written as ``example`` are read; None where each may be read in another way."""
    digits = re.sub("[^0-9]", "", example)
    if not 0 < len(digits) <= _MOST_DIGITS or money.digits_of_one_number(example) != len(digits):
        return None
    amount = money.parse(example, mark, exponent)
    if not amount.value or amount.is_rounded or abs(amount.value) >= _TOO_LARGE:
        return None
    factor, rest = divmod(int(amount.value * 100), int(digits))
    return None if rest else Rule(factor, amount)


def odd_texts(texts: pa.Table) -> list[Odd]:
    """The rows of ``texts``, whose columns are text and rows, in order."""
    rows = sorted(zip(*(column.to_pylist() for column in texts.columns), strict=True))
    return [Odd(*row) for row in rows]


class WrittenAlike:
    """The distinct texts of a column by the way in which they are written; a few are left as they are."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: str, texts: pa.Table) -> None:
        """table: what to call them. texts: columns text and rows, in how many rows each stands."""
        self._connection, self._table, self._texts = connection, table, texts
        self._ways = [Way(*row) for row in self._grouped()] if texts.num_rows >= MANY else []

    def _grouped(self) -> list[tuple[str, bool, str, str, int, int]]:
        self._connection.register(f"{self._table}_texts", self._texts)
        self._connection.execute(
            f"create or replace table {self._table} as"  # noqa: S608
            f" select text, rows, {_ONES} as ones, {_BEGINS_WITH_ZERO} as zero from {self._table}_texts"
        )
        self._connection.unregister(f"{self._table}_texts")
        way = "ones, zero, min(text), max(text), count(*), cast(sum(rows) as bigint)"
        return self._connection.table(self._table).aggregate(way, "ones, zero").fetchall()

    def counts(self) -> dict[str, int]:
        """How many texts are written as each of these: two of every way, for those that are counted once."""
        if not self._ways:
            return dict.fromkeys(self._texts["text"].to_pylist(), 1)
        counts = {way.first: way.texts - 1 for way in self._ways}
        return {**counts, **{way.last: 1 for way in self._ways}}

    def rules(self, mark: money.DecimalMark, exponent: int) -> dict[Way, Rule]:
        """How the texts of each way are read together, where there are so many of them that it is worth it."""
        worth_it = (way for way in self._ways if way.texts >= MANY)
        found = ((way, rule_of(way.example, mark, exponent)) for way in worth_it)
        return {way: rule for way, rule in found if rule is not None}

    def others(self, rules: Mapping[Way, Rule]) -> list[Odd]:
        """The texts that are read one by one, in order."""
        if not rules:
            return odd_texts(self._texts)
        self._keep_rules(rules)
        texts = self._connection.sql(
            f"select text, rows from {self._table} anti join {self._table}_rules using (ones, zero)"  # noqa: S608
        )
        return odd_texts(texts.to_arrow_table())

    def read_into(self, table: str, rules: Mapping[Way, Rule]) -> None:
        """Add to ``table`` what the texts of these ways mean: text, value, currency, likely (currency), misread."""
        if not rules:
            return
        self._connection.execute(
            f"insert into {table}"  # noqa: S608
            f" select text, cast({_DIGITS} * factor as decimal(18, 0)) * cast(0.01 as decimal(2, 2)), currency, likely,"
            f" false from {self._table} join {self._table}_rules using (ones, zero)"
        )

    def _keep_rules(self, rules: Mapping[Way, Rule]) -> None:
        types = {"ones": pa.string(), "zero": pa.bool_(), "factor": pa.int64()}
        rows = [(way.ones, way.begins_with_zero, rule.factor, *rule.amount.currencies) for way, rule in rules.items()]
        named = {**types, "currency": pa.string(), "likely": pa.string()}
        make_table(self._connection, f"{self._table}_rules", named, rows)
