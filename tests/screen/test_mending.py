"""Rejected rows: the cell at fault is pointed out, and only what was changed is put right."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from analyzer.intake.corrections import Mend
from analyzer.intake.report import ColumnMatch, IntakeReport, RejectedRow, SheetReport
from analyzer.intake.tables.rejects import NO_FAULT_OF_THE_ROW
from analyzer.message import Message
from analyzer.screen.mending import Shape, fault_of, left_out, mends_of, outcome, shapes

NO_AMOUNT = Message("This is not an amount.")
COLUMNS = tuple(
    ColumnMatch(header, field, 1.0, Message("because"))
    for header, field in [("ID", "opportunity_id"), ("Step", "stage"), ("Sum", "amount")]
)


def row(number: int, field: str | None, value: str | None, *cells: str, reason: Message = NO_AMOUNT) -> RejectedRow:
    return RejectedRow(
        number, field, value, reason, MappingProxyType(dict(zip(("ID", "Step", "Sum"), cells, strict=False)))
    )


def sheet(*rows: RejectedRow, name: str | None = None) -> SheetReport:
    return SheetReport("a.csv", name, "opportunities", 9, 9 - len(rows), len(rows), 0, COLUMNS, rejected=rows)


BAD_SUM = row(3, "amount", "TBD", "1", "Lead", "TBD")
NO_STEP = row(5, "stage", "", "2", "", "70")


@pytest.mark.parametrize(
    ("rejected", "label"),
    [
        (BAD_SUM, "Sum"),
        (NO_STEP, "Step"),
        (row(7, None, None, "3", "Lead", "50"), None),
        (row(8, "role", "Lead", "4", "Lead", "50"), "Step"),
    ],
)
def test_the_cell_at_fault_is_found(rejected, label) -> None:
    assert fault_of(sheet(rejected), rejected) == label


def test_columns_at_fault_stand_first_and_sheets_of_one_shape_share_a_table() -> None:
    other = row(2, None, None, "9", "Lead")
    report = IntakeReport((sheet(BAD_SUM, NO_STEP, name="One"), sheet(BAD_SUM, name="Two"), sheet(other)))
    first, second = shapes(report)
    assert first.labels == ("Step", "Sum", "ID")
    assert [(of.sheet, held.row) for of, held in first.rows] == [("One", 3), ("One", 5), ("Two", 3)]
    assert second.labels == ("ID", "Step")


def test_only_the_cells_that_were_changed_are_put_right() -> None:
    shape = Shape.of([(sheet(BAD_SUM, NO_STEP), BAD_SUM), (sheet(BAD_SUM, NO_STEP), NO_STEP)])
    untouched = [{"c0": "Lead", "c1": "TBD", "c2": "1"}, {"c0": None, "c1": "70", "c2": "2"}]
    assert mends_of(shape, untouched) == []
    edited = [untouched[0] | {"c1": "120"}, untouched[1] | {"c0": "Offer", "c1": None}]
    assert mends_of(shape, edited) == [
        Mend("a.csv", None, 3, {"Sum": "120"}),
        Mend("a.csv", None, 5, {"Step": "Offer", "Sum": ""}),
    ]


def test_rows_that_no_cell_would_bring_back_are_told_and_not_offered() -> None:
    (reason,) = [text for text in NO_FAULT_OF_THE_ROW if "removed" in text]
    removed = row(4, None, None, "1", "Lead", "5", reason=Message(reason))
    held = replace(sheet(removed), left_out=((Message(reason), 700),))
    report = IntakeReport((held, held))
    assert shapes(report) == []
    assert left_out(report) == {Message(reason): 1400}


def mend(*numbers: int) -> list[Mend]:
    return [Mend("a.csv", None, number, {"Sum": "1"}) for number in numbers]


@pytest.mark.parametrize(
    ("mended", "still", "said"),
    [
        (mend(3), (), "The corrected row is loaded now."),
        (mend(3, 5), (), "All 2 corrected rows are loaded now."),
        (mend(3), (3,), "The corrected row is still rejected: the reason stands beside it."),
        (
            mend(3, 5),
            (5,),
            "1 of 2 corrected rows are loaded now; those that are not stay below, each with its reason.",
        ),
        (mend(3), (9,), "The corrected row is loaded now. Rows that give way to them, and are rejected now: 1."),
    ],
)
def test_what_became_of_the_corrected_rows_is_said(mended, still, said) -> None:
    before = IntakeReport((sheet(*(row(item.row, "amount", "TBD", "1", "Lead", "TBD") for item in mended)),))
    after = IntakeReport((sheet(*(row(number, "amount", "TBD", "1", "Lead", "TBD") for number in still)),))
    assert str(outcome(mended, before, after)) == said
