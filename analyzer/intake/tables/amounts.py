"""The amounts of one sheet of opportunities, also where each currency has a column of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.intake.matching.plain_words import compact
from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.tables.typing_work import Typing
from analyzer.intake.values.columns_of_values import NEVER, Column, Values
from analyzer.intake.values.currencies import CURRENCIES, header_currency
from analyzer.message import Message

_MOSTLY = 0.9
_CURRENCY_WORDS = re.compile(
    "|".join(re.escape(name) for name in sorted(CURRENCIES, key=len, reverse=True)), re.IGNORECASE
)


def read_amounts(work: Typing) -> None:
    """Add the amount of each row: of the column matched, and, where it is blank, of its like in another currency."""
    if "amount" not in work.sheet.columns:
        return
    in_cells = work.sheet.raw.sheet is not None
    main = work.column("amount").amounts(in_number_cells=in_cells)
    others = others_of(work.sheet)
    if others:
        columns = [Column(work.connection, work.sheet.raw, item, str(work.number)) for item in others]
        main = _together(main, [column.amounts(in_number_cells=in_cells) for column in columns])
        headers = [work.sheet.columns["amount"].header, *(item.header for item in others)]
        work.notes.append(
            Message(
                "Amounts stand in a column for each currency: {headers}. The first one filled counts.", headers=headers
            )
        )
    work.add("amount", main)


def others_of(sheet: KnownSheet) -> list[ColumnProfile]:
    """The columns that are called like that of the amounts but for the currency, and were given nothing else."""
    main = sheet.columns["amount"]
    own = header_currency(main.header)
    if own is None:
        return []
    alike = [
        item.profile
        for item in sheet.matches
        if item.field is None and item.profile.filled and _bare(item.profile.header) == _bare(main.header)
    ]
    return [item for item in alike if header_currency(item.header) not in (None, own) and item.money_share >= _MOSTLY]


def _bare(header: str) -> str:
    return compact(_CURRENCY_WORDS.sub(" ", header))


def _together(main: Values, others: Sequence[Values]) -> Values:
    """The first value of a row, with its currency."""
    every = [main, *others]
    currency = " ".join(
        f"when {item.expression} is not null then {item.currency or item.likely_currency or 'null'}" for item in every
    )
    misread = [item.misread for item in every if item.misread != NEVER]
    return replace(
        main,
        expression=f"coalesce({', '.join(item.expression for item in every)})",
        misread=f"({' or '.join(misread)})" if misread else NEVER,
        joins=tuple(join for item in every for join in item.joins),
        currency=f"case {currency} end",
        likely_currency=None,
        notes=tuple(note for item in every for note in item.notes),
        ready=None,
    )
