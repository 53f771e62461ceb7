"""The real files that lie beside the project come out right, with nothing set by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analyzer.report.command import main

DATA = Path(__file__).parents[3] / "shared" / "data"

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"the real files are not there: {DATA}"),
]


def report(folder: Path, *files: Path) -> dict[str, Any]:
    assert main(["report", *map(str, files), "--out", str(folder)]) == 0
    return dict(json.loads((folder / "figures.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module", params=["csv", "xlsx"])
def maven(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    csv_files = sorted((DATA / "maven_crm").glob("*.csv"))
    files = csv_files if request.param == "csv" else [DATA / "derived" / "maven_crm.xlsx"]
    return report(tmp_path_factory.mktemp("maven"), *files)


def test_maven_rows_and_outcomes(maven: dict[str, Any]) -> None:
    (sheet,) = [sheet for sheet in maven["intake"] if sheet["table"] == "opportunities"]
    assert (sheet["rows_read"], sheet["rows_loaded"]) == (8800, 8800)
    assert maven["totals"]["won"] == {"count": 4238, "amount": 10005534.0}
    assert maven["totals"]["lost"]["count"] == 2473
    assert maven["totals"]["open"] == {"count": 2089, "amount": None}


def test_maven_waterfall_is_by_count(maven: dict[str, Any]) -> None:
    bars = {bar["stage"]: (bar["count"], bar["amount"]) for bar in maven["waterfall"]["bars"]}
    assert bars == {"Prospecting": (500, None), "Engaging": (1589, None)}
    assert sum(bar["share"] for bar in maven["waterfall"]["bars"]) == pytest.approx(1)


def test_maven_regions_and_sectors_are_joined(maven: dict[str, Any]) -> None:
    regions = {gauge["member"] for gauge in maven["gauges"] if gauge["role"] == "region"}
    assert regions == {"Central", "East", "West"}
    assert "technolgy" in {gauge["member"] for gauge in maven["gauges"] if gauge["role"] == "industry"}


def test_maven_product_without_a_match_is_said_with_its_neighbour(maven: dict[str, Any]) -> None:
    notes = [note for sheet in maven["intake"] if sheet["table"] == "lookup" for note in sheet["notes"]]
    assert any("GTXPro" in note and "GTX Pro" in note for note in notes)


def test_two_weeks_of_maven(tmp_path: Path) -> None:
    weeks = [DATA / "derived" / f"pipeline_2017-12-{day}.csv" for day in (24, 31)]
    found = report(tmp_path, *weeks)
    assert (found["as_of"], found["compare_to"]) == ("2017-12-31", "2017-12-24")
    cells = {(cell["from"], cell["to"]): (cell["count"], cell["amount"]) for cell in found["transitions"]}
    assert cells["Engaging", "Won"] == (128, 294251.0)
    assert cells["(new)", "Won"] == (3, 5552.0)
    assert cells["Engaging", "Lost"][0] == 27
    assert cells["Engaging", "Engaging"][0] == 1589


def test_mashmatrix(tmp_path: Path) -> None:
    found = report(tmp_path, DATA / "salesforce_mashmatrix" / "Opportunity.csv")
    assert [(sheet["rows_read"], sheet["rows_loaded"]) for sheet in found["intake"]] == [(774, 774)]
    assert len(found["stages"]) == 10
    assert found["totals"]["won"] == {"count": 640, "amount": 11257622.0}
    assert found["totals"]["open"] == {"count": 95, "amount": 4052473.0}
