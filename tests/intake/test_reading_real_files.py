"""The real files beside the project, through the reading process, nothing set by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analyzer import intake
from analyzer.intake import Intake, SourceFile
from analyzer.settings import Settings

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not DATA.is_dir(), reason="THE REAL FILES ARE ABSENT: expected in ../shared/data"),
]


def read(*paths: str) -> Intake:
    files = [SourceFile(Path(path).name, DATA / path) for path in paths]
    return intake.read(files, Settings(), date(2026, 11, 16))


def rows_read(found: Intake) -> dict[str, tuple[int, int, int]]:
    """File or sheet -> rows read, rejected, not data."""
    return {
        sheet.sheet or sheet.file: (sheet.rows_read, sheet.rows_rejected, sheet.rows_not_data)
        for sheet in found.report.sheets
    }


MAVEN = ("sales_pipeline", "accounts", "products", "sales_teams")


def test_the_four_maven_files_are_read_to_the_last_row() -> None:
    found = read(*(f"maven_crm/{name}.csv" for name in MAVEN))
    counts = {"sales_pipeline": 8800, "accounts": 85, "products": 7, "sales_teams": 35}
    assert rows_read(found) == {f"{name}.csv": (count, 0, 0) for name, count in counts.items()}
    assert found.snapshots.num_rows == 8800


def test_the_maven_workbook_holds_the_same_snapshots_as_its_four_files() -> None:
    from_files = read(*(f"maven_crm/{name}.csv" for name in MAVEN))
    from_workbook = read("derived/maven_crm.xlsx")
    assert rows_read(from_workbook) == {
        name.removesuffix(".csv"): counts for name, counts in rows_read(from_files).items()
    }
    assert from_workbook.snapshots.sort_by("opportunity_id") == from_files.snapshots.sort_by("opportunity_id")


def test_weekly_files_give_their_weeks() -> None:
    days = ("2017-12-17", "2017-12-24", "2017-12-31")
    found = read(*(f"derived/pipeline_{day}.csv" for day in days))
    assert rows_read(found) == {
        "pipeline_2017-12-17.csv": (8774, 0, 0),
        "pipeline_2017-12-24.csv": (8797, 0, 0),
        "pipeline_2017-12-31.csv": (8800, 0, 0),
    }
    assert {day.isoformat() for day in found.snapshots["snapshot_date"].unique().to_pylist()} == set(days)


def test_the_salesforce_export_is_read_in_spite_of_its_mark_and_its_empty_columns() -> None:
    found = read("salesforce_mashmatrix/Opportunity.csv")
    (sheet,) = found.report.sheets
    assert rows_read(found) == {"Opportunity.csv": (774, 0, 0)}
    assert (len(sheet.columns), sheet.columns[0].header) == (41, "Id")
