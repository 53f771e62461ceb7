"""A file, all the way to the figures, against only parsing it; a reading process waits, as it does on a server."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import duckdb
import fastexcel
import pandas as pd

from analyzer import figures
from analyzer.intake import SourceFile
from analyzer.intake.reader import Reader
from analyzer.model import Selection
from analyzer.settings import Settings
from analyzer.warehouse import Warehouse
from bench.exports import HEADINGS, write_csv, write_xlsx
from bench.messy_exports import DELIMITER, ENCODING, TITLES, write_messy_csv, write_messy_xlsx
from bench.table import Row, in_words
from bench.timing import Work, interleaved, medians, seconds_of

GOAL = 1.5
TIMES_FASTER = 12
STARTS_WITHIN = 1.5
TODAY = date(2026, 11, 9)


def of_workbook(rows: int, repeats: int, folder: Path) -> Iterator[Row]:
    """The analyzer against fastexcel into DuckDB, and against pandas with openpyxl."""
    path = folder / f"pipeline_{rows}.xlsx"
    write_xlsx(rows, path)
    taken = _taken(path, rows, bare_workbook, repeats)
    pandas = statistics.median(seconds_of(partial(pd.read_excel, path, engine="openpyxl")) for _ in range(2))
    yield _against_bare(f"xlsx of {rows:,} x {len(HEADINGS)} to figures", taken)
    yield Row(
        f"xlsx of {rows:,} x {len(HEADINGS)} to figures",
        in_words(taken["analyzer"]),
        f"pandas `read_excel` with openpyxl: {in_words(pandas)}, times faster",
        pandas / taken["analyzer"],
        TIMES_FASTER,
        "at least",
    )


def of_text(rows: int, repeats: int, folder: Path) -> Iterator[Row]:
    """The analyzer against DuckDB's own reading of the same CSV."""
    path = folder / f"pipeline_{rows}.csv"
    write_csv(rows, path)
    taken = _taken(path, rows, bare_text, repeats)
    yield _against_bare(f"CSV of {rows:,} x {len(HEADINGS)} to figures", taken)


def of_messy_workbook(rows: int, repeats: int, folder: Path) -> Iterator[Row]:
    """A workbook kept by hand, against only parsing its sheets."""
    path = folder / f"商机_{rows}.xlsx"
    write_messy_xlsx(rows, path)
    taken = _taken(path, rows, bare_workbook, repeats)
    yield _against_bare(f"messy xlsx of {rows:,} x {len(HEADINGS)} to figures", taken)


def of_messy_text(rows: int, repeats: int, folder: Path) -> Iterator[Row]:
    """A GB18030 text kept by hand, against turning it into UTF-8 and only parsing that."""
    path = folder / f"商机_{rows}.csv"
    write_messy_csv(rows, path)
    taken = _taken(path, rows, bare_messy_text, repeats)
    yield _against_bare(f"messy CSV of {rows:,} x {len(HEADINGS)} to figures", taken)


def _taken(path: Path, rows: int, bare: Callable[[Path], None], repeats: int) -> dict[str, float]:
    with closing(Reader()) as reader:

        def until_one_waits() -> None:
            reader.prepare()
            time.sleep(STARTS_WITHIN)

        work: Work = {"analyzer": partial(to_figures, reader, path, rows), "bare": partial(bare, path)}
        return medians(interleaved(work, repeats, until_one_waits))


def _against_bare(what: str, taken: dict[str, float]) -> Row:
    bare = f"bare parse into DuckDB: {in_words(taken['bare'])}"
    return Row(what, in_words(taken["analyzer"]), bare, taken["analyzer"] / taken["bare"], GOAL)


def to_figures(reader: Reader, path: Path, rows: int) -> Warehouse:
    """Read the file, load a warehouse and ask it for the four acts. Raises ValueError unless every row arrived."""
    settings = Settings()
    intake = reader.read([SourceFile(path.name, path)], settings, TODAY)
    if intake.snapshots.num_rows != rows:
        raise ValueError(f"{intake.snapshots.num_rows} of {rows} rows arrived")
    warehouse = Warehouse()
    warehouse.load(intake.snapshots, intake.stages, intake.targets)
    dates = warehouse.run(figures.snapshots())["snapshot_date"].dt.date
    selection = Selection(dates.iloc[-1], dates.iloc[-2])
    warehouse.run(figures.gauges(selection, "region", settings))
    warehouse.run(figures.waterfall(selection))
    warehouse.run(figures.transitions(selection))
    warehouse.run(figures.products(selection, "product", settings))
    return warehouse


def bare_workbook(path: Path) -> None:
    """Only parse: every cell of the last sheet as text into one table."""
    with duckdb.connect(":memory:") as connection:
        workbook = fastexcel.read_excel(path)
        cells = workbook.load_sheet_eager(len(workbook.sheet_names) - 1, dtypes="string")  # noqa: F841, DuckDB finds it
        connection.execute("create table sheet as select * from cells")


def bare_messy_text(path: Path) -> None:
    """Turn the text into UTF-8 and parse it: every row below the titles into one table, every cell as text."""
    clean = path.with_suffix(".utf8")
    clean.write_text(path.read_text(encoding=ENCODING), encoding="utf-8")
    with duckdb.connect(":memory:") as connection:
        connection.execute(
            "create table sheet as"
            " select * from read_csv($path, skip = $titles, delim = $delimiter, all_varchar = true,"
            " null_padding = true)",
            {"path": str(clean), "titles": len(TITLES), "delimiter": DELIMITER},
        )


def bare_text(path: Path) -> None:
    """Only parse: every row into one table, as DuckDB sees fit."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("create table sheet as select * from read_csv($path)", {"path": str(path)})
