"""What is known of one sheet of opportunities while it is turned into typed rows."""

from __future__ import annotations

import duckdb

from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.report import Question
from analyzer.intake.stages.named_alike import stage_of
from analyzer.intake.tables.identity import Ids
from analyzer.intake.tables.members import Members
from analyzer.intake.values.columns_of_values import NEVER, Column, Values
from analyzer.intake.values.dates import Order
from analyzer.message import Message
from analyzer.settings import Settings


class Typing:
    """The work on one sheet of opportunities: what is known of its columns so far.

    values: field -> its values. joins: what their expressions need. orders: header -> the order its dates showed.
    labels_wait: some label has no stage yet.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sheet: KnownSheet,
        number: int,
        settings: Settings,
        members: Members,
        ids: Ids,
        labels_wait: bool,
    ) -> None:
        self.connection = connection
        self.sheet = sheet
        self.number = number
        self.settings = settings
        self.members = members
        self.ids = ids
        self.labels_wait = labels_wait
        self.values: dict[str, Values] = {}
        self.joins: list[str] = []
        self.notes: list[Message] = []
        self.questions: list[Question] = []
        self.orders: dict[str, Order] = {}

    def column(self, field: str) -> Column:
        """The column of ``field``, which the sheet has."""
        return Column(self.connection, self.sheet.raw, self.sheet.columns[field], str(self.number))

    def add(self, field: str, values: Values) -> None:
        """Keep the values of ``field``, and what is said of them."""
        self.values[field] = values
        self.joins += values.joins
        self.notes += values.notes

    @property
    def kind(self) -> str:
        """SQL of the kind of a row's stage."""
        return stage_of(f"r.{self.sheet.columns['stage'].column}", "kind")

    def expression(self, field: str, otherwise: str = "null::varchar") -> str:
        """SQL of the value of ``field``, ``otherwise`` where the sheet has none."""
        return self.values[field].expression if field in self.values else otherwise

    def misread(self, field: str) -> str:
        """SQL of whether a row's ``field`` is not understood."""
        return self.values[field].misread if field in self.values else NEVER

    def may_be_misread(self, field: str) -> bool:
        """Whether any row's ``field`` is."""
        return self.misread(field) != NEVER

    def may_be_blank(self, field: str) -> bool:
        """Whether any row's ``field`` may have no value."""
        ready = self.values[field].ready if field in self.values else None
        return ready is None or ready.null_count > 0
