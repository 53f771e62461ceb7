"""What a deal is known by: its id, where that can be trusted, else its name and customer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

import duckdb
import pyarrow as pa

from analyzer.intake.matching.profile import ColumnProfile
from analyzer.intake.matching.sheet_kinds import KnownSheet
from analyzer.intake.values.columns_of_values import TRIMMED
from analyzer.intake.values.small_table import make_table
from analyzer.message import Message

_SHORT, _LONG = 15, 18
_SALESFORCE = re.compile(r"(?=.*[A-Za-z])(?=.*\d)[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?")
_CHECKS = ascii_uppercase + "012345"
_MOST_OF = 0.9

_SHORTENED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{2}")
_ROUNDED = re.compile(r"[1-9]\d{14}0{2,}")
_EXACT_DIGITS = 15
_FEWEST = 3
_SHOWN = 3


@dataclass(frozen=True)
class Ids:
    """How ids are to be taken. are_completed: short Salesforce ids get their three last letters.

    shared: the table ``shared_id`` holds texts that stand for several deals. notes: sheet's name -> what is said of it.
    """

    are_completed: bool = False
    shared: bool = False
    notes: dict[str, tuple[Message, ...]] | None = None

    def expression(self, text: str) -> str:
        """SQL of the id that ``text`` (SQL too) stands for, NULL where it stands for none in particular."""
        found = text
        if self.shared:
            found = f"case when {text} not in (select id from shared_id) then {text} end"  # noqa: S608
        return completed(found) if self.are_completed else found

    def of(self, sheet: KnownSheet) -> tuple[Message, ...]:
        """What is said of the ids of ``sheet``."""
        return (self.notes or {}).get(sheet.name, ())


def settle_ids(connection: duckdb.DuckDBPyConnection, sheets: Sequence[KnownSheet]) -> Ids:
    """How the ids of ``sheets`` (opportunities and stage history) are to be taken, all of them alike."""
    columns = [(sheet, sheet.columns["opportunity_id"]) for sheet in sheets if "opportunity_id" in sheet.columns]
    notes: dict[str, tuple[Message, ...]] = {}
    are_completed = _are_of_both_lengths(connection, columns)
    if are_completed:
        said = Message("Ids of 15 and of 18 characters are the same deals in Salesforce; the short ones are completed.")
        notes |= {sheet.name: (said,) for sheet, item in columns}
    damaged = [(sheet, item) for sheet, item in columns if _are_damaged(item, in_cells=sheet.raw.sheet is not None)]
    shared = _make_shared(connection, damaged)
    for sheet, item in damaged:
        notes[sheet.name] = (*notes.get(sheet.name, ()), _said_of(item, shared))
    return Ids(are_completed, bool(shared), notes)


def check_letters(short: str) -> str:
    """The three letters that end the long form of a Salesforce id: which of its 15 characters are capitals."""
    fives = [short[at : at + 5] for at in range(0, _SHORT, 5)]
    return "".join(_CHECKS[sum(1 << at for at, char in enumerate(five) if char in ascii_uppercase)] for five in fives)


def completed(text: str) -> str:
    """SQL of the long form of a Salesforce id; any other text stays as it is."""
    fives = [
        " + ".join(f"case when {text}[{five + at}] between 'A' and 'Z' then {1 << at} else 0 end" for at in range(5))
        for five in (1, 6, 11)
    ]
    checks = " || ".join(f"'{_CHECKS}'[1 + {five}]" for five in fives)
    return f"case when regexp_full_match({text}, '[A-Za-z0-9]{{15}}') then {text} || {checks} else {text} end"


def _are_of_both_lengths(
    connection: duckdb.DuckDBPyConnection, columns: Sequence[tuple[KnownSheet, ColumnProfile]]
) -> bool:
    alike = [(sheet, item) for sheet, item in columns if _are_salesforce(item)]
    lengths: set[int] = set()
    for sheet, item in alike:
        length = f"length(trim({item.column}, {TRIMMED}))"
        found = connection.table(sheet.raw.table).filter(f"{length} in ({_SHORT}, {_LONG})").project(length)
        lengths.update(row[0] for row in found.distinct().fetchall())
    return lengths == {_SHORT, _LONG}


def _are_salesforce(item: ColumnProfile) -> bool:
    """Whether the ids look like Salesforce's, and the long ones end in the letters they should."""
    texts = [text.strip() for text in item.counts]
    alike = [text for text in texts if _SALESFORCE.fullmatch(text)]
    if not alike or len(alike) < _MOST_OF * len(texts):
        return False
    long = [text for text in alike if len(text) == _LONG]
    return sum(text.endswith(check_letters(text[:_SHORT])) for text in long) >= _MOST_OF * len(long)


def _are_damaged(item: ColumnProfile, in_cells: bool) -> bool:
    """Whether a spreadsheet took the ids for numbers and kept 15 of their digits."""
    texts = [text.strip() for text in item.counts]
    if any(_SHORTENED.fullmatch(text) or _ROUNDED.fullmatch(text) for text in texts):
        return True
    long = [text for text in texts if text.isascii() and text.isdigit() and len(text) > _EXACT_DIGITS]
    return len(long) >= _FEWEST and all(_may_be_a_number_cell(text, in_cells) for text in long)


def _may_be_a_number_cell(text: str, in_cells: bool) -> bool:
    ends_in_zeros = not text[_EXACT_DIGITS:].strip("0")
    return ends_in_zeros or (in_cells and int(float(text)) == int(text))


def _make_shared(
    connection: duckdb.DuckDBPyConnection, damaged: Iterable[tuple[KnownSheet, ColumnProfile]]
) -> list[str]:
    """The ids that stand for several deals: rows of theirs differ in name or customer, or, without both, repeat."""
    deals = [_deals(sheet, item) for sheet, item in damaged if sheet.kind == "opportunities"]
    if not deals:
        return []
    found = connection.execute(
        f"select id from ({' union all '.join(deals)}) group by id having count(distinct deal) > 1 order by id"  # noqa: S608
    )
    ids = [row[0] for row in found.fetchall()]
    if ids:
        make_table(connection, "shared_id", {"id": pa.string()}, [(text,) for text in ids])
    return ids


def _deals(sheet: KnownSheet, item: ColumnProfile) -> str:
    names = [sheet.columns[field].column for field in ("opportunity_name", "customer") if field in sheet.columns]
    days = "snapshot_date" in sheet.columns
    deal = f"concat_ws('·', {', '.join(names)})" if names else "'one'" if days else "row_number::varchar"
    text = f"trim({item.column}, {TRIMMED})"
    is_damaged = f"length({text}) > {_EXACT_DIGITS} or regexp_matches({text}, '[eE]')"
    return f"select {text} as id, {deal} as deal from {sheet.raw.table} where {is_damaged}"  # noqa: S608


def _said_of(item: ColumnProfile, shared: Sequence[str]) -> Message:
    if shared:
        return Message(
            "“{header}”: a spreadsheet kept these ids as numbers and lost their last digits. {ids} of them stand for "
            "several deals, such as {examples}; those are told apart by name and customer. Export the ids as text.",
            header=item.header,
            ids=len(shared),
            examples=list(shared[:_SHOWN]),
        )
    return Message(
        "“{header}”: a spreadsheet kept these ids as numbers and may have lost their last digits, such as {examples}. "
        "Export the ids as text.",
        header=item.header,
        examples=list(item.samples),
    )


def identified(ids: Ids, own: str, names: tuple[str, str, str], number: int) -> tuple[str, str]:
    """SQL of what a row's deal is known by (id, name, customer or row), and of the id it goes by.

    own: SQL of its id, which may be NULL. names: SQL of its name, customer and product. number: of the sheet.
    """
    name, customer, product = names
    own = ids.expression(own)
    known_by = (
        f"case when {own} is not null then 'id' when {name} is not null then 'name'"
        f" when {customer} is not null then 'customer' else 'row' end"
    )
    goes_by = (
        f"case when {own} is not null then {own} when {name} is not null then concat_ws(' · ', {name}, {customer})"
        f" when {customer} is not null then concat_ws(' · ', {customer}, {product})"
        f" else concat('#', {number} + 1, '.', r.row_number) end"
    )
    return known_by, goes_by
