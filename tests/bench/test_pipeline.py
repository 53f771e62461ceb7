"""The generated pipeline is what the bench says it is."""

from __future__ import annotations

import csv
from datetime import date, timedelta

import fastexcel
import pyarrow.compute as compute

from analyzer.model import Quarter
from bench.exports import HEADINGS, sheet, write_csv, write_xlsx
from bench.pipeline import STAGES, Pipeline


def test_a_pipeline_without_arrivals_holds_every_deal_every_week_but_those_that_vanish() -> None:
    pipeline = Pipeline(deals=1000, weeks=5, arriving=0.0)
    rows = pipeline.snapshots().to_pylist()
    weekly = [len({row["opportunity_id"] for row in rows if row["snapshot_date"] == day}) for day in pipeline.dates]
    assert weekly[0] == 1000
    assert weekly == sorted(weekly, reverse=True)
    assert weekly[-1] > 980


def test_the_same_seed_gives_the_same_rows_and_another_seed_others() -> None:
    assert Pipeline(50, 3).snapshots().equals(Pipeline(50, 3).snapshots())
    assert not Pipeline(50, 3).snapshots().equals(Pipeline(50, 3, seed=1).snapshots())


def test_a_deal_has_a_row_for_each_of_its_products_a_week_and_what_it_enters_a_stage_with() -> None:
    rows = Pipeline(300, 6).snapshots().to_pylist()
    assert len({(row["snapshot_date"], row["opportunity_id"], row["product"]) for row in rows}) == len(rows)
    assert {row["stage"] for row in rows} == {stage.name for stage in STAGES}
    closed = {"Closed won", "Closed lost"}
    assert all((row["closed_on"] is not None) == (row["stage"] in closed) for row in rows)
    assert all(row["stage_entered_on"] <= row["snapshot_date"] for row in rows)


def test_targets_are_of_the_quarter_of_the_last_snapshot_and_the_same_in_all_for_each_role() -> None:
    pipeline = Pipeline(600, 16)
    quarter = Quarter.of(pipeline.dates[-1])
    targets = pipeline.targets()
    assert {(target.starts_on, target.ends_on) for target in targets} == {(quarter.starts_on, quarter.ends_on)}
    totals = [round(sum(t.amount for t in targets if t.role == role), -1) for role in ("region", "product", "industry")]
    assert totals == [900_000] * 3


def test_an_export_has_as_many_rows_as_asked_for_of_consecutive_weeks() -> None:
    table = sheet(1000)
    days = sorted(compute.unique(table["Snapshot date"]).to_pylist())
    assert table.num_rows == 1000
    assert table.column_names == list(HEADINGS.values())
    assert days == [days[0] + timedelta(weeks=week) for week in range(len(days))]


def test_both_kinds_of_export_hold_the_same_cells(tmp_path) -> None:
    write_csv(40, tmp_path / "pipeline.csv")
    write_xlsx(40, tmp_path / "pipeline.xlsx")
    with (tmp_path / "pipeline.csv").open(encoding="utf-8", newline="") as file:
        text = list(csv.DictReader(file))
    book = fastexcel.read_excel(tmp_path / "pipeline.xlsx").load_sheet(0).to_arrow().to_pylist()
    assert len(text) == len(book) == 40
    for said, held in zip(text, book, strict=True):
        assert date.fromisoformat(said["Snapshot date"]) == held["Snapshot date"].date()
        assert said["Opportunity ID"] == held["Opportunity ID"]
        assert (float(said["Amount"]) if said["Amount"] else None) == held["Amount"]
