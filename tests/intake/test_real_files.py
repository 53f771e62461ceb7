"""The real files beside the project, all the way through the reading process, with nothing set by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from analyzer.intake import Intake, SourceFile, read
from analyzer.settings import Settings
from tests.intake.tables import TODAY, assert_nothing_is_lost, fields_of, notes_of

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"THE REAL FILES ARE ABSENT: nothing is at {DATA}"),
]
MAVEN = (
    "maven_crm/accounts.csv",
    "maven_crm/products.csv",
    "maven_crm/sales_pipeline.csv",
    "maven_crm/sales_teams.csv",
)


def _read(names: Sequence[str], settings: Settings | None = None) -> Intake:
    files = [SourceFile(Path(name).name, DATA / name) for name in names]
    intake = read(files, settings or Settings(), TODAY)
    assert_nothing_is_lost(intake)
    return intake


def _by(intake: Intake, *fields: str) -> dict[tuple[object, ...], tuple[int, Decimal | None]]:
    """Rows and summed amount by the given fields, in plain Python."""
    counts: Counter[tuple[object, ...]] = Counter()
    amounts: dict[tuple[object, ...], Decimal] = {}
    for row in intake.snapshots.to_pylist():
        key = tuple(row[field] for field in fields)
        counts[key] += 1
        if row["amount"] is not None:
            amounts[key] = amounts.get(key, Decimal(0)) + row["amount"]
    return {key: (rows, amounts.get(key)) for key, rows in counts.items()}


@pytest.fixture(scope="module", params=[MAVEN, ("derived/maven_crm.xlsx",)], ids=["four csv files", "one workbook"])
def maven(request: pytest.FixtureRequest) -> Intake:
    return _read(request.param)


def test_maven_is_loaded_whole(maven: Intake) -> None:
    sheets = {sheet.table: sheet for sheet in maven.report.sheets}
    deals = sheets["opportunities"]
    assert (deals.rows_read, deals.rows_loaded, deals.rows_rejected, deals.rows_not_data) == (8800, 8800, 0, 0)
    assert [sheet.table for sheet in maven.report.sheets].count("lookup") == 3
    assert not maven.report.questions


def test_maven_outcomes_are_right_to_the_cent(maven: Intake) -> None:
    assert _by(maven, "stage") == {
        ("Won",): (4238, Decimal(10_005_534)), ("Lost",): (2473, Decimal(0)), ("Engaging",): (1589, None),
        ("Prospecting",): (500, None),
    }  # fmt: skip
    assert [(stage.name, stage.layer) for stage in maven.stages] == [
        ("Prospecting", 1), ("Engaging", 2), ("Won", 7), ("Lost", None),
    ]  # fmt: skip


def test_maven_regions_are_looked_up_by_the_agent(maven: Intake) -> None:
    won = {key[0]: amount for key, (_, amount) in _by(maven, "region", "stage").items() if key[1] == "Won"}
    assert won == {"Central": 3_346_293, "East": 3_090_594, "West": 3_568_647}


def test_maven_product_without_a_match_is_told_with_what_was_meant(maven: Intake) -> None:
    products = next(join for join in maven.report.joins if join.key == "product")
    assert products.unmatched == {"GTXPro": (1480, "GTX Pro")}
    assert ("GTXPro",) in _by(maven, "product")


def test_maven_snapshot_is_assumed_to_be_of_its_newest_day(maven: Intake) -> None:
    deals = next(sheet for sheet in maven.report.sheets if sheet.table == "opportunities")
    assert deals.snapshot_dates == (date(2017, 12, 31),)
    assert deals.date_is_assumed


def test_weekly_files_have_their_dates_from_their_names() -> None:
    intake = _read(["derived/pipeline_2017-12-24.csv", "derived/pipeline_2017-12-31.csv"])
    before, after = (
        {row["opportunity_id"]: row for row in intake.snapshots.to_pylist() if row["snapshot_date"] == day}
        for day in (date(2017, 12, 24), date(2017, 12, 31))
    )
    moves = Counter((before[own]["stage"] if own in before else None, row["stage"]) for own, row in after.items())
    assert moves["Engaging", "Won"] == 128
    assert moves[None, "Won"] == 3
    assert moves["Engaging", "Lost"] == 27
    assert moves["Engaging", "Engaging"] == 1589
    won = [
        row["amount"]
        for own, row in after.items()
        if row["stage"] == "Won" and own in before and before[own]["stage"] == "Engaging"
    ]
    assert sum(won) == 294_251
    assert sum(row["amount"] for own, row in after.items() if own not in before and row["stage"] == "Won") == 5_552
    assert not any(sheet.date_is_assumed for sheet in intake.report.sheets)


def test_a_salesforce_export_opens_with_its_stages_in_order() -> None:
    intake = _read(["salesforce_mashmatrix/Opportunity.csv"])
    assert intake.snapshots.num_rows == 774
    assert [(stage.name, stage.layer) for stage in intake.stages] == [
        ("Prospecting", 1), ("Qualification", 2), ("Needs Analysis", 3), ("Value Proposition", 3),
        ("Id. Decision Makers", 3),
        ("Perception Analysis", 3), ("Proposal/Price Quote", 4), ("Negotiation/Review", 5), ("Closed Won", 7),
        ("Closed Lost", None),
    ]  # fmt: skip
    by_stage = _by(intake, "stage")
    assert by_stage["Closed Won",] == (640, Decimal(11_257_622))
    is_open = [by_stage[stage.name,] for stage in intake.stages if stage.kind == "open"]
    assert sum(rows for rows, _ in is_open) == 95
    assert sum(amount or 0 for _, amount in is_open) == 4_052_473
    assert not intake.report.questions


def test_a_salesforce_exports_columns_are_matched_and_the_rest_is_accounted_for() -> None:
    intake = _read(["salesforce_mashmatrix/Opportunity.csv"])
    assert fields_of(intake) == {
        "opportunity_id": "Id", "opportunity_name": "Name", "customer": "AccountId", "stage": "StageName",
        "amount": "Amount",
        "probability": "Probability", "expected_close": "CloseDate", "created_on": "CreatedDate", "rep": "OwnerId",
    }  # fmt: skip
    empty = [item.header for item in intake.report.sheets[0].columns if str(item.reason) == "The column is empty."]
    assert len(empty) >= 9
    assert f"{len(empty)} empty columns are ignored" in notes_of(intake)
    channel = next(item for item in intake.report.sheets[0].columns if item.header == "LeadSource")
    assert "almost every row holds another value" in str(channel.reason)


def test_a_near_miss_that_the_user_accepts_is_joined() -> None:
    intake = _read(MAVEN, Settings(same_as={"product": {"GTXPro": "GTX Pro"}}))
    assert ("GTXPro",) not in _by(intake, "product")
    assert _by(intake, "product")["GTX Pro",][0] == 1480
