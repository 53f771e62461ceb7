"""In which order the dates of a column stand, and what is asked where nothing tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.report import Question
from analyzer.intake.stages.placing import setting_line
from analyzer.intake.values import dates
from analyzer.intake.values.columns_of_values import Column
from analyzer.message import Message


def settled_order(
    sheet: KnownSheet, column: Column, told: Mapping[str, str], today: date
) -> tuple[dates.Order | None, tuple[Question, ...]]:
    """The order of the only dates of a sheet, or the question that settles it. told: header -> what the user said."""
    found = dates.order_of(column.odd_dates(), today)
    order = order_told(told, column.profile.header) or found.order
    asks = found.fits_both and order is None
    return order, (ask_order(sheet, column.profile, found.options),) if asks else ()


def order_told(told: Mapping[str, str], header: str) -> dates.Order | None:
    """What the user said of the dates under ``header``."""
    order = told.get(header)
    return order if order in ("dmy", "mdy", "ymd") else None  # type: ignore[return-value]


def ask_order(sheet: KnownSheet, item: ColumnProfile, orders: Sequence[dates.Order]) -> Question:
    """The question for the order of dates that fit several ``orders``, likeliest first."""
    told = {"header": item.header, "sheet": sheet.name, "examples": list(item.samples)}
    if "ymd" in orders:
        message = Message(
            "In which order are day, month and year in “{header}” of {sheet}, such as {examples}?", **told
        )
    else:
        message = Message(
            "Is “{header}” in {sheet} day-month-year or month-day-year? It fits both, such as {examples}.", **told
        )
    line = setting_line("date_orders", item.header, orders[0])
    return Question("date_order", item.header, message, tuple(orders), line)


_READ_AS: Mapping[str, Mapping[dates.Order, Message]] = {
    "column": {
        "dmy": Message("“{header}”: read as day-month-year, as another column of the sheet shows."),
        "mdy": Message("“{header}”: read as month-day-year, as another column of the sheet shows."),
        "ymd": Message("“{header}”: read as year-month-day, as another column of the sheet shows."),
    },
    "file": {
        "dmy": Message("“{header}”: read as day-month-year, as another sheet or file shows."),
        "mdy": Message("“{header}”: read as month-day-year, as another sheet or file shows."),
        "ymd": Message("“{header}”: read as year-month-day, as another sheet or file shows."),
    },
}


def order_note(header: str, order: dates.Order, in_another: Literal["column", "file"] = "column") -> Message:
    """That the dates under ``header`` were read in the order that another column or file shows."""
    return _READ_AS[in_another][order].saying(header=header)
