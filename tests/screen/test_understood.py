"""What was understood is shown once, and what is missing or was left out is named."""

from __future__ import annotations

from analyzer.intake.report import ColumnMatch, IntakeReport, SheetReport
from analyzer.message import Message
from analyzer.screen.understood import used_columns
from tests.screen.conftest import Open

UPLOAD = "pages/data/upload.py"


def column(header: str, field: str | None) -> ColumnMatch:
    return ColumnMatch(header, field, 1.0, Message("because"))


def test_each_column_is_shown_once_however_many_weeks_have_it_and_those_of_lookup_tables_too() -> None:
    week = (column("Sum", "amount"), column("Step", "stage"), column("Memo", None))
    sheets = [SheetReport(f"{n}.csv", None, "opportunities", 1, 1, 0, 0, week) for n in range(3)]
    lookup = SheetReport("reps.csv", None, "lookup", 1, 1, 0, 0, (column("Office", "region"), column("Sum", "amount")))
    other = SheetReport("memo.csv", None, "not_used", 1, 0, 0, 1, (column("Product", "product"),))
    shown = used_columns(IntakeReport((*sheets, lookup, other)))
    assert [(item.header, item.field) for item in shown] == [("Step", "stage"), ("Sum", "amount"), ("Office", "region")]


def test_what_is_missing_and_what_was_left_out_is_named(open_app: Open) -> None:
    app = open_app(UPLOAD)
    export = "Deal ID,Stage,Region,Remark\n1,Lead,East,as agreed\n2,Offer,West,as agreed\n"
    app.file_uploader[0].upload("deals_2026-11-16.csv", export.encode(), "text/csv")
    app.run()
    assert not app.exception
    said = "\n".join(text.value for text in app.main.markdown)
    assert "Not found: amount, product, and industry. What needs them stays empty." in said
    assert "Columns set aside: Remark." in said
