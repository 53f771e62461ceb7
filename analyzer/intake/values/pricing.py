"""Amounts of several currencies brought into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from analyzer.intake.tables import assembly
from analyzer.message import Message
from analyzer.settings import Settings


@dataclass(frozen=True)
class Pricing:
    """currency: the one that all loaded amounts are in. is_needed: some amounts stand in another one."""

    currency: str | None
    is_needed: bool
    notes: tuple[Message, ...]


def settle_currency(connection: duckdb.DuckDBPyConnection, settings: Settings) -> Pricing:
    """The currency of the figures, and the table of what the others are worth in it."""
    found = assembly.currencies(connection)
    base = settings.currency or next(iter(found), None)
    others = {code: rows for code, rows in found.items() if code != base and rows}
    if base is None or not others:
        return Pricing(base, False, ())
    assembly.price(connection, {base: 1.0} | {code: settings.rates[code] for code in others if code in settings.rates})
    return Pricing(base, True, tuple(_notes(base, others, settings)))


def _notes(base: str, others: Mapping[str, int], settings: Settings) -> list[Message]:
    notes = []
    if not settings.currency:
        notes.append(Message("Most amounts are in {currency}, so the figures are too.", currency=base))
    for code, rows in others.items():
        if code in settings.rates:
            notes.append(
                Message(
                    "{rows} amounts in {code} are priced in {currency} at {rate}.",
                    rows=rows, code=code, currency=base, rate=settings.rates[code],
                )
            )  # fmt: skip
        else:
            notes.append(
                Message(
                    "{rows} amounts in {code} have no rate: their deals count, but are not priced.",
                    rows=rows,
                    code=code,
                )
            )
    return notes
