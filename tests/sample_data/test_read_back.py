"""The analyzer understands its own sample data with nothing set by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analyzer.intake import Intake, SourceFile, read
from analyzer.settings import Settings
from sample_data.generate import BENCHMARK_DAYS, HERE
from sample_data.simulation import snapshots
from sample_data.targets import targets
from sample_data.words import CHINESE, ENGLISH, Words

LAYERS = [1, 2, 3, 4, 5, 6, 7, None]
KINDS = ["open"] * 6 + ["won", "lost"]
CASES = [
    (words, paths)
    for words in (ENGLISH, CHINESE)
    for paths in (
        [HERE / words.folder / f"{words.weekly}.xlsx"],
        sorted((HERE / words.folder / "weekly").glob("*.csv")),
    )
]


def understood(paths: list[Path]) -> Intake:
    return read([SourceFile(path.name, path) for path in paths], Settings(), date(2026, 11, 20))


@pytest.mark.parametrize(("words", "paths"), CASES, ids=["en-xlsx", "en-weekly", "zh-xlsx", "zh-weekly"])
def test_the_sample_data_is_understood_without_a_question(words: Words, paths: list[Path]):
    weeks = dict(snapshots())
    intake = understood(paths)

    assert intake.report.questions == ()
    assert [sheet.rows_rejected + sheet.rows_not_data for sheet in intake.report.sheets] == [0] * len(
        intake.report.sheets
    )
    rows = intake.snapshots.to_pylist()
    assert len(rows) == sum(map(len, weeks.values()))
    for day, deals in weeks.items():
        found = {row["opportunity_id"]: row for row in rows if row["snapshot_date"] == day}
        assert {row_id: row["amount"] for row_id, row in found.items()} == {
            f"{words.id_prefix}-{deal.number:04}": deal.amount for deal in deals
        }
        assert all(
            (row["stage"], row["created_on"], row["closed_on"], row["expected_close"], row["stage_entered_on"])
            == (
                words.stages[deal.stage - 1],
                deal.created_on,
                deal.closed_on,
                deal.expected_close,
                deal.stage_entered_on,
            )
            for row, deal in zip(found.values(), deals, strict=True)
        )
    assert intake.currency == words.currency
    assert [stage.name for stage in intake.stages] == list(words.stages)
    assert [stage.layer for stage in intake.stages] == LAYERS
    assert [stage.kind for stage in intake.stages] == KINDS
    assert [stage.benchmark_days for stage in intake.stages] == [*BENCHMARK_DAYS, None, None]
    names = {"region": words.regions, "product": words.products, "industry": words.industries}
    assert {
        (target.role, target.member, target.starts_on, target.ends_on, target.amount) for target in intake.targets
    } == {
        (role, names[role][member], starts_on, ends_on, amount)
        for role, member, starts_on, ends_on, amount in targets()
    }
