"""The dates of one sheet of opportunities."""

from __future__ import annotations

from datetime import date

from analyzer.intake.report import ColumnMatch
from analyzer.intake.stages.named_alike import STAGE_LABELS
from analyzer.intake.tables.date_orders import ask_order, order_note, order_told
from analyzer.intake.tables.typing_work import Typing
from analyzer.intake.values import dates
from analyzer.intake.values.columns_of_values import Values
from analyzer.message import Message

DATES = ("snapshot_date", "created_on", "closed_on", "expected_close", "close_date", "stage_entered_on")


def read_dates(work: Typing, today: date) -> None:
    """Add the dates of the sheet, in the order that their column shows, or another column of the sheet."""
    fields = [field for field in DATES if field in work.sheet.columns]
    columns = {field: work.column(field) for field in fields}
    findings = {field: dates.order_of(column.odd_dates(), today) for field, column in columns.items()}
    sheet_order = next((finding.order for finding in findings.values() if finding.order), None)
    for field, column in columns.items():
        header = column.profile.header
        order = order_told(work.settings.date_orders, header) or findings[field].order
        if found := findings[field].order:
            work.orders[header] = found
        if findings[field].fits_both and order is None:
            order = sheet_order if sheet_order in findings[field].options else None
            if order:
                work.notes.append(order_note(header, order))
            else:
                work.questions.append(ask_order(work.sheet, column.profile, findings[field].options))
        weeks_until = today if field == "snapshot_date" else None
        work.add(field, column.dates(order, weeks_until))


def settle_close_date(work: Typing) -> tuple[ColumnMatch, ...]:
    """A column called close date is when open deals should close, and when closed ones did."""
    if "close_date" not in work.values:
        return tuple(item.reported() for item in work.sheet.matches)
    close = work.values["close_date"].expression
    when_closed = f"case when {work.kind} <> 'open' then {close} end"
    closed = work.values.get("closed_on")
    fills_expected = "expected_close" not in work.values and _open_deals_have_it(work)
    if fills_expected:
        work.values["expected_close"] = Values(close, ready=work.values["close_date"].ready)
        reason = Message(
            "Open deals have it too, so it is the expected close; for closed deals it is when they closed."
        )
    else:
        reason = Message("Only closed deals have it, so it is when they closed.")
    work.values["closed_on"] = Values(f"coalesce({closed.expression}, {when_closed})" if closed else when_closed)
    field = "expected_close" if fills_expected else "closed_on"
    return tuple(
        item.reported(field, reason) if item.field == "close_date" else item.reported() for item in work.sheet.matches
    )


def _open_deals_have_it(work: Typing) -> bool:
    stage, close = work.sheet.columns["stage"].column, work.sheet.columns["close_date"].column
    filled = work.connection.table(work.sheet.raw.table).filter(f"{close} is not null").set_alias("r")
    labels = work.connection.table(STAGE_LABELS).filter("kind = 'open'")
    return bool(filled.join(labels, f"{STAGE_LABELS}.text = r.{stage}").limit(1).fetchall())
