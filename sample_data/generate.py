"""Writes the sample data: ``python -m sample_data.generate [FOLDER]``. The same seed, the same files."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from sample_data.simulation import LOST, WON, Deal, snapshots
from sample_data.targets import targets
from sample_data.words import CHINESE, ENGLISH, Words

HERE = Path(__file__).resolve().parent
WRITTEN_ON = datetime(2026, 11, 16)
PROBABILITY = {1: 0.05, 2: 0.1, 3: 0.2, 4: 0.4, 5: 0.6, 6: 0.8, WON: 1, LOST: 0}
BENCHMARK_DAYS = (21, 21, 21, 30, 30, 14)

Row = Sequence[Any]
Table = tuple[str, Row, list[Row]]


def generate(folder: Path) -> None:
    """Writes both languages below ``folder``."""
    weeks = list(snapshots())
    for words in (ENGLISH, CHINESE):
        write_weekly(folder / words.folder / "weekly", weeks, words)
        write_workbook(folder / words.folder / f"{words.weekly}.xlsx", weeks, words)


def write_weekly(folder: Path, weeks: list[tuple[date, list[Deal]]], words: Words) -> None:
    """One CSV a week, named after its Monday, and one each for the stages and the targets."""
    folder.mkdir(parents=True, exist_ok=True)
    for day, deals in weeks:
        rows = [deal_row(deal, words) for deal in deals]
        write_csv(folder / f"{words.weekly}_{day}.csv", words.headers, rows, words.encoding)
    for name, headers, rows in (stage_table(words), target_table(words)):
        write_csv(folder / f"{name.lower()}.csv", headers, rows, words.encoding)


def write_csv(path: Path, headers: Row, rows: Iterable[Row], encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([headers, *rows])


def write_workbook(path: Path, weeks: list[tuple[date, list[Deal]]], words: Words) -> None:
    """All weeks in one sheet with a snapshot column, the stages and the targets in two more."""
    with Workbook(path, {"default_date_format": "yyyy-mm-dd", "default_font_name": words.font}) as workbook:
        workbook.set_properties({"created": WRITTEN_ON})
        for table in (all_weeks(weeks, words), stage_table(words), target_table(words)):
            write_sheet(workbook, *table)


def write_sheet(workbook: Workbook, name: str, headers: Row, rows: list[Row]) -> None:
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headers) - 1, 16)
    sheet.write_row(0, 0, headers, workbook.add_format({"bold": True}))
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)


def all_weeks(weeks: list[tuple[date, list[Deal]]], words: Words) -> Table:
    """Every deal of every week, the week in the first column."""
    rows: list[Row] = [(day, *deal_row(deal, words)) for day, deals in weeks for deal in deals]
    return words.opportunities, (words.snapshot, *words.headers), rows


def deal_row(deal: Deal, words: Words) -> Row:
    """One deal in the order of the headers."""
    customer, product = words.customer(deal.customer), words.products[deal.product]
    return (
        f"{words.id_prefix}-{deal.number:04}",
        f"{customer}{words.name_join}{product}",
        customer,
        words.stages[deal.stage - 1],
        deal.amount,
        words.currency,
        PROBABILITY[deal.stage],
        deal.created_on,
        deal.closed_on,
        deal.expected_close,
        deal.stage_entered_on,
        words.regions[deal.region],
        product,
        words.industry(deal.customer),
        words.channels[deal.channel],
        words.reps[deal.rep],
    )


def stage_table(words: Words) -> Table:
    """The six open stages, won and lost."""
    kinds = [words.kinds[kind] for kind in ("open",) * 6 + ("won", "lost")]
    layers = (*range(1, WON + 1), None)
    rows = zip(words.stages, range(1, 9), layers, kinds, (*BENCHMARK_DAYS, None, None), strict=True)
    return words.stages_sheet, words.stage_headers, list(rows)


def target_table(words: Words) -> Table:
    """The targets of both quarters."""
    members = {"region": words.regions, "product": words.products, "industry": words.industries}
    rows: list[Row] = [
        (words.roles[role], members[role][member], starts_on, ends_on, amount)
        for role, member, starts_on, ends_on, amount in targets()
    ]
    return words.targets_sheet, words.target_headers, rows


if __name__ == "__main__":
    generate(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
