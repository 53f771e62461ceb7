"""Small uploads as CRMs write them, to be spoilt: their cells, and their bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.intake.family.by_hand import SHEET_EN
from tests.intake.family.chinese import FXIAOKE, SHEET_ZH
from tests.intake.family.crm_exports import EXPORTS
from tests.intake.family.files import Sheet, csv_bytes, workbook_bytes
from tests.intake.family.making import rows_under_header
from tests.intake.family.plans import plan
from tests.intake.family.writing import Written

_DEALS = 8
_COLUMNS = 8
Rows = list[list[object]]


@dataclass(frozen=True)
class Original:
    """Cells under a header, and how they are to be written."""

    name: str
    rows: Rows
    is_workbook: bool
    encoding: str
    delimiter: str

    def with_rows(self, rows: Rows) -> bytes:
        """The bytes of a file that holds ``rows`` instead."""
        if self.is_workbook:
            return workbook_bytes([Sheet("Deals", rows)])
        return csv_bytes(rows, self.encoding, self.delimiter)

    @property
    def content(self) -> bytes:
        return self.with_rows(self.rows)


def originals(random: Random, count: int) -> Sequence[Original]:
    """Different uploads of a few deals each, every other one a workbook."""
    return [_original(random, number) for number in range(count)]


def _fewer(columns: Sequence[Written]) -> tuple[Written, ...]:
    """The stage, the amount and the columns before them, so that a thousand files are soon read."""
    first = sorted(columns, key=lambda column: column.kind not in ("stage", "amount", "status"))[:_COLUMNS]
    return tuple(column for column in columns if column in first)


def _original(random: Random, number: int) -> Original:
    made = plan(random.choice((*EXPORTS, SHEET_EN, SHEET_ZH, FXIAOKE)), random, None, "one")
    made = replace(made, columns=_fewer(made.columns))
    ((day, deals),) = made.weeks.items()
    is_workbook = number % 2 == 0
    name = f"pipeline {number} {day.isoformat()}.{'xlsx' if is_workbook else 'csv'}"
    return Original(
        name, rows_under_header(made, day, deals[:_DEALS], random), is_workbook,
        random.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16")), random.choice(",,;\t"),
    )  # fmt: skip
