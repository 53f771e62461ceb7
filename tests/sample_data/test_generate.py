"""What is kept is what the generator writes."""

from __future__ import annotations

import csv
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from sample_data.generate import HERE, generate


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample_data")
    generate(folder)
    return folder


def written(folder: Path) -> list[Path]:
    return sorted(path.relative_to(folder) for path in folder.rglob("*.*") if path.suffix in (".csv", ".xlsx"))


def contents(workbook: Path) -> dict[str, bytes]:
    with ZipFile(workbook) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_same_files_are_written(generated):
    assert written(generated) == written(HERE)
    assert len(written(HERE)) == 2 * (16 + 2 + 1)


def test_every_csv_file_is_the_same_to_the_byte(generated):
    different = [
        path
        for path in written(HERE)
        if path.suffix == ".csv" and (generated / path).read_bytes() != (HERE / path).read_bytes()
    ]
    assert not different


def test_every_workbook_holds_the_same(generated):
    for path in written(HERE):
        if path.suffix == ".xlsx":
            assert contents(generated / path) == contents(HERE / path)


@pytest.mark.parametrize(
    ("workbook", "last_week", "targets"),
    [
        ("english/pipeline.xlsx", "english/weekly/pipeline_2026-11-16.csv", "english/weekly/targets.csv"),
        ("chinese/商机.xlsx", "chinese/weekly/商机_2026-11-16.csv", "chinese/weekly/目标.csv"),
    ],
)
def test_the_workbook_holds_what_the_weekly_files_hold(workbook, last_week, targets):
    sheets = openpyxl.load_workbook(HERE / workbook, read_only=True).worksheets
    opportunities, _, targets_sheet = [[as_text(row) for row in sheet.iter_rows(values_only=True)] for sheet in sheets]
    assert [row[1:] for row in opportunities if row[0] == "2026-11-16"] == csv_rows(HERE / last_week)[1:]
    assert opportunities[0][1:] == csv_rows(HERE / last_week)[0]
    assert targets_sheet == csv_rows(HERE / targets)


def csv_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def as_text(row: tuple[object, ...]) -> list[str]:
    return ["" if cell is None else str(cell).removesuffix(" 00:00:00") for cell in row]


def test_the_files_are_small_enough_to_be_kept():
    assert sum((HERE / path).stat().st_size for path in written(HERE)) < 6_000_000
